/* eslint-disable no-bitwise -- addresses are bit patterns */
import { compareRows, copyRow, highestDifferingBit, hostMask, WordCount } from '../columns/address-rows';
import { BoundaryList } from '../columns/boundary-list';
import { PrefixWalk } from '../columns/prefix-walk';

/**
 * The longest-common-prefix tree over the minimal prefixes of a set, in typed columns.
 *
 * Its leaves are the prefixes; an inner node is the longest prefix that holds all leaves
 * below it. Two children always, so *n* leaves have *n* - 1 inner nodes: one for each
 * pair of neighbours, namely the smallest node that holds both.
 *
 * ```
 * leaf           0       1   2
 * node n + i       ●       ●        between leaves i and i + 1
 *                0 ┴───────┴─┐
 *                        1 ──┴ 2
 * ```
 *
 * Leaf *i* has number *i*, and the node between leaves *i* and *i* + 1 has number *n* + *i*.
 */
export class PrefixTree {
  /** How many leaves there are: at least one. */
  readonly size: number;
  /** Length of the prefix of every node. */
  readonly lengths: Uint8Array;
  /** How many leaves are below each node, itself included. */
  readonly leaves: Uint32Array;
  /** The inner nodes, children before parents and left before right; the last one is the root. */
  readonly inner: Uint32Array;
  /** Children of inner node *n* + *i*, at *i*. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** First addresses of the leaves. */
  private readonly rows: Uint32Array;
  readonly words: WordCount;

  /** @param boundaries a set that is not empty */
  constructor(boundaries: BoundaryList) {
    this.words = boundaries.words;
    this.size = countPrefixes(boundaries);
    this.rows = new Uint32Array(this.size * this.words);
    this.lengths = new Uint8Array(2 * this.size - 1);
    this.leaves = new Uint32Array(2 * this.size - 1).fill(1, 0, this.size);
    this.inner = new Uint32Array(this.size - 1);
    this.left = new Uint32Array(this.size - 1);
    this.right = new Uint32Array(this.size - 1);
    this.placeLeaves(boundaries);
    this.joinLeaves();
  }

  get root(): number {
    return this.size === 1 ? 0 : this.inner[this.size - 2];
  }

  /** Bits in an address: 32 or 128. */
  get bits(): number {
    return 32 * this.words;
  }

  /** Writes the first address of a node's prefix to row 0 of `row`. */
  copyAddress(node: number, row: Uint32Array): void {
    copyRow(this.rows, (node < this.size ? node : node - this.size) * this.words, row, 0, this.words);
    for (let w = 0; w < this.words; w++) row[w] &= ~hostMask(this.lengths[node], w);
  }

  /** Marks every inner node whose prefix has an address in `boundaries`. */
  overlapping(boundaries: BoundaryList): Uint8Array {
    const marks = new Uint8Array(2 * this.size - 1);
    const row = new Uint32Array(this.words);
    for (const node of this.inner) {
      this.copyAddress(node, row);
      marks[node] = Number(boundaries.overlapsPrefix(row, 0, this.lengths[node]));
    }
    return marks;
  }

  /** Marks every node whose prefix is one of the minimal prefixes of `boundaries`. */
  matching(boundaries: BoundaryList): Uint8Array {
    const marks = new Uint8Array(2 * this.size - 1);
    const row = new Uint32Array(this.words);
    const walk = new PrefixWalk(boundaries);
    let first = 0; // the first leaf that does not lie before the walk
    while (walk.next()) {
      while (first < this.size && this.compareLeaf(first, walk.row) < 0) first++;
      let node = first;
      for (let last = first; last < this.size && this.isInside(last, walk); last++) {
        // Of all nodes between the leaves inside, the shortest is the one above all of them.
        if (last > first && (last === first + 1 || this.lengths[this.size + last - 1] < this.lengths[node])) node = this.size + last - 1;
      }
      if (first === this.size || this.lengths[node] !== walk.length) continue;
      this.copyAddress(node, row);
      if (compareRows(row, 0, walk.row, 0, this.words) === 0) marks[node] = 1;
    }
    return marks;
  }

  private placeLeaves(boundaries: BoundaryList): void {
    const walk = new PrefixWalk(boundaries);
    for (let i = 0; walk.next(); i++) {
      copyRow(walk.row, 0, this.rows, i * this.words, this.words);
      this.lengths[i] = walk.length;
    }
  }

  /** Builds the inner nodes from left to right; the open ones, whose right side may still grow, are on a stack. */
  private joinLeaves(): void {
    const { rows, words, size, lengths } = this;
    const open = new Uint32Array(this.bits);
    let depth = 0;
    let done = 0;
    const close = (right: number) => {
      const node = open[--depth];
      this.right[node - size] = right;
      this.leaves[node] = this.leaves[this.left[node - size]] + this.leaves[right];
      this.inner[done++] = node;
      return node;
    };
    for (let i = 0; i < size - 1; i++) {
      const node = size + i;
      lengths[node] = this.bits - 1 - highestDifferingBit(rows, i * words, rows, (i + 1) * words, words);
      let left = i;
      while (depth > 0 && lengths[open[depth - 1]] > lengths[node]) left = close(left);
      this.left[i] = left;
      open[depth++] = node;
    }
    for (let right = size - 1; depth > 0;) right = close(right);
  }

  private compareLeaf(leaf: number, row: Uint32Array): number {
    return compareRows(this.rows, leaf * this.words, row, 0, this.words);
  }

  private isInside(leaf: number, walk: PrefixWalk): boolean {
    for (let w = 0; w < this.words; w++) {
      if (((this.rows[leaf * this.words + w] ^ walk.row[w]) & ~hostMask(walk.length, w)) !== 0) return false;
    }
    return true;
  }
}

function countPrefixes(boundaries: BoundaryList): number {
  const walk = new PrefixWalk(boundaries);
  let count = 0;
  while (walk.next()) count++;
  return count;
}
