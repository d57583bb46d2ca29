/* eslint-disable no-bitwise -- powers of two */
import * as fc from 'fast-check';
import { Prefix, PrefixMap, PrefixSet } from '../../../lib/net';
import { Block, blocksIn, windows } from './model';

const networks = PrefixMap.from([
  ['10.1.0.0/16', 'laboratory'],
  ['10.0.0.0/8', 'company'],
  ['2001:db8::/32', 'company, IPv6'],
  ['10.1.2.0/24', 'bench'],
  ['10.1.0.0/16', 'laboratory, too'],
  ['0.0.0.0/0', 'anywhere'],
]);
const values = (address: Prefix | string) => networks.lookup(address).map(({ value }) => value);

describe('a lookup', () => {
  test.each<[string, string[]]>([
    ['10.1.2.3', ['bench', 'laboratory', 'laboratory, too', 'company', 'anywhere']],
    ['10.1.3.0', ['laboratory', 'laboratory, too', 'company', 'anywhere']],
    ['10.255.255.255', ['company', 'anywhere']],
    ['11.0.0.0', ['anywhere']],
    ['0.0.0.0', ['anywhere']],
    ['255.255.255.255', ['anywhere']],
    ['2001:db8::1', ['company, IPv6']],
    ['2001:db9::', []],
    ['::ffff:10.1.2.3', []], // IPv4-mapped addresses are IPv6
  ])('of %s finds the entries around it, the longest first', (address, found) => {
    expect(values(address)).toEqual(found);
    expect(values(Prefix.parseAddress(address))).toEqual(found);
    expect(networks.longestMatch(address)?.value).toBe(found[0]);
    expect(networks.longestMatch(Prefix.parseAddress(address))?.value).toBe(found[0]);
  });

  test('of a prefix finds the entries that hold all of it', () => {
    expect(values(Prefix.parse('10.1.0.0/16'))).toEqual(['laboratory', 'laboratory, too', 'company', 'anywhere']);
    expect(values(Prefix.parse('10.0.0.0/15'))).toEqual(['company', 'anywhere']);
    expect(values(Prefix.parse('10.0.0.0/7'))).toEqual(['anywhere']);
    expect(networks.longestMatch(Prefix.parse('2001:db8::/31'))).toBeUndefined();
  });

  test('gives prefixes as objects', () => {
    expect(networks.longestMatch('10.1.2.3')?.prefix.equals(Prefix.parse('10.1.2.0/24'))).toBe(true);
  });

  test.each(['10.0.0.0/8', '10.0.0', '', 'example.com', undefined as unknown as string])('fails for %s, which is no address', (text) => {
    expect(() => networks.lookup(text)).toThrow(/^invalid prefix/);
    expect(() => networks.longestMatch(text)).toThrow(/^invalid prefix/);
  });
});

test('an empty map finds nothing', () => {
  expect(PrefixMap.from([]).lookup('10.0.0.0')).toEqual([]);
  expect(PrefixMap.from([]).longestMatch('::1')).toBeUndefined();
  expect(PrefixMap.from([]).size).toBe(0);
});

test('entries are listed in canonical order', () => {
  expect([...networks].map(({ prefix }) => `${prefix}`)).toEqual(['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.1.0.0/16', '10.1.2.0/24', '2001:db8::/32']);
  expect(networks.size).toBe(6);
});

describe('a builder', () => {
  test('goes on after it built a map, which does not change', () => {
    const builder = PrefixMap.builder<number>();
    builder.add('10.0.0.0/8', 1);
    const before = builder.build();
    builder.add(Prefix.parse('10.0.0.0/9'), 2);
    expect(before.longestMatch('10.0.0.0')?.value).toBe(1);
    expect(builder.build().longestMatch('10.0.0.0')?.value).toBe(2);
  });

  test('fails with all bad texts, by their position', () => {
    const builder = PrefixMap.builder<number>();
    builder.add('10.0.0.0/8', 1);
    builder.add('10.0.0.1/8', 2);
    builder.add('::/129', 3);
    expect(() => builder.build()).toThrow(/2 of 3 prefixes are invalid:[^]*10\.0\.0\.1\/8[^]*::\/129/);
  });
});

describe.each(windows(8))('random maps %s', (_, window) => {
  test('find what a scan of all entries finds, for each address', () => {
    fc.assert(fc.property(blocksIn(window), (blocks) => {
      const map = PrefixMap.from(blocks.map((block, i) => [block.text, i]));
      // Sorting is stable, so equal blocks stay in the order they were added.
      const longestFirst = blocks.map((block, i) => ({ block, i })).sort((a, b) => a.block.exponent - b.block.exponent);
      const wrong: number[] = []; // expect() is too slow to be called for each address
      for (let offset = 0; offset < window.size; offset++) {
        const address = window.base + BigInt(offset);
        const text = new Block(window.bits, address, 0).text.split('/')[0];
        const expected = longestFirst.filter(({ block }) => holds(block, address)).map(({ i }) => i);
        const found = map.lookup(text).map(({ value }) => value);
        if (found.join() !== expected.join() || map.longestMatch(text)?.value !== expected[0]) wrong.push(offset);
      }
      expect(wrong).toEqual([]);
    }), { numRuns: 20 });
  });
});

describe.each<[string, 32 | 128]>([['IPv4', 32], ['IPv6', 128]])('long lists of %s, which have an index', (_, bits) => {
  const random = generator(bits);
  const blocks = Array.from({ length: 6000 }, (__, i) => {
    const exponent = Number(random() % BigInt(i % 8 > 0 ? 4 : bits - 12));
    // Few distinct leading bits, so that blocks nest, and the end of the space.
    const spread = random() % (1n << BigInt(bits - 8)) | random() % 4n << BigInt(bits - 2);
    const address = random() % 6n === 0n ? (1n << BigInt(bits)) - 1n - random() % 4096n : spread;
    return new Block(bits, address - address % (1n << BigInt(exponent)), exponent);
  });
  const probes = Array.from({ length: 100 }, (__, i) => {
    const near = blocks[Number(random() % 6000n)];
    const address = [near.first, near.first + (1n << BigInt(near.exponent)) - 1n, near.first === 0n ? 0n : near.first - 1n][i % 3];
    return { address, text: new Block(bits, address, 0).text.split('/')[0] };
  });

  test('give the entries of a scan', () => {
    const map = PrefixMap.from(blocks.map((block, i) => [block.text, i]));
    const longestFirst = blocks.map((block, i) => ({ block, i })).sort((a, b) => a.block.exponent - b.block.exponent);
    for (const { address, text } of probes) {
      expect(map.lookup(text).map(({ value }) => value)).toEqual(longestFirst.filter(({ block }) => holds(block, address)).map(({ i }) => i));
    }
  });

  test('contain the addresses of a scan', () => {
    const set = PrefixSet.fromTexts(blocks.filter(({ exponent }) => exponent < 4).map(({ text }) => text));
    expect(set.count()).toBeGreaterThan(2048); // two boundaries each
    for (const { address, text } of probes) {
      const expected = blocks.some((block) => block.exponent < 4 && holds(block, address));
      expect([set.containsAddress(text), set.contains(Prefix.parseAddress(text))]).toEqual([expected, expected]);
    }
  });
});

test.each(['10.0.0.0/32', '10.0', ''])('fails to say whether a set contains the address %p', (text) => {
  expect(() => PrefixSet.ALL_IPV4.containsAddress(text)).toThrow(/^invalid prefix/);
});

function holds(block: Block, address: bigint): boolean {
  return address >> BigInt(block.exponent) === block.first >> BigInt(block.exponent);
}

/** A small deterministic generator, so that a failure can be repeated. */
function generator(seed: number): () => bigint {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return state >> 8n;
  };
}
