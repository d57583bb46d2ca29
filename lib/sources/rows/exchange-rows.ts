import { RowFacts } from '../cells/row-facts';
import { buildSet } from './build-flows';
import { CHINA, DOD, EVERY_CLOUD, GCC_HIGH, setsOf, WORLDWIDE } from './clouds';
import { listsFor, matches, mentions, RowDefinition, statesNothing, where } from './row-definition';

/** The sets of the web service that the hybrid rows point at, by cloud: every set with prefixes, those for HTTPS, those for mail. */
const EXCHANGE_ONLINE: Record<string, { readonly table: number[]; readonly https: number[]; readonly smtp: number[] }> = {
  [WORLDWIDE]: { table: [1, 2, 9, 10], https: [1, 2], smtp: [10] },
  [GCC_HIGH]: { table: [1, 6], https: [1], smtp: [6] },
  [DOD]: { table: [1, 6], https: [1], smtp: [6] },
  [CHINA]: { table: [1, 2, 27], https: [1], smtp: [27] },
};

const saysExchange = (row: RowFacts) => (row.text.match(/\bExchange/gi) ?? []).length;
const namesSts = (row: RowFacts) => /\bSTS\b/i.test(row.text);

const MAILBOX_MIGRATION: RowDefinition = {
  slug: 'mailbox-migration',
  title: 'Exchange Online moves mailboxes through the on-premises migration endpoint (EWS and MRS proxy)',
  since: '2018-12',
  clues: [mentions('MRS', 4), mentions('EWS', 2), mentions('urls-and-ip-address-ranges', 1)],
  cell: 'destination',
  known: [{ since: '2018-11', tcpPorts: '443', prefixes: [], hosts: [] }],
  toSets: (row, report) => EVERY_CLOUD.map((cloud) => buildSet({
    clouds: [cloud],
    flows: [{ name: 'migration', direction: 'inbound', basis: 'stated', tcp: row.tcp, prefixesOf: setsOf(cloud, ...EXCHANGE_ONLINE[cloud].table) }],
    caveats: [
      'give the MRS proxy a host name and public address of its own before restricting sources, so that other EWS clients are not cut off',
    ],
  }, report)),
};

const EXCHANGE_HYBRID: RowDefinition = {
  slug: 'exchange-hybrid',
  title: 'Exchange Online calls the on-premises Exchange servers of a hybrid organisation (free/busy and other shared features)',
  since: '2018-08',
  clues: [
    where((row) => statesNothing(row) && saysExchange(row) >= 2 && !namesSts(row) && !/\b(?:SBC|WinRM|Skype|Unified|IE|FQDN)\b/.test(row.text), 4),
    matches(/Free\/Busy/i, 2),
  ],
  cell: 'destination',
  known: [{ since: '2018-08' }],
  toSets: (_row, report) => EVERY_CLOUD.map((cloud) => {
    const { table, https, smtp } = EXCHANGE_ONLINE[cloud];
    return buildSet({
      clouds: [cloud],
      flows: [
        { name: 'coexistence', direction: 'inbound', basis: 'derived', tcp: '443', prefixesOf: setsOf(cloud, ...https) },
        { name: 'coexistence-whole-table', direction: 'inbound', basis: 'derived', tcp: '443', prefixesOf: setsOf(cloud, ...table) },
        { name: 'mail-flow', direction: 'inbound', basis: 'derived', tcp: '25', prefixesOf: setsOf(cloud, ...smtp) },
      ],
      caveats: [
        'the row names neither port nor source: TCP 443 (EWS, Autodiscover) and TCP 25 (mail flow) from the Exchange Online sets are concluded from the web service',
        'Exchange Online has blocked the shared service principal of hybrid Exchange since 2025-10-31: the servers need the dedicated hybrid app, and their calls move from EWS to Graph',
      ],
    }, report);
  }),
};

const EXCHANGE_HYBRID_AUTHENTICATION: RowDefinition = {
  slug: 'exchange-hybrid-authentication',
  title: 'Exchange Online reaches the on-premises security token service of a hybrid organisation',
  since: '2018-08',
  clues: [where((row) => statesNothing(row) && saysExchange(row) > 0 && (namesSts(row) || saysExchange(row) === 1) && !/\b(?:SBC|Skype)\b/.test(row.text), 4)],
  cell: 'destination',
  known: [{ since: '2018-08' }],
  toSets: (_row, report) => EVERY_CLOUD.map((cloud) => buildSet({
    clouds: [cloud],
    flows: [{ name: 'authentication', direction: 'inbound', basis: 'derived', tcp: '443', prefixesOf: setsOf(cloud, ...EXCHANGE_ONLINE[cloud].https) }],
    caveats: ['the row names neither port nor source: TCP 443 from the Exchange Online sets is concluded from the web service'],
  }, report)),
};

const OUTLOOK_MOBILE_AUTODETECT: RowDefinition = {
  slug: 'outlook-mobile-autodetect',
  title: 'The AutoDetect service of Outlook for iOS and Android finds the on-premises Exchange servers (hybrid modern authentication)',
  since: '2018-09',
  clues: [mentions('outlookmobile.', 4), mentions('acompli.net', 4), mentions('52.125.128.0/20', 3), mentions('AutoDetect', 2), matches(/\biOS\b/, 2)],
  cell: 'purpose',
  known: [
    { since: '2018-09', tcpPorts: '443', hosts: ['*.acompli.net', '*.outlookmobile.us'], prefixes: ['52.125.128.0/20', '52.127.96.0/23'] },
    { since: '2018-12', tcpPorts: '443', hosts: ['*.acompli.net', '*.outlookmobile.com', '*.outlookmobile.us'], prefixes: ['52.125.128.0/20', '52.127.96.0/23'] },
    {
      since: '2022-05',
      tcpPorts: '443',
      hosts: ['<email_domain>.outlookmobile.com', '<email_domain>.outlookmobile.us'],
      prefixes: ['52.125.128.0/20', '52.127.96.0/23'],
    },
  ],
  listsByCloud: true,
  toSets: (row, report) => autodetectClouds(row).map((cloud) => {
    const lists = listsFor(row, cloud);
    const hosts = lists.flatMap((list) => list.hosts);
    const prefixes = lists.flatMap((list) => list.prefixes);
    const tcp = lists.map((list) => list.tcp).reduce((all, ports) => all.union(ports));
    return buildSet({
      clouds: [cloud],
      flows: [
        { name: 'autodetect', direction: 'inbound', basis: 'stated', tcp, prefixes, hosts },
        { name: 'exchange-online', direction: 'inbound', basis: 'derived', portsBasis: 'stated', tcp, prefixesOf: setsOf(cloud, ...EXCHANGE_ONLINE[cloud].https) },
      ],
      caveats: [
        ...(lists.some(({ clouds }) => clouds !== undefined) ? [] : ['the row does not say which prefix belongs to which cloud: both apply to Worldwide, GCC High and DoD']),
        ...(hosts.some(({ host }) => host.startsWith('<')) ? ['its host names are templates for DNS and appear in no rule on addresses'] : []),
        'customers report that Exchange Online addresses connect as well',
      ],
    }, report);
  }),
};

/** The clouds that the names of the row point to; 21Vianet only where a list names it. */
function autodetectClouds(row: RowFacts): string[] {
  return EVERY_CLOUD.filter((cloud) => cloud !== CHINA || row.lists.some(({ clouds = [] }) => clouds.includes(CHINA)));
}

const EXCHANGE_HYBRID_ENTRA_AUTHENTICATION: RowDefinition = {
  slug: 'exchange-hybrid-entra-authentication',
  title: 'On-premises Exchange servers of a hybrid organisation reach Entra ID through the application proxy',
  since: '2020-12',
  clues: [mentions('msappproxy.net', 5)],
  cell: 'destination',
  known: [{ since: '2020-12', hosts: ['*.msappproxy.net'], prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    flows: [{
      name: 'application-proxy',
      direction: 'outbound',
      basis: 'stated',
      portsBasis: row.tcp.isEmpty ? 'vendor' : 'stated',
      tcp: row.tcp.isEmpty ? '80,443' : row.tcp,
      hosts: row.hosts,
    }],
    caveats: ['the row says TCP without a port: 443, and 80 for certificate revocation, come from the documentation of the application proxy'],
  }, report)],
};

const UNIFIED_MESSAGING_SBC: RowDefinition = {
  slug: 'unified-messaging-sbc',
  title: 'Session border controllers exchange voice mail with Exchange Online Unified Messaging',
  since: '2018-08',
  clues: [mentions('um.outlook.com', 5), matches(/\bSBC\b/, 2), mentions('session-border-controllers', 1)],
  cell: 'destination',
  known: [{ since: '2018-08', hosts: ['*.um.outlook.com'], prefixes: [] }],
  toSets: (row, report) => {
    const { hosts } = row;
    const [tcp, portsBasis] = row.tcp.isEmpty ? ['5061', 'vendor'] : [row.tcp, 'stated'];
    return [buildSet({
      clouds: [WORLDWIDE],
      flows: [
        { name: 'to-unified-messaging', direction: 'outbound', basis: 'stated', portsBasis, tcp, hosts },
        { name: 'from-unified-messaging', direction: 'inbound', basis: 'stated', portsBasis, tcp, hosts },
      ],
      caveats: ['the row states no port: TCP 5061 (SIP over TLS) comes from the documentation of Unified Messaging'],
      retired: { date: '2019-12', successor: 'Cloud Voicemail, which needs no session border controller' },
    }, report)];
  },
};

/** Rows of Exchange, in hybrid organisations for the most part. */
export const EXCHANGE_ROWS: readonly RowDefinition[] = [
  UNIFIED_MESSAGING_SBC, MAILBOX_MIGRATION, EXCHANGE_HYBRID, EXCHANGE_HYBRID_AUTHENTICATION, OUTLOOK_MOBILE_AUTODETECT,
  EXCHANGE_HYBRID_ENTRA_AUTHENTICATION,
];
