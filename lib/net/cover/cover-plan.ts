import { Prefix } from '../addresses/prefix';
import { PrefixSet } from '../addresses/prefix-set';
import { RESERVED_PREFIXES } from '../addresses/reserved-prefixes';
import { Operation } from '../columns/boundary-list';
import { CoverTable } from './cover-table';
import { PrefixTree } from './prefix-tree';

/** What a cover may not do, and what it should keep. */
interface CoverGuards {
  /** Never among the extra addresses, beside those that are reserved. */
  readonly neverAdmit?: PrefixSet;

  /** The cover that is in use: of covers that are equally good, the one that keeps most of its prefixes is taken. */
  readonly previous?: PrefixSet;
}

/** The part of a problem that is one tree: one family of one set. */
interface Part {
  /** Number of the set among those that share the budget. */
  readonly set: number;
  readonly tree: PrefixTree;
  readonly forbidden: Uint8Array;
  readonly kept: Uint8Array;
}

/**
 * Several sets, each of one or two families, that are to be covered under one budget.
 *
 * Every family of every set is a tree with its own table; the tables are combined by
 * min-plus convolution.
 */
export class CoverProblem {
  /** The number of prefixes of the exact cover. */
  readonly exact: number;
  /** The fewest prefixes that admit nothing forbidden, however many extra addresses that takes. */
  readonly least: number;
  /** Costs are `addresses * scale - kept`; see {@link CoverCosts}. */
  private readonly scale: number;
  private readonly parts: readonly Part[];

  constructor(private readonly sets: readonly PrefixSet[], guards: readonly CoverGuards[]) {
    this.parts = sets.flatMap((set, i) => partsOf(set, i, guards[i]));
    this.exact = this.parts.reduce((sum, { tree }) => sum + tree.size, 0);
    this.least = this.parts.reduce((sum, { tree, forbidden }) => sum + leastPrefixes(tree, forbidden), 0);
    this.scale = this.parts.reduce((sum, { kept }) => sum + kept.reduce((marks, mark) => marks + mark, 0), 1);
  }

  /** Solves the problem for every number of prefixes up to `budget`, as far as there are no more than `limit` extra addresses. */
  solve(budget: number, limit?: bigint): CoverPlan {
    const tables = this.parts.map(({ tree, forbidden, kept }) => new CoverTable(tree, budget, forbidden, kept, this.scale, limit));
    return new CoverPlan(tables, this.parts.map(({ set }) => set), this.sets.length, BigInt(this.scale), budget);
  }
}

/** The optimal covers of a {@link CoverProblem}, for every number of prefixes up to a budget. */
export class CoverPlan {
  /** The least cost of at most *j* prefixes at index *j*, undefined where none is allowed. */
  private readonly costs: readonly (bigint | undefined)[];
  /** For each table and total number of prefixes up to it, how many are its own. */
  private readonly shares: readonly Uint32Array[];

  constructor(
    private readonly tables: readonly CoverTable[], private readonly owners: readonly number[], private readonly owned: number,
    private readonly scale: bigint, budget: number,
  ) {
    const shares: Uint32Array[] = [];
    this.costs = tables.reduce<readonly (bigint | undefined)[]>((costs, table) => {
      const [next, share] = convolve(costs, table.costs, budget);
      shares.push(share);
      return next;
    }, [0n]);
    this.shares = shares;
  }

  /** The fewest extra addresses with at most `prefixes` prefixes, which is at most the budget; undefined when none are allowed. */
  extraAddresses(prefixes: number): bigint | undefined {
    const cost = this.costs[prefixes];
    return cost === undefined ? undefined : (cost + this.scale - 1n) / this.scale;
  }

  /** The fewest prefixes with at most so many extra addresses, as far as the budget goes. */
  fewestPrefixes(extraAddresses: bigint): number | undefined {
    const fewest = this.costs.findIndex((cost) => cost !== undefined && cost <= extraAddresses * this.scale);
    return fewest < 0 ? undefined : fewest;
  }

  /** The prefixes of each set, when `prefixes`, at most the budget, are shared by all. */
  trace(prefixes: number): Prefix[][] {
    const perTable: Prefix[][] = [];
    let rest = prefixes;
    for (let t = this.tables.length - 1; t >= 0; t--) {
      const share = this.shares[t][rest];
      perTable[t] = [];
      this.tables[t].trace(share, perTable[t]);
      rest -= share;
    }
    return Array.from({ length: this.owned }, (_, set) => perTable.filter((_table, t) => this.owners[t] === set).flat());
  }
}

/** The least sums of two cost curves, and for each how much of the number belongs to the second one. */
function convolve(
  first: readonly (bigint | undefined)[], second: readonly (bigint | undefined)[], budget: number,
): [(bigint | undefined)[], Uint32Array] {
  const length = Math.min(budget, first.length - 1 + second.length) + 1;
  const sums = new Array<bigint | undefined>(length).fill(undefined);
  const shares = new Uint32Array(length);
  first.forEach((one, i) => {
    for (let j = 1; one !== undefined && j <= second.length && i + j < length; j++) {
      const other = second[j - 1];
      const best = sums[i + j];
      if (other !== undefined && (best === undefined || one + other < best)) {
        sums[i + j] = one + other;
        shares[i + j] = j;
      }
    }
  });
  return [sums, shares];
}

function partsOf(set: PrefixSet, number: number, { neverAdmit, previous }: CoverGuards): Part[] {
  const never = neverAdmit === undefined ? reservedAddresses() : reservedAddresses().union(neverAdmit);
  return set.families().map((family) => {
    const boundaries = set.boundaries(family);
    const tree = new PrefixTree(boundaries);
    return {
      set: number,
      tree,
      // An address in the set is not an extra address, whatever it is.
      forbidden: tree.overlapping(never.boundaries(family).combine(boundaries, Operation.DIFFERENCE)),
      kept: previous === undefined ? new Uint8Array(2 * tree.size - 1) : tree.matching(previous.boundaries(family)),
    };
  });
}

/** How many nodes are not forbidden while all above them are. */
function leastPrefixes(tree: PrefixTree, forbidden: Uint8Array): number {
  let least = forbidden[tree.root] === 0 ? 1 : 0;
  for (const node of tree.inner) {
    if (forbidden[node] === 0) continue;
    for (const child of [tree.left[node - tree.size], tree.right[node - tree.size]]) least += 1 - forbidden[child];
  }
  return least;
}

let reserved: PrefixSet | undefined;

function reservedAddresses(): PrefixSet {
  reserved ??= PrefixSet.union(RESERVED_PREFIXES.map(({ prefixes }) => prefixes));
  return reserved;
}
