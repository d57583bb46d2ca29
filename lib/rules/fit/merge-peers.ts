import { PrefixSet } from '../../net';
import { mergeOrigins } from '../model/origins';
import { attributeOrigins } from './attribute-origins';
import { FittedPeer, FittedRule } from './fit';

/**
 * Rules for the same traffic as one, with the fewest prefixes that hold exactly the addresses.
 *
 * @param group of one family, not empty
 */
export function mergePeers(group: readonly FittedRule[]): FittedRule {
  const peers = group.flatMap((rule) => rule.peers);
  const concrete = peers.filter(({ deployTime }) => !deployTime);
  const tokens = new Map<string, FittedPeer>();
  for (const peer of peers.filter(({ deployTime }) => deployTime)) {
    tokens.set(peer.cidr, { ...peer, origins: mergeOrigins([...(tokens.get(peer.cidr)?.origins ?? []), ...peer.origins]) });
  }
  const prefixes = PrefixSet.fromTexts(concrete.map(({ cidr }) => cidr)).prefixes();
  return { ...group[0], peers: [...attributeOrigins(prefixes, concrete), ...tokens.values()] };
}
