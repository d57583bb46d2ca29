import { RowFacts } from '../cells/row-facts';
import { APPLE_PUSH_NOTIFICATIONS, FIREBASE_CLOUD_MESSAGING } from '../facts/vendor-facts';
import { buildSet } from './build-flows';
import { ANY_CLOUD, US_GOVERNMENT, WORLDWIDE } from './clouds';
import { matches, mentions, RowDefinition, SetDraft, where } from './row-definition';

const DIAGNOSTIC_ADDRESSES = ['104.211.54.134/32', '104.211.54.99/32'];
const DIAGNOSTIC_HOSTS = ['o365diagnosticsbasic-eus.cloudapp.net', 'o365diagnosticworker-eus.cloudapp.net'];

/** Storage of the import service, which the row itself does not name. */
const storage = (host: string, clouds: string[], basis: 'derived' | 'vendor'): Omit<SetDraft, 'flows'> & { flows: Parameters<typeof buildSet>[0]['flows'] } => ({
  clouds,
  flows: [{ name: 'upload', direction: 'outbound', basis, tcp: '443', hosts: [host] }],
  caveats: [
    'the row links to the import service and names no host: uploads go to Azure Storage, of which any customer can have an account',
    'on Azure the service tag Storage is the alternative',
  ],
});

export const PST_IMPORT: RowDefinition = {
  slug: 'pst-import',
  title: 'Administrators upload PST files and other content for import',
  since: '2018-08',
  clues: [where((row) => /\bPST\b/.test(row.text) && row.hosts.length === 0, 4), mentions('import-your-organization-pst', 3), mentions('import-pst-files', 3)],
  cell: 'destination',
  known: [{ since: '2018-08', hosts: [], prefixes: [] }],
  toSets: (_row, report) => [
    buildSet(storage('*.blob.core.windows.net', [WORLDWIDE], 'derived'), report),
    buildSet(storage('*.blob.core.usgovcloudapi.net', [...US_GOVERNMENT], 'derived'), report),
  ],
};

const SUPPORT_ASSISTANT_HOSTS = [
  'autodiscover.outlook.com', 'officecdn.microsoft.com', 'api.diagnostics.office.com', 'apibasic.diagnostics.office.com', 'autodiscover-s.outlook.com',
  'cloudcheckenabler.azurewebsites.net', 'login.live.com', 'login.microsoftonline.com', 'login.windows.net', 'o365diagtelemetry.trafficmanager.net',
  'odc.officeapps.live.com', 'offcatedge.azureedge.net', 'officeapps.live.com', 'outlook.office365.com', 'outlookdiagnostics.azureedge.net',
];

const SUPPORT_ASSISTANT: RowDefinition = {
  slug: 'support-assistant',
  title: 'The Support and Recovery Assistant examines the Office of a user',
  since: '2019-11',
  clues: [mentions('odc.officeapps.live.com', 3), mentions('outlookdiagnostics.azureedge.net', 3), mentions('api.diagnostics.office.com', 3), mentions('officecdn.microsoft.com', 1)],
  cell: 'destination',
  known: [
    { since: '2019-11', hosts: [...SUPPORT_ASSISTANT_HOSTS, 'dcs-staging.azure-api.net'], prefixes: [] },
    { since: '2021-04', hosts: SUPPORT_ASSISTANT_HOSTS, prefixes: [] },
    { since: '2025-01', hosts: [...SUPPORT_ASSISTANT_HOSTS, 'sara.api.support.microsoft.com'], prefixes: [] },
  ],
  toSets: (row, report) => {
    const ports = [...new Set(row.hosts.map(({ port }) => port ?? 443))].sort((a, b) => b - a);
    return [buildSet({
      ...(/Get Help/i.test(row.text) ? { title: 'The troubleshooters of Get Help examine the Office of a user' } : {}),
      clouds: [WORLDWIDE],
      flows: ports.map((port, index) => ({
        name: index === 0 ? 'diagnostics' : `diagnostics-${port}`,
        direction: 'outbound',
        basis: 'stated',
        tcp: String(port),
        hosts: row.hosts.filter((host) => (host.port ?? 443) === port),
      })),
    }, report)];
  },
};

export const SUPPORT_ASSISTANT_SSO_VALIDATION: RowDefinition = {
  slug: 'support-assistant-sso-validation',
  title: 'The Support and Recovery Assistant tests single sign-on against the security token service of the customer',
  since: '2018-08',
  until: '2019-11',
  clues: [mentions('o365diagnosticsbasic', 4), where((row) => DIAGNOSTIC_ADDRESSES.every((address) => row.prefixes.includes(address)) && row.prefixes.length === 2, 3)],
  cell: 'purpose',
  known: [{ since: '2018-08', hosts: DIAGNOSTIC_HOSTS, prefixes: DIAGNOSTIC_ADDRESSES }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    flows: [{
      name: 'single-sign-on-test',
      direction: 'inbound',
      basis: 'stated',
      portsBasis: row.tcp.isEmpty ? 'vendor' : 'stated',
      tcp: row.tcp.isEmpty ? '443' : row.tcp,
      prefixes: row.prefixes,
      hosts: row.hosts,
    }],
    caveats: ['the customer chooses the port; it is TCP 443 as a rule', 'the row was replaced in November 2019, so the sources may be given up'],
  }, report)],
};

const STREAM_HOSTS = [
  '*.cloudapp.net', '*.api.microsoftstream.com', '*.notification.api.microsoftstream.com', 'amp.azure.net', 'api.microsoftstream.com',
  'az416426.vo.msecnd.net', 's0.assets-yammer.com', 'vortex.data.microsoft.com', 'web.microsoftstream.com',
];

const STREAM: RowDefinition = {
  slug: 'stream',
  title: 'Users watch and upload videos of Stream (Classic)',
  since: '2019-07',
  clues: [mentions('microsoftstream.com', 6), matches(/Microsoft Stream/, 2)],
  cell: 'destination',
  known: [{ since: '2019-06', tcpPorts: '443', hosts: STREAM_HOSTS, prefixes: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    // As published; see `CORRECTIONS`.
    flows: [{ name: 'video', direction: 'inbound', basis: 'stated', tcp: row.tcp, hosts: row.hosts }],
    caveats: row.hosts.some(({ host }) => host === '*.cloudapp.net') ? ['*.cloudapp.net covers services of every Azure customer'] : [],
    retired: { date: '2024', successor: 'Stream on SharePoint, which uses the hosts of SharePoint Online' },
  }, report)],
};

const NETWORK_CONNECTION_STATUS: RowDefinition = {
  slug: 'network-connection-status',
  title: 'Windows finds out whether the computer is on the Internet',
  since: '2022-01',
  clues: [mentions('msftconnecttest.com', 5), mentions('mstfconnecttest.com', 5), mentions('windows-11-endpoints', 2), matches(/M365 Apps/, 2), matches(/Windows 1[01]/, 1)],
  cell: 'destination',
  known: [{ since: '2023-01', hosts: ['www.msftconnecttest.com'], prefixes: [] }],
  toSets: (row, report) => {
    const tcp = row.tcp.isEmpty ? '80' : row.tcp;
    return [buildSet({
      clouds: [...ANY_CLOUD],
      flows: [
        {
          name: 'probe',
          direction: 'outbound',
          basis: 'stated',
          portsBasis: row.tcp.isEmpty ? 'vendor' : 'stated',
          tcp,
          prefixes: row.prefixes,
          hosts: row.hosts,
        },
        ...(probesOverIpv6(row) ? [{ name: 'probe-ipv6', direction: 'outbound', basis: 'vendor', tcp, hosts: ['ipv6.msftconnecttest.com'] } as const] : []),
      ],
      caveats: ['the row states no port: TCP 80 and the probe over IPv6 come from the documentation of Windows'],
    }, report)];
  },
};

function probesOverIpv6(row: RowFacts): boolean {
  return row.hosts.some(({ host }) => host === 'www.msftconnecttest.com');
}

const TEAMS_MOBILE_PUSH: RowDefinition = {
  slug: 'teams-mobile-push',
  title: 'Phones receive notifications of Teams from Google and Apple',
  since: '2022-06',
  clues: [matches(/\bFCM\b|Firebase/i, 4), mentions('firebase.google.com', 3), matches(/Apple/, 1), matches(/Android/, 1)],
  cell: 'destination',
  known: [{ since: '2022-06', hosts: [], prefixes: [] }],
  toSets: (_row, report) => [buildSet({
    clouds: [WORLDWIDE, ...US_GOVERNMENT],
    flows: [
      { name: 'firebase', direction: 'outbound', basis: 'vendor', tcp: FIREBASE_CLOUD_MESSAGING.tcpPorts, hosts: FIREBASE_CLOUD_MESSAGING.hosts },
      { name: 'apple', direction: 'outbound', basis: 'vendor', tcp: APPLE_PUSH_NOTIFICATIONS.tcpPorts, prefixes: APPLE_PUSH_NOTIFICATIONS.prefixes },
      { name: 'apple-all', direction: 'outbound', basis: 'vendor', tcp: APPLE_PUSH_NOTIFICATIONS.tcpPorts, prefixes: APPLE_PUSH_NOTIFICATIONS.wholeNetwork },
      { name: 'apple-sending', direction: 'outbound', basis: 'vendor', tcp: APPLE_PUSH_NOTIFICATIONS.sendingPorts, prefixes: APPLE_PUSH_NOTIFICATIONS.prefixes },
      { name: 'apple-all-sending', direction: 'outbound', basis: 'vendor', tcp: APPLE_PUSH_NOTIFICATIONS.sendingPorts, prefixes: APPLE_PUSH_NOTIFICATIONS.wholeNetwork },
    ],
    caveats: [
      'the row links to the documents of Google and Apple, from which hosts, prefixes and ports come',
      'Google publishes no addresses; Android phones receive on TCP 5228, sometimes on 5229 and 5230, and fall back to 443',
      'keep idle connections in address translation for at least 30 minutes',
      'Apple devices receive on TCP 5223 and fall back to 443; TCP 2197 is for servers that send, which phones do not (flows apple-sending, apple-all-sending)',
      'in place of its list Apple accepts all of 17.0.0.0/8 (flows apple-all, apple-all-sending)',
    ],
  }, report)],
};

/** Rows of programs on computers and phones of users. */
export const CLIENT_ROWS: readonly RowDefinition[] = [
  PST_IMPORT, SUPPORT_ASSISTANT, SUPPORT_ASSISTANT_SSO_VALIDATION, STREAM, NETWORK_CONNECTION_STATUS, TEAMS_MOBILE_PUSH,
];
