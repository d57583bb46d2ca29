/* eslint-disable no-bitwise -- addresses are bit patterns */
import { copyRow, hostMask, WordCount } from '../columns/address-rows';
import { RowIndex } from '../columns/row-index';
import { Prefix } from './prefix';

/** A prefix and what a `PrefixMap` associates with it. */
export interface PrefixMapEntry<T> {
  /** The prefix, exactly as it was entered. */
  readonly prefix: Prefix;

  /** What is associated with it. */
  readonly value: T;
}

/**
 * The entries of one family in canonical order, each with the one around it.
 *
 * Of two prefixes, one holds the other or they have no address in common. So the entries
 * that hold an address are among the last one that starts at or before it, the one around
 * that, and so on.
 *
 * ```
 * address            x
 * entry 0    ├────────────────┤   around 1 and 2
 * entry 1    ├──┤
 * entry 2         ├┤              the last one that starts before x
 * ```
 */
export class NestedPrefixes<T> {
  readonly entries: readonly PrefixMapEntry<T>[];
  private readonly rows: Uint32Array;
  private readonly lengths: Uint8Array;
  /** The number of the entry around each, or -1. */
  private readonly around: Int32Array;
  private readonly index: RowIndex;

  constructor(private readonly words: WordCount, entries: readonly PrefixMapEntry<T>[]) {
    // Sorting is stable: of equal prefixes the last added comes first, and is around the others.
    this.entries = entries.filter(({ prefix }) => prefix.row.length === words).reverse().sort((a, b) => Prefix.compare(a.prefix, b.prefix));
    this.rows = new Uint32Array(this.entries.length * words);
    this.lengths = new Uint8Array(this.entries.length);
    this.around = new Int32Array(this.entries.length);
    this.entries.forEach(({ prefix }, i) => {
      copyRow(prefix.row, 0, this.rows, i * words, words);
      this.lengths[i] = prefix.length;
      this.around[i] = this.firstHolding(i - 1, prefix.row, prefix.length);
    });
    this.index = new RowIndex(this.rows, words);
  }

  /** The number of the longest entry that holds all of a prefix, by default of one address; -1 when there is none. */
  longest(row: Uint32Array, length = 32 * this.words): number {
    return this.firstHolding(this.index.countUpTo(row, 0) - 1, row, length);
  }

  /** All entries that hold all of a prefix, by default of one address; the longest first. */
  holding(row: Uint32Array, length?: number): PrefixMapEntry<T>[] {
    const found: PrefixMapEntry<T>[] = [];
    for (let i = this.longest(row, length); i >= 0; i = this.around[i]) found.push(this.entries[i]);
    return found;
  }

  /** The first of an entry, the one around it, and so on, that holds all of a prefix. */
  private firstHolding(i: number, row: Uint32Array, length: number): number {
    while (i >= 0 && !this.holds(i, row, length)) i = this.around[i];
    return i;
  }

  private holds(i: number, row: Uint32Array, length: number): boolean {
    const own = this.lengths[i];
    if (own > length) return false;
    for (let w = 0; w < this.words; w++) {
      if (((row[w] ^ this.rows[i * this.words + w]) & ~hostMask(own, w)) !== 0) return false;
    }
    return true;
  }
}
