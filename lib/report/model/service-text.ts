import { groupBy } from '../../collections/group-by';
import { PortSet, Protocol } from '../../net';
import type { Box, NameBox } from '../../verify';

type Service = Pick<Box | NameBox, 'protocol' | 'ports'>;

/** Every protocol, as the spaces of the verification write it. */
const EVERYTHING = 'all traffic';

/**
 * Protocols and ports as one text.
 *
 * @example
 * serviceText(boxes); //=> 'TCP 80, 443; UDP 3478-3481'
 */
export function serviceText(services: readonly Service[]): string {
  const portsOf = (protocol: string) => PortSet.of(...services.filter((one) => one.protocol === protocol).map(({ ports }) => ports));
  const [tcp, udp] = [portsOf(Protocol.TCP), portsOf(Protocol.UDP)];
  const others = [...new Set(services.map(({ protocol }) => protocol).filter((protocol) => protocol !== Protocol.TCP && protocol !== Protocol.UDP))];
  if (isAll(tcp) && isAll(udp) && others.includes('other')) return EVERYTHING;
  return [...portsText('TCP', tcp), ...portsText('UDP', udp), ...others.map(otherText)].join('; ');
}

/**
 * Several of these texts as one.
 *
 * @example
 * mergedServices(['TCP 443', 'TCP 80, 443; UDP 3478']); //=> 'TCP 80, 443; UDP 3478'
 */
export function mergedServices(texts: readonly string[]): string {
  if (texts.includes(EVERYTHING)) return EVERYTHING;
  const services = texts.flatMap((text) => text.split('; ')).map((service) => /^(TCP|UDP) (\d.*)$/.exec(service) ?? [service, service]);
  return [...groupBy(services, ([, protocol]) => protocol)].map(([protocol, all]) => {
    const ports = PortSet.of(...all.flatMap(([, , listed]) => (listed === undefined ? [] : PortSet.parse(listed.replaceAll(' ', '')).ranges)));
    return ports.isEmpty ? protocol : `${protocol} ${ports.ranges.map(String).join(', ')}`;
  }).join('; ');
}

/** TCP and UDP ports of a published flow. */
export function flowServiceText(tcp: PortSet, udp: PortSet): string {
  return [...portsText('TCP', tcp), ...portsText('UDP', udp)].join('; ');
}

function portsText(protocol: string, ports: PortSet): string[] {
  if (ports.isEmpty) return [];
  return [`${protocol} ${isAll(ports) ? 'all ports' : ports.ranges.map(String).join(', ')}`];
}

function isAll(ports: PortSet): boolean {
  return ports.equals(PortSet.ALL);
}

function otherText(protocol: string): string {
  return protocol.startsWith('other') ? protocol.replace(/^other/, 'other protocols') : protocol.toUpperCase();
}
