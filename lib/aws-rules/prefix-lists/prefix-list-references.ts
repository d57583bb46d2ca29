import { prefixListsFull } from '../../messages/errors';
import { AddressFamily, Direction, Protocol } from '../../net';
import { PrefixListLayout } from './prefix-list-layout';

/** One security group rule whose remote side is a prefix list. */
interface PrefixListReference {
  /** Stable within its enforcement point: the key of the list, and the ports. */
  readonly key: string;

  /** Key of the list. */
  readonly list: string;
  readonly direction: Direction;
  readonly family: AddressFamily;
  readonly protocol: Protocol;
  readonly fromPort: number;
  readonly toPort: number;
  readonly description: string;

  /** How many rules of the group's quota it takes: the MaxEntries of the list. */
  readonly weight: number;
}

/** The rules that admit what the lists are meant for: one for each list and range of ports. */
export function referencesTo(lists: readonly PrefixListLayout[], identify: (value: string | number) => string): PrefixListReference[] {
  return lists.flatMap(({ key, direction, family, protocol, ports, deployTimePorts, description, maxEntries }) => (
    [...ports.ranges.map(({ first, last }) => [first, last]), ...deployTimePorts.map((port) => [port, port])].map(([fromPort, toPort]) => ({
      key: `${key} ${fromPort === toPort ? identify(fromPort) : `${fromPort}-${toPort}`}`,
      list: key,
      direction,
      family,
      protocol,
      fromPort,
      toPort,
      description,
      weight: maxEntries,
    }))
  ));
}

/**
 * Spreads references over `groups` groups, heavy ones first, each into the first group that has room.
 *
 * @param path the enforcement point, for the message
 * @returns the references of each group
 * @throws EndpointError `PrefixListsFull`
 */
export function assignReferences(
  references: readonly PrefixListReference[], groups: number, rulesPerGroup: number, path: string,
): PrefixListReference[][] {
  const assigned: PrefixListReference[][] = Array.from({ length: groups }, () => []);
  const quotaOf = ({ direction, family }: PrefixListReference) => `${direction} ${family}`;
  const weigh = (list: readonly PrefixListReference[], quota: string) => (
    list.filter((reference) => quotaOf(reference) === quota).reduce((sum, { weight }) => sum + weight, 0)
  );
  for (const reference of [...references].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))) {
    const quota = quotaOf(reference);
    const group = assigned.find((list) => weigh(list, quota) + reference.weight <= rulesPerGroup);
    if (group === undefined) {
      throw prefixListsFull(path, weigh(references, quota), quota, groups, rulesPerGroup);
    }
    group.push(reference);
  }
  return assigned;
}
