import { PrefixSet } from '../net';
import { FittedPeer, FittedRule } from './fit';
import { mergeOrigins } from './origins';

/**
 * Rules for the same traffic as one, with the fewest prefixes that hold exactly the addresses.
 *
 * @param group of one family, not empty
 */
export function mergePeers(group: readonly FittedRule[]): FittedRule {
  const peers = group.flatMap((rule) => rule.peers);
  const concrete = peers.filter(({ deployTime }) => !deployTime).map((peer) => ({ peer, addresses: PrefixSet.of(peer.cidr) }));
  const merged = PrefixSet.of(...concrete.map(({ peer }) => peer.cidr)).prefixes().map((prefix): FittedPeer => {
    const addresses = PrefixSet.from([prefix]);
    const inside = concrete.filter((other) => addresses.overlaps(other.addresses));
    return { cidr: prefix.toString(), deployTime: false, origins: mergeOrigins(inside.flatMap(({ peer }) => peer.origins)) };
  });
  const tokens = new Map<string, FittedPeer>();
  for (const peer of peers.filter(({ deployTime }) => deployTime)) {
    tokens.set(peer.cidr, { ...peer, origins: mergeOrigins([...(tokens.get(peer.cidr)?.origins ?? []), ...peer.origins]) });
  }
  return { ...group[0], peers: [...merged, ...tokens.values()] };
}
