import { buildSet } from './build-flows';
import { PST_IMPORT, SUPPORT_ASSISTANT_SSO_VALIDATION } from './client-rows';
import { WORLDWIDE } from './clouds';
import { TRAINING_HOSTS } from './known/training-hosts';
import { Clue, matches, mentions, RowDefinition, SetDraft, where } from './row-definition';

/** Older than every edition: the page bears no date, and its rows have never been seen to change. */
const ALWAYS = '0000';

const OLD = 'the page is older than the web service of 2018, which is to be preferred where it has the host';
const EXPRESS_ROUTE = 'the page says that it is reachable over ExpressRoute';

interface ServiceRow {
  readonly slug: string;
  readonly title: string;
  readonly clues: readonly Clue[];
  readonly required: boolean;
  readonly tcpPorts: string;
  /** @default - those of `TRAINING_HOSTS` */
  readonly hosts?: readonly string[];
  readonly expressRoute?: boolean;
  readonly caveats?: readonly string[];
  readonly retired?: SetDraft['retired'];
}

/** A row like most: clients reach the hosts that it lists on the ports that it states. */
function serviceRow({ slug, title, clues, required, tcpPorts, hosts, expressRoute, caveats = [], retired }: ServiceRow): RowDefinition {
  return {
    slug,
    title,
    since: ALWAYS,
    clues,
    cell: 'purpose',
    known: [{ since: ALWAYS, tcpPorts, hosts: hosts ?? TRAINING_HOSTS[slug], prefixes: [] }],
    toSets: (row, report) => [buildSet({
      clouds: [WORLDWIDE],
      required,
      flows: [{ name: 'service', direction: 'outbound', basis: 'stated', tcp: row.tcp, hosts: row.hosts }],
      caveats: [OLD, ...(expressRoute === true ? [EXPRESS_ROUTE] : []), ...caveats],
      ...(retired === undefined ? {} : { retired }),
    }, report)],
  };
}

const CERTIFICATE_REVOCATION: RowDefinition = {
  slug: 'certificate-revocation',
  title: 'Computers look up whether certificates were revoked, and names in DNS',
  since: ALWAYS,
  clues: [where((row) => /certificate/i.test(row.text) && row.hosts.length === 0, 4), mentions('Certificate-Chains', 2)],
  cell: 'purpose',
  known: [{ since: ALWAYS, tcpPorts: '80,443', hosts: [], prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    required: true,
    flows: [{ name: 'revocation-lists', direction: 'outbound', basis: 'stated', tcp: row.tcp, peersFromApp: true }],
    inexpressible: [{ what: 'resolution of names in DNS', reason: 'the row names neither servers nor ports for it: rules for your own resolvers are yours to make' }],
    caveats: [OLD, 'the row names no host: which ones publish the lists depends on the certificates'],
  }, report)],
};

const ANALYZER_HOST = 'testconnectivity.microsoft.com';
const ANALYZER_PREFIXES = ['104.211.54.134/32', '104.211.54.99/32', '13.67.59.89/32', '40.69.150.142/32', '40.85.91.8/32'];

const ANALYZER: RowDefinition = {
  slug: 'remote-connectivity-analyzer',
  title: 'Administrators start tests at the Remote Connectivity Analyzer',
  since: ALWAYS,
  clues: [where((row) => row.prefixes.includes('13.67.59.89/32'), 4), mentions(ANALYZER_HOST, 2)],
  cell: 'destination',
  known: [{ since: ALWAYS, tcpPorts: '80,443', hosts: [ANALYZER_HOST], prefixes: ANALYZER_PREFIXES }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    required: false,
    flows: [{ name: 'tests', direction: 'outbound', basis: 'stated', tcp: row.tcp, prefixes: row.prefixes, hosts: row.hosts }],
    caveats: [OLD],
  }, report)],
};

const ANALYZER_TESTS: RowDefinition = {
  slug: 'remote-connectivity-analyzer-tests',
  title: 'The Remote Connectivity Analyzer tests mail systems on premises',
  since: ALWAYS,
  clues: [matches(/POP3/, 3), matches(/IMAP4/, 3), mentions(ANALYZER_HOST, 1)],
  cell: 'purpose',
  known: [{ since: ALWAYS, tcpPorts: '25,80,110,143,443,993,995', hosts: [ANALYZER_HOST], prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    required: false,
    flows: [{
      name: 'tests', direction: 'inbound', basis: 'derived', portsBasis: 'stated', tcp: row.tcp, hosts: row.hosts, prefixesOf: ['remote-connectivity-analyzer'],
    }],
    caveats: [OLD, 'POP3 and IMAP4 may use ports of the choice of the customer', 'the row names the source by its host: its addresses are those of the row about starting tests'],
  }, report)],
};

/** Rows of the table in a training module: what clients of Microsoft 365 needed before the web service. */
export const TRAINING_ROWS: readonly RowDefinition[] = [
  CERTIFICATE_REVOCATION,
  serviceRow({
    slug: 'portal',
    title: 'The portal of Microsoft 365',
    clues: [mentions('*.office365.com', 3), where((row) => row.hosts.length <= 4 && row.hosts.some(({ host }) => host === 'admin.microsoft.com'), 2)],
    required: true,
    tcpPorts: '443',
    hosts: ['*.office365.com', 'admin.microsoft.com'],
  }),
  serviceRow({
    slug: 'portal-shared',
    title: 'The portal and what services share, with Defender for Cloud Apps and Delve',
    clues: [mentions('portal.cloudappsecurity.com', 4), mentions('nam.delve.office.com', 3)],
    required: true,
    tcpPorts: '443',
    expressRoute: true,
  }),
  serviceRow({
    slug: 'aria',
    title: 'The Aria service, with which several apps report how they are used',
    clues: [mentions('pipe.aria.microsoft.com', 5)],
    required: true,
    tcpPorts: '443',
    hosts: ['*.aria.microsoft.com', 'browser.pipe.aria.microsoft.com', 'mobile.pipe.aria.microsoft.com'],
    expressRoute: true,
  }),
  serviceRow({
    slug: 'portal-telemetry',
    title: 'Telemetry of the portal and of Office',
    clues: [mentions('clientlog.portal.office.com', 4), mentions('nexusrules.officeapps.live.com', 3)],
    required: true,
    tcpPorts: '443',
    hosts: ['portal.microsoftonline.com', 'clientlog.portal.office.com', 'nexus.officeapps.live.com', 'nexusrules.officeapps.live.com'],
    caveats: ['the page points at a list of addresses for it that no longer exists'],
  }),
  serviceRow({
    slug: 'shared-cdn-help',
    title: 'Help, content delivery networks and what services share',
    clues: [mentions('*.o365weve.com', 3), mentions('groupsapi-prod.outlookgroups.ms', 3)],
    required: true,
    tcpPorts: '443',
  }),
  serviceRow({
    slug: 'compliance',
    title: 'The compliance center, with its audit and eDiscovery',
    clues: [mentions('*.protection.office.com', 4), mentions('*.manage.office.com', 2)],
    required: true,
    tcpPorts: '443',
    hosts: ['*.manage.office.com', '*.protection.office.com', 'manage.office.com', 'protection.office.com'],
    expressRoute: true,
  }),
  serviceRow({
    slug: 'pst-import-export',
    title: 'Administrators import PST files and export results of eDiscovery',
    clues: [where((row) => row.hosts.length === 1 && row.hosts[0].host === '*.blob.core.windows.net', 4), matches(/eDiscovery/, 1)],
    required: false,
    tcpPorts: '443',
    hosts: ['*.blob.core.windows.net'],
    caveats: ['the host covers the storage of every Azure customer'],
  }),
  serviceRow({
    slug: 'third-party-integration',
    title: 'Services of other companies that Office works with',
    clues: [mentions('*.helpshift.com', 3), mentions('connect.facebook.net', 3)],
    required: false,
    tcpPorts: '443',
  }),
  serviceRow({
    slug: 'feature-wildcards',
    title: 'Features whose hosts are not listed one by one',
    clues: [mentions('*.onmicrosoft.com', 3), mentions('*.microsoft.com', 1), mentions('*.msocdn.com', 1)],
    required: false,
    tcpPorts: '80,443',
    hosts: ['*.microsoft.com', '*.msocdn.com', '*.office.com', '*.office.net', '*.onmicrosoft.com'],
    caveats: ['the hosts cover far more than Microsoft 365'],
  }),
  serviceRow({
    slug: 'azure-remoteapp',
    title: 'Azure RemoteApp',
    clues: [mentions('remoteapp.windowsazure.com', 4), matches(/RemoteApp/, 2)],
    required: false,
    tcpPorts: '443',
    hosts: ['liverdcxstorage.blob.core.windowsazure.com', 'telemetry.remoteapp.windowsazure.com', 'vortex.data.microsoft.com'],
    retired: { date: '2017-08-31', successor: 'Azure Virtual Desktop, which has endpoints of its own' },
  }),
  serviceRow({
    slug: 'optional-features',
    title: 'Optional features; the page does not say which',
    clues: [mentions('staffhubweb.azureedge.net', 3), mentions('securescore.office.com', 3)],
    required: false,
    tcpPorts: '443',
  }),
  { ...PST_IMPORT, since: ALWAYS, known: [{ since: ALWAYS, hosts: [], prefixes: [] }] },
  ANALYZER,
  ANALYZER_TESTS,
  { ...SUPPORT_ASSISTANT_SSO_VALIDATION, since: ALWAYS, until: undefined, known: [{ ...SUPPORT_ASSISTANT_SSO_VALIDATION.known[0], since: ALWAYS, tcpPorts: '443' }] },
];
