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
  const difference = a[i] - b[j];
  if (difference !== 0 || words === 1) return difference;
  return a[i + 1] - b[j + 1] || a[i + 2] - b[j + 2] || a[i + 3] - b[j + 3];
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
  to[j] = from[i];
  if (words === 1) return;
  to[j + 1] = from[i + 1];
  to[j + 2] = from[i + 2];
  to[j + 3] = from[i + 3];
}

/** How many low bits of the row are zero; all of them for address zero. */
export function trailingZeroBits(rows: Uint32Array, at: number, words: WordCount): number {
  if (words === 1) return trailingZeros(rows[at]);
  if (rows[at + 3] !== 0) return trailingZeros(rows[at + 3]);
  if (rows[at + 2] !== 0) return 32 + trailingZeros(rows[at + 2]);
  if (rows[at + 1] !== 0) return 64 + trailingZeros(rows[at + 1]);
  return 96 + trailingZeros(rows[at]);
}

/** How many low bits of the word are zero: 32 for zero. */
function trailingZeros(word: number): number {
  return word === 0 ? 32 : 31 - Math.clz32(word & -word);
}

/** The number of the highest bit (0 is the lowest) in which two rows differ, -1 when they are equal. */
export function highestDifferingBit(a: Uint32Array, i: number, b: Uint32Array, j: number, words: WordCount): number {
  const top = 32 * words - 1;
  if (a[i] !== b[j]) return top - Math.clz32(a[i] ^ b[j]);
  if (words === 1) return -1;
  if (a[i + 1] !== b[j + 1]) return 95 - Math.clz32(a[i + 1] ^ b[j + 1]);
  if (a[i + 2] !== b[j + 2]) return 63 - Math.clz32(a[i + 2] ^ b[j + 2]);
  return 31 - Math.clz32(a[i + 3] ^ b[j + 3]);
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
  const before = rows[at + w];
  rows[at + w] = before + (1 << (exponent & 31));
  if (rows[at + w] > before) return true;
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
  if (words === 1) return (rows[at] & hostMask(length, 0)) !== 0;
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
