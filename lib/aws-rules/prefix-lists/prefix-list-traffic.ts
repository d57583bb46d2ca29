import { AddressFamily, Direction, PortSet, Protocol } from '../../net';
import { PrefixListOutline } from './prefix-list-layout';

/** What the entries of a prefix list are meant for, and what a reference to the list costs. */
export interface PrefixListTraffic {
  /** Which side of a rule the list stands for: the source of inbound, the destination of outbound traffic. */
  readonly direction: Direction;

  /** The protocol that a rule with the list should name. */
  readonly protocol: Protocol;

  /** Ports of the side that is connected to. */
  readonly ports: PortSet;

  /** Ports known only when the app is deployed. */
  readonly deployTimePorts: readonly number[];

  /** The one family that its entries are of; a managed prefix list has no others. */
  readonly addressFamily: AddressFamily;

  /** How many rules a reference to the list counts for in a security group. */
  readonly maxEntries: number;
}

/** The traffic of a list that was laid out. */
export function trafficOf({ direction, protocol, ports, deployTimePorts, family, maxEntries }: PrefixListOutline): PrefixListTraffic {
  return { direction, protocol, ports, deployTimePorts, addressFamily: family, maxEntries };
}
