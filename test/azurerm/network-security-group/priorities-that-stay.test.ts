import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformStack } from 'cdktf';
import { AdminRules, NetworkSecurityGroupRulesProps, PriorityRange } from '../../../lib/azurerm';
import { CustomScenario } from '../../../lib/scenarios';
import { fixtureCatalog, inboundFlow, row } from '../../support/fixture-catalog';
import { newGraph, newGroup, newOwnGroup, newRules, newStack, priorities, SomeService, synth, warningIds, warningsOn, withCode, writtenRules } from '../support';

const RANGE = PriorityRange.of(1000, 1999);

/** A stack with so many Graph scenarios on one enforcement point. */
function stackOf(
  scenarios: number, options: Partial<NetworkSecurityGroupRulesProps> = {},
): { stack: TerraformStack; rules: ReturnType<typeof newRules> } {
  const stack = newStack();
  const rules = newRules(stack, { priorities: RANGE, ...options });
  for (let index = 0; index < scenarios; index++) newGraph(stack, `Graph${index}`, rules);
  return { stack, rules };
}

describe('a change of ports', () => {
  const rulesWith = (ports: number[]) => {
    const stack = newStack();
    const rules = newRules(stack, { priorities: RANGE });
    newGraph(stack, 'Graph', rules, { ports });
    newGraph(stack, 'Other', rules);
    return synth(stack);
  };

  test('moves no rule, renames none, and is an update of the same resources', () => {
    const [before, after] = [rulesWith([443]), rulesWith([8443, 9443])];
    expect(priorities(after)).toEqual(priorities(before));
    expect(Object.keys(after.resource.azurerm_network_security_rule!)).toEqual(Object.keys(before.resource.azurerm_network_security_rule!));
    expect(writtenRules(after)).not.toEqual(writtenRules(before));
  });
});

describe('pins', () => {
  const NAME = 'Graph0-graph-change-notifications.notifications-in-tcp-ipv4';

  test('give a rule its priority, in any letter case of its name', () => {
    const { stack } = stackOf(1, { priorities: RANGE.pin({ [NAME]: 1203 }).pin({ [NAME.toLowerCase()]: 1203 }) });
    expect(priorities(synth(stack))[NAME]).toBe(1203);
  });

  test('may share a priority across directions, as Azure takes it', () => {
    const stack = newStack();
    const rules = newRules(stack, {
      priorities: RANGE.pin({ 'In-some-service.service-in-tcp-ipv4': 1203, 'Out-some-service.service-out-tcp-ipv4': 1203 }),
    });
    new SomeService(stack, 'In', rules, { prefixes: ['198.51.100.0/24'] });
    new SomeService(stack, 'Out', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
    expect(Object.values(priorities(synth(stack)))).toEqual([1203, 1203]);
  });

  test('fail outside the range, twice for a name, and twice for a priority', () => {
    expect(() => RANGE.pin({ [NAME]: 999 })).toThrow(`invalid priority 999 pinned for "${NAME}": give a whole number from 1000 to 1999`);
    expect(() => RANGE.pin({ [NAME]: 1203 }).pin({ [NAME]: 1204 })).toThrow(withCode('InvalidPin'));
    const twice = RANGE.pin({ [NAME]: 1203, [NAME.replace('ipv4', 'ipv6')]: 1203 });
    expect(() => stackOf(1, { priorities: twice })).toThrow(withCode('InvalidPin'));
  });

  test('that name no rule are told', () => {
    const { stack, rules } = stackOf(1, { priorities: RANGE.pin({ Grph: 1203 }) });
    synth(stack);
    expect(warningsOn(rules)).toEqual([expect.stringContaining('pins priorities of Grph, but has no such rule')]);
  });
});

describe('a rule that cannot have the priority that it wants', () => {
  const NARROW = PriorityRange.of(1000, 1059);
  const CONTESTED = /: (\S+) wants priority (\d+), which (\S+) takes, and takes (\d+)\..*\.pin\(\{ '(\S+)': (\d+) \}\).*\.pin\(\{ '\S+': (\d+) \}\)/;

  test('is told with the other rule, and pins that keep what is deployed', () => {
    const before = priorities(synth(stackOf(12, { priorities: NARROW }).stack));
    const { stack, rules } = stackOf(13, { priorities: NARROW });
    const after = priorities(synth(stack));
    const told = warningsOn(rules).flatMap((text) => CONTESTED.exec(text)?.slice(1) ?? []);
    const wantedOf = new Map<string, number>();
    for (let i = 0; i < told.length; i += 7) {
      const [name, wanted, holder, priority, pinned, first, second] = told.slice(i, i + 7);
      expect([pinned, first, second]).toEqual([name, wanted, priority]);
      expect(after).toMatchObject({ [name]: Number(priority), [holder]: Number(wanted) });
      wantedOf.set(name, Number(wanted));
    }
    const moved = Object.keys(before).filter((name) => after[name] !== before[name]);
    expect(wantedOf.size).toBeGreaterThan(0);
    expect([...wantedOf.keys()]).toEqual(expect.arrayContaining(moved));
    const pinnedAll = priorities(synth(stackOf(13, { priorities: NARROW.pin(before) }).stack));
    expect(pinnedAll).toMatchObject(before);
  });

  test('is not told where every rule is pinned', () => {
    const all = priorities(synth(stackOf(13, { priorities: NARROW }).stack));
    const { stack, rules } = stackOf(13, { priorities: NARROW.pin(all) });
    synth(stack);
    expect(warningIds(rules)).toEqual(['crowdedPriorities']);
  });

  test('is not told for a group of our own, which Azure changes in one step', () => {
    const stack = newStack();
    const rules = newOwnGroup(stack, { priorities: NARROW });
    for (let index = 0; index < 13; index++) newGraph(stack, `Graph${index}`, rules);
    synth(stack);
    expect(warningsOn(rules)).toEqual([]);
  });
});

test('a crowded range is told with the figure, and may be acknowledged', () => {
  const crowd = (options = {}) => {
    const { stack, rules } = stackOf(6, { priorities: PriorityRange.of(1000, 1099), ...options });
    synth(stack);
    return warningsOn(rules).filter((text) => text.includes('crowded') || text.includes('flows in'));
  };
  expect(crowd()).toEqual([expect.stringMatching(/has rules for 6 flows in priorities 1000-1099, where adding one more moves a deployed rule in about 6 % of cases/)]);
  expect(crowd({ acknowledgedWarnings: ['cdk-m365-endpoints:crowdedPriorities'] })).toEqual([]);
  expect(crowd({ priorities: RANGE })).toEqual([]);
});

test('rules of one scenario and different flows are not merged, and keep their names when one of them goes', () => {
  const flows = ['one', 'two'].map((name, index) => inboundFlow(name, { prefixes: [`198.51.${index}.0/24`] }));
  const catalog = fixtureCatalog((sets) => [...sets, row('some-service', ['Worldwide'], flows)]);
  const namesOf = (...names: string[]) => {
    const stack = newStack();
    new CustomScenario(stack, 'Custom', { enforcedBy: [newRules(stack)], catalog, sets: [{ slug: 'some-service', flows: names.map((name) => ({ name })) }] });
    return writtenRules(synth(stack)).map(({ name }) => name);
  };
  expect(namesOf('one', 'two')).toEqual(['Custom-some-service.one-in-tcp-ipv4', 'Custom-some-service.two-in-tcp-ipv4']);
  expect(namesOf('two')).toEqual(['Custom-some-service.two-in-tcp-ipv4']);
});

test('fails for a scenario that takes one flow twice, whose rules would share a name', () => {
  const catalog = fixtureCatalog((sets) => [...sets, row('some-service', ['Worldwide'], [inboundFlow('one', { prefixes: ['198.51.0.0/24'] })])]);
  const stack = newStack();
  const flows = [{ name: 'one' }, { name: 'one', tcpPorts: [8443] }];
  expect(() => new CustomScenario(stack, 'Custom', { enforcedBy: [newRules(stack)], catalog, sets: [{ slug: 'some-service', flows }] }))
    .toThrow(withCode('DuplicateRuleName'));
});

describe('a prefix for names', () => {
  test('stands before every name, and keeps two repositories apart', () => {
    const { stack } = stackOf(1, { namePrefix: 'team-a' });
    expect(writtenRules(synth(stack)).map(({ name }) => name)).toEqual([
      'team-a-Graph0-graph-change-notifications.notifications-in-tcp-ipv4', 'team-a-Graph0-graph-change-notifications.notifications-in-tcp-ipv6',
    ]);
  });

  test('is of security admin rules too', () => {
    const stack = newStack();
    const rules = new AdminRules(stack, 'Rules', { ruleCollection: { id: 'c' }, priorities: PriorityRange.ofAdminRules(1000, 1999), namePrefix: 'team-a' });
    newGraph(stack, 'Graph', rules);
    const { azurerm_network_manager_admin_rule: written } = synth(stack).resource as Record<string, Record<string, { name: string }>>;
    expect(Object.values(written).every(({ name }) => name.startsWith('team-a-Graph-'))).toBe(true);
  });

  test.each(['', '-a', 'a b', 'x'.repeat(21), 7])('fails when it is %j', (namePrefix) => {
    expect(() => stackOf(1, { namePrefix: namePrefix as string })).toThrow(withCode('InvalidOption'));
  });
});

test('a rule of the app that denies before ours is told', () => {
  const stack = newStack();
  const networkSecurityGroup = newGroup(stack);
  const rules = newRules(stack, { networkSecurityGroup, priorities: RANGE });
  newGraph(stack, 'Graph', rules);
  const deny = {
    networkSecurityGroupName: networkSecurityGroup.name,
    resourceGroupName: networkSecurityGroup.resourceGroupName,
    name: 'deny',
    access: 'Deny',
    protocol: '*',
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: '*',
    destinationPortRange: '*',
  };
  new NetworkSecurityRule(stack, 'Early', { ...deny, direction: 'Inbound', priority: 150 });
  new NetworkSecurityRule(stack, 'Late', { ...deny, name: 'late', direction: 'Inbound', priority: 4000 });
  new NetworkSecurityRule(stack, 'Outbound', { ...deny, name: 'out', direction: 'Outbound', priority: 150 });
  synth(stack);
  expect(warningsOn(rules)).toEqual([expect.stringContaining('stack/Early denies traffic at priority 150, before the rules of stack/FromMicrosoft at 1000-1999')]);
});
