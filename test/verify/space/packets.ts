import { Direction, PortRange, Prefix, PrefixSet } from '../../../lib/net';
import type { AdmittedSpace, Box } from '../../../lib/verify';

/** One packet, the unit in which tests count: what a space says of every packet of a small universe. */
export interface Packet {
  readonly direction: Direction;
  readonly protocol: string;
  readonly port: number;
  readonly address: string;
}

export function box(direction: Direction, protocol: string, first: number, last: number, ...prefixes: string[]): Box {
  return { direction, protocol, ports: PortRange.of(first, last), addresses: PrefixSet.of(...prefixes) };
}

export function inbound(protocol: string, first: number, last: number, ...prefixes: string[]): Box {
  return box(Direction.INBOUND, protocol, first, last, ...prefixes);
}

export function outbound(protocol: string, first: number, last: number, ...prefixes: string[]): Box {
  return box(Direction.OUTBOUND, protocol, first, last, ...prefixes);
}

/** How many boxes of the space hold the packet: 0 or 1, as its boxes are disjoint. */
export function hits(space: AdmittedSpace, packet: Packet): number {
  const address = Prefix.parse(`${packet.address}/${packet.address.includes(':') ? 128 : 32}`);
  return space.boxes().filter(({ direction, protocol, ports, addresses }) => direction === packet.direction
    && protocolHolds(protocol, packet.protocol)
    && ports.first <= packet.port && packet.port <= ports.last
    && addresses.contains(address)).length;
}

/** The meaning of a box's protocol, written out once more. */
export function protocolHolds(boxProtocol: string, packetProtocol: string): boolean {
  if (!boxProtocol.startsWith('other')) return boxProtocol === packetProtocol;
  const except = boxProtocol === 'other' ? [] : boxProtocol.replace('other except ', '').split(',');
  return !['tcp', 'udp', ...except].includes(packetProtocol);
}
