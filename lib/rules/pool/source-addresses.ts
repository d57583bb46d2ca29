import { Origin } from '../../catalog';
import { AddressFamily, PrefixSet } from '../../net';
import { FittedRule } from '../fit/fit';
import { mergeOrigins } from '../model/origins';

/** An address that nobody has, for lists that no platform takes empty: what admits nobody else admits nobody. */
export const NOBODY = '255.255.255.255/32';

/** Every address that rules admit, for a platform that keeps one list of them. */
interface SourceAddresses {
  /** Minimal and in canonical order; deploy-time prefixes follow the concrete ones. */
  readonly cidrs: readonly string[];

  /** Those of `cidrs` that are tokens. */
  readonly deployTime: readonly string[];

  /** Everything that asked for one of them. */
  readonly origins: readonly Origin[];
}

/**
 * The union of what rules admit in these families, whatever the ports.
 *
 * It depends on the set of rules alone, never on their order.
 */
export function sourceAddresses(rules: readonly FittedRule[], ...families: readonly AddressFamily[]): SourceAddresses {
  const peers = rules.filter(({ family }) => families.includes(family)).flatMap((rule) => rule.peers);
  const concrete = PrefixSet.fromTexts(peers.filter((peer) => !peer.deployTime).map(({ cidr }) => cidr));
  const deployTime = [...new Set(peers.filter((peer) => peer.deployTime).map(({ cidr }) => cidr))];
  return { cidrs: [...concrete.toStrings(), ...deployTime], deployTime, origins: mergeOrigins(peers.flatMap(({ origins }) => origins)) };
}
