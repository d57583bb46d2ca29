/* eslint-disable no-bitwise -- radix digits */
import { addPowerOfTwo, compareRows, copyRow, hostMask, WordCount } from './address-rows';
import { BoundaryList } from './boundary-list';
import { readAddress, readPrefix } from './read-address';

/** Up to how many prefixes the counters of the digits are not worth their while. */
const FEW = 64;
/** How many bits to sort by at a time: a word has three such digits. */
const DIGIT_BITS = 11;

/** A growing pile of prefixes of one family, unsorted and with duplicates, in typed columns. */
export class PrefixRows {
  private rows: Uint32Array = new Uint32Array(0);
  private lengths: Uint8Array = new Uint8Array(0);
  private count = 0;

  /** @param expected room for so many is made with the first one */
  constructor(private readonly words: WordCount, private readonly expected = 0) {}

  /** Adds the prefix that starts at row 0 of `row`. */
  add(row: Uint32Array, length: number): void {
    const at = this.reserve(); // may replace the columns
    copyRow(row, 0, this.rows, at, this.words);
    this.lengths[this.count++] = length;
  }

  /** Adds the prefix that `text` is; returns false, adding nothing, when it is none of this family. */
  addText(text: string): boolean {
    const at = this.reserve();
    const length = readPrefix(text, this.words, this.rows, at);
    if (length < 0) return false;
    this.lengths[this.count++] = length;
    return true;
  }

  /** Adds the single address that `text` is; returns false, adding nothing, when it is none of this family. */
  addAddress(text: string): boolean {
    const at = this.reserve();
    if (!readAddress(text, this.words, this.rows, at)) return false;
    this.lengths[this.count++] = 32 * this.words;
    return true;
  }

  /** The set of all addresses in the pile. Linear in its size. */
  toBoundaries(): BoundaryList {
    if (!this.isSorted()) {
      if (this.count <= FEW) this.sortFew();
      else this.sort();
    }
    return this.words === 1 ? this.mergeIpv4() : this.mergeIpv6();
  }

  /** Makes room for one more row and returns its offset. */
  private reserve(): number {
    if (this.count === this.lengths.length) {
      const capacity = Math.max(64, this.count === 0 ? this.expected : 2 * this.count);
      this.rows = grown(this.rows, new Uint32Array(capacity * this.words));
      this.lengths = grown(this.lengths, new Uint8Array(capacity));
    }
    return this.count * this.words;
  }

  private isSorted(): boolean {
    const end = this.count * this.words;
    for (let at = this.words; at < end; at += this.words) {
      if (compareRows(this.rows, at - this.words, this.rows, at, this.words) > 0) return false;
    }
    return true;
  }

  /** Insertion sort, for a handful of prefixes. */
  private sortFew(): void {
    const { rows, lengths, words, count } = this;
    const row = new Uint32Array(words);
    for (let i = 1; i < count; i++) {
      copyRow(rows, i * words, row, 0, words);
      const length = lengths[i];
      let to = i;
      for (; to > 0 && compareRows(rows, (to - 1) * words, row, 0, words) > 0; to--) {
        copyRow(rows, (to - 1) * words, rows, to * words, words);
        lengths[to] = lengths[to - 1];
      }
      copyRow(row, 0, rows, to * words, words);
      lengths[to] = length;
    }
  }

  /** Radix sort by the digits of the addresses, from the last one; prefixes that start at one address stay in any order. */
  private sort(): void {
    let spareRows: Uint32Array = new Uint32Array(this.rows.length);
    let spareLengths: Uint8Array = new Uint8Array(this.lengths.length);
    for (let w = this.words - 1; w >= 0; w--) {
      this.countDigits(w).forEach((positions, digit) => {
        if (positions[digitOf(this.rows[w], digit)] === this.count) return; // all have the same
        sumUp(positions);
        this.distribute(w, digit, positions, spareRows, spareLengths);
        [this.rows, spareRows] = [spareRows, this.rows];
        [this.lengths, spareLengths] = [spareLengths, this.lengths];
      });
    }
  }

  /** How often each value of each of the digits of word `w` occurs, from the lowest digit. */
  private countDigits(w: number): Uint32Array[] {
    const { rows, words, count } = this;
    const [low, middle, high] = Array.from({ length: 3 }, () => new Uint32Array(2 ** DIGIT_BITS));
    for (let i = 0, at = w; i < count; i++, at += words) {
      const word = rows[at];
      low[digitOf(word, 0)]++;
      middle[digitOf(word, 1)]++;
      high[digitOf(word, 2)]++;
    }
    return [low, middle, high];
  }

  /** Copies each prefix to its position by one digit, keeping the order among equals. */
  private distribute(w: number, digit: number, positions: Uint32Array, toRows: Uint32Array, toLengths: Uint8Array): void {
    const { rows, lengths, words, count } = this;
    if (words === 1) {
      for (let i = 0; i < count; i++) {
        const row = rows[i];
        const to = positions[digitOf(row, digit)]++;
        toRows[to] = row;
        toLengths[to] = lengths[i];
      }
      return;
    }
    for (let i = 0, at = 0; i < count; i++, at += words) {
      const to = positions[digitOf(rows[at + w], digit)]++;
      copyRow(rows, at, toRows, to * words, words);
      toLengths[to] = lengths[i];
    }
  }

  /**
   * Joins the sorted prefixes into runs.
   *
   * ```
   * run so far   ├──────────┤
   * inside it        ├──┤            nothing to do
   * adjacent                ├───┤    the run grows
   * after a gap                 ├──  the next run starts
   * ```
   */
  private mergeIpv6(): BoundaryList {
    const { rows, lengths } = this;
    const out = new Uint32Array(8 * this.count);
    const end = new Uint32Array(4);
    let runEnd = -4; // offset in `out` of the boundary that ends the run so far
    for (let i = 0, at = 0; i < this.count; i++, at += 4) {
      copyRow(rows, at, end, 0, 4);
      const bounded = addPowerOfTwo(end, 0, 4, 128 - lengths[i]);
      if (runEnd < 0 || compareRows(rows, at, out, runEnd, 4) > 0) {
        copyRow(rows, at, out, runEnd + 4, 4);
        runEnd += 8;
        copyRow(end, 0, out, runEnd, 4);
      } else if (compareRows(end, 0, out, runEnd, 4) > 0) {
        copyRow(end, 0, out, runEnd, 4);
      }
      // A prefix that ends with the address space leaves its run open, and all that follow lie inside it.
      if (!bounded) return new BoundaryList(4, out.slice(0, runEnd));
    }
    return new BoundaryList(4, out.slice(0, runEnd + 4));
  }

  /** The same in plain numbers, which hold the end of the address space too. */
  private mergeIpv4(): BoundaryList {
    const out = new Uint32Array(2 * this.count);
    let length = 0;
    let runEnd = -1;
    for (let i = 0; i < this.count; i++) {
      const first = this.rows[i];
      const end = first + hostMask(this.lengths[i], 0) + 1;
      if (first > runEnd) {
        if (length > 0) out[length++] = runEnd;
        out[length++] = first;
        runEnd = end;
      } else if (end > runEnd) {
        runEnd = end;
      }
    }
    // A run that reaches the last address stays open.
    if (length > 0 && runEnd < 2 ** 32) out[length++] = runEnd;
    return new BoundaryList(1, out.slice(0, length));
  }
}

/** Digit number `digit` of a word, 0 for the lowest. */
function digitOf(word: number, digit: number): number {
  return (word >>> DIGIT_BITS * digit) & (2 ** DIGIT_BITS - 1);
}

/** Turns how often each value occurs into the position of its first occurrence. */
function sumUp(counts: Uint32Array): void {
  let position = 0;
  for (let value = 0; value < counts.length; value++) {
    const occurrences = counts[value];
    counts[value] = position;
    position += occurrences;
  }
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
