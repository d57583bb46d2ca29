/* eslint-disable no-bitwise -- addresses are bit patterns */
import { addPowerOfTwo, copyRow, highestDifferingBit, hostMask, trailingZeroBits, WordCount } from './address-rows';
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
    return this.words === 1 ? this.nextIpv4() : this.nextIpv6();
  }

  /** In plain numbers: most lists are IPv4, and walking is a good part of all work on them. */
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

  private nextIpv6(): boolean {
    const { row } = this;
    const { rows, count } = this.boundaries;
    if (this.end < 0 || !addPowerOfTwo(row, 0, 4, 128 - this.length) || this.isAtEnd()) {
      if (this.end + 1 >= count) return false;
      copyRow(rows, 4 * (this.end + 1), row, 0, 4);
      this.end += 2;
    }
    const aligned = trailingZeroBits(row, 0, 4);
    const fitting = this.end < count ? highestDifferingBit(row, 0, rows, 4 * this.end, 4) : aligned;
    this.length = 128 - Math.min(aligned, fitting);
    return true;
  }

  /** Whether the row is the boundary that ends the current run. */
  private isAtEnd(): boolean {
    const { row, boundaries: { rows, count } } = this;
    const at = 4 * this.end;
    return this.end < count && row[3] === rows[at + 3] && row[2] === rows[at + 2] && row[1] === rows[at + 1] && row[0] === rows[at];
  }
}
