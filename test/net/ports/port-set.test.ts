import * as fc from 'fast-check';
import { isBranded } from '../../../lib/collections/brand';
import { PortRange, PortSet } from '../../../lib/net';

const set = (text: string) => text === '' ? PortSet.EMPTY : PortSet.parse(text);

test.each([
  ['443', '443'],
  ['443, 5061,50000-59999', '443,5061,50000-59999'],
  [' 5061 ,443', '443,5061'],
  ['443,443', '443'],
  ['80-90,85-100', '80-100'],
  ['80-100,85-90', '80-100'],
  ['80,81,82', '80-82'],
  ['80,82', '80,82'],
  ['65535,65534', '65534-65535'],
  ['0,1', '0-1'],
  ['0-65535', '0-65535'],
])('parse reads %j as %s', (text, canonical) => {
  expect(String(PortSet.parse(text))).toBe(canonical);
});

test.each(['', ' ', ',', '443,', ',443', '443;444', '443 444', '50,000-59,999', '443,,444', '443-70000', '59999-50000'])('fails on %j', (text) => {
  expect(() => PortSet.parse(text)).toThrow(/^invalid port /);
});

test.each(['', ' ', undefined])('fails on %j as what names no port, and says how to mean none', (text) => {
  expect(() => PortSet.parse(text as string)).toThrow(/it names no port.*write it like "443, 50000-59999"; for no port use PortSet\.EMPTY/);
});

test.each([
  ['80-90', '85-100', '80-100', '80-84', '85-90'],
  ['80-90', '91-100', '80-100', '80-90', ''],
  ['0-65535', '443', '0-65535', '0-442,444-65535', '443'],
  ['443', '0-65535', '0-65535', '', '443'],
  ['65535', '65535', '65535', '', '65535'],
  ['0', '', '0', '0', ''],
  ['', '', '', '', ''],
])('%j with %j: union %j, subtraction %j, intersection %j', (a, b, union, subtraction, intersection) => {
  expect([set(a).union(set(b)), set(a).subtract(set(b)), set(a).intersect(set(b))].map(String)).toEqual([union, subtraction, intersection]);
});

test('contains looks at the union of its ranges', () => {
  expect(set('80-89,90-99').contains(PortRange.of(85, 95))).toBe(true);
  expect(set('80-89,91-99').contains(PortRange.of(85, 95))).toBe(false);
  expect(set('80-99').containsSet(set('80,99'))).toBe(true);
  expect(set('80-99').containsSet(set('80,100'))).toBe(false);
  expect(set('443').containsSet(PortSet.EMPTY)).toBe(true);
  expect(set('80-99').overlaps(set('99-200'))).toBe(true);
  expect(set('80-99').overlaps(set('100-200'))).toBe(false);
});

test('equality looks at ports, not at how they were given', () => {
  expect(set('80,81').equals(set('80-81'))).toBe(true);
  expect(set('80').equals(set('81'))).toBe(false);
  expect(PortSet.of().equals(PortSet.EMPTY)).toBe(true);
});

test('ranges are the fewest, sorted', () => {
  expect(PortSet.of(PortRange.of(90), PortRange.of(80, 89), PortRange.of(443)).ranges.map((range) => [range.first, range.last]))
    .toEqual([[80, 90], [443, 443]]);
});

test('of leaves its arguments in their order', () => {
  const ranges = [PortRange.of(443), PortRange.of(80)];
  PortSet.of(...ranges);
  expect(ranges.map(String)).toEqual(['443', '80']);
});

test('constants', () => {
  expect([String(PortSet.ALL), PortSet.ALL.size, PortSet.ALL.isEmpty]).toEqual(['0-65535', 65536, false]);
  expect([String(PortSet.EMPTY), PortSet.EMPTY.size, PortSet.EMPTY.isEmpty]).toEqual(['', 0, true]);
});

describe.each([0, 65535 - 15])('random sets from port %d on', (base) => {
  const range = fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => PortRange.of(base + Math.min(a, b), base + Math.max(a, b)));
  const list = fc.array(range, { maxLength: 6 });
  const ports = Array.from({ length: 16 }, (_, i) => base + i);
  const holds = (ranges: PortRange[]) => ports.map((port) => ranges.some((each) => each.first <= port && port <= each.last));

  test('obey the truth tables', () => {
    fc.assert(fc.property(list, list, (listA, listB) => {
      const [a, b] = [PortSet.of(...listA), PortSet.of(...listB)];
      const [inA, inB] = [holds(listA), holds(listB)];
      expect(holds(a.union(b).ranges)).toEqual(inA.map((member, i) => member || inB[i]));
      expect(holds(a.subtract(b).ranges)).toEqual(inA.map((member, i) => member && !inB[i]));
      expect(holds(a.intersect(b).ranges)).toEqual(inA.map((member, i) => member && inB[i]));
      expect(a.containsSet(b)).toBe(inB.every((member, i) => !member || inA[i]));
      expect(a.overlaps(b)).toBe(inB.some((member, i) => member && inA[i]));
    }));
  });

  test('list the fewest ranges', () => {
    fc.assert(fc.property(list, (listA) => {
      const inA = holds(listA);
      const starts = inA.filter((member, i) => member && !inA[i - 1]).length;
      expect(PortSet.of(...listA).ranges).toHaveLength(starts);
      expect(PortSet.of(...listA).size).toBe(inA.filter((member) => member).length);
    }));
  });
});

test('is known by its name, also to another copy of this package', () => {
  expect(['PortSet', 'PrefixSet'].filter((name) => isBranded(PortSet.EMPTY, name))).toEqual(['PortSet']);
});
