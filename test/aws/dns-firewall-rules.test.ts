import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DnsFirewallRules, DnsFirewallRulesProps } from '../../lib/aws';
import { Direction, Protocol } from '../../lib/net';
import { OnUnsupported, Rule } from '../../lib/rules';
import { admittedByRules, compare, NameSet, readCloudFormation } from '../../lib/verify';
import { enforce, outbound } from '../support/rule-set';
import { rule } from '../support/rules';
import { vpcOf } from './support';

function scene(props: DnsFirewallRulesProps = {}) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, rules: new DnsFirewallRules(stack, 'Dns', props) };
}

const resources = (stack: Stack, type: string): any[] =>
  Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => Properties);
const lists = (stack: Stack): string[][] => resources(stack, 'AWS::Route53Resolver::FirewallDomainList').map(({ Domains }) => Domains);
const rulesOf = (stack: Stack): any[] => resources(stack, 'AWS::Route53Resolver::FirewallRuleGroup')[0].FirewallRules;

const WEB = outbound('80,443', ['*.example.com', 'example.com', 'a.example.com', 'www.example.net']);
const TIME = outbound('123', ['time.example.org'], ['192.0.2.0/25'], { protocol: Protocol.UDP });

describe('resources', () => {
  test('one list and one rule for each scenario, without names that others cover', () => {
    const { stack, rules } = scene();
    enforce(rules, [WEB], {}, 'Web');
    enforce(rules, [TIME], {}, 'Time');
    expect(lists(stack)).toEqual([['time.example.org'], ['*.example.com', 'example.com', 'www.example.net']]);
    expect(rulesOf(stack)).toEqual([
      { Action: 'ALLOW', FirewallDomainListId: { 'Fn::GetAtt': [expect.stringContaining('Time'), 'Id'] }, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN', Priority: expect.any(Number) },
      { Action: 'ALLOW', FirewallDomainListId: { 'Fn::GetAtt': [expect.stringContaining('Web'), 'Id'] }, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN', Priority: expect.any(Number) },
    ]);
  });

  test('every other name is blocked last, when that is asked for', () => {
    const { stack, rules } = scene({ blockOthers: true });
    enforce(rules, [WEB]);
    const last = rulesOf(stack).at(-1);
    expect(last).toMatchObject({ Action: 'BLOCK', BlockResponse: 'NODATA', Priority: 9000 });
    expect(Math.max(...rulesOf(stack).slice(0, -1).map(({ Priority }) => Priority))).toBeLessThan(9000);
    expect(lists(stack)).toContainEqual(['*']);
  });

  test('a VPC is associated with the group', () => {
    const { stack, rules } = scene();
    enforce(rules, [WEB]);
    rules.associateWith(vpcOf(stack), { priority: 200 });
    expect(resources(stack, 'AWS::Route53Resolver::FirewallRuleGroupAssociation')).toEqual([
      { FirewallRuleGroupId: { 'Fn::GetAtt': [expect.any(String), 'Id'] }, Priority: 200, VpcId: 'vpc-0123456789abcdef0' },
    ]);
  });

  test('a scenario of more than a thousand names has several lists', () => {
    const many = Array.from({ length: 1500 }, (_, index) => `host${index}.example.com`);
    const { stack, rules } = scene();
    enforce(rules, [outbound('443', many)]);
    expect(lists(stack)).toHaveLength(2);
    expect(lists(stack).flat().sort()).toEqual([...many].sort());
    lists(stack).forEach((list) => expect(list.length).toBeLessThanOrEqual(1000));
  });

  test('fails to synthesise without a scenario', () => {
    expect(() => (scene().stack.node.root as App).synth()).toThrow('Stack/Dns has no rules');
  });
});

describe('exactness', () => {
  function read(props: DnsFirewallRulesProps) {
    const { stack, rules } = scene(props);
    enforce(rules, [WEB], {}, 'Web');
    enforce(rules, [TIME], {}, 'Time');
    return readCloudFormation(Template.fromStack(stack).toJSON());
  }

  test('with everything else blocked, exactly the names are let through, on every port', () => {
    const reading = read({ blockOthers: true });
    expect(reading.findings).toEqual([]);
    expect(reading.unresolved).toEqual([]);
    expect(reading.admitted.isEmpty).toBe(true);
    expect(compare(reading.names, admittedByRules([WEB, TIME]).names.onEveryPort()).toString()).toBe('admits exactly what was expected');
  });

  test('without that every name is let through, and a warning says so', () => {
    expect(read({}).names.names(Direction.OUTBOUND).equals(NameSet.ALL)).toBe(true);
    const { stack, rules } = scene();
    enforce(rules, [WEB]);
    Annotations.fromStack(stack).hasWarning('/Stack/Scenario', Match.stringLikeRegexp('allowing names restricts nothing'));
  });

  test('the warning can be acknowledged', () => {
    const { stack, rules } = scene();
    enforce(rules, [WEB], { acknowledgedWarnings: ['cdk-m365-endpoints:dnsAllowIsNoOp'] });
    void rules.ruleGroup; // in use
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('what a resolver does not see', () => {
  test.each<[string, Rule, string]>([
    ['addresses alone', outbound('443', [], ['192.0.2.0/25']), 'cannot enforce some-row: Route 53 Resolver DNS Firewall matches no addresses, and no names are published beside 1 IPv4 prefix'],
    ['inbound traffic', rule(['192.0.2.0/25']), 'sees what your side looks up, not what comes in'],
    ['a star in the middle', outbound('443', ['a.*.example.com']), 'cannot match the host pattern a.*.example.com'],
    ['a star without a dot', outbound('443', ['*cdn.example.com']), 'cannot match the host pattern *cdn.example.com'],
    ['an underscore', outbound('443', ['a_b.example.com']), 'cannot match the host pattern a_b.example.com'],
  ])('fails for %s', (_, given, message) => {
    expect(() => enforce(scene().rules, [given])).toThrow(message);
  });

  test('is left out where the scenario asks for that', () => {
    const { stack, rules } = scene({ blockOthers: true });
    enforce(rules, [outbound('443', ['a.*.example.com', 'www.example.com'])], { onUnsupported: OnUnsupported.WARN });
    expect(lists(stack)).toContainEqual(['www.example.com']);
    Annotations.fromStack(stack).hasWarning('/Stack/Scenario', Match.stringLikeRegexp('left out, because onUnsupported is WARN'));
  });
});

describe('stability', () => {
  const made = (given: readonly (readonly [string, Rule])[]) => {
    const { stack, rules } = scene({ blockOthers: true });
    given.forEach(([id, one]) => enforce(rules, [one], {}, id));
    return Template.fromStack(stack).toJSON().Resources;
  };

  test('the order of scenarios changes nothing', () => {
    expect(made([['Web', WEB], ['Time', TIME]])).toEqual(made([['Time', TIME], ['Web', WEB]]));
  });

  test('one name less changes one list and nothing else', () => {
    const all = made([['Web', WEB], ['Time', TIME]]);
    const without = made([['Web', outbound('443', ['*.example.com', 'example.com'])], ['Time', TIME]]);
    expect(Object.keys(without)).toEqual(Object.keys(all));
    expect(Object.keys(all).filter((id) => JSON.stringify(all[id]) !== JSON.stringify(without[id]))).toEqual([expect.stringContaining('ListsWeb')]);
  });

  test('another scenario changes no list and no priority', () => {
    const one = rulePriorities(made([['Web', WEB]]));
    const two = rulePriorities(made([['Web', WEB], ['Time', TIME]]));
    expect(two).toEqual(expect.arrayContaining(one));
  });

  const rulePriorities = (template: Record<string, any>): number[] =>
    Object.values(template).find(({ Type }) => Type.endsWith('RuleGroup')).Properties.FirewallRules.map(({ Priority }: { Priority: number }) => Priority);
});

test('fails when a rule group has no room for every list', () => {
  const { rules } = scene({ rulesPerGroup: 1, blockOthers: true });
  expect(() => enforce(rules, [WEB])).toThrow('Stack/Dns needs 2 domain lists, and a rule group has room for 1 rule');
});

test.each([100, 9000, 1.5])('fails with priority %d in a VPC', (priority) => {
  const { stack, rules } = scene();
  expect(() => rules.associateWith(vpcOf(stack), { priority })).toThrow(`invalid priority ${priority} of a rule group in a VPC`);
});

test('associating a VPC twice is the same as once, and fails with another priority', () => {
  const { stack, rules } = scene();
  enforce(rules, [WEB]);
  const vpc = vpcOf(stack);
  rules.associateWith(vpc, { priority: 200 });
  rules.associateWith(vpc, { priority: 200 });
  Template.fromStack(stack).resourceCountIs('AWS::Route53Resolver::FirewallRuleGroupAssociation', 1);
  expect(() => rules.associateWith(vpc, { priority: 300 })).toThrow(/^invalid priority 300: \S+ is associated with priority 200 already$/);
});

test('fails with a quota that is none', () => {
  expect(() => scene({ rulesPerGroup: 0 })).toThrow('invalid rulesPerGroup 0');
});

test('snapshot', () => {
  const { stack, rules } = scene({ blockOthers: true });
  enforce(rules, [WEB], {}, 'Web');
  rules.associateWith(vpcOf(stack), { priority: 200 });
  expect(Template.fromStack(stack).toJSON().Resources).toMatchSnapshot();
});
