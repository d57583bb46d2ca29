/* eslint-disable no-bitwise -- leading bits */
import { countUpTo, WordCount } from './address-rows';

/** From how many rows on the index is worth its 256 KiB. */
const MANY = 4096;

/**
 * Finds addresses in a sorted column of rows.
 *
 * In a long column, an index on the leading 16 bits leaves a handful of rows to search.
 * It is built on first use, since most columns are never asked.
 */
export class RowIndex {
  /** How many rows have leading bits below each number. */
  private starts?: Uint32Array;

  /** @param rows sorted in ascending order */
  constructor(private readonly rows: Uint32Array, private readonly words: WordCount) {}

  /** How many rows are at or below row `at` of `key`. */
  countUpTo(key: Uint32Array, at: number): number {
    const { rows, words } = this;
    const count = rows.length / words;
    if (count < MANY) return countUpTo(rows, words, key, at, 0, count);
    this.starts ??= this.countLeading();
    const leading = key[at] >>> 16;
    return countUpTo(rows, words, key, at, this.starts[leading], this.starts[leading + 1]);
  }

  private countLeading(): Uint32Array {
    const starts = new Uint32Array(2 ** 16 + 1);
    for (let at = 0; at < this.rows.length; at += this.words) starts[(this.rows[at] >>> 16) + 1]++;
    for (let leading = 0; leading < 2 ** 16; leading++) starts[leading + 1] += starts[leading];
    return starts;
  }
}
