import { Prefix } from '../addresses/prefix';
import { CoverCosts, NarrowCosts, WideCosts } from './cover-costs';
import { PrefixTree } from './prefix-tree';

/** The largest whole numbers that doubles hold exactly have this many bits. */
const EXACT_BITS = 53;

/**
 * The least cost of covering the leaves of one tree with at most *j* of its nodes, for all
 * *j* up to a budget, and the nodes that do it.
 *
 * f(v, j) = min( cost of v itself, min over i of f(left, i) + f(right, j - i) ), where no
 * table is longer than there are leaves. Then the sum over all nodes is O(n * budget).
 * `docs/cover.md` has the proof that the nodes suffice.
 */
export class CoverTable {
  /** The least cost for *j* prefixes at index *j* - 1, undefined where no *j* prefixes are allowed. */
  readonly costs: readonly (bigint | undefined)[];
  /** For each inner node and number of prefixes, how many go to the left; 0 is the node itself. */
  private readonly choices: Uint32Array;
  /** Where the choices of inner node *n* + *i* start, at *i*. */
  private readonly starts: Uint32Array;

  /**
   * @param budget most prefixes, from 1
   * @param forbidden marks the nodes that may not be in the cover, with all nodes above them; never a leaf
   * @param kept marks the nodes that were in the cover before
   * @param scale more than the number of marks in `kept`
   * @param limit more extra addresses are of no interest, which saves most of the work when they are few
   */
  constructor(
    private readonly tree: PrefixTree, private readonly budget: number, forbidden: Uint8Array, kept: Uint8Array, scale: number,
    limit?: bigint,
  ) {
    this.starts = new Uint32Array(tree.size - 1);
    let choices = 0;
    for (const node of tree.inner) {
      this.starts[node - tree.size] = choices;
      choices += this.lengthOf(node);
    }
    this.choices = new Uint32Array(choices);
    this.costs = this.solve(forbidden, kept, this.emptyCosts(scale, limit));
  }

  /** Appends the prefixes of the cover with at most `budget` prefixes, in canonical order. */
  trace(budget: number, prefixes: Prefix[], node = this.tree.root): void {
    const { tree } = this;
    const left = node < tree.size ? 0 : this.choices[this.starts[node - tree.size] + Math.min(budget, this.lengthOf(node)) - 1];
    if (left === 0) {
      const row = new Uint32Array(tree.words);
      tree.copyAddress(node, row);
      prefixes.push(Prefix.ofRow(row, tree.lengths[node]));
    } else {
      this.trace(left, prefixes, tree.left[node - tree.size]);
      this.trace(Math.min(budget, this.lengthOf(node)) - left, prefixes, tree.right[node - tree.size]);
    }
  }

  private solve(forbidden: Uint8Array, kept: Uint8Array, costs: CoverCosts): (bigint | undefined)[] {
    const { tree } = this;
    let leaf = 0;
    const pushLeaves = (last: number) => {
      for (; leaf <= last; leaf++) costs.pushLeaf(tree.bits - tree.lengths[leaf], kept[leaf]);
    };
    pushLeaves(0);
    for (const node of tree.inner) {
      const left = tree.left[node - tree.size];
      const right = tree.right[node - tree.size];
      // An inner node on the right has had all leaves up to its own pushed already.
      if (right < tree.size) pushLeaves(right);
      costs.join(
        this.lengthOf(left), this.lengthOf(right), tree.bits - tree.lengths[node], forbidden[node] === 0, kept[node],
        this.lengthOf(node), this.choices, this.starts[node - tree.size],
      );
    }
    return costs.top(this.lengthOf(tree.root));
  }

  private emptyCosts(scale: number, limit?: bigint): CoverCosts {
    const { tree } = this;
    const longest = tree.lengths.subarray(0, tree.size).reduce((most, length) => Math.max(most, length), 0);
    const bits = longest - tree.lengths[tree.root] + Math.ceil(Math.log2(scale));
    const most = limit ?? 2n ** BigInt(tree.bits - tree.lengths[tree.root]);
    if (bits > EXACT_BITS) return new WideCosts(scale, most * BigInt(scale), tree.size, this.lengthOf(tree.root));
    const unit = tree.bits - longest;
    return new NarrowCosts(unit, scale, Number(most / 2n ** BigInt(unit)) * scale, tree.size, this.lengthOf(tree.root));
  }

  /** How many entries the table of a node has. */
  private lengthOf(node: number): number {
    return Math.min(this.budget, this.tree.leaves[node]);
  }
}
