import { EndpointError } from '../../messages/errors';
import { AddressFamily, HostPatternKind, Protocol } from '../../net';
import { Rule } from '../model/rule';
import { HostTraffic } from './host-traffic';

/** What a platform can express. Anything else is an error, never an approximation. */
export interface Capabilities {
  /** The platform, as messages name it: `an EC2 security group`. */
  readonly platform: string;

  /** Address families that the platform supports; empty if it only supports names. */
  readonly addressFamilies: readonly AddressFamily[];

  /** Protocols that the platform supports. */
  readonly protocols: readonly Protocol[];

  /** Forms of host patterns that the platform matches exactly, in outbound rules; empty if it only supports addresses. */
  readonly hostPatterns: readonly HostPatternKind[];

  /** What can match host names instead, as messages say it. */
  readonly hostAlternatives: string;

  /**
   * Which forms the platform matches on which protocols and ports, if that depends on them. Each rule on host names
   * then covers the traffic of one entry, and ports that are in no entry match no names.
   *
   * @default - `hostPatterns` on every port of its protocols
   */
  readonly hostTraffic?: readonly HostTraffic[];

  /**
   * The characters that the platform accepts in host patterns.
   *
   * @default - all characters of host patterns
   */
  readonly hostCharacters?: RegExp;

  /**
   * Whether rules are identified by their purpose, because their ports and peers can change in place. Rules of
   * different flows are then not merged.
   *
   * @default false: rules are identified by their content
   */
  readonly rulesByFlow?: boolean;

  /**
   * Why the platform cannot express `rule` at all, whatever its names and addresses.
   *
   * @default - it can express all rules of its protocols
   */
  refusal?(rule: Rule): EndpointError | undefined;
}
