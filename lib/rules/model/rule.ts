import { Origin } from '../../catalog';
import { AddressFamily, Direction, HostPattern, PortSet, PrefixSet, Protocol } from '../../net';

/**
 * One kind of traffic that is admitted: one protocol in one direction, between these peers and on these ports.
 * Immutable and platform-neutral.
 *
 * An empty rule admits nothing. Leaving something out never means "any".
 */
export interface Rule {
  /** Seen from the customer's network. */
  readonly direction: Direction;

  /** The one protocol of the traffic. */
  readonly protocol: Protocol;

  /** Ports of the side that is connected to. */
  readonly ports: PortSet;

  /** Ports known only when the app is deployed. */
  readonly deployTimePorts: readonly number[];

  /** Addresses of the remote side. If there are `hosts` too, they name the same side. */
  readonly prefixes: PrefixSet;

  /** Prefixes of the remote side known only when the app is deployed. */
  readonly deployTimePrefixes: readonly DeployTimePrefix[];

  /** Names of the remote side. */
  readonly hosts: readonly HostPattern[];

  /** The origins of the rule; at least one. */
  readonly origins: readonly Origin[];

  /**
   * The purpose of the rule, independent of its current ports and peers: the id of a flow, such as `exchange-hybrid.mail-flow`.
   *
   * @default - the slug of its first origin
   */
  readonly flow?: string;
}

/** A prefix known only when the app is deployed, passed through unchanged. */
export interface DeployTimePrefix {
  /** The address family of the prefix, as declared by the app. */
  readonly family: AddressFamily;

  /** The token, as the framework encodes it in text. */
  readonly value: string;
}

/** The protocol and ports of a rule, for messages: `TCP 80, 443`. */
export function describePorts({ protocol, ports, deployTimePorts }: Pick<Rule, 'protocol' | 'ports' | 'deployTimePorts'>): string {
  return `${protocol.toUpperCase()} ${[...ports.ranges, ...deployTimePorts.map(() => 'a deploy-time port')].join(', ')}`;
}
