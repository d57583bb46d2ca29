import { AddressFamily, Direction, PortSet, Protocol } from '../../net';
import { PrefixListOutline } from './prefix-list-layout';

/** What the entries of a prefix list are meant for, and what a reference to the list costs. */
export interface PrefixListTraffic {
  readonly direction: Direction;
  readonly protocol: Protocol;

  /** Ports of the side that is connected to. */
  readonly ports: PortSet;

  /** Ports known only when the app is deployed. */
  readonly deployTimePorts: readonly number[];
  readonly addressFamily: AddressFamily;

  /** How many rules a reference to the list counts for in a security group. */
  readonly maxEntries: number;
}

/** The traffic of a list that was laid out. */
export function trafficOf({ direction, protocol, ports, deployTimePorts, family, maxEntries }: PrefixListOutline): PrefixListTraffic {
  return { direction, protocol, ports, deployTimePorts, addressFamily: family, maxEntries };
}
