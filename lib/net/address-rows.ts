/* eslint-disable no-bitwise -- addresses are bit patterns */

/**
 * Arithmetic on addresses that are stored side by side in one `Uint32Array`.
 *
 * An address is a row of big-endian words: one word for IPv4, four for IPv6. Rows
 * are named by the offset of their first word, so nothing is allocated per address
 * and one implementation serves both families. All values are unsigned.
 */

/** Words in one row: 1 for IPv4 (and ports), 4 for IPv6. */
export type WordCount = 1 | 4;

/** Negative, zero or positive as row `i` of `a` is below, equal to or above row `j` of `b`. */
export function compareRows(a: Uint32Array, i: number, b: Uint32Array, j: number, words: WordCount): number {
  for (let w = 0; w < words; w++) {
    const difference = a[i + w] - b[j + w];
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * How many rows of a sorted column are at or below row `at` of `key`.
 *
 * @param low at least so many rows are
 * @param high at most so many rows are
 */
export function countUpTo(rows: Uint32Array, words: WordCount, key: Uint32Array, at: number, low: number, high: number): number {
  const first = key[at];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const word = rows[middle * words];
    // The first word alone tells most rows apart.
    if (word < first || (word === first && (words === 1 || compareRows(rows, middle * words, key, at, words) <= 0))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Copies row `i` of `from` to row `j` of `to`. */
export function copyRow(from: Uint32Array, i: number, to: Uint32Array, j: number, words: WordCount): void {
  for (let w = 0; w < words; w++) to[j + w] = from[i + w];
}

/** How many low bits of the row are zero; all of them for address zero. */
export function trailingZeroBits(rows: Uint32Array, at: number, words: WordCount): number {
  for (let w = words - 1, bits = 0; w >= 0; w--, bits += 32) {
    const word = rows[at + w];
    if (word !== 0) return bits + 31 - Math.clz32(word & -word);
  }
  return 32 * words;
}

/** The number of the highest bit (0 is the lowest) in which two rows differ, -1 when they are equal. */
export function highestDifferingBit(a: Uint32Array, i: number, b: Uint32Array, j: number, words: WordCount): number {
  for (let w = 0; w < words; w++) {
    const difference = a[i + w] ^ b[j + w];
    if (difference !== 0) return 32 * (words - w) - 1 - Math.clz32(difference);
  }
  return -1;
}

/**
 * Adds 2^`exponent` to the row in place.
 *
 * @returns false when the sum lies past the last address; the row is then zero if
 *   it was a multiple of 2^`exponent`
 */
export function addPowerOfTwo(rows: Uint32Array, at: number, words: WordCount, exponent: number): boolean {
  let w = words - 1 - (exponent >>> 5);
  if (w < 0) return false;
  const sum = rows[at + w] + ((1 << (exponent & 31)) >>> 0);
  rows[at + w] = sum;
  if (sum <= 0xffffffff) return true;
  while (--w >= 0) {
    rows[at + w] += 1;
    if (rows[at + w] !== 0) return true;
  }
  return false;
}

/** The bits of word `w` that lie below a prefix of `length` bits. */
export function hostMask(length: number, w: number): number {
  const bits = 32 * (w + 1) - length;
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffffffff : 0xffffffff >>> (32 - bits);
}

/** Whether the row has a bit set below `length`, so that it is not the first address of a prefix. */
export function hasHostBits(rows: Uint32Array, at: number, words: WordCount, length: number): boolean {
  for (let w = length >>> 5; w < words; w++) {
    if ((rows[at + w] & hostMask(length, w)) !== 0) return true;
  }
  return false;
}

/** Compares row `i` of `a` with the last address of the prefix that starts at row `j` of `b`. */
export function compareWithLast(a: Uint32Array, i: number, b: Uint32Array, j: number, words: WordCount, length: number): number {
  for (let w = 0; w < words; w++) {
    const difference = a[i + w] - ((b[j + w] | hostMask(length, w)) >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The 16-bit group number `g` (0 to 7) of an IPv6 row. */
export function group(rows: Uint32Array, at: number, g: number): number {
  const word = rows[at + (g >> 1)];
  return (g & 1) === 0 ? word >>> 16 : word & 0xffff;
}
