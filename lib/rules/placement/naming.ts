import { AddressFamily, Direction, Protocol } from '../../net';
import { contentHash } from './content-hash';

/** The purpose of a rule, from which its name is derived. It never includes ports, peers or a position. */
export interface NameParts {
  /** The scenario, as its construct path within the stack. */
  readonly scenario: string;

  /** The id of the flow that it admits, such as `exchange-hybrid.mail-flow`. */
  readonly flow: string;

  /** The direction of the rule, `in` or `out` in the name. */
  readonly direction: Direction;

  /** The protocol of the rule, as part of the name. */
  readonly protocol: Protocol;

  /** How its remote side is described: the addresses of a family, `names`, or the names of web requests. */
  readonly remote: AddressFamily | 'names' | 'web';
}

/**
 * A name for a rule: letters, digits, `.`, `_` and `-`, at most `maxLength` characters.
 *
 * It is derived from the purpose of the rule, so a change of ports or peers does not change it. Rules with different
 * purposes have different names: if a character had to be replaced or the name shortened, it contains a hash.
 *
 * @example
 * ruleName(parts, 80);
 * //=> 'Hybrid-exchange-hybrid.mail-flow-in-tcp-ipv4'
 */
export function ruleName({ scenario, flow, direction, protocol, remote }: NameParts, maxLength: number): string {
  const end = ['', direction === Direction.INBOUND ? 'in' : 'out', protocol, remote.toLowerCase()].join('-');
  return fitName(`${scenario}-${flow}`, maxLength - end.length) + end;
}

/**
 * `text` as a name: letters, digits, `.`, `_` and `-`, a letter or digit first, at most `maxLength` characters.
 *
 * Different texts give different names: if a character had to be replaced or the text shortened, a hash of the original is appended.
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

/** `clean` if it equals `text` and is short enough; otherwise its start, `joiner` and a hash of `text`. */
function withHash(text: string, clean: string, joiner: string, maxLength: number): string {
  if (clean === text && clean.length <= maxLength) {
    return clean;
  }
  const suffix = `${joiner}${contentHash(text, 8)}`;
  return clean.slice(0, maxLength - suffix.length).replace(/[^A-Za-z0-9]+$/, '') + suffix;
}
