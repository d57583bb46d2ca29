import { EndpointError } from '../../messages/errors';
import { AddressFamily, HostPatternKind, Protocol } from '../../net';
import { Rule } from '../model/rule';
import { HostTraffic } from './host-traffic';

/** What a platform can express. Anything else is an error, never an approximation. */
export interface Capabilities {
  /** The platform, as a message names it: `an EC2 security group`. */
  readonly platform: string;

  /** Families of which the platform has rules; none where it knows only names. */
  readonly addressFamilies: readonly AddressFamily[];

  /** Protocols of which the platform has rules. */
  readonly protocols: readonly Protocol[];

  /** Forms of host pattern that the platform matches exactly, in outbound rules; none where it knows only addresses. */
  readonly hostPatterns: readonly HostPatternKind[];

  /** What can express host names instead, as a message says it. */
  readonly hostAlternatives: string;

  /**
   * Where the platform matches which forms, when that depends on the protocol and the
   * port. Rules on host names are then for traffic of one entry each; ports of no entry
   * match no names.
   *
   * @default - `hostPatterns` on every port of its protocols
   */
  readonly hostTraffic?: readonly HostTraffic[];

  /**
   * The characters of host patterns that the platform takes.
   *
   * @default - those of every host pattern
   */
  readonly hostCharacters?: RegExp;

  /**
   * Whether a rule is known by what it is for, because its ports and peers can change in place: rules of different flows
   * then stay apart.
   *
   * @default false, a rule is known by what it admits
   */
  readonly rulesByFlow?: boolean;

  /**
   * Why the platform has no rule at all for what `rule` describes, whatever its names and addresses.
   *
   * @default - it has, for its protocols
   */
  refusal?(rule: Rule): EndpointError | undefined;
}
