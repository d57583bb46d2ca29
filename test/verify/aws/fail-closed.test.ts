/** What changes what is admitted on AWS, and was once read in silence, is not equal; what does not, is. */
import { AdmittedNames, AdmittedSpace, prove, readCloudFormation, Verdict } from '../../../lib/verify';

const RULE = 'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server; sid:1; rev:1;)';
const ruleGroup = (body: object = {}, rest: object = {}) => ({
  Type: 'AWS::NetworkFirewall::RuleGroup',
  Properties: {
    Type: 'STATEFUL',
    Capacity: 100,
    RuleGroupName: 'group',
    ...rest,
    RuleGroup: { RulesSource: { RulesString: RULE }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' }, ...body },
  },
});
const policy = (rest: object = {}) => ({
  Type: 'AWS::NetworkFirewall::FirewallPolicy',
  Properties: {
    FirewallPolicyName: 'policy',
    FirewallPolicy: {
      StatelessDefaultActions: ['aws:forward_to_sfe'],
      StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
      StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
      StatefulDefaultActions: ['aws:drop_established'],
      StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: { 'Fn::GetAtt': ['Group', 'RuleGroupArn'] } }],
      ...rest,
    },
  },
});
const firewall = (Group: object = ruleGroup(), Policy: object = policy()) => ({ Resources: { Group, Policy } });

const { admitted } = readCloudFormation(firewall());
const proofOf = (document: unknown) => prove(document, { admitted });

describe('AWS Network Firewall', () => {
  test('is equal as it is meant', () => {
    expect(proofOf(firewall())).toMatchObject({ verdict: 'equal', groups: ['Group'] });
  });

  test.each<[string, object]>([
    ['a stateless default that passes', firewall(undefined, policy({ StatelessDefaultActions: ['aws:pass'] }))],
    ['fragments that pass', firewall(undefined, policy({ StatelessFragmentDefaultActions: ['aws:pass'] }))],
    ['a stateless default that drops', firewall(undefined, policy({ StatelessDefaultActions: ['aws:drop'] }))],
    ['stateless rules before the stateful ones', firewall(undefined, policy({ StatelessRuleGroupReferences: [{ Priority: 1, ResourceArn: 'arn' }] }))],
    ['a policy without a default that drops', firewall(undefined, policy({ StatefulDefaultActions: ['aws:alert_strict'] }))],
    ['a policy in the default action order', firewall(undefined, policy({ StatefulEngineOptions: { RuleOrder: 'DEFAULT_ACTION_ORDER' } }))],
    ['a policy without engine options', firewall(undefined, policy({ StatefulEngineOptions: undefined }))],
    ['a rule group of another document in the policy', firewall(undefined, policy({ StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: 'arn:other' }] }))],
    ['an override of the rule group', firewall(undefined, policy({
      StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: { 'Fn::GetAtt': ['Group', 'RuleGroupArn'] }, Override: { Action: 'DROP_TO_ALERT' } }],
    }))],
    ['an inspection of TLS', firewall(undefined, policy({ TLSInspectionConfigurationArn: 'arn' }))],
    ['a rule group in the default action order', firewall(ruleGroup({ StatefulRuleOptions: undefined }))],
    ['rules beside the text', firewall(ruleGroup({ RulesSource: { RulesString: RULE, StatefulRules: [{ Action: 'PASS' }] } }))],
    ['a local side that is empty', firewall(ruleGroup({ RuleVariables: { IPSets: { HOME_NET: { Definition: [] } } } }))],
    ['a local side that is unknown', firewall(ruleGroup({ RuleVariables: { IPSets: { HOME_NET: { Definition: [{ Ref: 'Net' }] } } } }))],
    ['variables by a macro', firewall(ruleGroup({ RuleVariables: { IPSets: { 'Fn::Transform': { Name: 'M' } } } }))],
    ['sets that are references', firewall(ruleGroup({ ReferenceSets: { IPSetReferences: {} } }))],
    ['a rule that drops', firewall(ruleGroup({ RulesSource: { RulesString: `drop tcp any any -> any any (sid:2;)\n${RULE}` } }))],
  ])('is unproven with %s', (_, document) => {
    expect(proofOf(document).verdict).toBe(Verdict.UNPROVEN);
  });

  test.each<[string, object]>([
    ['an alert by default', firewall(undefined, policy({ StatefulDefaultActions: ['aws:drop_strict', 'aws:alert_strict'] }))],
    ['another priority', firewall(undefined, policy({ StatefulRuleGroupReferences: [{ Priority: '7', ResourceArn: { Ref: 'Group' } }] }))],
    ['variables that no rule names', firewall(ruleGroup({ RuleVariables: { IPSets: { OTHER: { Definition: ['10.0.0.0/8'] } }, PortSets: { WEB: { Definition: ['443'] } } } }))],
    ['a local side that is a list of ranges', firewall(ruleGroup({ RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/8'] } } } }))],
    ['a capacity as text', firewall(ruleGroup({}, { Capacity: '100' }))],
  ])('stays equal with %s', (_, document) => {
    expect(proofOf(document)).toMatchObject({ verdict: 'equal', groups: ['Group'] });
  });
});

describe('security groups', () => {
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.0/24' };
  const NONE = [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }];
  const Sg = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupName: 'mine', GroupDescription: 'x', SecurityGroupEgress: NONE } };
  const inbound = readCloudFormation({ Resources: { Sg: { ...Sg, Properties: { ...Sg.Properties, SecurityGroupIngress: [https] } } } }).admitted;

  test('a rule by the name of its group is a rule of that group', () => {
    const In = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupName: 'mine', ...https } };
    const proof = prove({ Resources: { Sg, In } }, { admitted: inbound });
    expect([proof.verdict, proof.groups]).toEqual([Verdict.EQUAL, ['Sg']]);
  });

  const terraform = (resource: object) => ({
    resource: {
      aws_security_group: { sg: { name: 'mine', tags: { a: 'b' } } },
      aws_vpc_security_group_ingress_rule: { in: { security_group_id: '${aws_security_group.sg.id}', ip_protocol: 'tcp', from_port: '443', to_port: 443, cidr_ipv4: '192.0.2.0/24' } },
      ...resource,
    },
  });

  test('numbers as text and tags are harmless in Terraform', () => {
    expect(prove(terraform({}), { admitted: inbound }).verdict).toBe(Verdict.EQUAL);
  });

  test.each<[string, object]>([
    ['an exclusive list of rules', { aws_vpc_security_group_rules_exclusive: { x: { security_group_id: '${aws_security_group.sg.id}', ingress_rule_ids: [] } } }],
    ['a rule of the older kind', { aws_security_group_rule: { x: { type: 'ingress', security_group_id: 'sg-1' } } }],
    ['a resource of the provider awscc', { awscc_ec2_security_group_ingress: { x: { group_id: 'sg-1' } } }],
    ['a stack', { aws_cloudformation_stack: { x: { name: 'stack' } } }],
    ['a Network ACL that names the group', { aws_network_acl_rule: { x: { network_acl_id: '${aws_security_group.sg.id}' } } }],
    ['an unknown provider that names the group', { acme_rule: { x: { group: '${aws_security_group.sg.id}' } } }],
    ['changes that are ignored', { aws_security_group: { sg: { name: 'mine', lifecycle: { ignore_changes: 'all' } } } }],
    ['a dynamic block', { aws_security_group: { sg: { name: 'mine', dynamic: { ingress: { for_each: [] } } } } }],
    ['a provisioner', { aws_security_group: { sg: { name: 'mine', provisioner: { 'local-exec': { command: 'true' } } } } }],
  ])('are unproven with %s', (_, resource) => {
    expect(prove(terraform(resource), { admitted: inbound }).verdict).toBe(Verdict.UNPROVEN);
  });

  test('an unknown key of a nested block is unproven', () => {
    expect(prove(terraform({ aws_security_group: { sg: { name: 'mine', new_block: [{ a: 1 }] } } }), { admitted: inbound }).verdict).toBe(Verdict.UNPROVEN);
  });
});

test('DNS Firewall: an action that is new, and a domain that is unknown', () => {
  const group = (Action: string, Domains: unknown) => ({
    Resources: {
      List: { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains } },
      Group: {
        Type: 'AWS::Route53Resolver::FirewallRuleGroup',
        Properties: { FirewallRules: [{ Priority: 1, Action, FirewallDomainListId: { 'Fn::GetAtt': ['List', 'Id'] } }] },
      },
    },
  });
  const names = readCloudFormation(group('BLOCK', ['bad.example.com'])).names;
  const verdict = (document: unknown) => prove(document, { names, admitted: AdmittedSpace.EMPTY }).verdict;
  expect(names.equals(AdmittedNames.EMPTY)).toBe(false);
  expect(verdict(group('BLOCK', ['bad.example.com']))).toBe(Verdict.EQUAL);
  expect(verdict(group('REDIRECT', ['bad.example.com']))).not.toBe(Verdict.EQUAL);
  expect(verdict(group('BLOCK', ['bad.example.com', { Ref: 'More' }]))).toBe(Verdict.UNPROVEN);
});
