/* eslint-disable no-bitwise -- sets of addresses are bit masks */
import { cover, coverAll, Cover, coverCurve, PrefixSet } from '../../../lib/net';
import { ones, Universe } from './universe';

/*
 * Every set of a small universe against every cover there is. All families of disjoint
 * blocks are listed and the best is looked up: no tree, no recursion over prefixes.
 */

/** What a cover must be, whatever its bounds. */
function check(universe: Universe, mask: number, { prefixes, extra, exact }: Cover): { count: number; extra: number } {
  const held = universe.mask(prefixes);
  const right = (held & mask) === mask && universe.mask(extra) === (held & ~mask) && exact === (held === mask)
    && prefixes.join() === PrefixSet.from(prefixes).toString();
  // Comparing first, since a million calls of expect take minutes.
  if (!right) throw new Error(`${universe.set(mask)} is not covered by ${prefixes}, or not with extra ${extra}`);
  return { count: prefixes.length, extra: ones(held & ~mask) };
}

const PLACES: [string, 32 | 128, bigint][] = [
  ['IPv4', 32, 20n << 24n],
  ['IPv6', 128, 0x2600n << 112n],
  ['IPv6, below a word border', 128, (0x2600n << 112n) + (1n << 64n) - 8n],
];

describe.each(PLACES)('each set of 8 addresses of %s', (_place, family, base) => {
  const universe = new Universe(family, base, 3);
  const masks = Array.from({ length: 256 }, (_, mask) => mask);

  test('has an optimal cover for each number of prefixes', () => {
    for (const mask of masks.slice(1)) {
      const best = universe.curve(mask, 0);
      best.slice(0, 9).forEach((extra, i) => {
        const found = check(universe, mask, cover(universe.set(mask), { maxPrefixes: i + 1 }));
        if (found.extra !== extra || found.count !== 1 + best.indexOf(extra)) expect([mask, i, found]).toEqual([extra, 1 + best.indexOf(extra)]);
      });
    }
  });

  test('has an optimal cover for each number of extra addresses', () => {
    for (const mask of masks.slice(1)) {
      const best = universe.curve(mask, 0);
      for (let most = 0; most <= 8; most++) {
        const count = 1 + best.findIndex((extra) => extra <= most);
        const found = check(universe, mask, cover(universe.set(mask), { maxExtraAddresses: BigInt(most) }));
        if (found.extra !== best[count - 1] || found.count !== count) expect([mask, most, found]).toEqual([count, best[count - 1]]);
      }
    }
  });

  test('has an optimal cover for both bounds, or none', () => {
    for (const mask of masks.slice(1)) {
      const best = universe.curve(mask, 0);
      for (let maxPrefixes = 1; maxPrefixes <= 4; maxPrefixes++) {
        for (let most = mask % 2; most <= 8; most += 2) {
          const attempt = () => cover(universe.set(mask), { maxPrefixes, maxExtraAddresses: BigInt(most) });
          if (best[maxPrefixes - 1] <= most) {
            expect(check(universe, mask, attempt()).extra).toBe(best[maxPrefixes - 1]);
          } else {
            expect(attempt).toThrow(`at least ${1 + best.findIndex((extra) => extra <= most)} prefixes are needed`);
          }
        }
      }
    }
  });

  test('has an optimal cover that never admits what was ruled out, or none', () => {
    for (const mask of masks.slice(1)) {
      // Some of all pairs, spread over them.
      for (let never = mask % 31; never < 256; never += 31) {
        const best = universe.curve(mask, never);
        const neverAdmit = universe.set(never);
        expect(coverCurve(universe.set(mask), { neverAdmit, maxPrefixes: 8 }).map(({ extraAddresses }) => Number(extraAddresses)))
          .toEqual(best.slice(0, universe.set(mask).count()).filter((extra) => extra < Infinity));
        const maxPrefixes = 1 + (never % 3);
        const attempt = () => cover(universe.set(mask), { maxPrefixes, neverAdmit });
        if (best[maxPrefixes - 1] < Infinity) {
          expect(check(universe, mask, attempt()).extra).toBe(best[maxPrefixes - 1]);
        } else {
          expect(attempt).toThrow(`at least ${1 + best.findIndex((extra) => extra < Infinity)} prefixes are needed`);
        }
      }
    }
  });
});

test('each set of 16 addresses has optimal covers', () => {
  const universe = new Universe(32, 20n << 24n, 4);
  const masks = Array.from({ length: 65536 }, (_, mask) => mask).slice(1);
  // The fewest extra addresses of all supersets at once: take addresses away one by one.
  const best = Array.from({ length: 8 }, (_, i) => {
    const held = Uint8Array.from(universe.fewest, (fewest, mask) => fewest <= i + 1 ? ones(mask) : 255);
    for (let bit = 1; bit <= universe.full; bit *= 2) {
      masks.filter((mask) => (mask & bit) !== 0).forEach((mask) => held[mask ^ bit] = Math.min(held[mask ^ bit], held[mask]));
    }
    return held;
  });
  for (const mask of masks) {
    const set = universe.set(mask);
    const expected = best.slice(0, universe.fewest[mask]).map((held) => held[mask] - ones(mask));
    const found = coverCurve(set).map(({ extraAddresses }) => Number(extraAddresses));
    if (found.join() !== expected.join()) expect([mask, found]).toEqual([mask, expected]);
    if (mask % 29 === 0) expect(check(universe, mask, cover(set, { maxPrefixes: 3 })).extra).toBe(best[2][mask] - ones(mask));
  }
});

test('each set of 8 addresses has an optimal cover beside a prefix that is further away than doubles can count', () => {
  const universe = new Universe(128, (0x2600n << 112n) + (1n << 64n) - 8n, 3);
  const far = PrefixSet.of('2700::/16');
  for (let mask = 1; mask < 256; mask++) {
    universe.curve(mask, 0).slice(0, 5).forEach((extra, i) => {
      const { prefixes, extra: found } = cover(universe.set(mask).union(far), { maxPrefixes: i + 2 });
      if (Number(found.size()) !== extra || prefixes.length > i + 2) expect([mask, i, String(found)]).toEqual([mask, i, extra]);
    });
    expect(cover(universe.set(mask).union(far), { maxPrefixes: 1 }).prefixes.join()).toBe('2600::/7');
  }
});

test('each pair of sets of 4 addresses of both families shares a budget optimally', () => {
  const ipv4 = new Universe(32, 20n << 24n, 2);
  const ipv6 = new Universe(128, 0x2600n << 112n, 2);
  for (let one = 1; one < 16; one++) {
    for (let other = 1; other < 16; other++) {
      const [curve4, curve6] = [ipv4.curve(one, 0), ipv6.curve(other, 0)];
      for (let maxPrefixes = 2; maxPrefixes <= 4; maxPrefixes++) {
        const splits = Array.from({ length: maxPrefixes - 1 }, (_, i) => curve4[i] + curve6[maxPrefixes - 2 - i]);
        const mixed = cover(ipv4.set(one).union(ipv6.set(other)), { maxPrefixes });
        expect(Number(mixed.extra.size())).toBe(Math.min(...splits));
        const apart = coverAll([ipv4.set(one), ipv6.set(other)], { maxPrefixes });
        expect(Number(apart[0].extra.size() + apart[1].extra.size())).toBe(Math.min(...splits));
        expect(apart[0].prefixes.length + apart[1].prefixes.length).toBeLessThanOrEqual(maxPrefixes);
      }
      expect(() => coverAll([ipv4.set(one), ipv6.set(other)], { maxPrefixes: 1 })).toThrow('at least 2 prefixes are needed');
    }
  }
});
