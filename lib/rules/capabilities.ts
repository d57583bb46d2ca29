import { AddressFamily, HostPatternKind, PortSet, Protocol } from '../net';

/** What a platform can express. Anything else is an error, never an approximation. */
export interface Capabilities {
  /** The platform, as a message names it: `an EC2 security group`. */
  readonly platform: string;

  /** Families of which the platform has rules; none where it knows only names. */
  readonly addressFamilies: readonly AddressFamily[];

  readonly protocols: readonly Protocol[];

  /** Forms of host pattern that the platform matches exactly, in outbound rules; none where it knows only addresses. */
  readonly hostPatterns: readonly HostPatternKind[];

  /** What can express host names instead, as a message says it. */
  readonly hostAlternatives: string;

  /**
   * Why the platform cannot match host names of this traffic, such as `it sees the names of TLS and HTTP only`.
   *
   * @default - it can, on every port of its protocols
   */
  hostLimitation?(protocol: Protocol, ports: PortSet): string | undefined;
}
