import type { Direction, PortRange, PrefixSet } from '../../net';

/**
 * One rectangle of admitted traffic: every address of `addresses` on every port of `ports`.
 *
 * `addresses` is the remote side: the source of inbound traffic, the destination of
 * outbound traffic. `ports` are destination ports, and count for `tcp` and `udp` only.
 */
export interface Box {
  /** Seen from the network that the filter protects. */
  readonly direction: Direction;
  /**
   * `tcp`, `udp`, another protocol's name (`icmp`, `esp`, `protocol 132`), `other` for every
   * protocol but TCP and UDP, or `other except icmp,gre`.
   */
  readonly protocol: string;
  /** Destination ports. */
  readonly ports: PortRange;
  /** Addresses of the remote side. */
  readonly addresses: PrefixSet;
}
