import * as fc from 'fast-check';
import { placeInShards, placeInSlots } from '../../../lib/rules/placement/placement';

const keys = (count: number) => Array.from({ length: count }, (_, index) => `rule ${index}`);

/** Keys of both placements that are somewhere else in the second. */
function moved(before: Map<string, number>, after: Map<string, number>): string[] {
  return [...before.keys()].filter((key) => after.has(key) && after.get(key) !== before.get(key));
}

describe('shards', () => {
  test('hold every key, and none more than its capacity', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }), share, (shards, capacity, fill) => {
      const wanted = keys(Math.floor(shards * capacity * fill));
      const placement = placeInShards(wanted, shards, capacity);
      const load = Array.from({ length: shards }, (_, shard) => [...placement.values()].filter((value) => value === shard).length);
      expect([...placement.keys()].sort()).toEqual([...wanted].sort());
      expect(Math.max(...load)).toBeLessThanOrEqual(capacity);
    }));
  });

  test('depend on the set of keys, not on its order', () => {
    fc.assert(fc.property(fc.shuffledSubarray(keys(40)), (some) => {
      const sorted = placeInShards([...some].sort(), 3, 15);
      expect([...placeInShards(some, 3, 15)].every(([key, shard]) => sorted.get(key) === shard)).toBe(true);
    }));
  });

  test('keep every other key when one goes, as long as no shard is full', () => {
    const all = keys(94);
    const before = placeInShards(all, 2, 60);
    const disturbed = all.map((gone) => moved(before, placeInShards(all.filter((key) => key !== gone), 2, 60)).length);
    expect(Math.max(...disturbed)).toBe(0);
  });

  test('move few keys even when they are full', () => {
    const all = keys(120);
    const before = placeInShards(all, 2, 60);
    const disturbed = all.map((gone) => moved(before, placeInShards(all.filter((key) => key !== gone), 2, 60)).length);
    expect(Math.max(...disturbed)).toBeLessThanOrEqual(1);
  });

  test('move only the expected share when a shard is added', () => {
    const all = keys(300);
    const share = moved(placeInShards(all, 3, 200), placeInShards(all, 4, 200)).length / all.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
  });

  test('of more than 64 fill evenly, whatever the order of the keys, and a new one takes only its share', () => {
    const all = keys(7000);
    const before = placeInShards(all, 70, 200);
    expect(before).toEqual(placeInShards([...all].reverse(), 70, 200));
    const load = Array.from({ length: 70 }, (_, shard) => [...before.values()].filter((value) => value === shard).length);
    expect(Math.min(...load)).toBeGreaterThan(60); // 100 each, give or take four standard deviations
    expect(Math.max(...load)).toBeLessThan(140);
    const share = moved(before, placeInShards(all, 71, 200)).length / all.length;
    expect(share).toBeGreaterThan(0.5 / 71);
    expect(share).toBeLessThan(2 / 71);
    expect(moved(before, placeInShards(all.slice(1), 70, 200))).toEqual([]);
  });

  test('fails when the keys do not fit', () => {
    expect(() => placeInShards(keys(5), 2, 2)).toThrow('5 keys do not fit into 2 shards of 2');
  });
});

describe('slots', () => {
  test('are distinct and within the range', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 100, max: 4000 }), (count, first) => {
      const slots = [...placeInSlots(keys(count), first, first + 59).values()];
      expect(new Set(slots).size).toBe(count);
      expect(slots.every((slot) => slot >= first && slot <= first + 59)).toBe(true);
    }));
  });

  test('depend on the set of keys, not on its order', () => {
    expect(placeInSlots(keys(30).reverse(), 200, 299)).toEqual(new Map([...placeInSlots(keys(30), 200, 299)].map((entry) => entry)));
  });

  test('stay where they are when another key goes: none moves in the median, few at worst', () => {
    const all = keys(60);
    const before = placeInSlots(all, 200, 299);
    const disturbed = all.map((gone) => moved(before, placeInSlots(all.filter((key) => key !== gone), 200, 299)).length).sort((a, b) => a - b);
    expect(disturbed[Math.floor(disturbed.length / 2)]).toBe(0);
    expect(Math.max(...disturbed)).toBeLessThanOrEqual(4);
  });

  test('fails when the keys do not fit', () => {
    expect(() => placeInSlots(keys(3), 100, 101)).toThrow('3 keys do not fit into 2 slots');
  });
});

test('slots that are no numbers are refused, and never searched for ever', () => {
  expect(() => placeInSlots(['a', 'b'], NaN, NaN)).toThrow(RangeError);
});
