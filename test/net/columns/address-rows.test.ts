/* eslint-disable no-bitwise -- addresses are bit patterns */
import {
  addPowerOfTwo, compareRows, compareWithLast, copyRow, countUpTo, group, hasHostBits, highestDifferingBit, hostMask, trailingZeroBits, WordCount,
} from '../../../lib/net/columns/address-rows';

/*
 * Arithmetic on rows of words against the same on bigint, for addresses whose words are at the ends and at the sign bit.
 */

/** Addresses of one family, ascending, as numbers and as rows behind a first row that is none of them. */
class Column {
  readonly bits: number;
  readonly addresses: bigint[];
  readonly rows: Uint32Array;

  constructor(readonly words: WordCount, values: readonly number[]) {
    this.bits = 32 * words;
    const lengthened = (highs: readonly bigint[]) => highs.flatMap((high) => values.map((value) => (high << 32n) | BigInt(value)));
    this.addresses = Array.from({ length: words }).reduce<bigint[]>(lengthened, [0n]);
    this.rows = Uint32Array.from([new Array<number>(words).fill(0x2a), ...this.addresses.map((address) => this.wordsOf(address))].flat());
  }

  /** The offset of an address in {@link rows}. */
  at(i: number): number {
    return (i + 1) * this.words;
  }

  wordsOf(address: bigint): number[] {
    return Array.from({ length: this.words }, (_, w) => Number(address >> BigInt(this.bits - 32 * (w + 1)) & 0xffffffffn));
  }

  /** Each pair for which `found` is not what is `expected`; calling expect for each would take long. */
  wrongPairs<T>(found: (i: number, j: number) => T, expected: (a: bigint, b: bigint) => T): [bigint, bigint, T][] {
    return this.addresses.flatMap((a, i) => this.addresses.flatMap((b, j) => (
      found(i, j) === expected(a, b) ? [] : [[a, b, found(i, j)] as [bigint, bigint, T]]
    )));
  }
}

/** The bits of an address below a prefix. */
const low = (address: bigint, length: number, bits: number) => address % 2n ** BigInt(bits - length);
const sign = (number: bigint) => Number(number > 0n) - Number(number < 0n);

describe.each<[string, Column]>([
  ['IPv4', new Column(1, [0, 1, 2, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff])], ['IPv6', new Column(4, [0, 1, 0xffffffff])],
])('rows of %s', (_, column) => {
  const { addresses, bits, rows, words } = column;
  /** About the borders of words and in the middle of one. */
  const lengths = [0, 1, 13, 31, 32, 33, 63, 64, 65, 95, 96, 97, 127, 128].filter((length) => length <= bits);
  /** Each address and length for which `found` is not what is `expected`. */
  const wrong = <T>(found: (i: number, length: number) => T, expected: (address: bigint, length: number) => T) => addresses.flatMap((address, i) => (
    lengths.filter((length) => found(i, length) !== expected(address, length)).map((length) => [address, length, found(i, length)])
  ));

  test('are in the order of their addresses', () => {
    expect(column.wrongPairs((i, j) => Math.sign(compareRows(rows, column.at(i), rows, column.at(j), words)), (a, b) => sign(a - b))).toEqual([]);
  });

  test('differ first in the highest bit in which their addresses do', () => {
    const highest = (a: bigint, b: bigint) => a === b ? -1 : (a ^ b).toString(2).length - 1;
    expect(column.wrongPairs((i, j) => highestDifferingBit(rows, column.at(i), rows, column.at(j), words), highest)).toEqual([]);
  });

  test('end in as many zeros as their addresses', () => {
    const zeros = (address: bigint) => address === 0n ? bits : /0*$/.exec(address.toString(2))![0].length;
    expect(addresses.map((__, i) => trailingZeroBits(rows, column.at(i), words))).toEqual(addresses.map(zeros));
  });

  test('are counted up to each', () => {
    const sorted = rows.slice(words);
    const found = addresses.map((__, i) => countUpTo(sorted, words, rows, column.at(i), 0, addresses.length));
    expect(found).toEqual(addresses.map((__, i) => i + 1));
    expect(countUpTo(sorted.slice(words), words, sorted, 0, 0, addresses.length - 1)).toBe(0);
  });

  test('take the sum with each power of two, or say that it lies past the last address', () => {
    const sum = (i: number, length: number) => {
      const between = Uint32Array.of(7, ...column.wordsOf(addresses[i]), 7);
      const isAddress = addPowerOfTwo(between, 1, words, bits - length);
      const found = isAddress ? between.slice(1, -1).join() : 'past the last';
      return `${between[0]} ${found} ${between[words + 1]}`;
    };
    expect(wrong(sum, (address, length) => {
      const exact = address + 2n ** BigInt(bits - length);
      return `7 ${exact < 2n ** BigInt(bits) ? column.wordsOf(exact).join() : 'past the last'} 7`;
    })).toEqual([]);
  });

  test('have host bits where their addresses are not the first of a prefix', () => {
    expect(wrong((i, length) => hasHostBits(rows, column.at(i), words, length), (address, length) => low(address, length, bits) !== 0n)).toEqual([]);
  });

  test('are compared with the last address of a prefix', () => {
    for (const length of [0, bits / 2 + 1, bits]) {
      expect(column.wrongPairs(
        (i, j) => low(addresses[j], length, bits) === 0n ? Math.sign(compareWithLast(rows, column.at(i), rows, column.at(j), words, length)) : 0,
        (a, b) => low(b, length, bits) === 0n ? sign(a - (b + 2n ** BigInt(bits - length) - 1n)) : 0,
      )).toEqual([]);
    }
  });

  test('are copied to where they are wanted, and nowhere else', () => {
    const to = new Uint32Array(3 * words).fill(7);
    copyRow(rows, column.at(addresses.length - 2), to, words, words);
    const sevens = new Array<number>(words).fill(7);
    expect([...to]).toEqual([...sevens, ...column.wordsOf(addresses.at(-2)!), ...sevens]);
  });

  test('have no bits of the host in their masks', () => {
    const masks = (length: number) => Array.from({ length: words }, (__, w) => hostMask(length, w) >>> 0);
    expect(lengths.map(masks)).toEqual(lengths.map((length) => column.wordsOf(2n ** BigInt(bits - length) - 1n)));
  });
});

test('a row of IPv6 has eight groups', () => {
  const rows = Uint32Array.of(1, 2, 3, 4, 0x20010db8, 0x1234, 0xffff0000, 0x80007fff);
  expect(Array.from({ length: 8 }, (_, g) => group(rows, 4, g))).toEqual([0x2001, 0xdb8, 0, 0x1234, 0xffff, 0, 0x8000, 0x7fff]);
});
