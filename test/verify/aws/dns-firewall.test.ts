import { Direction } from '../../../lib/net';
import { readCloudFormation, readTerraform } from '../../../lib/verify';

type Given = readonly [priority: number, action: string, domains: string[], rest?: object];

const template = (...rules: Given[]) => ({
  Resources: {
    ...Object.fromEntries(rules.map(([priority, , domains]) => [`List${priority}`, { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: domains } }])),
    Group: {
      Type: 'AWS::Route53Resolver::FirewallRuleGroup',
      Properties: {
        FirewallRules: rules.map(([priority, action, , rest]) => ({
          Action: action,
          Priority: priority,
          FirewallDomainListId: { 'Fn::GetAtt': [`List${priority}`, 'Id'] },
          FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
          ...rest,
        })),
      },
    },
  },
});

const REST: Given = [900, 'BLOCK', ['*']];
const names = (...rules: Given[]) => readCloudFormation(template(...rules)).names.names(Direction.OUTBOUND).describe();

test('a star in front is every name below, and not the name itself', () => {
  expect(names([100, 'ALLOW', ['*.example.com', 'example.net']], REST)).toEqual(['*.example.com', 'example.net']);
});

test('the lowest priority decides, wherever it stands', () => {
  const block: Given = [50, 'BLOCK', ['a.example.com']];
  const allow: Given = [100, 'ALLOW', ['*.example.com']];
  expect(names(REST, allow, block)).toEqual(['*.example.com except a.example.com']);
  expect(names(REST, allow, [150, 'BLOCK', ['a.example.com']])).toEqual(['*.example.com']);
});

test('a name that no rule matches is answered', () => {
  expect(names([100, 'BLOCK', ['bad.example.com']])).toEqual(['* except bad.example.com']);
});

test('an alert lets through', () => {
  expect(names([100, 'ALERT', ['a.example.com']], REST)).toEqual(['a.example.com']);
});

test('names are admitted on every port', () => {
  expect(readCloudFormation(template([100, 'ALLOW', ['a.example.com']], REST)).names.describe()).toEqual([
    'outbound tcp all ports to a.example.com', 'outbound udp all ports to a.example.com', 'outbound other to a.example.com',
  ]);
});

test('a rule that judges where a name leads is found', () => {
  const { findings } = readCloudFormation(template([100, 'ALLOW', ['a.example.com'], { FirewallDomainRedirectionAction: undefined }], REST));
  expect(findings.map(({ code }) => code)).toEqual(['RedirectionInspected']);
});

test.each<[string, Given]>([
  ['a star without a dot', [100, 'ALLOW', ['*cdn.example.com']]],
  ['a star in the middle', [100, 'ALLOW', ['a.*.example.com.']]],
  ['a list of another document', [100, 'ALLOW', [], { FirewallDomainListId: 'rslvr-fdl-1' }]],
  ['a query type', [100, 'ALLOW', ['a.example.com'], { Qtype: 'AAAA' }]],
])('%s is not understood, and not guessed', (_, rule) => {
  const { names: admitted, unresolved } = readCloudFormation(template(rule, REST));
  expect(admitted.isEmpty).toBe(true);
  expect(unresolved).toHaveLength(1);
});

test('a Terraform rule in a group of another document is not understood', () => {
  const { unresolved } = readTerraform({
    resource: {
      aws_route53_resolver_firewall_rule: {
        rule: {
          firewall_rule_group_id: 'rslvr-frg-1', firewall_domain_list_id: 'rslvr-fdl-1', priority: 1, action: 'ALLOW',
        },
      },
    },
  });
  expect(unresolved.map(({ path }) => path)).toEqual(['resource.aws_route53_resolver_firewall_rule.rule']);
});
