import { sortedGroups } from '../../collections/group-by';
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
  const onePortEach = rules.flatMap((rule) => {
    const ranges = rule.ports.ranges.map((range) => ({ text: `${range}`, ports: PortSet.of(range), deployTimePorts: [] as number[] }));
    const tokens = rule.deployTimePorts.map((port) => ({ text: `deploy-time ${port}`, ports: PortSet.EMPTY, deployTimePorts: [port] }));
    return [...ranges, ...tokens].map(({ text, ...traffic }) => ({ key: `${rule.protocol} ${text}`, rule: { ...rule, ...traffic } }));
  });
  return sortedGroups(onePortEach, ({ key }) => key).map(([, group]) => mergePeers(group.map(({ rule }) => rule)));
}
