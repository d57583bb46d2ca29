import { AddressFamily, HostPatternKind, Protocol } from '../net';


/** What a platform can express. Anything else is an error, never an approximation. */
export interface Capabilities {
  /** The platform, as a message names it: `an EC2 security group`. */
  readonly platform: string;

  readonly addressFamilies: readonly AddressFamily[];

  readonly protocols: readonly Protocol[];

  /** Forms of host pattern that the platform matches exactly; none where it knows only addresses. */
  readonly hostPatterns: readonly HostPatternKind[];

  /** What can express host names instead, as a message says it. */
  readonly hostAlternatives: string;
}
