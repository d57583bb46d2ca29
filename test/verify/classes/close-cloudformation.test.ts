import { readCloudFormation } from '../../../lib/verify';

const GROUP = { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupEgress: [], SecurityGroupIngress: [] } };
const unresolvedIn = (template: unknown) => readCloudFormation(template).unresolved.map(({ path }) => path);

test('a template without anything of the kind has nothing unresolved', () => {
  expect(unresolvedIn({ Resources: { Group: GROUP } })).toEqual([]);
});

test.each([
  ['a macro', { Transform: ['Company::Network'], Resources: { Group: GROUP } }, 'Transform'],
  ['a macro over the whole template', { 'Fn::Transform': { Name: 'AWS::Include' }, 'Resources': { Group: GROUP } }, '["Fn::Transform"]'],
  ['a nested stack', { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} } } }, 'Resources.Nested'],
  ['a module', { Resources: { Module: { Type: 'Company::Network::Open::MODULE' } } }, 'Resources.Module'],
  ['a macro among the properties', {
    Resources: { Group: { ...GROUP, Properties: { ...GROUP.Properties, 'Fn::Transform': { Name: 'AWS::Include' } } } },
  }, 'Resources.Group.Properties'],
  ['properties that are one intrinsic', { Resources: { Group: { ...GROUP, Properties: { 'Fn::If': ['Is', {}, {}] } } } }, 'Resources.Group.Properties'],
])('%s is under unresolved', (_, template, path) => {
  expect(unresolvedIn(template)).toEqual([path]);
});

test.each([
  ['AWS::WAFv2::WebACL', { DefaultAction: { Allow: {} }, Rules: [] }],
  ['AWS::WAFv2::IPSet', { IPAddressVersion: 'IPV4', Addresses: [] }],
  ['AWS::ApiGateway::RestApi', { Policy: { Statement: [] } }],
  ['AWS::NetworkFirewall::RuleGroup', { Type: 'STATEFUL', RuleGroup: { RulesSource: { RulesString: '' } }, Capacity: 100 }],
  ['AWS::Route53Resolver::FirewallRuleGroup', { FirewallRules: [] }],
])('a condition on %s is under unresolved', (Type, Properties) => {
  expect(unresolvedIn({ Resources: { It: { Type, Condition: 'IsProduction', Properties } } })).toContain('Resources.It.Condition');
});

test('a list of domains that is in a file is not taken for an empty one', () => {
  const Group = {
    Type: 'AWS::Route53Resolver::FirewallRuleGroup',
    Properties: {
      FirewallRules: [
        { Priority: 1, Action: 'ALLOW', FirewallDomainListId: { 'Fn::GetAtt': ['List', 'Id'] }, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' },
      ],
    },
  };
  const List = { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { DomainFileUrl: 's3://bucket/domains' } };
  expect(unresolvedIn({ Resources: { Group, List } })).toEqual(['Resources.Group.Properties.FirewallRules[0]']);
});
