import { TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { IpGroups, IpGroupsProps } from '../../../lib/azurerm';
import { AddressFamily, PrefixSet } from '../../../lib/net';
import { Peer } from '../../../lib/rules';
import { ExchangeHybridInbound } from '../../../lib/scenarios';
import { readTerraform } from '../../../lib/verify';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { fullSynth, newGraph, newStack, SomeService, synth, warningIds, withCode } from '../support';
import { firewallRules, ipGroupsOf, newFirewallRules } from './support';

const newIpGroups = (scope: Construct, props: Partial<IpGroupsProps> = {}, id = 'IpGroups') => (
  new IpGroups(scope, id, { name: 'ipg-m365', resourceGroupName: 'rg-hub', location: 'westeurope', ...props })
);

const IPV4 = { addressFamilies: [AddressFamily.IPV4] };

/** Prefixes of which no two merge. */
const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);

test('the IPv4 addresses of a scenario are a group', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newIpGroups(stack, { tags: { owner: 'net' } }), IPV4);
  expect(ipGroupsOf(synth(stack))).toEqual([{
    name: 'ipg-m365-1', resource_group_name: 'rg-hub', location: 'westeurope', tags: { owner: 'net' }, cidrs: ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25'],
  }]);
});

test('a group admits nothing by itself', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newIpGroups(stack), IPV4);
  const { admitted, findings, unresolved } = readTerraform(synth(stack));
  expect([admitted.isEmpty, findings, unresolved]).toEqual([true, [], []]);
});

test('several scenarios share the groups, in the fewest prefixes and whatever their order', () => {
  const documents = [['A', 'B'], ['B', 'A']].map((order) => {
    const stack = newStack();
    const groups = newIpGroups(stack);
    order.forEach((id) => new SomeService(stack, id, groups, { prefixes: id === 'A' ? ['203.0.113.0/25', '192.0.2.0/24'] : ['203.0.113.128/25', '192.0.2.8/32'] }));
    return synth(stack);
  });
  expect(ipGroupsOf(documents[0]).map(({ cidrs }) => cidrs)).toEqual([['192.0.2.0/24', '203.0.113.0/24']]);
  expect(documents[1]).toEqual(documents[0]);
});

test('deploy-time addresses stand in the first group, untouched', () => {
  const stack = newStack();
  const peer = new TerraformVariable(stack, 'peer', { type: 'string' }).stringValue;
  newGraph(stack, 'Graph', newIpGroups(stack), { ...IPV4, additionalPeers: [Peer.ipv4(peer)] });
  expect(ipGroupsOf(synth(stack))[0].cidrs).toContain('${var.peer}');
});

test('the ids may be read before the scenarios are there', () => {
  const stack = newStack();
  const groups = newIpGroups(stack, { entriesPerGroup: 10 });
  const rules = newFirewallRules(stack, { sourceIpGroups: groups.ipGroupIds });
  new SomeService(stack, 'Out', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
  new SomeService(stack, 'Sources', groups, { prefixes: many(9) });
  const document = synth(stack);
  expect(ipGroupsOf(document)).toHaveLength(2);
  expect(firewallRules(document).map((rule) => rule.source_ip_groups)).toEqual([
    [1, 2].map((number) => expect.stringMatching(new RegExp(`^\\$\\{azurerm_ip_group\\.IpGroups_ipg-m365-${number}_\\w+\\.id\\}$`))),
  ]);
  expect(readTerraform(document).unresolved).toEqual([]);
});

describe('when a group is full', () => {
  const groupsOf = (prefixes: string[], entriesPerGroup?: number) => {
    const stack = newStack();
    new SomeService(stack, 'Service', newIpGroups(stack, { entriesPerGroup }), { prefixes });
    return ipGroupsOf(synth(stack));
  };
  const shards = (...args: Parameters<typeof groupsOf>) => groupsOf(...args).map(({ cidrs }) => cidrs);

  test('four fifths of a group are used before there is another', () => {
    expect(shards(many(4000)).map((cidrs) => cidrs.length)).toEqual([4000]);
    const [one, two, ...others] = shards(many(4001));
    expect(others).toEqual([]);
    expect(one.length + two.length).toBe(4001);
  });

  test('the groups hold every address once', () => {
    const spread = shards(many(1000), 100);
    expect(spread).toHaveLength(13);
    expect(Math.max(...spread.map((cidrs) => cidrs.length))).toBeLessThanOrEqual(100);
    expect(spread.flat()).toHaveLength(1000);
    expect(PrefixSet.of(...spread.flat()).equals(PrefixSet.of(...many(1000)))).toBe(true);
  });

  test.each([0, 1, 117, 499, 998, 999])('an entry that goes, here the one at %i, changes one group', (gone) => {
    const before = shards(many(1000), 100);
    const after = shards(many(1000).filter((_, i) => i !== gone), 100);
    expect(after).toHaveLength(before.length);
    expect(before.filter((cidrs, i) => String(cidrs) !== String(after[i]))).toHaveLength(1);
  });

  test('one group more takes about its share from the others, and moves little else', () => {
    const groupOf = (count: number) => new Map(groupsOf(many(count), 100).flatMap(({ name, cidrs }) => cidrs.map((cidr) => [cidr, name])));
    const [before, after] = [groupOf(1040), groupOf(1041)];
    expect([new Set(before.values()).size, new Set(after.values()).size]).toEqual([13, 14]);
    const moved = [...before].filter(([cidr, group]) => after.get(cidr) !== group);
    expect(moved.length).toBeLessThan(1040 / 14 * 1.5);
  });

  test('fails above the groups that a firewall may name', () => {
    const stack = newStack();
    const groups = newIpGroups(stack, { entriesPerGroup: 10 });
    new SomeService(stack, 'Service', groups, { prefixes: many(1600) });
    expect(() => new SomeService(stack, 'More', groups, { prefixes: ['198.51.100.0/24'] })).toThrow(expect.objectContaining({
      code: 'IpGroupsFull',
      message: 'stack/IpGroups needs 201 IP groups, and the rules of a firewall may name 200: admit less, or spread the scenarios over several firewalls',
    }));
  });
});

describe('what a group does not hold', () => {
  test('fails on IPv6', () => {
    const stack = newStack();
    expect(() => newGraph(stack, 'Graph', newIpGroups(stack))).toThrow(withCode('Unsupported'));
  });

  test('fails on host names without addresses', () => {
    const stack = newStack();
    expect(() => new SomeService(stack, 'Service', newIpGroups(stack), { direction: 'outbound', hosts: ['a.example'] })).toThrow(withCode('Unsupported'));
  });

  test('warns when rules of a scenario have other addresses on other ports', () => {
    const stack = newStack();
    const hybrid = (id: string, mailFlow: boolean) => (
      new ExchangeHybridInbound(stack, id, { enforcedBy: [newIpGroups(stack, { name: `ipg-${id}` }, `For${id}`)], catalog: fixtureCatalog(), mailFlow, ...IPV4 })
    );
    expect(warningIds(hybrid('Web', false))).toEqual([]);
    expect(warningIds(hybrid('Both', true))).toEqual(['addressesWithoutPorts']);
  });
});

test.each<[string, Partial<IpGroupsProps>, string]>([
  ['a name that Azure refuses', { name: '_m365' }, 'InvalidName'],
  ['a name without room for a number', { name: 'x'.repeat(77) }, 'InvalidName'],
  ['a size above that of a group', { entriesPerGroup: 5001 }, 'InvalidQuota'],
])('fails on %s', (_, props, code) => {
  expect(() => newIpGroups(newStack(), props)).toThrow(withCode(code));
});

test('provenance stands in the comment of the stack', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newIpGroups(stack), IPV4);
  expect(Object.keys(JSON.parse(fullSynth(stack))['//']['cdk-m365-endpoints'])).toEqual(['stack/IpGroups']);
});

describeMaterial('by the schema of the provider', () => {
  test('a group is valid', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newIpGroups(stack, { tags: { owner: 'net' } }), IPV4);
    expect(schemaProblems(synth(stack), (type) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block)).toEqual([]);
  });
});
