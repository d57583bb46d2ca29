import * as fc from 'fast-check';
import { AddressFamily, Prefix, PrefixSet } from '../../../lib/net';
import { PrefixRows } from '../../../lib/net/columns/prefix-rows';
import { Block, blocksIn, windows, zip } from '../addresses/model';

describe.each(windows(5))('addresses of a set %s', (_, window) => {
  test('cover and meet a prefix as each of its addresses says', () => {
    fc.assert(fc.property(blocksIn(window), fc.constantFrom(...window.prefixes()), (blocks, block) => {
      const family = window.bits === 32 ? AddressFamily.IPV4 : AddressFamily.IPV6;
      const boundaries = PrefixSet.of(...blocks.map(({ text }) => text)).boundaries(family);
      const { row, length } = Prefix.parse(block.text);
      const [held, wanted] = [window.membersOf(blocks), window.membersOf([block])];
      expect(boundaries.coversPrefix(row, 0, length)).toBe(!zip(held, wanted, (x, y) => y && !x).includes('1'));
      expect(boundaries.overlapsPrefix(row, 0, length)).toBe(zip(held, wanted, (x, y) => x && y).includes('1'));
    }), { numRuns: 60 });
  });
});

test.each<[string, 32 | 128]>([['IPv4', 32], ['IPv6', 128]])('prefixes of %s are sorted, few or many', (_, bits) => {
  for (const count of [3, 64, 65, 150]) {
    const rows = new PrefixRows(bits === 32 ? 1 : 4);
    // Each second address about the borders of words, the ones in the middle first.
    const offset = (i: number) => BigInt(2 * i) * 2n ** BigInt(bits / 4 * (i % 3));
    const blocks = Array.from({ length: count }, (__, i) => new Block(bits, 2n ** BigInt(bits - 5) + offset(i), 0));
    const shuffled = blocks.map((__, i) => blocks[(i * 101 + 7) % count]);
    shuffled.forEach(({ text }) => expect(rows.addText(text)).toBe(true));
    const sorted = [...blocks].sort((a, b) => a.first < b.first ? -1 : 1);
    const boundaries = sorted.flatMap(({ first }) => [first, first + 1n]);
    const words = (address: bigint) => Array.from({ length: bits / 32 }, (__, w) => Number(address / 2n ** BigInt(bits - 32 * (w + 1)) % 2n ** 32n));
    expect([...rows.toBoundaries().rows]).toEqual(boundaries.flatMap(words));
  }
});
