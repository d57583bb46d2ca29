import { addPowerOfTwo, compareRows, copyRow, highestDifferingBit, trailingZeroBits, WordCount } from './address-rows';
import { BoundaryList } from './boundary-list';

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
    if (!this.continueRun() && !this.startRun()) return false;
    const aligned = trailingZeroBits(row, 0, words);
    const fitting = this.end < boundaries.count ? highestDifferingBit(row, 0, boundaries.rows, this.end * words, words) : aligned;
    this.length = this.bits - Math.min(aligned, fitting);
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
