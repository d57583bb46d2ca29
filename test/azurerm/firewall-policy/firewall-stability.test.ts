import { FirewallPolicyRulesProps } from '../../../lib/azurerm';
import { Document, newStack, SomeService, synth } from '../support';
import { firewallRules, ipGroupsOf, newFirewallRules, ruleCollectionGroups } from './support';

const PREFIXES = ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '198.51.100.0/25', '203.0.113.0/26', '203.0.113.128/26'];
const HOSTS = ['*.a.example', '*cdn.example', 'b.example', 'c.example', 'd.b.example'];

/** Three scenarios: one with addresses, one with names, one with both and UDP. */
function documentOf(props: Partial<FirewallPolicyRulesProps>, without?: string, order = ['A', 'B', 'C']): Document {
  const keep = (list: string[]) => list.filter((each) => each !== without);
  const flows: Record<string, object> = {
    A: { tcpPorts: '25,443', prefixes: keep(PREFIXES.slice(0, 4)) },
    B: { tcpPorts: '80,443', hosts: keep(HOSTS.slice(0, 4)) },
    C: { tcpPorts: '443', udpPorts: '3478-3481', prefixes: keep(PREFIXES.slice(2)), hosts: keep(HOSTS.slice(2)) },
  };
  const stack = newStack();
  const rules = newFirewallRules(stack, props);
  order.forEach((id) => new SomeService(stack, id, rules, { direction: 'outbound', ...flows[id] }));
  return synth(stack);
}

/** Every list of a document that comes from published data, by where it stands. */
function entries(document: Document): Map<string, readonly string[]> {
  return new Map([
    ...firewallRules(document).map((rule) => [rule.name, [...rule.destination_addresses ?? [], ...rule.destination_fqdns ?? []]] as const),
    ...ipGroupsOf(document).map(({ name, cidrs }) => [name, cidrs] as const),
  ]);
}

/** Everything of a document but those lists and the record, which names the digest of the data: names, priorities, ports, sources, references. */
function rest(document: Document): string {
  return JSON.stringify(document, (key, value) => (['destination_addresses', 'destination_fqdns', 'cidrs', 'output'].includes(key) ? undefined : value));
}

/** How many resources of a document are not the same in another. */
function changedResources(before: Document, after: Document): number {
  const texts = (document: Document) => Object.entries(document.resource)
    .flatMap(([type, byId]) => Object.entries(byId as object).map(([id, body]) => `${type}.${id} ${JSON.stringify(body)}`));
  return texts(before).filter((text) => !texts(after).includes(text)).length;
}

const IP_GROUPS = { ipGroups: { resourceGroupName: 'rg', location: 'westeurope' } };

describe.each<[string, Partial<FirewallPolicyRulesProps>]>([
  ['addresses in the rules', {}],
  ['addresses in IP groups', IP_GROUPS],
])('with %s', (_, props) => {
  const before = documentOf(props);

  test.each([...PREFIXES, ...HOSTS])('without %s only the lists that hold it lose it, and nothing else changes', (gone) => {
    const after = documentOf(props, gone);
    expect(rest(after)).toBe(rest(before));
    const lists = entries(before);
    expect(entries(after)).toEqual(new Map([...lists].map(([name, list]) => [name, list.filter((entry) => entry !== gone)])));
    expect([...lists.values()].filter((list) => list.includes(gone)).length).toBeGreaterThan(0);
  });

  test('the order of scenarios changes nothing', () => {
    for (const order of [['A', 'C', 'B'], ['B', 'A', 'C'], ['C', 'B', 'A']]) {
      expect(documentOf(props, undefined, order)).toEqual(before);
    }
  });

  test('a scenario that goes takes its collections with it, and leaves the others as they are', () => {
    const [all, fewer] = [before, documentOf(props, undefined, ['A', 'C'])].map((document) => {
      const [group] = ruleCollectionGroups(document);
      return [...group.network_rule_collection ?? [], ...group.application_rule_collection ?? []];
    });
    expect(fewer).toEqual(all.filter(({ name }) => !name.startsWith('B-')));
  });
});

/**
 * A is one network rule, B one application rule, C a network rule for TCP, one for UDP and
 * an application rule. The rule collection group is one resource, each IP group another.
 */
test.each<[string, resources: number, lists: number, resourcesWithIpGroups: number]>([
  ['192.0.2.1/32', 1, 1, 1], // in A
  ['192.0.2.6/32', 1, 3, 3], // in A and C
  ['203.0.113.0/26', 1, 2, 2], // in C
  ['*.a.example', 1, 1, 1], // in B
  ['b.example', 1, 2, 1], // in B and C
  ['d.b.example', 1, 1, 1], // in C
])('the loss of %s changes %i resource and %i lists; with IP groups, %i resources', (gone, resources, lists, resourcesWithIpGroups) => {
  const before = documentOf({});
  const after = documentOf({}, gone);
  const [old, now] = [entries(before), entries(after)];
  expect(changedResources(before, after)).toBe(resources);
  expect([...old.keys()].filter((name) => String(old.get(name)) !== String(now.get(name)))).toHaveLength(lists);
  expect(changedResources(documentOf(IP_GROUPS), documentOf(IP_GROUPS, gone))).toBe(resourcesWithIpGroups);
});

test('with IP groups, the loss of an address leaves the rule collection group alone', () => {
  expect(ruleCollectionGroups(documentOf(IP_GROUPS, '203.0.113.0/26'))).toEqual(ruleCollectionGroups(documentOf(IP_GROUPS)));
});
