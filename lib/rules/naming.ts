import { createHash } from 'node:crypto';
import { AddressFamily, Direction, PortSet, Protocol } from '../net';


/** What a rule or resource name is made from: content only, never a position. */
export interface NameParts {
  /** The scenario, as its construct path within the stack. */
  readonly scenario: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];

  /**
   * The family of a rule on addresses.
   *
   * @default - a rule on host names, which has none
   */
  readonly family?: AddressFamily;
}

/**
 * A name for a rule: letters, digits, `.`, `_` and `-`, at most `maxLength` characters.
 *
 * It comes from content alone, and different contents have different names: where a
 * character had to be replaced or the name to be cut, a hash of the whole is
 * appended. Deploy-time ports are numbered, since their value is not known.
 *
 * @example
 * ruleName(parts, 80);
 * //=> 'Graph-in-tcp-443-ipv4'
 */
export function ruleName(parts: NameParts, maxLength: number): string {
  const ports = [
    ...parts.ports.ranges.map((range) => range.toString()),
    ...parts.deployTimePorts.map((_, index) => `deploytime${index + 1}`),
  ].join('_');
  const direction = parts.direction === Direction.INBOUND ? 'in' : 'out';
  const whole = [parts.scenario, direction, parts.protocol, ports, parts.family?.toLowerCase() ?? 'names'].join('-');
  return fitName(whole, maxLength);
}

/**
 * `text` as a name: letters, digits, `.`, `_` and `-`, a letter or digit first, at most `maxLength` characters.
 *
 * Different texts give different names: where a character had to be replaced or the text to be cut, a hash of the whole is appended.
 */
export function fitName(text: string, maxLength: number): string {
  const clean = text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  if (clean === text && clean.length <= maxLength) {
    return clean;
  }
  const suffix = `-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return clean.slice(0, maxLength - suffix.length).replace(/[^A-Za-z0-9]+$/, '') + suffix;
}
