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
  readonly family: AddressFamily;
}

/** How long words are shortened, in this order, until a name fits. */
const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/GraphChangeNotification/g, 'GraphNotif'],
  [/OutlookMobile/g, 'OutlMob'],
  [/Authentication/g, 'Auth'],
  [/Exchange/g, 'Exch'],
  [/Mailbox/g, 'Mbx'],
  [/Inbound|Ingress/g, 'In'],
  [/Outbound|Egress/g, 'Out'],
];

/**
 * A name for a rule: letters, digits, `.`, `_` and `-`, at most `maxLength` characters.
 *
 * The same content always gives the same name, and different contents different
 * ones: where a character had to be replaced or the name to be cut, a hash of
 * the whole is appended.
 *
 * @example
 * ruleName({ scenario: 'Graph', direction: 'inbound', protocol: 'tcp', ports: 443, family: 'IPv4' }, 80)
 * //=> Graph-in-tcp-443-ipv4
 */
export function ruleName(parts: NameParts, maxLength: number): string {
  const ports = [
    ...parts.ports.ranges.map((range) => range.toString()),
    ...parts.deployTimePorts.map((_, index) => `deploytime${index + 1}`),
  ].join('_');
  const direction = parts.direction === Direction.INBOUND ? 'in' : 'out';
  const whole = [parts.scenario, direction, parts.protocol, ports, parts.family.toLowerCase()].join('-');
  const clean = whole.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  if (clean === whole && clean.length <= maxLength) {
    return clean;
  }
  const suffix = `-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
  let short = clean;
  for (const [word, abbreviation] of ABBREVIATIONS) {
    if (short.length + suffix.length > maxLength) {
      short = short.replace(word, abbreviation);
    }
  }
  const room = maxLength - suffix.length;
  return (short.length <= room ? short : short.slice(0, room).replace(/[^A-Za-z0-9]+$/, '')) + suffix;
}
