/* eslint-disable no-bitwise -- addresses are bit patterns */
import { addPowerOfTwo, compareRows, copyRow, highestDifferingBit, hostMask, trailingZeroBits, WordCount } from './address-rows';
import { BoundaryList } from './boundary-list';

/** The end of the address space of IPv4. */
const IPV4_SPACE = 2 ** 32;

/**
 * Walks the minimal prefixes of a set in canonical order, without an object for each.
 *
 * ```
 * address    3 4       8       12  14
 * run        ├─────────────────────┤
 * prefixes   ├─┼───────┼───────┼───┤
 * size        1    4       4     2
 * ```
 *
 * Each prefix is the largest that starts where the one before ended, as limited by the
 * alignment of its start and by the end of the run. That list is minimal, and the only
 * minimal one.
 */
export class PrefixWalk {
  /** First address of the current prefix. Overwritten by {@link next}. */
  readonly row: Uint32Array;
  /** Length of the current prefix. */
  length = 0;
  /** Words in a row: tells the family. */
  readonly words: WordCount;
  /** Number of the boundary that ends the current run. */
  private end = -1;

  constructor(private readonly boundaries: BoundaryList) {
    this.words = boundaries.words;
    this.row = new Uint32Array(this.words);
  }

  /** Bits in an address: 32 or 128. */
  get bits(): number {
    return 32 * this.words;
  }

  /** Moves on to the next prefix; false when there is none. */
  next(): boolean {
    const { boundaries, row, words } = this;
    if (words === 1) return this.nextIpv4();
    if (!this.continueRun() && !this.startRun()) return false;
    const aligned = trailingZeroBits(row, 0, words);
    const fitting = this.end < boundaries.count ? highestDifferingBit(row, 0, boundaries.rows, this.end * words, words) : aligned;
    this.length = this.bits - Math.min(aligned, fitting);
    return true;
  }

  /** The same in plain numbers: most lists are IPv4, and walking is a good part of all work on them. */
  private nextIpv4(): boolean {
    const { rows, count } = this.boundaries;
    let first = this.row[0] + hostMask(this.length, 0) + 1;
    let stop = this.end < count ? rows[this.end] : IPV4_SPACE;
    if (this.end < 0 || first >= stop) {
      if (this.end + 1 >= count) return false;
      first = rows[this.end + 1];
      this.end += 2;
      stop = this.end < count ? rows[this.end] : IPV4_SPACE;
    }
    const aligned = first === 0 ? 32 : 31 - Math.clz32(first & -first);
    const fitting = stop === IPV4_SPACE ? aligned : 31 - Math.clz32(stop - first);
    this.row[0] = first;
    this.length = 32 - Math.min(aligned, fitting);
    return true;
  }

  /** Steps over the current prefix; false when that is the end of the run. */
  private continueRun(): boolean {
    const { boundaries, row, words } = this;
    if (this.end < 0 || !addPowerOfTwo(row, 0, words, this.bits - this.length)) return false;
    return this.end >= boundaries.count || compareRows(row, 0, boundaries.rows, this.end * words, words) !== 0;
  }

  private startRun(): boolean {
    const { boundaries, row, words } = this;
    if (this.end + 1 >= boundaries.count) return false;
    copyRow(boundaries.rows, (this.end + 1) * words, row, 0, words);
    this.end += 2;
    return true;
  }
}
