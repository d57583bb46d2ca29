import { PortSet, PrefixSet, Protocol } from '../../../net';

/** Addresses of a partner that operates a cloud of its own, outside Microsoft's address space. */
export interface OperatorBlock {
  /** Name of the cloud. */
  readonly cloud: string;
  readonly prefixes: PrefixSet;

  /** Whose they are, and how that is known. */
  readonly reason: string;
}

/** The blocks of operators; what they published besides is in the bundled editions. */
export const OPERATOR_BLOCKS: readonly OperatorBlock[] = [
  {
    cloud: 'China',
    prefixes: PrefixSet.of('2406:e500::/32'),
    reason: 'the block of 21Vianet, which operates the cloud: every version from 2020 to 2026 has prefixes of it',
  },
  {
    cloud: 'France',
    prefixes: PrefixSet.of('86.232.96.0/19', '2a01:dfff:580::/41'),
    reason: 'what Bleu, which operates the cloud, has published so far (seen after 2025-08)',
  },
  {
    cloud: 'Germany',
    prefixes: PrefixSet.of('142.221.96.0/19', '2a07:3040:580::/41'),
    reason: 'what Delos, which operates the cloud, has published so far (seen after 2025-08)',
  },
];

/** Ports by protocol. */
export type ServicePorts = Readonly<Record<Protocol, PortSet>>;

const WEB: ServicePorts = { [Protocol.TCP]: PortSet.parse('80,443'), [Protocol.UDP]: PortSet.parse('443') };

/**
 * The well-known ports of each service area: web everywhere (UDP 443 is HTTP/3), mail for Exchange, media for Teams,
 * and time for Intune, whose devices ask a time server.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges (checked 2026-08-14)
 */
const SERVICE_PORTS: ReadonlyMap<string, ServicePorts> = new Map([
  ['Exchange', { ...WEB, [Protocol.TCP]: PortSet.parse('25,80,143,443,587,993,995') }],
  // Published from 2020 to 2021.
  ['Exchange China', { ...WEB, [Protocol.TCP]: PortSet.parse('25,53,80,143,443,587,993,995') }],
  ['Skype', { ...WEB, [Protocol.UDP]: PortSet.parse('443,3478-3481') }],
  ['MEM', { ...WEB, [Protocol.UDP]: PortSet.parse('123,443') }],
]);

/** The well-known ports of a service area in a cloud; those of the web where none is named or known. */
export function servicePorts(serviceArea: string | undefined, cloud: string): ServicePorts {
  return SERVICE_PORTS.get(`${serviceArea} ${cloud}`) ?? SERVICE_PORTS.get(serviceArea ?? '') ?? WEB;
}

/**
 * Top-level domains that Microsoft alone registers names in.
 *
 * @see https://www.iana.org/domains/root/db (checked 2026-11)
 */
export const MICROSOFT_TOP_LEVEL_DOMAINS: readonly string[] = ['azure', 'bing', 'hotmail', 'microsoft', 'office', 'skype', 'windows', 'xbox'];

/** Domains of Microsoft and of 21Vianet that versions of 2020 to 2025 published and no bundled edition does. */
export const FORMER_DOMAINS: readonly string[] = [
  'acompli.com', 'chinacloudapp.cn', 'chinacloudsites.cn', 'microsoftonline-i.cn', 'microsoftonline-i.net.cn', 'microsoftonline-m-i.cn',
  'microsoftonline-m.cn', 'microsoftonline-p-i.cn', 'microsoftonline-p-i.net.cn', 'microsoftonline.net.cn', 'mstea.ms', 'sfbassets.com',
  'skypeforbusiness.com', 'wunderlist.com',
];

/** Names of a hosting service that versions of 2020 to 2025 published and no bundled edition does. */
export const FORMER_HOSTED_NAMES: readonly string[] = ['cus', 'neu', 'weu', 'wus'].map((region) => `osiprod-${region}-daffodil-signalr-00.service.signalr.net`);
