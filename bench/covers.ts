import { AddressFamily, Catalog } from 'cdk-m365-endpoints';
import { aggregate, cover, PrefixSet } from 'cdk-m365-endpoints/net';
import { ipv4List, ipv6List } from './lists';
import { compare } from './measure';

/** The optimal cover of one list, beside aggregating it. */
export interface CoverResult {
  readonly list: string;
  /** How many minimal prefixes the list has. */
  readonly prefixes: number;
  readonly aggregate: number;
  readonly covers: readonly { readonly maxPrefixes: number; readonly milliseconds: number; readonly extraAddresses: string }[];
}

const BUDGETS = [10, 60, 1000];

/** Times the optimal cover of the Graph row and of long lists. Reading the text is part of both. */
export function benchCovers(sizes: readonly number[], report: (result: CoverResult) => void): void {
  const graph = Catalog.bundled().require('graph-change-notifications').flows[0].prefixes.toStrings(AddressFamily.IPV4);
  const lists: [string, string[]][] = [['Graph, IPv4', graph]];
  // All in 32.0.0.0/3, where nothing is reserved, so that there is a cover for every number of prefixes.
  for (const size of sizes) lists.push([`${size} IPv4`, ipv4List(size, 1, 32, 32)], [`${size} IPv6`, ipv6List(size)]);
  for (const [list, texts] of lists) {
    const set = PrefixSet.fromTexts(texts);
    const [aggregation, ...timings] = compare([
      { name: 'aggregate', run: () => aggregate(texts) },
      ...BUDGETS.map((maxPrefixes) => ({ name: `${maxPrefixes}`, run: () => cover(PrefixSet.fromTexts(texts), { maxPrefixes }) })),
    ]);
    report({
      list,
      prefixes: set.count(),
      aggregate: aggregation.milliseconds,
      covers: timings.map(({ milliseconds }, i) => ({
        maxPrefixes: BUDGETS[i], milliseconds, extraAddresses: cover(set, { maxPrefixes: BUDGETS[i] }).extra.size().toString(),
      })),
    });
  }
}
