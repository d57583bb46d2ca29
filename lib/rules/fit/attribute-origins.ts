import { Prefix } from '../../net';
import { mergeOrigins } from '../model/origins';
import { FittedPeer } from './fit';

/**
 * Prefixes as peers, each with the origins of everything in it.
 *
 * @param prefixes in canonical order, and no two overlap
 * @param peers none deploy-time, each within one of the prefixes
 */
export function attributeOrigins(prefixes: readonly Prefix[], peers: readonly FittedPeer[]): FittedPeer[] {
  const inOrder = peers.map(({ cidr, origins }) => ({ prefix: Prefix.parse(cidr), origins })).sort((a, b) => Prefix.compare(a.prefix, b.prefix));
  let next = 0;
  return prefixes.map((prefix) => {
    const first = next;
    while (next < inOrder.length && prefix.contains(inOrder[next].prefix)) {
      next++;
    }
    return { cidr: prefix.toString(), deployTime: false, origins: mergeOrigins(inOrder.slice(first, next).flatMap(({ origins }) => origins)) };
  });
}
