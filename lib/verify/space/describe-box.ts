import { Direction } from '../../net';
import type { Box } from './box';
import { ALL_PORTS } from './port-map';
import { hasPorts } from './protocol-name';

/**
 * A box as one line for people.
 *
 * @param maxPrefixes prefixes to name before the rest is only counted
 * @example
 * describeBox(box); //=> 'outbound udp 3478-3481 to 52.112.0.0/14, 2603:1063::/38'
 */
export function describeBox(box: Box, maxPrefixes = Infinity): string {
  const texts = box.addresses.toStrings();
  const named = texts.slice(0, maxPrefixes).join(', ');
  const peers = texts.length > maxPrefixes ? `${named} and ${texts.length - maxPrefixes} more` : named;
  const preposition = box.direction === Direction.INBOUND ? 'from' : 'to';
  return [box.direction, box.protocol, ...(hasPorts(box.protocol) ? [portText(box)] : []), preposition, peers].join(' ');
}

function portText({ ports }: Box): string {
  if (ports.first === ALL_PORTS.first && ports.last === ALL_PORTS.last) return 'all ports';
  return ports.first === ports.last ? `${ports.first}` : `${ports.first}-${ports.last}`;
}
