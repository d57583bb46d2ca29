import { AddressFamily, Direction, PortSet, Protocol } from '../../net';
import { contentHash } from './content-hash';

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
  return withHash(text, text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, ''), '-', maxLength);
}

/**
 * `text` as a name of letters and digits alone, a letter first, at most `maxLength` characters.
 *
 * Different texts give different names, as with `fitName`.
 */
export function fitAlphanumericName(text: string, maxLength: number): string {
  return withHash(text, text.replace(/[^A-Za-z0-9]+/g, '').replace(/^[0-9]+/, ''), 'x', maxLength);
}

/** `clean` where it is all of `text` and short enough; else its start, `joiner` and a hash of `text`. */
function withHash(text: string, clean: string, joiner: string, maxLength: number): string {
  if (clean === text && clean.length <= maxLength) {
    return clean;
  }
  const suffix = `${joiner}${contentHash(text, 8)}`;
  return clean.slice(0, maxLength - suffix.length).replace(/[^A-Za-z0-9]+$/, '') + suffix;
}
