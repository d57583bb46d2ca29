import { PortSet } from '../../net';
import { FittedRule } from './fit';
import { mergePeers } from './merge-peers';

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
      const group = groups.get(key) ?? [];
      group.push({ ...rule, ports, deployTimePorts });
      groups.set(key, group);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => mergePeers(group));
}
