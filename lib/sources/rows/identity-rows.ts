import { PortRange, PortSet } from '../../net';
import { RowFacts } from '../cells/row-facts';
import { ENTRA_CONNECT, HEALTH_AGENT, HEALTH_AGENT_US_GOVERNMENT, HealthAgentFacts, MFA_SERVER } from '../facts/vendor-facts';
import { buildSet, FlowDraft } from './build-flows';
import { ANY_CLOUD, CHINA, DOD, GCC_HIGH, setsOf, WORLDWIDE } from './clouds';
import { matches, mentions, RowDefinition, statesNothing, where } from './row-definition';

/** What differs by cloud: the set of the web service with the addresses of Entra ID, its ports, and the hosts of the health agent. */
const ENTRA_ID: readonly { readonly cloud: string; readonly id: number; readonly tcpPorts: string; readonly healthAgent?: HealthAgentFacts }[] = [
  { cloud: WORLDWIDE, id: 56, tcpPorts: '80,443', healthAgent: HEALTH_AGENT },
  { cloud: GCC_HIGH, id: 13, tcpPorts: '443', healthAgent: HEALTH_AGENT_US_GOVERNMENT },
  { cloud: DOD, id: 13, tcpPorts: '443', healthAgent: HEALTH_AGENT_US_GOVERNMENT },
  { cloud: CHINA, id: 17, tcpPorts: '80,443' },
];

const CLIENT_CERTIFICATES = PortSet.of(PortRange.of(49443));

const ENTRA_CONNECT_STS: RowDefinition = {
  slug: 'entra-connect-sts',
  title: 'The Entra Connect server of the customer manages the AD FS servers and proxies (single sign-on option)',
  since: '2018-08',
  clues: [mentions('WinRM', 5), mentions('PowerShell', 2)],
  cell: 'destination',
  known: [{ since: '2018-08', tcpPorts: '80,443', hosts: [], prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [...ANY_CLOUD],
    flows: [
      { name: 'federation-service', direction: 'inbound', basis: 'stated', tcp: row.tcp, peersFromApp: true },
      { name: 'remote-management', direction: 'inbound', basis: 'vendor', tcp: '5985', peersFromApp: true },
    ],
    caveats: [
      'both sides belong to the customer: name the Entra Connect server as the source',
      'the port of WinRM, TCP 5985, comes from the port reference of Entra Connect',
    ],
  }, report)],
};

const FEDERATION_PROXY: RowDefinition = {
  slug: 'federation-proxy',
  title: 'Clients anywhere sign in through the AD FS proxy of a federated organisation',
  since: '2018-08',
  clues: [where((row) => row.tcp.containsSet(CLIENT_CERTIFICATES), 5), mentions('ClientTLS', 3), mentions('49443', 1)],
  cell: 'destination',
  known: [{ since: '2018-08', tcpPorts: '443,49443', hosts: [], prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [...ANY_CLOUD],
    flows: [
      { name: 'sign-in', direction: 'inbound', basis: 'stated', tcp: row.tcp.subtract(CLIENT_CERTIFICATES), peersFromApp: true },
      { name: 'client-certificates', direction: 'inbound', basis: 'stated', tcp: row.tcp.intersect(CLIENT_CERTIFICATES), peersFromApp: true },
    ],
    caveats: ['clients connect from anywhere, so the source cannot be narrowed to Microsoft: opening it to the Internet is a choice of the app'],
  }, report)],
};

const saysEntra = (row: RowFacts) => /Entra|Azure AD|Azure Active Directory/.test(row.text);

const ENTRA_CONNECT_ROW: RowDefinition = {
  slug: 'entra-connect',
  title: 'The Entra Connect server synchronises accounts of the customer with Entra ID',
  since: '2019-07',
  clues: [
    where((row) => saysEntra(row) && statesNothing(row) && !/MFA|WinRM|Exchange|Multi-Factor/.test(row.text), 4),
    mentions('reference-connect-ports', 4),
    mentions('Health', 1),
  ],
  cell: 'destination',
  known: [{ since: '2019-06', hosts: [], prefixes: [] }],
  toSets: (_row, report) => ENTRA_ID.map(({ cloud, id, tcpPorts, healthAgent }) => buildSet({
    clouds: [cloud],
    flows: [
      { name: 'entra-id', direction: 'outbound', basis: 'derived', tcp: tcpPorts, prefixesOf: setsOf(cloud, id) },
      ...(cloud === WORLDWIDE ? [
        { name: 'revocation-lists', direction: 'outbound', basis: 'vendor', tcp: '80', hosts: ENTRA_CONNECT.revocation },
        { name: 'synchronisation', direction: 'outbound', basis: 'vendor', tcp: '443', hosts: ENTRA_CONNECT.synchronisation },
      ] as const : []),
      ...healthAgentFlows(healthAgent),
    ],
    caveats: [
      'the row states neither hosts nor ports, it links to the documentation of Entra Connect',
      ...(tcpPorts === '443' ? ['TCP 80 is left out: the web service publishes the addresses of Entra ID in this cloud for TCP 443 only'] : []),
      ...(cloud === CHINA ? ['entra-connect-china holds the host names that the page states for this cloud'] : []),
      ...(healthAgent === undefined ? [] : ['the flows of the health agent are needed only where it is installed']),
    ],
  }, report)),
};

function healthAgentFlows(facts: HealthAgentFacts | undefined): FlowDraft[] {
  return facts === undefined ? [] : [
    { name: 'health-agent', direction: 'outbound', basis: 'vendor', tcp: '443', hosts: facts.https },
    ...(facts.http.length === 0 ? [] : [{ name: 'health-agent-http', direction: 'outbound', basis: 'vendor', tcp: '80', hosts: facts.http } as const]),
    { name: 'health-agent-service-bus', direction: 'outbound', basis: 'vendor', tcp: '443,5671', hosts: facts.serviceBus },
  ];
}

const ENTRA_CONNECT_CHINA: RowDefinition = {
  slug: 'entra-connect-china',
  title: 'The Entra Connect server synchronises accounts of the customer with Entra ID operated by 21Vianet',
  since: '2020-05',
  clues: [mentions('chinacloudapi.cn', 5), mentions('partner.microsoftonline', 3)],
  cell: 'destination',
  known: [
    {
      since: '2020-05',
      hosts: ['*.digicert.com', '*.entrust.net', '*.chinacloudapi.cn', 'secure.aadcdn.partner.microsoftonline-p.cn', '*.partner.microsoftonline.cn'],
      prefixes: [],
      names: [/\bConnect\b/],
    },
  ],
  toSets: (row, report) => {
    const ports = [...new Set(row.hosts.map(({ port }) => port ?? 443))].sort((a, b) => a - b);
    return [buildSet({
      clouds: [CHINA],
      flows: ports.map((port) => ({
        name: port === 80 ? 'revocation-lists' : port === 443 ? 'synchronisation' : `port-${port}`,
        direction: 'outbound',
        basis: 'stated',
        tcp: String(port),
        hosts: row.hosts.filter((host) => (host.port ?? 443) === port),
      })),
    }, report)];
  },
};

const MFA_SERVER_ROW: RowDefinition = {
  slug: 'mfa-server',
  title: 'Multi-Factor Authentication servers of the customer ask the service to call or message a user',
  since: '2019-07',
  clues: [matches(/\bMFA\b/, 4), matches(/Multi-Factor/i, 3), mentions('howto-mfaserver', 4), mentions('AD DS', 2)],
  cell: 'destination',
  known: [{ since: '2019-06', hosts: [], prefixes: [] }],
  toSets: (_row, report) => [buildSet({
    clouds: [WORLDWIDE],
    flows: [{ name: 'authentication', direction: 'outbound', basis: 'vendor', tcp: '443', prefixes: MFA_SERVER.prefixes, hosts: MFA_SERVER.hosts }],
    caveats: ['the row links to the documentation of the server, from which its hosts, prefixes and port come'],
    retired: { date: '2024-09-30', successor: 'Entra multifactor authentication, with the NPS extension or AD FS adapter on premises' },
  }, report)],
};

/** Rows of signing in and of synchronising identities. */
export const IDENTITY_ROWS: readonly RowDefinition[] = [
  ENTRA_CONNECT_STS, FEDERATION_PROXY, ENTRA_CONNECT_ROW, ENTRA_CONNECT_CHINA, MFA_SERVER_ROW,
];
