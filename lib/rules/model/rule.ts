import { Origin } from '../../catalog';
import { AddressFamily, Direction, HostPattern, PortSet, PrefixSet, Protocol } from '../../net';

/**
 * One thing that is admitted: traffic of one protocol in one direction between
 * these peers and these ports. Immutable, and without a word about any platform.
 *
 * An empty rule admits nothing; there is no way to say "any" by leaving something out.
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

  /** Addresses of the remote side: the same side that `hosts` names, where there are both. */
  readonly prefixes: PrefixSet;

  /** Prefixes of the remote side known only when the app is deployed. */
  readonly deployTimePrefixes: readonly DeployTimePrefix[];

  /** Names of the remote side. */
  readonly hosts: readonly HostPattern[];

  /** Where the rule comes from; at least one. */
  readonly origins: readonly Origin[];

  /**
   * What the rule is for: the id of a flow, such as `exchange-hybrid.mail-flow`, whatever its ports and peers are today.
   *
   * @default - the slug of its first origin
   */
  readonly flow?: string;
}

/** A prefix known only when the app is deployed, passed through untouched. */
export interface DeployTimePrefix {
  /** The family that the app says the prefix is of. */
  readonly family: AddressFamily;

  /** The token, as the framework encodes it in text. */
  readonly value: string;
}

/** The protocol and ports of a rule, for messages: `TCP 80, 443`. */
export function describePorts({ protocol, ports, deployTimePorts }: Pick<Rule, 'protocol' | 'ports' | 'deployTimePorts'>): string {
  return `${protocol.toUpperCase()} ${[...ports.ranges, ...deployTimePorts.map(() => 'a deploy-time port')].join(', ')}`;
}
