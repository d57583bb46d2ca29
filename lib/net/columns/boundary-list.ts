/* eslint-disable no-bitwise -- parity and truth tables */
import { compareRows, compareWithLast, copyRow, countUpTo, WordCount } from './address-rows';
import { RowIndex } from './row-index';

/** The end of the address space of IPv4. */
const IPV4_SPACE = 2 ** 32;

/**
 * Which addresses the result of {@link BoundaryList.combine} holds: bit 1 stands for
 * "only in the second list", bit 2 for "only in the first", bit 3 for "in both".
 */
export enum Operation {
  UNION = 0b1110,
  INTERSECTION = 0b1000,
  DIFFERENCE = 0b0100,
}

/**
 * An immutable set of addresses, as the addresses at which membership changes.
 *
 * ```
 * address     0     2        6    8                 15
 * in the set        ├────────┤    ├──────────────────┤
 * boundaries        2        6    8
 * ```
 *
 * A run starts at every even boundary and ends just before the odd one after it. The
 * last run may lack an end: it reaches the last address. So nothing ever needs the
 * number 2^32 or 2^128, equal sets have equal boundaries, and one sweep with a truth
 * table does all of the algebra.
 *
 * Boundaries rather than prefixes, because a prefix list would have to be split and
 * merged again after each operation; minimal prefixes are derived when asked for.
 * IPv6 rows are interleaved rather than four separate columns, because nearly every
 * access compares whole addresses.
 */
export class BoundaryList {
  /** How many boundaries there are; odd when the set holds the last address. */
  readonly count: number;
  private readonly index: RowIndex;

  /**
   * @param words words in one row
   * @param rows strictly increasing addresses: sorted, without duplicates, so that runs are neither empty nor adjacent
   */
  constructor(readonly words: WordCount, readonly rows: Uint32Array) {
    this.count = rows.length / words;
    this.index = new RowIndex(rows, words);
  }

  /** Whether the set holds no address. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Whether both sets hold the same addresses. */
  equals(other: BoundaryList): boolean {
    return this.count === other.count && this.rows.every((word, w) => word === other.rows[w]);
  }

  /** The set operation, in one pass over both lists. */
  combine(other: BoundaryList, operation: Operation): BoundaryList {
    const { words } = this;
    if (words === 1) return this.combineIpv4(other, operation);
    const out = new Uint32Array(this.rows.length + other.rows.length);
    let length = 0;
    let inside = 0;
    for (let i = 0, j = 0; i < this.count || j < other.count;) {
      const order = this.compareBoundaries(i, other, j);
      const from = order <= 0 ? this.rows : other.rows;
      const at = (order <= 0 ? i : j) * words;
      if (order <= 0) i++;
      if (order >= 0) j++;
      // The parity of what has been passed says which of the sets we are in.
      const now = (operation >>> ((i & 1) << 1 | (j & 1))) & 1;
      if (now !== inside) {
        copyRow(from, at, out, length, words);
        length += words;
        inside = now;
      }
    }
    return new BoundaryList(words, out.slice(0, length));
  }

  /** The same in plain numbers, which hold the end of the address space too, and almost without branches. */
  private combineIpv4(other: BoundaryList, operation: Operation): BoundaryList {
    const [a, b] = [this.rows, other.rows];
    const out = new Uint32Array(a.length + b.length + 1);
    let length = 0;
    let inside = 0;
    let nextA = a.length > 0 ? a[0] : IPV4_SPACE;
    let nextB = b.length > 0 ? b[0] : IPV4_SPACE;
    for (let i = 0, j = 0; i < a.length || j < b.length;) {
      const boundary = Math.min(nextA, nextB);
      if (nextA === boundary) nextA = ++i < a.length ? a[i] : IPV4_SPACE;
      if (nextB === boundary) nextB = ++j < b.length ? b[j] : IPV4_SPACE;
      const now = (operation >>> ((i & 1) << 1 | (j & 1))) & 1;
      // Written anyway, and overwritten by the next one when membership does not change.
      out[length] = boundary;
      length += now ^ inside;
      inside = now;
    }
    return new BoundaryList(1, out.slice(0, length));
  }

  /** Whether this set holds every address of `other`. */
  covers(other: BoundaryList): boolean {
    for (let run = 0, i = 0; run < other.count; run += 2) {
      i = this.passed(other.rows, run * this.words, i);
      if ((i & 1) === 0 || this.compareBoundaries(i, other, run + 1) < 0) return false;
    }
    return true;
  }

  /** Whether the sets have an address in common. */
  overlaps(other: BoundaryList): boolean {
    for (let run = 0, i = 0; run < other.count; run += 2) {
      i = this.passed(other.rows, run * this.words, i);
      if ((i & 1) === 1 || this.compareBoundaries(i, other, run + 1) < 0) return true;
    }
    return false;
  }

  /** Whether this set holds every address of the prefix at row `at` of `rows`. */
  coversPrefix(rows: Uint32Array, at: number, length: number): boolean {
    const i = this.index.countUpTo(rows, at);
    return (i & 1) === 1 && (i === this.count || compareWithLast(this.rows, i * this.words, rows, at, this.words, length) > 0);
  }

  /** Whether this set holds an address of the prefix at row `at` of `rows`. */
  overlapsPrefix(rows: Uint32Array, at: number, length: number): boolean {
    const i = this.index.countUpTo(rows, at);
    return (i & 1) === 1 || (i < this.count && compareWithLast(this.rows, i * this.words, rows, at, this.words, length) <= 0);
  }

  /** Compares two boundaries by number; the one past the end stands for the end of the address space. */
  private compareBoundaries(i: number, other: BoundaryList, j: number): number {
    if (i >= this.count || j >= other.count) return Number(i >= this.count) - Number(j >= other.count);
    return compareRows(this.rows, i * this.words, other.rows, j * this.words, this.words);
  }

  /**
   * How many boundaries are at or below row `at` of `rows`, when at least `from` are known to be.
   *
   * Gallops, so that a walk costs little whether its list is much shorter than this one or as long.
   */
  private passed(rows: Uint32Array, at: number, from: number): number {
    let low = from;
    for (let step = 1; ; step *= 2) {
      const probe = low + step - 1;
      if (probe >= this.count) return countUpTo(this.rows, this.words, rows, at, low, this.count);
      if (compareRows(this.rows, probe * this.words, rows, at, this.words) > 0) return countUpTo(this.rows, this.words, rows, at, low, probe);
      low = probe + 1;
    }
  }
}
