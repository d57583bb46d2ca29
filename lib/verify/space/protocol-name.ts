import { Protocol } from '../../net';

/** Every protocol but TCP and UDP, known or not. `tcp`, `udp` and `other` together are all protocols. */
export const OTHER_PROTOCOLS = 'other';

/** The three names that together stand for every protocol. */
export const ALL_PROTOCOLS: readonly string[] = [Protocol.TCP, Protocol.UDP, OTHER_PROTOCOLS];

/** @see https://www.iana.org/assignments/protocol-numbers */
const NAMES: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 47: 'gre', 50: 'esp', 51: 'ah', 58: 'icmpv6' };

/** Whether ports mean anything for this protocol here. */
export function hasPorts(protocol: string): boolean {
  return protocol === Protocol.TCP || protocol === Protocol.UDP;
}

/**
 * The one name of a protocol given by name or by number, so that `6`, `'6'` and `'TCP'` are equal.
 *
 * @example
 * protocolName('58'); //=> 'icmpv6'
 * protocolName('132'); //=> 'protocol 132'
 */
export function protocolName(text: string): string {
  const lower = text.trim().toLowerCase();
  return /^\d+$/.test(lower) ? NAMES[Number(lower)] ?? `protocol ${Number(lower)}` : lower;
}

/** The protocols a box's protocol leaves out of `other`: `other except gre,icmp` → gre, icmp. Undefined when it is not `other`. */
export function exceptions(protocol: string): readonly string[] | undefined {
  if (protocol === OTHER_PROTOCOLS) return [];
  const prefix = `${OTHER_PROTOCOLS} except `;
  return protocol.startsWith(prefix) ? protocol.slice(prefix.length).split(',').map((name) => name.trim()) : undefined;
}
