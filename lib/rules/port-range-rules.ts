import { PortSet, Prefix, PrefixSet } from '../net';
import { FittedPeer, FittedRule } from './fit';
import { mergeOrigins } from './origins';

/**
 * One rule for each range of ports, of whatever scenarios, with the fewest prefixes that hold exactly the addresses.
 *
 * @param rules of one direction and family
 * @returns in order of their protocol and ports
 */
export function mergePortRanges(rules: readonly FittedRule[]): FittedRule[] {
  const groups = new Map<string, FittedRule[]>();
  for (const rule of rules) {
    const ranges = rule.ports.ranges.map((range) => ({ text: `${range}`, ports: PortSet.of(range), deployTimePorts: [] as number[] }));
    const tokens = rule.deployTimePorts.map((port) => ({ text: `deploy-time ${port}`, ports: PortSet.EMPTY, deployTimePorts: [port] }));
    for (const { text, ports, deployTimePorts } of [...ranges, ...tokens]) {
      const key = `${rule.protocol} ${text}`;
      groups.set(key, [...(groups.get(key) ?? []), { ...rule, ports, deployTimePorts }]);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => merge(group));
}

function merge(group: readonly FittedRule[]): FittedRule {
  const peers = group.flatMap((rule) => rule.peers);
  const concrete = peers.filter(({ deployTime }) => !deployTime).map((peer) => ({ peer, addresses: Prefix.parse(peer.cidr) }));
  const merged = PrefixSet.of(...concrete.map(({ peer }) => peer.cidr)).prefixes().map((prefix): FittedPeer => {
    const inside = concrete.filter((other) => prefix.overlaps(other.addresses));
    return { cidr: prefix.toString(), deployTime: false, origins: mergeOrigins(inside.flatMap(({ peer }) => peer.origins)) };
  });
  const tokens = new Map<string, FittedPeer>();
  for (const peer of peers.filter(({ deployTime }) => deployTime)) {
    tokens.set(peer.cidr, { ...peer, origins: mergeOrigins([...(tokens.get(peer.cidr)?.origins ?? []), ...peer.origins]) });
  }
  return { ...group[0], peers: [...merged, ...tokens.values()] };
}
