/* eslint-disable no-bitwise -- sets of addresses are bit masks */
import { EndpointError } from '../../../lib/messages/errors';
import { cover, Cover, CoverProps, PrefixSet } from '../../../lib/net';
import { ones, Universe } from './universe';

/*
 * Sets of eight addresses that take three or four prefixes, against every list of disjoint blocks: which are best, and of those
 * which keep most of the previous cover.
 */

/** What makes one cover better than another: first things first, the less the better. */
type Worth = readonly [extra: number, prefixes: number, lost: number];

const [IPV4, IPV6] = [new Universe(32, 20n << 24n, 3, 8), new Universe(128, 0x2600n << 112n, 3)];
const MASKS = Array.from({ length: 256 }, (_, mask) => mask).filter((mask) => IPV4.fewest[mask] > 2).filter((_, i) => i % 12 === 0);
/** What is ruled out, and what was admitted before beside the set itself. */
const GUARDS = [[0, 0x0f], [0, 0xf0], [0, 0x3c], [0x11, 0x33], [0x80, 0x0c], [0x24, 0xc3]];
/** So far away that the cost of a cover of it and the universe is more than doubles can count. */
const FAR = PrefixSet.of('2700::/16');

/** The best of all, undefined when there is none. */
function least(all: readonly Worth[]): Worth | undefined {
  return [...all].sort((a, b) => a.map((number, i) => number - b[i]).find((difference) => difference !== 0) ?? 0)[0];
}

/** What `attempt` gives, undefined when there is no cover. */
function unlessTooWide<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof EndpointError && error.code === 'CoverTooWide') return undefined;
    throw error;
  }
}

describe.each<[string, Universe, PrefixSet, bigint]>([
  ['IPv4, each a /24', IPV4, PrefixSet.EMPTY, 256n], ['IPv6, beside a distant prefix', IPV6, FAR, 1n],
])('a set of 8 addresses of %s', (_, universe, beside, unit) => {
  const others = beside.count();
  const lists = universe.lists().map((blocks) => (
    { held: blocks.reduce((mask, block) => mask | block.mask, 0), texts: blocks.map(({ prefix }) => `${prefix}`) }
  ));

  /** The lists that hold a set and nothing that is ruled out, each with how many extra addresses and how many blocks it has, and loses. */
  const allowed = (mask: number, never: number, previous: readonly string[]): Worth[] => lists
    .filter(({ held }) => (held & mask) === mask && (held & ~mask & never) === 0)
    .map(({ held, texts }) => [ones(held & ~mask), texts.length, -previous.filter((text) => texts.includes(text)).length]);

  /** The worth of a cover, as its prefixes alone say. */
  const worth = (mask: number, previous: readonly string[], { prefixes }: Cover): Worth => {
    const own = prefixes.filter((prefix) => !beside.contains(prefix));
    const held = universe.mask(own);
    expect([held & mask, prefixes.length - own.length]).toEqual([mask, others]);
    return [ones(held & ~mask), own.length, -previous.filter((text) => own.some((prefix) => `${prefix}` === text)).length];
  };

  /** Where a cover is not the best, by set and bound. */
  const wrong = (
    [never, kept]: readonly number[], bounds: readonly CoverProps[], bestOf: (all: readonly Worth[], bound: CoverProps) => Worth | undefined,
  ) => MASKS.flatMap((mask) => {
    const [set, neverAdmit, previous] = [universe.set(mask).union(beside), universe.set(never), universe.set(mask | kept)];
    const all = allowed(mask, never, previous.toStrings());
    return bounds.flatMap(({ maxPrefixes, maxExtraAddresses }) => {
      const expected = bestOf(all, { maxPrefixes, maxExtraAddresses });
      const props = {
        neverAdmit,
        previous: previous.union(beside),
        maxPrefixes: maxPrefixes && maxPrefixes + others,
        maxExtraAddresses: maxExtraAddresses && maxExtraAddresses * unit,
      };
      const found = unlessTooWide(() => worth(mask, previous.toStrings(), cover(set, props)));
      return `${found}` === `${expected}` ? [] : [[mask, maxPrefixes, maxExtraAddresses, found, expected]];
    });
  });

  test.each(GUARDS)('never with %i, and after %i: has the fewest extra addresses, then the fewest prefixes, then the most of the previous ones', (...guards) => {
    expect(wrong(guards, [2, 3].map((maxPrefixes) => ({ maxPrefixes })), (all, { maxPrefixes }) => (
      least(all.filter(([, prefixes]) => prefixes <= maxPrefixes!))
    ))).toEqual([]);
  });

  test.each(GUARDS)('never with %i, and after %i: has the fewest prefixes, then the fewest extra addresses, then the most of the previous ones', (...guards) => {
    expect(wrong(guards, [1n, 3n].map((maxExtraAddresses) => ({ maxExtraAddresses })), (all, { maxExtraAddresses }) => {
      const few = all.filter(([extra]) => extra <= maxExtraAddresses!);
      return least(few.filter(([, prefixes]) => prefixes === Math.min(...few.map(([, each]) => each))));
    })).toEqual([]);
  });
});
