import { prefixListsFull } from '../../messages/errors';
import { AddressFamily, Direction, Protocol } from '../../net';
import { PrefixListOutline } from './prefix-list-layout';

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

  /** How many rules of the group's quota it takes: the MaxEntries of the list. */
  readonly weight: number;
}

/** The rules that admit what the lists are meant for: one for each list and range of ports. */
export function referencesTo(lists: readonly PrefixListOutline[], identify: (value: string | number) => string): PrefixListReference[] {
  return lists.flatMap(({ key, direction, family, protocol, ports, deployTimePorts, maxEntries }) => (
    [...ports.ranges.map(({ first, last }) => [first, last]), ...deployTimePorts.map((port) => [port, port])].map(([fromPort, toPort]) => ({
      key: `${key} ${fromPort === toPort ? identify(fromPort) : `${fromPort}-${toPort}`}`,
      list: key,
      direction,
      family,
      protocol,
      fromPort,
      toPort,
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
  const taken = assigned.map(() => new Map<string, number>());
  for (const reference of [...references].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))) {
    const quota = quotaOf(reference);
    const group = taken.findIndex((weights) => (weights.get(quota) ?? 0) + reference.weight <= rulesPerGroup);
    if (group < 0) {
      const weight = references.filter((other) => quotaOf(other) === quota).reduce((sum, other) => sum + other.weight, 0);
      throw prefixListsFull(path, weight, quota, groups, rulesPerGroup);
    }
    assigned[group].push(reference);
    taken[group].set(quota, (taken[group].get(quota) ?? 0) + reference.weight);
  }
  return assigned;
}

function quotaOf({ direction, family }: PrefixListReference): string {
  return `${direction} ${family}`;
}
