/** CloudFormation by hand, and changes of it. */
import { outbound } from '../../support/rule-set';
import { type Changes, type Document, each, HARMFUL, HARMLESS, meant, NOT_IPV4, one, SAME_IPV6, values, WIDER_IPV6, type Written } from './changes';
import type { Effect } from './mutate';

// ── security groups in CloudFormation ────────────────────────────────────────

const INTRINSICS: readonly unknown[] = [
  { Ref: 'P' }, { 'Fn::Sub': '${P}' }, { 'Fn::ImportValue': 'x' }, { 'Fn::FindInMap': ['M', 'a', 'b'] }, { 'Fn::Select': [0, ['a']] }, { 'Fn::Join': ['', ['4', '43']] },
  { 'Fn::If': ['C', '443', '22'] }, { 'Fn::GetAtt': ['X', 'Y'] }, { 'Fn::GetAtt': 'X.Y' }, { 'Fn::Transform': { Name: 'M' } }, { 'Fn::Base64': 'a' }, { 'Fn::Length': [] }, { 'Fn::ToJsonString': {} },
  '{{resolve:ssm:/port}}', '{{resolve:secretsmanager:x}}',
];
const GROUP: Document = {
  Resources: {
    Sg: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'g',
        VpcId: 'vpc-1',
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.1/32', Description: 'a' },
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '203.0.113.0/25' },
        ],
        SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
      },
    },
    Six: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: { GroupId: { 'Fn::GetAtt': ['Sg', 'GroupId'] }, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '2001:db8:1::/48' },
    },
    Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ 'Fn::GetAtt': ['Sg', 'GroupId'] }] } },
  },
};
const group = ({ Resources }: Document) => Resources.Sg.Properties;
const four = (document: Document) => group(document).SecurityGroupIngress[0];
const six = ({ Resources }: Document) => Resources.Six.Properties;
const addResource = (effect: Effect, name: string, Type: string, Properties: unknown): Changes => one(effect, name, ({ Resources }) => {
  Resources.Added = { Type, Properties };
});
const ingress = (rest: object) => ({ GroupId: { 'Fn::GetAtt': ['Sg', 'GroupId'] }, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '198.51.100.0/24', ...rest });

const GROUP_CHANGES: Changes = [
  ...['FromPort', 'ToPort', 'IpProtocol', 'CidrIp'].flatMap((key) => values(HARMFUL, 'rule', four, key, INTRINSICS)),
  ...['FromPort', 'CidrIpv6', 'GroupId'].flatMap((key) => values(HARMFUL, 'separate', six, key, INTRINSICS)),
  ...values(HARMFUL, 'rule', four, 'CidrIp', NOT_IPV4),
  ...values(HARMFUL, 'separate', six, 'CidrIpv6', WIDER_IPV6),
  ...values(HARMLESS, 'separate', six, 'CidrIpv6', SAME_IPV6),
  ...values(HARMFUL, 'rule', four, 'FromPort', [442, 0, -1, '442', 1, null, '443-444', 65536, 443.5, true, []]),
  ...values(HARMFUL, 'rule', four, 'ToPort', [444, 65535, -1, '444', 442, null, '443,444', {}]),
  ...values(HARMLESS, 'rule', four, 'FromPort', ['443']),
  ...values(HARMLESS, 'rule', four, 'ToPort', ['443']),
  ...values(HARMFUL, 'rule', four, 'IpProtocol', ['udp', '17', 17, '-1', -1, 'all', 'icmp', '1', 'icmpv6', 58, '50', null, '']),
  ...values(HARMLESS, 'rule', four, 'IpProtocol', ['6', 6]),
  ...values(HARMLESS, 'rule', four, 'Description', ['', 'x', null, { Ref: 'P' }]),
  ...['SourceSecurityGroupId', 'SourcePrefixListId', 'SourceSecurityGroupName', 'CidrIpv6', 'DestinationPrefixListId', 'cidrip', 'Unheard'].flatMap((key) => (
    values(HARMFUL, 'rule with another peer', four, key, ['2001:db8:9::/48', { Ref: 'P' }])
  )),
  ...values(HARMFUL, 'group', group, 'SecurityGroupIngress', [[], null, { Ref: 'P' }, { 'Fn::If': ['C', [], []] }, [{ Ref: 'P' }], [{ 'Fn::If': ['C', {}, {}] }]]),
  ...values(HARMFUL, 'group', group, 'SecurityGroupEgress', [[], null, [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }], [{ IpProtocol: '-1', CidrIpv6: '::/0' }], { Ref: 'P' }]),
  ...values(HARMLESS, 'group', group, 'Tags', [[], [{ Key: 'a', Value: { Ref: 'P' } }]]),
  ...one(HARMLESS, 'a list with nothing in it', (document) => group(document).SecurityGroupIngress.push({ Ref: 'AWS::NoValue' }, null)),
  ...one(HARMFUL, 'a list with a rule on a condition', (document) => group(document).SecurityGroupIngress.push({ 'Fn::If': ['C', ingress({}), { Ref: 'AWS::NoValue' }] })),
  ...one(HARMLESS, 'a range in two rules', (document) => {
    const { SecurityGroupIngress: rules } = group(document);
    rules.splice(1, 1, { ...rules[1], CidrIp: '203.0.113.64/26' }, { ...rules[1], CidrIp: '203.0.113.0/26' });
  }),
  ...one(HARMFUL, 'a rule twice, which EC2 refuses', (document) => {
    group(document).SecurityGroupIngress.push({ ...four(document), Description: 'again' });
  }),
  ...each(HARMLESS, ['DependsOn', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'CreationPolicy'], (key) => `Sg.${key}`, ({ Resources }, key) => {
    Resources.Sg[key] = key === 'DependsOn' ? ['Lb'] : key.endsWith('Policy') && !key.startsWith('Update') ? 'Retain' : {};
  }),
  ...each(HARMFUL, ['Sg', 'Six'], (id) => `${id} on a condition`, ({ Resources }, id) => {
    Resources[id].Condition = 'C';
  }),
  ...each(HARMFUL, ['Fn::Transform', 'Unheard', 'Properties2', 'Fn::ForEach::Ports'], (key) => `Sg.${key}`, ({ Resources }, key) => {
    Resources.Sg[key] = { Name: 'M' };
  }),
  ...each(HARMFUL, ['Fn::Transform', 'Fn::ForEach::Rules', 'Fn::If'], (key) => `Resources.${key}`, ({ Resources }, key) => {
    Resources[key] = ['X', ['a'], {}];
  }),
  ...each(HARMFUL, ['AWS::LanguageExtensions', ['Company::Macro'], { Name: 'AWS::Include' }, 'AWS::Serverless-2016-10-31'], (macro) => `Transform ${JSON.stringify(macro)}`, (document, macro) => {
    document.Transform = macro;
  }),
  ...each(HARMLESS, ['Parameters', 'Mappings', 'Conditions', 'Outputs', 'Rules', 'Metadata'], (key) => `section ${key}`, (document, key) => {
    document[key] = { P: { Type: 'String', Value: 'x' } };
  }),
  ...each(HARMFUL, ['Hooks', 'Unheard', 'Fn::Transform'], (key) => `section ${key}`, (document, key) => {
    document[key] = { P: {} };
  }),
  ...each(HARMFUL, [ingress({}), ingress({ CidrIp: undefined, CidrIpv6: '::/0' }), ingress({ FromPort: 443, ToPort: 443 }), ingress({ GroupId: 'sg-1' }), ingress({ GroupId: { Ref: 'Sg' } }),
    ingress({ GroupId: { 'Fn::Sub': '${Sg.GroupId}' } }), ingress({ GroupId: { 'Fn::ImportValue': 'g' } }), ingress({ GroupId: undefined, GroupName: 'g' })],
  (rule) => `one rule more, ${JSON.stringify(rule)}`, ({ Resources }, rule) => {
    Resources.Added = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: rule };
  }),
  ...addResource(HARMFUL, 'a rule outwards', 'AWS::EC2::SecurityGroupEgress', ingress({ DestinationSecurityGroupId: undefined })),
  ...addResource(HARMFUL, 'a nested stack', 'AWS::CloudFormation::Stack', { TemplateURL: 'https://x' }),
  ...addResource(HARMFUL, 'a stack set', 'AWS::CloudFormation::StackSet', {}),
  ...addResource(HARMFUL, 'a module', 'Company::Network::Open::MODULE', {}),
  ...addResource(HARMFUL, 'a product', 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', {}),
  ...addResource(HARMFUL, 'a custom resource that gets the group', 'Custom::Opener', { ServiceToken: 'arn', Group: { Ref: 'Sg' } }),
  ...addResource(HARMFUL, 'a custom resource that gets its id', 'AWS::CloudFormation::CustomResource', { ServiceToken: 'arn', Group: { 'Fn::Sub': 'id ${Sg.GroupId}' } }),
  ...addResource(HARMFUL, 'a type that is new', 'AWS::EC2::SecurityGroupRuleSet', { GroupId: { Ref: 'Sg' } }),
  ...addResource(HARMLESS, 'a bucket', 'AWS::S3::Bucket', {}),
  ...addResource(HARMLESS, 'an interface with the group', 'AWS::EC2::NetworkInterface', { GroupSet: [{ Ref: 'Sg' }] }),
  ...addResource(HARMFUL, 'an interface with another group too', 'AWS::EC2::NetworkInterface', { GroupSet: [{ Ref: 'Sg' }, 'sg-0other'] }),
  ...addResource(HARMFUL, 'another group that is open', 'AWS::EC2::SecurityGroup', { GroupDescription: 'o', SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }], SecurityGroupEgress: [] }),
];

// ── a rule group of AWS Network Firewall, and a policy of Azure Firewall ──────

const SURICATA = 'pass tcp $HOME_NET any -> [192.0.2.1/32,203.0.113.0/25] 443 (msg:"graph"; flow:to_server; sid:1; rev:1;)';
const FIREWALL: Document = {
  Resources: {
    Group: {
      Type: 'AWS::NetworkFirewall::RuleGroup',
      Properties: {
        RuleGroupName: 'g',
        Type: 'STATEFUL',
        Capacity: 10,
        RuleGroup: {
          RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/8'] } } }, RulesSource: { RulesString: SURICATA }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
        },
      },
    },
  },
};
const firewall = ({ Resources }: Document) => Resources.Group.Properties;
const source = (document: Document) => firewall(document).RuleGroup.RulesSource;
const suricata = (effect: Effect, ...texts: (readonly [string | RegExp, string])[]): Changes => each(effect, texts, ([from, to]) => `rules with ${from} as ${to}`, (document, [from, to]) => {
  source(document).RulesString = SURICATA.replace(from, to);
});

const FIREWALL_CHANGES: Changes = [
  ...suricata(
    HARMFUL, ['pass', 'drop'], ['pass', 'alert'], ['pass', 'reject'], ['tcp', 'udp'], ['tcp', 'ip'], ['tcp', 'tls'], ['tcp', 'http'], ['443', 'any'], ['443', '![443]'], ['443', '443:444'], ['443', '[443,22]'], ['443', '$PORTS'],
    ['192.0.2.1/32', '192.0.2.0/31'], ['192.0.2.1/32', '!192.0.2.1/32'], ['192.0.2.1/32', 'any'], ['192.0.2.1/32', '$EXTERNAL_NET'], ['->', '<>'], ['$HOME_NET any', '$HOME_NET 1024:'], ['flow:to_server', 'flow:to_client'],
    ...['not_established', 'stateless', 'no_stream', 'only_stream', 'only_frag', 'no_frag', 'to_client'].map((word) => ['flow:to_server', `flow:to_server,${word}`] as const),
    ['flow:to_server;', 'flow:to_server; content:"a";'], ['sid:1', 'sid:1; geoip:dst,US'], ['sid:1', 'sid:1; threshold: type limit, track by_src, count 1, seconds 60'],
    ['[192.0.2.1/32,203.0.113.0/25]', '$MICROSOFT'], ['[192.0.2.1/32,203.0.113.0/25]', '@LIST'], [/$/, '\npass ip any any -> any any (sid:2;)'], [/$/, '\npass icmp $HOME_NET any -> any any (sid:2;)'],
    [/^/, 'drop tcp $HOME_NET any -> 203.0.113.0/26 any (sid:2;)\n'], [/$/, '\nunheard of'], [/^/, '# '],
  ),
  ...suricata(HARMLESS, ['graph', 'other'], ['rev:1', 'rev:2'], ['443', '[443]'], [/^/, '# a comment\n'], [/$/, '\n'], ['sid:1', 'sid:17'], ['[192.0.2.1/32,203.0.113.0/25]', '[203.0.113.0/25,192.0.2.1]'], ['443', '443:443']),
  ...values(HARMFUL, 'source', source, 'RulesString', [{ Ref: 'P' }, '', null, { 'Fn::Sub': SURICATA }]),
  ...['StatefulRules', 'RulesSourceList', 'StatelessRulesAndCustomActions', 'Unheard'].flatMap((key) => values(HARMFUL, 'source', source, key, [[{}], { Targets: ['.example.com'] }])),
  ...values(HARMFUL, 'group', firewall, 'Type', ['STATELESS', { Ref: 'P' }]),
  ...values(HARMFUL, 'options', (document) => firewall(document).RuleGroup.StatefulRuleOptions, 'RuleOrder', ['DEFAULT_ACTION_ORDER', { Ref: 'P' }]),
  ...values(HARMFUL, 'group', (document) => firewall(document).RuleGroup, 'RuleVariables', [{ Ref: 'P' }, { IPSets: { HOME_NET: { Definition: { Ref: 'P' } } } }]),
  ...values(HARMLESS, 'group', firewall, 'Capacity', [100, '100']),
  ...values(HARMLESS, 'group', firewall, 'Description', ['x']),
];

export const WRITTEN_CLOUDFORMATION: readonly Written[] = [
  { name: 'a security group in CloudFormation', document: GROUP, rules: meant('192.0.2.1/32', '203.0.113.0/25', '2001:db8:1::/48'), changes: GROUP_CHANGES },
  { name: 'a rule group of AWS Network Firewall', document: FIREWALL, rules: [outbound('443', [], ['192.0.2.1/32', '203.0.113.0/25'])], changes: FIREWALL_CHANGES },
];
