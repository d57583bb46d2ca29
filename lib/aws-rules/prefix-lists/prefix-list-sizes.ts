import { byText } from '../../collections/by-text';
import { PrefixSet } from '../../net';
import { FittedPeer, FittedRule } from '../../rules/fit/fit';
import { outlinesOf, PrefixListOutline } from './prefix-list-layout';

/** How many entries one traffic has, kept up to date as scenarios come. */
export class TrafficSize {
  private prefixes = PrefixSet.EMPTY;
  private readonly tokens = new Set<string>();
  private unmeasured: FittedPeer[] = [];

  /** @param traffic whose peers are of no interest */
  constructor(readonly traffic: FittedRule) {}

  add(peers: readonly FittedPeer[], identify: (value: string) => string): void {
    for (const peer of peers) if (!peer.deployTime) this.unmeasured.push(peer);
    peers.filter(({ deployTime }) => deployTime).forEach(({ cidr }) => this.tokens.add(identify(cidr)));
  }

  /** Of the fewest prefixes that hold exactly the addresses, and of distinct deploy-time values. */
  get entries(): number {
    if (this.unmeasured.length > 0) {
      this.prefixes = this.prefixes.union(PrefixSet.fromTexts(this.unmeasured.map(({ cidr }) => cidr)));
      this.unmeasured = [];
    }
    return this.prefixes.count() + this.tokens.size;
  }
}

/** The lists that `layOutPrefixLists` makes of these traffics, without their entries. */
export function outlinePrefixLists(
  sizes: readonly TrafficSize[], identify: (value: string | number) => string, maxEntries?: number,
): PrefixListOutline[] {
  return sizes.flatMap((size) => outlinesOf(size.traffic, size.entries, identify, maxEntries)).sort(byText(({ key }) => key));
}
