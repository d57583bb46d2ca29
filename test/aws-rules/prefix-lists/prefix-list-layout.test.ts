import * as fc from 'fast-check';
import { layOutPrefixLists, PREFIX_LIST_CAPABILITIES, sizeLists } from '../../../lib/aws-rules/prefix-lists/prefix-list-layout';
import { PREFIX_LIST_LIMITS } from '../../../lib/aws-rules/prefix-lists/prefix-list-limits';
import { assignReferences, referencesTo } from '../../../lib/aws-rules/prefix-lists/prefix-list-references';
import { AddressFamily, PortSet, Protocol } from '../../../lib/net';
import { fit, Rule } from '../../../lib/rules';
import { hosts, ipv6Hosts } from '../../aws/support';
import { origin, rule } from '../../support/rules';

const layOut = (rules: readonly Rule[], maxEntries?: number, identify: (value: string | number) => string = String) => (
  layOutPrefixLists(fit(rules, PREFIX_LIST_CAPABILITIES).rules, identify, maxEntries)
);

describe('the size of lists', () => {
  const counts = fc.integer({ min: 1, max: 2000 });
  const sizes = fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined });

  test('has room for every entry, within what one request takes', () => {
    fc.assert(fc.property(counts, sizes, (entries, wanted) => {
      const { lists, maxEntries } = sizeLists(entries, wanted);
      expect(lists * maxEntries).toBeGreaterThanOrEqual(entries);
      expect(maxEntries).toBeLessThanOrEqual(PREFIX_LIST_LIMITS.entriesPerRequest);
    }));
  });

  test('is the one that was asked for', () => {
    fc.assert(fc.property(counts, fc.integer({ min: 1, max: 100 }), (entries, wanted) => {
      expect(sizeLists(entries, wanted).maxEntries).toBe(wanted);
    }));
  });

  test('changes only every ten entries, and not at all once there are several lists', () => {
    const distinct = new Set(Array.from({ length: 2000 }, (_, index) => sizeLists(index + 1).maxEntries));
    expect([...distinct]).toEqual([10, 20, 30, 40, 50, 60]);
  });

  test('never needs fewer lists or room for more entries', () => {
    fc.assert(fc.property(counts, (entries) => {
      const [now, next] = [sizeLists(entries), sizeLists(entries + 1)];
      expect(next.lists * next.maxEntries).toBeGreaterThanOrEqual(now.lists * now.maxEntries);
    }));
  });
});

describe('the layout', () => {
  test('holds every prefix once, in lists that are not too large', () => {
    const lists = layOut([rule([...hosts(250), ...ipv6Hosts(70)])]);
    expect(lists.map(({ key }) => key)).toEqual([
      'in-tcp-443-ipv4-1', 'in-tcp-443-ipv4-2', 'in-tcp-443-ipv4-3', 'in-tcp-443-ipv4-4', 'in-tcp-443-ipv4-5', 'in-tcp-443-ipv6-1', 'in-tcp-443-ipv6-2',
    ]);
    lists.forEach(({ entries, maxEntries }) => expect(entries.length).toBeLessThanOrEqual(maxEntries));
    expect(lists.flatMap(({ entries }) => entries.map(({ cidr }) => cidr)).sort()).toEqual([...hosts(250), ...ipv6Hosts(70)].sort());
  });

  test('does not depend on the order of rules or prefixes', () => {
    const rules = [rule(hosts(70)), rule(['192.0.2.1/32'], { ports: PortSet.parse('25') }), rule(['192.0.2.3/32'], { protocol: Protocol.UDP })];
    expect(layOut([...rules].reverse())).toEqual(layOut(rules));
    expect(layOut([rule(hosts(70).reverse())])).toEqual(layOut([rule(hosts(70))]));
  });

  test('merges the prefixes of rules with the same traffic, and names the origins of both', () => {
    const [list] = layOut([rule(['192.0.2.0/25']), rule(['192.0.2.128/25'], { origins: [origin('another-row')] })]);
    expect(list.entries).toEqual([{ cidr: '192.0.2.0/24', description: 'another-row (stated), some-row (stated)' }]);
  });

  test('keeps lists for different deploy-time ports apart, and takes a deploy-time prefix once', () => {
    const port = (value: number) => rule(['192.0.2.1/32'], { ports: PortSet.EMPTY, deployTimePorts: [value] });
    expect(new Set(layOut([port(-1), port(-2)]).map(({ key }) => key)).size).toBe(2);
    const tokens = ['${Token[A.1]}', '${Token[A.2]}'].map((value) => ({ family: AddressFamily.IPV4, value }));
    const [list] = layOut([rule([], { deployTimePrefixes: tokens })], undefined, () => 'Ref A');
    expect(list.entries).toHaveLength(1);
  });

  test('has short keys for many ports', () => {
    const ports = PortSet.parse(Array.from({ length: 60 }, (_, index) => 1000 + 2 * index).join());
    const [list] = layOut([rule(['192.0.2.1/32'], { ports })]);
    expect(list.key).toMatch(/^in-tcp-1000_1002_[\w-]+-[0-9a-f]{8}-1$/);
    expect(list.key.length).toBeLessThan(110);
  });
});

describe('references', () => {
  const lists = layOut([rule([...hosts(94), ...ipv6Hosts(12)], { ports: PortSet.parse('443, 8000-8010') })]);
  const references = referencesTo(lists, String);

  test('are one for each list and range of ports, and weigh MaxEntries', () => {
    expect(references.map(({ key, weight }) => `${key}: ${weight}`)).toEqual([
      'in-tcp-443_8000-8010-ipv4-1 443: 60', 'in-tcp-443_8000-8010-ipv4-1 8000-8010: 60',
      'in-tcp-443_8000-8010-ipv4-2 443: 60', 'in-tcp-443_8000-8010-ipv4-2 8000-8010: 60',
      'in-tcp-443_8000-8010-ipv6-1 443: 20', 'in-tcp-443_8000-8010-ipv6-1 8000-8010: 20',
    ]);
  });

  test('fill groups up to the quota of each family, and no further', () => {
    const groups = assignReferences(references, 4, 60, 'Stack/Lists');
    expect(groups.map((group) => group.map(({ family, weight }) => `${family} ${weight}`))).toEqual([
      ['IPv4 60', 'IPv6 20', 'IPv6 20'], ['IPv4 60'], ['IPv4 60'], ['IPv4 60'],
    ]);
  });

  test('fail when there is no room', () => {
    expect(() => assignReferences(references, 3, 60, 'Stack/Lists')).toThrow(/count as 240 inbound IPv4 rules.* do not fit into 3 groups of 60/);
  });
});
