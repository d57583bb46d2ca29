import { AddressFamily, PortSet, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { HostTraffic } from '../../rules/fit/host-traffic';
import { SURICATA_PATTERNS } from './suricata-host-match';

/** On which TCP ports host names can be seen. */
export interface NamedTraffic {
  /** Ports that speak TLS from the first byte on. */
  readonly tlsPorts: PortSet;

  /** Ports that speak HTTP. Those that are among `tlsPorts` count as these. */
  readonly httpPorts: PortSet;
}

/**
 * Ports of which it is known what they speak: HTTPS, IMAPS, POP3S, SIP over TLS, AMQPS and Google's push service.
 *
 * Not 25, 110, 143 and 587, which turn to TLS only when they are asked to, too late for a filter.
 *
 * @see https://www.iana.org/assignments/service-names-port-numbers
 * @see https://firebase.google.com/docs/cloud-messaging/concept-options#messaging-ports-and-your-firewall
 */
export const DEFAULT_NAMED_TRAFFIC: NamedTraffic = {
  tlsPorts: PortSet.parse('443,993,995,5061,5228-5230,5671'),
  httpPorts: PortSet.parse('80'),
};

const NAME_ADDRESSES = 'name the addresses with additionalPeers, or use DnsFirewallRules, which sees every name that is looked up';

/** What AWS Network Firewall can express: addresses of both families, and host names where TLS or HTTP shows them. */
export function networkFirewallCapabilities({ tlsPorts, httpPorts }: NamedTraffic): Capabilities {
  const traffic = (protocol: Protocol, ports: PortSet, hostPatterns: HostTraffic['hostPatterns'], alternatives: string): HostTraffic => (
    { protocol, ports, hostPatterns, limitation: 'no TLS or HTTP shows it the name there', alternatives }
  );
  return {
    platform: 'AWS Network Firewall',
    addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
    protocols: [Protocol.TCP, Protocol.UDP],
    hostPatterns: SURICATA_PATTERNS,
    hostAlternatives: NAME_ADDRESSES,
    hostTraffic: [
      traffic(Protocol.TCP, tlsPorts, SURICATA_PATTERNS, NAME_ADDRESSES),
      traffic(Protocol.TCP, httpPorts, SURICATA_PATTERNS, NAME_ADDRESSES),
      traffic(Protocol.TCP, PortSet.ALL, [], `if these ports speak TLS or HTTP say so with tlsPorts or httpPorts, else ${NAME_ADDRESSES}`),
      traffic(Protocol.UDP, PortSet.ALL, [], `if it is QUIC do without, in place of which clients use TCP (quic: false), else ${NAME_ADDRESSES}`),
    ],
  };
}
