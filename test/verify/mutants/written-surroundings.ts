/** What stands around filters by hand: what they are attached to, the policies that they stand in, scripts, and changes of it. */
import { outbound } from '../../support/rule-set';
import { type Changes, type Document, each, HARMFUL, HARMLESS, meant, one, values, type Written } from './changes';

// ── what security groups are attached to ─────────────────────────────────────

const INGRESS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.0/24' };
const NO_EGRESS = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
const OWN = { 'Fn::GetAtt': ['Sg', 'GroupId'] };
const ATTACHED: Document = {
  Resources: {
    Sg: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', SecurityGroupIngress: [INGRESS], SecurityGroupEgress: [NO_EGRESS] } },
    Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [OWN] } },
  },
};
const lb = ({ Resources }: Document) => Resources.Lb.Properties;
const carrier = (Type: string, Properties: object) => ({ Resources }: Document) => {
  Resources.Added = { Type, Properties };
};
const ATTACHED_CHANGES: Changes = [
  ...values(HARMFUL, 'load balancer', lb, 'SecurityGroups', [
    { 'Fn::If': ['C', [OWN], ['sg-1']] }, [{ 'Fn::If': ['C', OWN, 'sg-1'] }], [OWN, { 'Fn::If': ['C', 'sg-1', { Ref: 'AWS::NoValue' }] }], [{ 'Fn::Select': [0, ['sg-1', OWN]] }], [OWN, '{{resolve:ssm:/group}}'],
    { 'Fn::Split': [',', { 'Fn::Sub': '${Sg.GroupId},${Other}' }] }, { 'Fn::Split': [',', { 'Fn::Join': [',', [OWN, 'sg-1']] }] }, [{ 'Fn::Sub': '${Sg.GroupId}${Suffix}' }],
  ]),
  ...values(HARMLESS, 'load balancer', lb, 'SecurityGroups', [[{ Ref: 'Sg' }], [{ 'Fn::GetAtt': 'Sg.GroupId' }], [{ 'Fn::Sub': '${Sg.GroupId}' }], [{ 'Fn::Sub': '${Sg}' }], [OWN, { Ref: 'AWS::NoValue' }]]),
  ...one(HARMFUL, 'a launch template with another group', carrier('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { NetworkInterfaces: [{ Groups: [OWN, 'sg-1'] }] } })),
  ...one(HARMFUL, 'a spot fleet with another group', carrier('AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { LaunchSpecifications: [{ SecurityGroups: [{ GroupId: OWN }, { GroupId: 'sg-1' }] }] } })),
  ...one(HARMFUL, 'an instance with another group by name', carrier('AWS::EC2::Instance', { SecurityGroupIds: [OWN], SecurityGroups: ['open'] })),
  ...one(HARMFUL, 'a cluster with another group', carrier('AWS::EMR::Cluster', { Instances: { EmrManagedMasterSecurityGroup: OWN, AdditionalMasterSecurityGroups: ['sg-1'] } })),
  ...one(HARMLESS, 'a load balancer that says what it enforces', carrier('AWS::ElasticLoadBalancingV2::LoadBalancer', { SecurityGroups: [OWN], EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on' })),
  ...one(HARMLESS, 'a spot fleet with the group', carrier('AWS::EC2::SpotFleet', { SpotFleetRequestConfigData: { LaunchSpecifications: [{ SecurityGroups: [{ GroupId: OWN }] }] } })),
  ...one(HARMFUL, 'a macro in what carries the group', (document) => {
    lb(document)['Fn::Transform'] = { Name: 'M' };
  }),
  ...one(HARMLESS, 'a macro elsewhere', carrier('AWS::S3::Bucket', { 'Fn::Transform': { Name: 'M' } })),
  ...one(HARMLESS, 'an output of the group', (document) => {
    document.Outputs = { Group: { Value: OWN, Export: { Name: 'g' } } };
    document.Resources.Two = { ...document.Resources.Sg, Properties: { ...document.Resources.Sg.Properties, SecurityGroupIngress: [] } };
    lb(document).SecurityGroups.push({ Ref: 'Two' });
  }),
  ...each(HARMFUL, ['AWS::Lambda::Url', 'AWS::ApiGatewayV2::Api', 'AWS::Route53Resolver::FirewallOfTomorrow'], (type) => `another way in, ${type}`, (document, type) => {
    carrier(type, type.endsWith('Tomorrow') ? { Group: OWN } : { AuthType: 'NONE' })(document);
  }),
  ...one(HARMLESS, 'a rule by Fn::Sub', ({ Resources }) => {
    Resources.Sg.Properties.SecurityGroupIngress = [];
    Resources.Rule = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { 'Fn::Sub': '${Sg.GroupId}' }, ...INGRESS } };
  }),
];

const GROUP = '${aws_security_group.main.id}';
const ATTACHED_IN_TERRAFORM: Document = {
  resource: {
    aws_security_group: { main: { vpc_id: 'vpc' } },
    aws_vpc_security_group_ingress_rule: { one: { security_group_id: GROUP, ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '192.0.2.0/24' } },
    aws_lb: { main: { security_groups: [GROUP] } },
    aws_network_interface: { main: { subnet_id: 's', security_groups: [GROUP] } },
  },
};
const added = (type: string, place: string, ...groups: string[]) => ({ resource }: Document) => {
  resource[type] = Object.fromEntries(groups.map((security_group_id, i) => [`g${i}`, { security_group_id, [type.includes('endpoint') ? 'vpc_endpoint_id' : 'network_interface_id']: place }]));
};
const ATTACHED_IN_TERRAFORM_CHANGES: Changes = [
  ...values(HARMFUL, 'load balancer', ({ resource }) => resource.aws_lb.main, 'security_groups', [
    '${concat([aws_security_group.main.id], var.more)}', ['${var.open ? "sg-1" : aws_security_group.main.id}'], '${var.open ? ["sg-1"] : [aws_security_group.main.id]}', [GROUP, '${data.aws_security_group.x.id}'], [GROUP, '${aws_security_group.more[0].id}'], [GROUP, null, 'sg-1'],
  ]),
  ...values(HARMLESS, 'load balancer', ({ resource }) => resource.aws_lb.main, 'security_groups', [['${ aws_security_group.main.id }'], ['${aws_security_group.main.id}', null]]),
  ...one(HARMFUL, 'another group at the interface', added('aws_network_interface_sg_attachment', '${aws_network_interface.main.id}', 'sg-1')),
  ...one(HARMFUL, 'both at another interface', added('aws_network_interface_sg_attachment', 'eni-1', GROUP, 'sg-1')),
  ...one(HARMFUL, 'both at an endpoint', added('aws_vpc_endpoint_security_group_association', 'vpce-1', GROUP, 'sg-1')),
  ...one(HARMLESS, 'another group at another interface', added('aws_network_interface_sg_attachment', 'eni-1', 'sg-1')),
  ...each(HARMFUL, ['local-exec', 'remote-exec'], (kind) => `a script by ${kind}`, ({ resource }, kind) => {
    resource.terraform_data = { script: { provisioner: [{ [kind]: { command: 'x' } }] } };
  }),
  ...one(HARMLESS, 'data that runs nothing', ({ resource }) => {
    resource.terraform_data = { data: { input: 'x' } };
  }),
  ...each(HARMFUL, ['aws_lambda_function_url', 'aws_apigatewayv2_api'], (type) => `another way in, ${type}`, ({ resource }, type) => {
    resource[type] = { added: { authorization_type: 'NONE' } };
  }),
];

// ── a policy of AWS Network Firewall with names ──────────────────────────────

const NAMES = [
  'pass tls $HOME_NET any -> any 443 (msg:"a"; tls.sni; content:"a.example.com"; startswith; endswith; nocase; flow:to_server; sid:1;)',
  'pass http $HOME_NET any -> any 80 (msg:"b"; http.host; content:"a.example.com"; startswith; endswith; flow:to_server; sid:2;)',
].join('\n');
const POLICY: Document = {
  Resources: {
    Group: {
      Type: 'AWS::NetworkFirewall::RuleGroup',
      Properties: { RuleGroupName: 'g', Type: 'STATEFUL', Capacity: 10, RuleGroup: { RulesSource: { RulesString: NAMES }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' } } },
    },
    Policy: {
      Type: 'AWS::NetworkFirewall::FirewallPolicy',
      Properties: {
        FirewallPolicyName: 'p',
        FirewallPolicy: {
          StatelessDefaultActions: ['aws:forward_to_sfe'],
          StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
          StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
          StatefulDefaultActions: ['aws:drop_established'],
          StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: { 'Fn::GetAtt': ['Group', 'RuleGroupArn'] } }],
        },
      },
    },
  },
};
const source = ({ Resources }: Document) => Resources.Group.Properties.RuleGroup.RulesSource;
const POLICY_CHANGES: Changes = [
  ...values(HARMFUL, 'policy', ({ Resources }) => Resources.Policy.Properties.FirewallPolicy, 'StatefulDefaultActions', [['aws:drop_strict'], ['aws:drop_strict', 'aws:alert_strict'], ['aws:alert_established'], []]),
  ...values(HARMLESS, 'policy', ({ Resources }) => Resources.Policy.Properties.FirewallPolicy, 'StatefulDefaultActions', [['aws:drop_established', 'aws:alert_established']]),
  ...values(HARMFUL, 'rules', source, 'RulesString', [
    NAMES.replace('pass tls $HOME_NET any -> any 443 (msg:"a"; tls.sni;', 'pass http $HOME_NET any -> any 443 (msg:"a"; http.host;').replace(' nocase;', ''),
    NAMES.replace('pass http $HOME_NET any -> any 80 (msg:"b"; http.host; content:"a.example.com"; startswith; endswith;', 'pass tls $HOME_NET any -> any 80 (msg:"b"; tls.sni; content:"a.example.com"; startswith; endswith; nocase;'),
    `${NAMES}\n# {{resolve:ssm:/rules}}`, NAMES.replace('msg:"a"', 'msg:"{{resolve:ssm:/message}}"'), NAMES.replace('sid:1;', 'metadata:{{resolve:ssm:/x}}; sid:1;'),
  ]),
  ...values(HARMLESS, 'rules', source, 'RulesString', [`# {{ a comment }}\n${NAMES}`]),
];

// ── the application rules of a policy of Azure Firewall ──────────────────────

const AZURE_POLICY: Document = {
  resource: {
    azurerm_firewall_policy: { main: { name: 'p', location: 'l', resource_group_name: 'rg' } },
    azurerm_firewall_policy_rule_collection_group: {
      main: {
        name: 'group',
        priority: 100,
        firewall_policy_id: '${azurerm_firewall_policy.main.id}',
        application_rule_collection: [{
          name: 'c',
          priority: 100,
          action: 'Allow',
          rule: [{ name: 'r', source_addresses: ['*'], destination_fqdns: ['a.example.com'], protocols: [{ type: 'Http', port: 80 }, { type: 'Https', port: 443 }] }],
        }],
      },
    },
  },
};
const azureGroup = ({ resource }: Document) => resource.azurerm_firewall_policy_rule_collection_group.main;
const protocol = (index: number) => (document: Document) => azureGroup(document).application_rule_collection[0].rule[0].protocols[index];
const AZURE_POLICY_CHANGES: Changes = [
  ...values(HARMFUL, 'protocol on 443', protocol(1), 'type', ['Http', 'Mssql', '${var.x}']),
  ...values(HARMFUL, 'protocol on 80', protocol(0), 'type', ['Https', 'Mssql']),
  ...values(HARMLESS, 'protocol on 443', protocol(1), 'type', ['HTTPS']),
  ...values(HARMFUL, 'group', azureGroup, 'firewall_policy_id', ['/other', '${azurerm_firewall_policy.other.id}']),
];

// ── the collection of security admin rules ───────────────────────────────────

const ADMIN_RULE = {
  name: 'r',
  admin_rule_collection_id: '${azurerm_network_manager_admin_rule_collection.main.id}',
  direction: 'Inbound',
  action: 'Allow',
  protocol: 'Tcp',
  priority: 10,
  destination_port_ranges: ['443'],
  source: [{ address_prefix_type: 'IPPrefix', address_prefix: '192.0.2.0/24' }],
};
const ADMIN: Document = {
  resource: {
    azurerm_network_manager_admin_rule_collection: { main: { name: 'c', network_group_ids: ['/group'], security_admin_configuration_id: '/configuration' } },
    azurerm_network_manager_admin_rule: { one: ADMIN_RULE },
  },
};
const ADMIN_CHANGES: Changes = [
  ...values(HARMFUL, 'rule', ({ resource }) => resource.azurerm_network_manager_admin_rule.one, 'admin_rule_collection_id', ['/other', '${var.collection}']),
];

// ── the DNS firewall in CloudFormation ───────────────────────────────────────

const DNS: Document = {
  Resources: {
    List: { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: ['a.example.com'] } },
    All: { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: ['*'] } },
    Group: {
      Type: 'AWS::Route53Resolver::FirewallRuleGroup',
      Properties: {
        FirewallRules: [
          { Priority: 1, Action: 'ALLOW', FirewallDomainListId: { 'Fn::GetAtt': ['List', 'Id'] }, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' },
          { Priority: 2, Action: 'BLOCK', BlockResponse: 'NODATA', FirewallDomainListId: { 'Fn::GetAtt': ['All', 'Id'] } },
        ],
      },
    },
  },
};
const dnsRules = ({ Resources }: Document) => Resources.Group.Properties.FirewallRules;
const DNS_CHANGES: Changes = [
  ...values(HARMFUL, 'the last rule', (document) => dnsRules(document)[1], 'Priority', [1, '1', 0]),
  ...values(HARMFUL, 'the first rule', (document) => dnsRules(document)[0], 'FirewallDomainListId', ['{{resolve:ssm:/list}}']),
  ...values(HARMLESS, 'the first rule', (document) => dnsRules(document)[0], 'FirewallDomainListId', [{ 'Fn::Sub': '${List.Id}' }, { Ref: 'List' }]),
  ...values(HARMFUL, 'list', ({ Resources }) => Resources.List.Properties, 'DomainFileUrl', ['s3://bucket/names']),
];

export const WRITTEN_SURROUNDINGS: readonly Written[] = [
  { name: 'a load balancer with a security group', document: ATTACHED, rules: meant('192.0.2.0/24'), changes: ATTACHED_CHANGES },
  { name: 'what security groups are attached to in Terraform', document: ATTACHED_IN_TERRAFORM, rules: meant('192.0.2.0/24'), changes: ATTACHED_IN_TERRAFORM_CHANGES },
  { name: 'a policy of AWS Network Firewall', document: POLICY, rules: [outbound('80,443', ['a.example.com'], [])], changes: POLICY_CHANGES },
  { name: 'application rules of Azure Firewall', document: AZURE_POLICY, rules: [outbound('80,443', ['a.example.com'], [])], changes: AZURE_POLICY_CHANGES },
  { name: 'a collection of security admin rules', document: ADMIN, rules: meant('192.0.2.0/24'), changes: ADMIN_CHANGES },
  { name: 'the DNS firewall in CloudFormation', document: DNS, rules: [outbound('443', ['a.example.com'], [])], changes: DNS_CHANGES },
];
