import * as fc from 'fast-check';
import { EndpointError } from '../../../lib/messages/errors';
import { cover, coverAll, coverCurve, CoverProps, PrefixSet } from '../../../lib/net';
import { Block } from '../addresses/model';
import { leastExtra } from './least-extra';

const IPV4 = 20n * 2n ** 24n;

/** Single addresses of a small universe, as the examples of the literature name them. */
const addresses = (...numbers: number[]) => PrefixSet.from(numbers.flatMap((number) => [...PrefixSet.of(`20.0.0.${number}/32`)]));

const texts = ({ prefixes }: { prefixes: readonly unknown[] }) => prefixes.map(String);

describe('bounds', () => {
  const set = PrefixSet.of('20.0.0.0/24', '20.0.2.0/24', '20.0.8.0/24', '2600::/32');

  test('none: the minimal prefixes', () => {
    expect(cover(set)).toEqual({ prefixes: set.prefixes(), extra: PrefixSet.EMPTY, exact: true });
    expect(cover(PrefixSet.EMPTY, { maxPrefixes: 1 })).toEqual({ prefixes: [], extra: PrefixSet.EMPTY, exact: true });
  });

  test('maxPrefixes: the fewest extra addresses', () => {
    const found = cover(set, { maxPrefixes: 3 });
    expect(texts(found)).toEqual(['20.0.0.0/22', '20.0.8.0/24', '2600::/32']);
    expect(found.extra.toStrings()).toEqual(['20.0.1.0/24', '20.0.3.0/24']);
    expect(found.exact).toBe(false);
    expect(cover(set, { maxPrefixes: 4 }).exact).toBe(true);
    expect(cover(set, { maxPrefixes: Number.MAX_SAFE_INTEGER }).exact).toBe(true);
  });

  test('maxExtraAddresses: the fewest prefixes', () => {
    expect(texts(cover(set, { maxExtraAddresses: 511n }))).toEqual(texts(cover(set)));
    expect(texts(cover(set, { maxExtraAddresses: 512n }))).toEqual(['20.0.0.0/22', '20.0.8.0/24', '2600::/32']);
    expect(texts(cover(set, { maxExtraAddresses: 2n ** 128n }))).toEqual(['20.0.0.0/20', '2600::/32']);
    expect(cover(set, { maxExtraAddresses: 0n }).exact).toBe(true);
  });

  test('both: the fewest extra addresses that also obey the other', () => {
    expect(texts(cover(set, { maxPrefixes: 3, maxExtraAddresses: 10_000n }))).toEqual(['20.0.0.0/22', '20.0.8.0/24', '2600::/32']);
  });

  test('maxExtraAddresses: more than there are addresses', () => {
    const [near, far] = [PrefixSet.of('2600::/128', '2600::2/128', '2600::8/128'), PrefixSet.of('2700::/16')];
    const props = { maxExtraAddresses: 2n ** 1100n, neverAdmit: PrefixSet.of('2600::1/128') };
    expect(texts(cover(near, props))).toEqual(['2600::/128', '2600::2/128', '2600::8/128']);
    expect(texts(cover(near.union(far), { ...props, previous: near }))).toEqual(['2600::/128', '2600::2/128', '2600::8/128', '2700::/16']);
  });

  test('both: just obeyed', () => {
    expect(texts(cover(set, { maxPrefixes: 3, maxExtraAddresses: 512n }))).toEqual(['20.0.0.0/22', '20.0.8.0/24', '2600::/32']);
  });

  test('maxExtraAddresses: however many prefixes that takes', () => {
    // Each pair merges for one extra address, so 30 of 100 pairs may.
    const pairs = PrefixSet.of(...Array.from({ length: 100 }, (_, i) => [`20.0.${i}.0/32`, `20.0.${i}.2/31`]).flat());
    const found = cover(pairs, { maxExtraAddresses: 30n });
    expect([found.prefixes.length, found.extra.size()]).toEqual([170, 30n]);
    expect(() => cover(pairs, { maxPrefixes: 150, maxExtraAddresses: 30n })).toThrow('at least 170 prefixes are needed');
  });

  test('fails when both cannot be obeyed, and says what would do', () => {
    expect(() => cover(set, { maxPrefixes: 2, maxExtraAddresses: 3327n })).toThrow(new EndpointError('CoverTooWide',
      'no cover has at most 2 prefixes and 3327 extra addresses: so many prefixes have at least 3328 extra addresses; ' +
      'at least 3 prefixes are needed, so raise a bound, or leave addresses out'));
  });

  test('fails on bounds that are no bounds', () => {
    for (const maxPrefixes of [0, -1, 1.5, NaN, Infinity]) {
      expect(() => cover(set, { maxPrefixes })).toThrow(`invalid maxPrefixes ${maxPrefixes}: give a whole number from 1`);
    }
    expect(() => cover(set, { maxExtraAddresses: -1n })).toThrow('invalid maxExtraAddresses -1: give a bigint from 0n');
    expect(() => cover(set, { maxExtraAddresses: 5 as unknown as bigint })).toThrow('invalid maxExtraAddresses 5');
  });
});

describe('what is never admitted', () => {
  test.each([
    ['private', ['9.255.255.0/24', '11.0.0.0/24']], ['loopback', ['126.255.255.255/32', '128.0.0.0/32']],
    ['carrier', ['100.63.0.0/16', '100.128.0.0/16']], ['documentation', ['203.0.112.0/24', '203.0.114.0/24']],
    ['multicast', ['223.255.255.0/24', '239.255.255.0/24']], ['documentation of IPv6', ['2001:db7::/32', '2001:db9::/32']],
    ['unique local', ['2600::/32', 'fe00::/32']],
  ])('%s addresses', (_name, prefixes) => {
    const set = PrefixSet.of(...prefixes);
    expect(() => cover(set, { maxPrefixes: 1 })).toThrow(new EndpointError('CoverTooWide',
      'no cover has at most 1 prefix: with so few it admits addresses that are reserved or were ruled out; ' +
      'at least 2 prefixes are needed, so raise a bound, or leave addresses out'));
    expect(cover(set, { maxExtraAddresses: 2n ** 128n }).exact).toBe(true);
  });

  test('the addresses that neverAdmit names', () => {
    const set = addresses(0, 2, 8, 10);
    expect(texts(cover(set, { maxPrefixes: 2 }))).toEqual(['20.0.0.0/30', '20.0.0.8/30']);
    expect(() => cover(set, { maxPrefixes: 2, neverAdmit: addresses(11) })).toThrow('at least 3 prefixes are needed');
    expect(texts(cover(set, { maxPrefixes: 3, neverAdmit: addresses(11) }))).toEqual(['20.0.0.0/30', '20.0.0.8/32', '20.0.0.10/32']);
  });

  test('says nothing about what the set itself holds', () => {
    const set = PrefixSet.of('10.0.0.0/9', '10.128.0.0/10', '10.192.0.0/10').union(addresses(0, 2));
    expect(texts(cover(set, { maxPrefixes: 2, neverAdmit: addresses(0) }))).toEqual(['10.0.0.0/8', '20.0.0.0/30']);
  });
});

describe('where cheaper methods fail', () => {
  test('the curve is not convex', () => {
    expect(coverCurve(addresses(0, 2, 4, 6)).map(({ extraAddresses }) => extraAddresses)).toEqual([4n, 4n, 2n, 0n]);
  });

  test('the curve has no point where nothing is allowed, or too much is admitted', () => {
    const set = addresses(0, 2, 4, 6);
    const curve = (props: CoverProps) => coverCurve(set, props).map(({ maxPrefixes, extraAddresses }) => [maxPrefixes, extraAddresses]);
    expect(curve({ maxPrefixes: 3 })).toEqual([[1, 4n], [2, 4n], [3, 2n]]);
    expect(curve({ maxExtraAddresses: 2n })).toEqual([[3, 2n], [4, 0n]]);
    expect(curve({ neverAdmit: addresses(1) })).toEqual([[3, 2n], [4, 0n]]);
    expect(curve({ neverAdmit: addresses(1), maxExtraAddresses: 1n })).toEqual([[4, 0n]]);
  });

  test('merging the cheapest pair first', () => {
    expect(cover(addresses(0, 2, 8, 10, 12, 14), { maxPrefixes: 3 }).extra.size()).toBe(4n);
  });

  test('merging the best ratio first', () => {
    expect(cover(addresses(0, 1, 4, 6), { maxPrefixes: 2 }).extra.size()).toBe(2n);
  });
});

describe('equally good covers', () => {
  const set = addresses(0, 2, 8, 10, 16, 18);

  test('always give the same one', () => {
    const found = cover(set, { maxPrefixes: 5 });
    expect(texts(cover(PrefixSet.of(...set.toStrings().reverse()), { maxPrefixes: 5 }))).toEqual(texts(found));
    expect(found.extra.size()).toBe(2n);
  });

  test.each([['20.0.0.0/30'], ['20.0.0.8/30'], ['20.0.0.16/30']])('keep the prefix %s of the previous cover', (kept) => {
    const found = cover(set, { maxPrefixes: 5, previous: PrefixSet.of(kept, '99.0.0.0/8', '2600::/32') });
    expect(texts(found)).toContain(kept);
    expect(found.extra.size()).toBe(2n);
  });

  test.each(['2600::/76', '2600::10:0:0:0/76'])('keep the prefix %s, though what it costs beside is more than doubles can count', (kept) => {
    const ends = ['2600::', '2600::8:0:0:0', '2600::10:0:0:0', '2600::18:0:0:0'];
    const [others, between] = [0, 1].map((odd) => Array.from({ length: 10 }, (_, i) => `2600::20:0:0:${(2 * i + odd).toString(16)}/128`));
    const singles = PrefixSet.of(...ends.map((address) => `${address}/128`), ...others);
    const previous = singles.union(PrefixSet.of(kept));
    expect(texts(cover(singles, { maxPrefixes: 13, neverAdmit: PrefixSet.of(...between), previous }))).toContain(kept);
  });

  test('keep a previous cover when the set shrinks inside it', () => {
    const previous = cover(set, { maxPrefixes: 4, previous: PrefixSet.of('20.0.0.8/30', '20.0.0.16/30') });
    const smaller = addresses(0, 8, 10, 16, 18);
    const found = cover(smaller, { maxPrefixes: 3, previous: PrefixSet.from(previous.prefixes) });
    expect(texts(found)).toEqual(['20.0.0.0/32', '20.0.0.8/30', '20.0.0.16/30']);
  });

  test('never keep a prefix at the price of an extra address or a prefix', () => {
    const previous = PrefixSet.of('20.0.0.0/27');
    expect(cover(set, { maxPrefixes: 5, previous }).extra.size()).toBe(2n);
    expect(texts(cover(addresses(0, 2, 4, 6), { maxPrefixes: 2, previous: PrefixSet.of('20.0.0.0/30') }))).toEqual(['20.0.0.0/29']);
  });
});

describe('IPv6', () => {
  test('counts to the last of 2^128 addresses', () => {
    const set = PrefixSet.ALL_IPV6.subtract(PrefixSet.of('2600::1/128'));
    expect(set.count()).toBe(128);
    expect(texts(cover(set, { maxPrefixes: 127 }))).toEqual(['::/0']);
    expect(cover(set, { maxPrefixes: 127 }).extra.toStrings()).toEqual(['2600::1/128']);
    expect(coverCurve(set).map(({ extraAddresses }) => extraAddresses)).toEqual([...new Array<bigint>(127).fill(1n), 0n]);
  });

  test('tells one address from none beside 2^120', () => {
    const set = PrefixSet.of('2600::/8', '2700::/128', '2700::2/128', '2700::4/127');
    expect(coverCurve(set).map(({ extraAddresses }) => extraAddresses)).toEqual([2n ** 120n - 4n, 4n, 2n, 0n]);
  });

  test('all of both families', () => {
    expect(texts(cover(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6), { maxPrefixes: 2 }))).toEqual(['0.0.0.0/0', '::/0']);
    expect(() => cover(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6), { maxPrefixes: 1 })).toThrow('at least 2 prefixes are needed');
  });
});

describe('several sets under one budget', () => {
  const web = addresses(0, 2);
  const mail = PrefixSet.of('40.0.0.0/24', '40.0.2.0/24');

  test('spend it where it saves most', () => {
    expect(coverAll([web, mail], { maxPrefixes: 3 }).map(texts)).toEqual([['20.0.0.0/30'], ['40.0.0.0/24', '40.0.2.0/24']]);
    expect(coverAll([mail, PrefixSet.EMPTY, web], { maxPrefixes: 3 }).map(texts)).toEqual([['40.0.0.0/24', '40.0.2.0/24'], [], ['20.0.0.0/30']]);
    expect(coverAll([web, mail], { maxExtraAddresses: 514n }).map(texts)).toEqual([['20.0.0.0/30'], ['40.0.0.0/22']]);
    expect(coverAll([], { maxPrefixes: 1 })).toEqual([]);
  });

  test('keep the previous cover of each', () => {
    const sets = [addresses(0, 2), addresses(0, 2)];
    const kept = PrefixSet.of('20.0.0.0/30');
    expect(coverAll(sets, { maxPrefixes: 3, previous: [kept, sets[1]] }).map(texts)).toEqual([['20.0.0.0/30'], ['20.0.0.0/32', '20.0.0.2/32']]);
    expect(coverAll(sets, { maxPrefixes: 3, previous: [sets[0], kept] }).map(texts)).toEqual([['20.0.0.0/32', '20.0.0.2/32'], ['20.0.0.0/30']]);
  });

  test('fails when not even one prefix for each is left', () => {
    expect(() => coverAll([web, mail], { maxPrefixes: 1 })).toThrow('at least 2 prefixes are needed');
  });
});

describe('any list', () => {
  /** Prefixes inside one block without reserved addresses, of lengths that are as far apart as they can be. */
  const list = (bits: 32 | 128) => fc
    .array(fc.tuple(fc.bigInt(0n, 2n ** BigInt(bits - 8) - 1n), fc.integer({ min: 0, max: bits - 9 })), { minLength: 1, maxLength: 14 })
    .map((drawn) => PrefixSet.of(...drawn.map(([low, exponent]) => {
      const base = bits === 32 ? IPV4 : 0x2600n * 2n ** 112n;
      return new Block(bits, base + low - low % 2n ** BigInt(exponent), exponent).text;
    })));

  test.each([['IPv4', 32], ['IPv6', 128]] as const)('of %s has the curve that halving the address space gives', (_name, bits) => {
    fc.assert(fc.property(list(bits), (set) => {
      expect(coverCurve(set).map(({ extraAddresses }) => extraAddresses)).toEqual(leastExtra(set, set.count(), bits).slice(1));
    }), { numRuns: 60 });
  });

  test('has a cover that contains it and has the extra addresses it says', () => {
    fc.assert(fc.property(list(32), list(128), fc.integer({ min: 2, max: 12 }), list(32), (set4, set6, maxPrefixes, previous) => {
      const set = set4.union(set6);
      const found = cover(set, { maxPrefixes, previous });
      const held = PrefixSet.from(found.prefixes);
      expect(held.equals(set.union(found.extra))).toBe(true);
      expect(found.extra.overlaps(set)).toBe(false);
      expect(found.exact).toBe(held.equals(set));
      expect(found.prefixes.length).toBeLessThanOrEqual(maxPrefixes);
      expect(found.prefixes).toEqual(held.prefixes());
      const bothBounds = cover(set, { maxExtraAddresses: found.extra.size() });
      expect([bothBounds.prefixes.length, bothBounds.extra.size()]).toEqual([found.prefixes.length, found.extra.size()]);
    }), { numRuns: 60 });
  });
});
