import { EndpointFlow } from '../../catalog';

/** `TCP 443, UDP 3478`, or empty. */
export function portsText({ tcpPorts, udpPorts }: Pick<EndpointFlow, 'tcpPorts' | 'udpPorts'>): string {
  return [...tcpPorts.isEmpty ? [] : [`TCP ${tcpPorts}`], ...udpPorts.isEmpty ? [] : [`UDP ${udpPorts}`]].join(', ');
}
