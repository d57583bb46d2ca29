import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../lib/catalog';
import { EndpointError } from '../../lib/messages/errors';
import { AddressFamily } from '../../lib/net';
import { Peer, Rule } from '../../lib/rules';
import * as scenarios from '../../lib/scenarios';
import { describeMaterial, readMaterial } from '../support/material';
import { addressesIn, admit, below, hostsIn, linesOf, rowsOfPage, Traffic } from '../support/own-reader';
import { RecordingEnforcementPoint, Root } from './support';

/*
 * What each scenario admits, by cloud and options, written from the pages, the documents that they link to, and the web service's own
 * JSON. Nothing in it comes from the catalog, so that both have to be wrong in the same way for a mistake to pass.
 */

const CLOUDS = { W: Cloud.WORLDWIDE, G: Cloud.US_GOV_GCC_HIGH, D: Cloud.US_GOV_DOD, C: Cloud.CHINA, F: Cloud.FRANCE, X: Cloud.GERMANY } as const;
type CloudKey = keyof typeof CLOUDS;

/** Files of the web service that are bundled, by cloud. */
const SERVICE: Readonly<Record<CloudKey, string>> = {
  W: 'worldwide.2026-08-14', G: 'usgovgcchigh.2026033100', D: 'usgovdod.2026033100', C: 'china.2026022700', F: 'france.undated', X: 'germany.undated',
};

interface ServiceSet {
  readonly id: number;
  readonly serviceArea: string;
  readonly category: string;
  readonly required: boolean;
  readonly urls?: readonly string[];
  readonly ips?: readonly string[];
  readonly tcpPorts?: string;
  readonly udpPorts?: string;
}

const service = (cloud: CloudKey) => JSON.parse(readMaterial(`data/webservice.${SERVICE[cloud]}.json`)) as ServiceSet[];

/** Files in which the sets of Intune are, which the web service gives on request only. */
const INTUNE: Readonly<Partial<Record<CloudKey, string>>> = { W: 'webservice.worldwide.2025-12-01', D: 'history/webservice.usgovdod.2025-12-01' };
const intune = (cloud: CloudKey) => (JSON.parse(readMaterial(`data/${INTUNE[cloud]}.json`)) as ServiceSet[]).filter(({ serviceArea }) => serviceArea === 'MEM');

/** The addresses of sets of the web service. */
const ips = (cloud: CloudKey, ...ids: number[]) => {
  const sets = service(cloud).filter(({ id }) => ids.includes(id));
  expect(sets.map(({ id }) => id)).toEqual([...ids].sort((a, b) => a - b));
  return sets.flatMap((set) => set.ips ?? []);
};

const row = (number: number, edition = '2025-01.en.txt') => rowsOfPage(`additional-endpoints.${edition}`).get(number)!;
const trainingRow = (number: number) => rowsOfPage('required-endpoints.training.en.txt').get(number)!;

/** Sets of the web service for the rows about Exchange and Teams, by cloud. */
const EXCHANGE_HTTPS = { W: [1, 2], G: [1], D: [1], C: [1] } as const;
const EXCHANGE_SMTP = { W: [10], G: [6], D: [6], C: [27] } as const;
const EXCHANGE_TABLE = { W: [1, 2, 9, 10], G: [1, 6], D: [1, 6], C: [1, 2, 27] } as const;
const TEAMS = { W: [11, 12], G: [7, 31], D: [7], C: [3, 19] } as const;
const ENTRA_ID = { W: [56], G: [13], D: [13], C: [17] } as const;

const SYNCHRONISATION = [
  '*.management.core.windows.net', '*.graph.windows.net', 'secure.aadcdn.microsoftonline-p.com', '*.microsoftonline.com',
  'adminwebservice.microsoftonline.com', 'graph.microsoft.com', 'login.microsoftonline.com', 'login.windows.net', 'provisioningapi.microsoftonline.com',
];
const REVOCATION = [
  'mscrl.microsoft.com', '*.verisign.com', '*.entrust.net', '*.crl3.digicert.com', '*.crl4.digicert.com', '*.digicert.cn', '*.ocsp.digicert.com', '*.www.d-trust.net',
  '*.root-c3-ca2-2009.ocsp.d-trust.net', '*.crl.microsoft.com', '*.oneocsp.microsoft.com', '*.ocsp.msocsp.com',
];
const HEALTH = [
  '*.blob.core.windows.net', '*.aadconnecthealth.azure.com', '*.adhybridhealth.azure.com', 'management.azure.com', 'login.windows.net', 'login.microsoftonline.com',
  'secure.aadcdn.microsoftonline-p.com', 'www.office.com', 'aadcdn.msftauth.net', 'aadcdn.msauth.net', 'autoupdate.msappproxy.net', 'www.microsoft.com', '*.servicebus.windows.net',
];
const HEALTH_GOVERNMENT = [
  '*.aadconnecthealth.microsoftazure.us', '*.blob.core.usgovcloudapi.net', '*.servicebus.usgovcloudapi.net', 'management.usgovcloudapi.net', 'login.microsoftonline.us',
  'autoupdate.msappproxy.us', 'secure.aadcdn.microsoftonline-p.com', 'aadcdn.msftauth.net', 'aadcdn.msauth.net', 'www.office.com', 'www.microsoft.com',
];
const MFA = [
  'pfd.phonefactor.net', 'pfd2.phonefactor.net', 'css.phonefactor.net', '134.170.116.0/25', '134.170.165.0/25', '70.37.154.128/25', '52.251.8.48/28', '52.247.73.160/28',
  '52.159.5.240/28', '52.159.7.16/28', '52.250.84.176/28', '52.250.85.96/28',
];
const FIREBASE = [
  'mtalk.google.com', 'mtalk4.google.com', 'mtalk-staging.google.com', 'mtalk-dev.google.com', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `alt${n}-mtalk.google.com`),
  'android.apis.google.com', 'device-provisioning.googleapis.com', 'firebaseinstallations.googleapis.com',
];
const APPLE_IPV6 = ['2620:149:a44::/48', '2403:300:a42::/48', '2403:300:a51::/48', '2a01:b740:a42::/48'];
const APPLE = ['17.249.0.0/16', '17.252.0.0/16', '17.57.144.0/22', '17.188.128.0/18', '17.188.20.0/23', ...APPLE_IPV6];
const GRAPH = { W: 'Public Cloud:', G: 'Microsoft Cloud for US Government:', D: 'Microsoft Cloud for US Government:', C: 'Microsoft Cloud China operated by 21Vianet:' } as const;
const WIZARD_GOVERNMENT = 'GCC High, DoD IP addresses:';
const OWN_SERVER = '198.18.7.0/24'; // any address will do
const SERVER = [Peer.ipv4(OWN_SERVER)];

/** One thing that is admitted: direction, protocol, ports, peers. */
type Line = readonly ['in' | 'out', 'tcp' | 'udp', string, readonly string[]];
type Options = Readonly<Record<string, unknown>>;
type Expected = (cloud: CloudKey) => readonly Line[];

interface Case {
  readonly name: keyof typeof scenarios;
  readonly options?: Options;
  readonly edition?: string;

  /** The clouds in which there is something to admit; in each other one it is refused. */
  readonly clouds: string;
  readonly expected: Expected;
}

const graph = (ports: string, edition?: string): Expected => (cloud) => [['in', 'tcp', ports, addressesIn(below(GRAPH[cloud as 'W'], row(23, edition)))]];
const exchange = (ids: Readonly<Record<string, readonly number[]>>, ports = '443'): Expected => (cloud) => [['in', 'tcp', ports, ips(cloud, ...ids[cloud])]];
const both = (...all: Expected[]): Expected => (cloud) => all.flatMap((each) => each(cloud));
const out = (ports: string, ...peers: string[]): Expected => () => [['out', 'tcp', ports, peers]];
const inbound = (ports: string, ...peers: string[]): Expected => () => [['in', 'tcp', ports, peers]];
const nothing: Expected = () => [];
const where = (clouds: string, is: Expected, otherwise = nothing): Expected => (cloud) => (clouds.includes(cloud) ? is : otherwise)(cloud);
/**
 * What on-premises Exchange servers call. No row says it: rows 6 to 8 are inbound, and what rows 9 and 11 send out are options.
 * Published sets describe clients that call the service, so it is the set of Exchange Online from which row 7 is called too, as
 * far as it is about HTTPS (Worldwide 2 is about mail clients), and that of Entra ID, where servers get their tokens; no QUIC.
 */
const exchangeOnline: Expected = (cloud) => microsoft365(({ id, tcpPorts }) => (
  /\b443\b/.test(tcpPorts ?? '') && [...EXCHANGE_HTTPS[cloud as 'W'], ...ENTRA_ID[cloud as 'W']].some((each) => each === id)
), false)(cloud);
const exchangeMail: Expected = (cloud) => microsoft365(({ id }) => EXCHANGE_SMTP[cloud as 'W'].some((each) => each === id), false)(cloud);
const apple = (ports: string, peers: readonly string[] = APPLE): Expected => out(ports, ...peers);
const firebase = out('443,5228-5230', ...FIREBASE);
// Training row 15 names its source by the host of row 14, which lists its addresses; row 16 writes each address behind its host, in
// parentheses. Name and address are one peer, and who connects is known to a filter by address alone: the name is in no rule.
const analyzer = (ports: string): Expected => () => [['in', 'tcp', ports, addressesIn(trainingRow(14))]];
const ssoValidation = (ports: string): Expected => () => [['in', 'tcp', ports, addressesIn(trainingRow(16))]];
const autoDetect = inbound('443', '52.125.128.0/20', '52.127.96.0/23');
const training = (number: number, ports = '443'): Expected => () => [['out', 'tcp', ports, hostsIn(trainingRow(number))]];
const wizard = where('W', () => [['out', 'tcp', '443', hostsIn(below('Worldwide Commercial & GCC:', row(9)))]], () => [['out', 'tcp', '443', addressesIn(below(WIZARD_GOVERNMENT, row(9)))]]);
const entraId = where('C', () => [
  ['out', 'tcp', '80', ['*.digicert.com', '*.entrust.net']],
  ['out', 'tcp', '443', ['*.chinacloudapi.cn', 'secure.aadcdn.partner.microsoftonline-p.cn', '*.partner.microsoftonline.cn']],
], where('W', both(out('80', ...REVOCATION), out('443', ...SYNCHRONISATION))));
// Row 19 names no port. The addresses are those of a set of the web service, whose ports belong to each of its addresses: 80 and 443
// in Worldwide and China, 443 alone in GCC High and DoD, where nothing says that Entra ID is called on TCP 80.
const entraIdPrefixes: Expected = (cloud) => [['out', 'tcp', service(cloud).find(({ id }) => id === ENTRA_ID[cloud as 'W'][0])!.tcpPorts!, ips(cloud, ...ENTRA_ID[cloud as 'W'])]];
const health = where('W', both(out('443', ...HEALTH), out('80', 'www.microsoft.com'), out('5671', '*.servicebus.windows.net')), both(out('443', ...HEALTH_GOVERNMENT), out('5671', '*.servicebus.usgovcloudapi.net')));

/** Every set of the web service that these options leave. */
const microsoft365 = (isMeant: (set: ServiceSet) => boolean, quic = true): Expected => setLines((cloud) => service(cloud).filter(isMeant), quic);
const setLines = (sets: (cloud: CloudKey) => readonly ServiceSet[], quic = true): Expected => (cloud) => sets(cloud).flatMap((set) => {
  const peers = [...set.urls ?? [], ...set.ips ?? []];
  const udp = (set.udpPorts ?? '').split(',').map((port) => port.trim()).filter((port) => quic || port !== '443').join(',');
  return [['out', 'tcp', (set.tcpPorts ?? '').replace(/\s/g, ''), peers], ['out', 'udp', udp, peers]] as Line[];
});
const areas = (...names: string[]) => ({ serviceArea }: ServiceSet) => ['Common', ...names].includes(serviceArea);

/** The addresses of every set whose names hold a host of a line that goes out, on the ports of that line. */
const derived = (is: Expected): Expected => (cloud) => is(cloud).map(([direction, protocol, ports, peers]) => {
  const sets = service(cloud).filter(({ urls = [] }) => direction === 'out' && urls.some((url) => peers.some((peer) => holds(url, peer))));
  return [direction, protocol, ports, [...peers, ...sets.flatMap((set) => set.ips ?? [])]];
});
const holds = (url: string, host: string) => (url.startsWith('*') ? host.endsWith(url.slice(1)) : url === host);

/** Without the prefixes of one family. */
const without = (family: RegExp, is: Expected): Expected => withPeers(is, (peer) => (family.test(peer) ? [] : [peer]));
const withPeers = (is: Expected, becomes: (peer: string) => string[]): Expected => (cloud) => (
  is(cloud).map(([direction, protocol, ports, peers]) => [direction, protocol, ports, peers.flatMap(becomes)])
);
const IPV4 = /^\d[\d.]*\//;
const IPV6 = /:.*\//;

/** With more peers on every port of it. */
const plus = (is: Expected, ...more: string[]): Expected => (cloud) => is(cloud).flatMap(([direction, protocol, ports, peers]) => [
  [direction, protocol, ports, peers], [direction, protocol, ports, more],
] as Line[]);

/** The names of one tenant in place of those of every tenant. */
const ofTenant = (is: Expected): Expected => withPeers(is, (peer) => {
  const names = /^\*\.sharepoint(?:-mil)?\./.test(peer) ? ['contoso', 'contoso-my'] : /^autodiscover\.\*\./.test(peer) ? ['contoso'] : ['*'];
  return names.map((name) => peer.replace('*', name));
});
const suite = (cloud: CloudKey) => microsoft365(({ serviceArea }) => serviceArea !== 'MEM')(cloud);

const { AnalyzerProtocol, AppleNetworks, EndpointCategory, RequiredEndpoints, ServiceArea } = scenarios;

const CASES: readonly Case[] = [
  { name: 'GraphChangeNotificationIngress', clouds: 'WGDC', expected: graph('443') },
  { name: 'GraphChangeNotificationIngress', options: { ports: [8443, 444] }, clouds: 'WGDC', expected: graph('444,8443') },
  { name: 'GraphChangeNotificationIngress', edition: '2025-h2', clouds: 'WGDC', expected: graph('443', '2025-h2.en.md') },

  { name: 'MailboxMigrationInbound', clouds: 'WGDC', expected: exchange(EXCHANGE_TABLE) },
  { name: 'ExchangeHybridInbound', clouds: 'WGDC', expected: exchange(EXCHANGE_HTTPS) },
  { name: 'ExchangeHybridInbound', options: { mailFlow: true }, clouds: 'WGDC', expected: both(exchange(EXCHANGE_HTTPS), exchange(EXCHANGE_SMTP, '25')) },
  { name: 'ExchangeHybridInbound', options: { wholeExchangeTable: true }, clouds: 'WGDC', expected: exchange(EXCHANGE_TABLE) },
  { name: 'ExchangeHybridInbound', options: { wholeExchangeTable: true, mailFlow: true }, clouds: 'WGDC', expected: both(exchange(EXCHANGE_TABLE), exchange(EXCHANGE_SMTP, '25')) },
  { name: 'ExchangeHybridAuthenticationInbound', clouds: 'WGDC', expected: exchange(EXCHANGE_HTTPS) },
  { name: 'OutlookMobileAutoDetectInbound', clouds: 'WGD', expected: autoDetect },
  { name: 'OutlookMobileAutoDetectInbound', options: { exchangeOnlineRanges: true }, clouds: 'WGD', expected: both(autoDetect, exchange(EXCHANGE_HTTPS)) },
  { name: 'OutlookMobileAutoDetectInbound', options: { emailDomains: ['contoso.com'] }, clouds: 'WGD', expected: autoDetect },
  { name: 'HybridConfigurationWizardOutbound', clouds: 'WGD', expected: wizard },
  { name: 'HybridConfigurationWizardOutbound', options: { exchange2010: true }, clouds: 'WGD', expected: both(wizard, out('80,443', 'domains.live.com')) },
  { name: 'ExchangeHybridEntraAuthenticationOutbound', clouds: 'W', expected: out('80,443', '*.msappproxy.net') },
  { name: 'PstImportOutbound', clouds: 'WGD', expected: where('W', out('443', '*.blob.core.windows.net'), out('443', '*.blob.core.usgovcloudapi.net')) },
  { name: 'UnifiedMessagingSbcOutbound', clouds: 'W', expected: both(out('5061', '*.um.outlook.com'), inbound('5061', '*.um.outlook.com')) },
  { name: 'UnifiedMessagingSbcOutbound', options: { sources: SERVER }, clouds: 'W', expected: both(out('5061', '*.um.outlook.com'), inbound('5061', OWN_SERVER)) },

  { name: 'EntraConnectStsInbound', options: { sources: SERVER }, clouds: 'WGDCFX', expected: inbound('80,443', OWN_SERVER) },
  { name: 'EntraConnectStsInbound', options: { sources: SERVER, remoteManagement: true }, clouds: 'WGDCFX', expected: inbound('80,443,5985', OWN_SERVER) },
  { name: 'FederationProxyInbound', options: { sources: SERVER }, clouds: 'WGDCFX', expected: inbound('443', OWN_SERVER) },
  { name: 'FederationProxyInbound', options: { sources: SERVER, certificateAuthentication: true }, clouds: 'WGDCFX', expected: inbound('443,49443', OWN_SERVER) },
  { name: 'EntraConnectOutbound', clouds: 'WGDC', expected: both(entraId, entraIdPrefixes) },
  { name: 'EntraConnectOutbound', options: { healthAgent: true }, clouds: 'WGD', expected: both(entraId, entraIdPrefixes, health) },
  { name: 'MfaServerOutbound', clouds: 'W', expected: out('443', ...MFA) },

  { name: 'SkypeLegacyClientOutbound', clouds: 'W', expected: out('443', '52.112.0.0/14') },
  { name: 'SkypeHybridOutbound', clouds: 'W', expected: both(out('5061,50000-59999', '13.107.64.0/18', '52.112.0.0/14'), () => [['out', 'udp', '50000-59999', ['13.107.64.0/18', '52.112.0.0/14']]]) },
  { name: 'SkypeHybridOutbound', edition: '2018-10', clouds: 'W', expected: both(out('50000-59999', '13.107.64.0/18', '52.112.0.0/14'), () => [['out', 'udp', '50000-59999', ['13.107.64.0/18', '52.112.0.0/14']]]) },
  { name: 'SkypePstnHybridInbound', clouds: 'WGDC', expected: (cloud) => [['in', 'tcp', '5061,50000-59999', ips(cloud, ...TEAMS[cloud as 'W'])], ['in', 'udp', '3478', ips(cloud, ...TEAMS[cloud as 'W'])]] },
  { name: 'StreamOutbound', clouds: 'W', expected: () => [['out', 'tcp', '443', hostsIn(row(21))]] },
  { name: 'TeamsMobilePushOutbound', clouds: 'WGD', expected: both(firebase, apple('443,5223')) },
  { name: 'TeamsMobilePushOutbound', options: { firebase: false }, clouds: 'WGD', expected: apple('443,5223') },
  { name: 'TeamsMobilePushOutbound', options: { apple: AppleNetworks.NONE }, clouds: 'WGD', expected: firebase },
  { name: 'TeamsMobilePushOutbound', options: { apple: AppleNetworks.ALL }, clouds: 'WGD', expected: both(firebase, apple('443,5223', ['17.0.0.0/8', ...APPLE_IPV6])) },
  { name: 'TeamsMobilePushOutbound', options: { appleSending: true }, clouds: 'WGD', expected: both(firebase, apple('443,2197,5223')) },
  { name: 'TeamsMobilePushOutbound', options: { appleSending: true, apple: AppleNetworks.ALL, firebase: false }, clouds: 'WGD', expected: apple('443,2197,5223', ['17.0.0.0/8', ...APPLE_IPV6]) },
  { name: 'TeamsMobilePushOutbound', options: { firebasePeers: SERVER, apple: AppleNetworks.NONE }, clouds: 'WGD', expected: both(firebase, out('443,5228-5230', OWN_SERVER)) },
  { name: 'TeamsMobilePushOutbound', options: { applePeers: SERVER, firebase: false }, clouds: 'WGD', expected: both(apple('443,5223'), out('443,5223', OWN_SERVER)) },

  { name: 'NetworkConnectionStatusOutbound', clouds: 'WGDCFX', expected: out('80', 'www.msftconnecttest.com', 'ipv6.msftconnecttest.com') },
  { name: 'SupportAssistantOutbound', clouds: 'W', expected: () => [['out', 'tcp', '443', hostsIn(row(2))]] },
  { name: 'SupportAssistantSsoValidationInbound', clouds: 'W', expected: ssoValidation('443') },
  { name: 'SupportAssistantSsoValidationInbound', options: { ports: [8443] }, clouds: 'W', expected: ssoValidation('8443') },
  { name: 'RemoteConnectivityAnalyzerOutbound', clouds: 'W', expected: () => [['out', 'tcp', '80,443', [...hostsIn(trainingRow(14)), ...addressesIn(trainingRow(14))]]] },
  { name: 'RemoteConnectivityAnalyzerInbound', clouds: 'W', expected: analyzer('25,80,110,143,443,993,995') },
  ...([['HTTP', '80'], ['HTTPS', '443'], ['SMTP', '25'], ['POP3', '110,995'], ['IMAP4', '143,993']] as const).map(([protocol, ports]): Case => (
    { name: 'RemoteConnectivityAnalyzerInbound', options: { protocols: [AnalyzerProtocol[protocol]] }, clouds: 'W', expected: analyzer(ports) }
  )),

  // Row 15: POP3 on 110, 995 or a port of the customer's choice, IMAP4 on 143, 993 or one of that.
  { name: 'RemoteConnectivityAnalyzerInbound', options: { protocols: [AnalyzerProtocol.pop3On(8110), AnalyzerProtocol.imap4On(8143, 8993)] }, clouds: 'W', expected: analyzer('8110,8143,8993') },
  { name: 'RemoteConnectivityAnalyzerInbound', options: { protocols: [AnalyzerProtocol.SMTP, AnalyzerProtocol.pop3On(995)] }, clouds: 'W', expected: analyzer('25,995') },

  { name: 'RequiredEndpointsOutbound', options: { rows: [RequiredEndpoints.CERTIFICATE_REVOCATION], revocationPeers: SERVER }, clouds: 'W', expected: out('80,443', OWN_SERVER) },
  {
    name: 'RequiredEndpointsOutbound',
    options: { rows: [RequiredEndpoints.PORTAL_SHARED], tenant: 'contoso' },
    clouds: 'W',
    expected: () => [['out', 'tcp', '443', hostsIn(trainingRow(3)).map((host) => host.replace('<tenant>', 'contoso'))]],
  },
  ...([
    [RequiredEndpoints.PORTAL, 2], [RequiredEndpoints.ARIA, 4], [RequiredEndpoints.PORTAL_TELEMETRY, 5], [RequiredEndpoints.SHARED_CDN_HELP, 6],
    [RequiredEndpoints.COMPLIANCE, 7], [RequiredEndpoints.PST_IMPORT_EXPORT, 8], [RequiredEndpoints.THIRD_PARTY_INTEGRATION, 9], [RequiredEndpoints.FEATURE_WILDCARDS, 10, '80,443'], [RequiredEndpoints.AZURE_REMOTEAPP, 11],
    [RequiredEndpoints.OPTIONAL_FEATURES, 12],
  ] as const).map(([name, number, ports]): Case => ({ name: 'RequiredEndpointsOutbound', options: { rows: [name] }, clouds: 'W', expected: training(number, ports) })),

  { name: 'Microsoft365Outbound', clouds: 'WGDCFX', expected: microsoft365(({ serviceArea }) => serviceArea !== 'MEM') },
  { name: 'Microsoft365Outbound', options: { quic: false }, clouds: 'WGDCFX', expected: microsoft365(() => true, false) },
  { name: 'Microsoft365Outbound', options: { requiredOnly: true }, clouds: 'WGDCFX', expected: microsoft365(({ required }) => required) },
  { name: 'Microsoft365Outbound', options: { serviceAreas: [ServiceArea.EXCHANGE] }, clouds: 'WGDC', expected: microsoft365(areas('Exchange')) },
  { name: 'Microsoft365Outbound', options: { serviceAreas: [ServiceArea.SHAREPOINT, ServiceArea.TEAMS] }, clouds: 'WGDC', expected: microsoft365(areas('SharePoint', 'Skype')) },
  { name: 'Microsoft365Outbound', options: { categories: [EndpointCategory.OPTIMIZE] }, clouds: 'WGDCFX', expected: microsoft365(({ category }) => category === 'Optimize') },
  { name: 'Microsoft365Outbound', options: { categories: [EndpointCategory.ALLOW, EndpointCategory.DEFAULT] }, clouds: 'WGDCFX', expected: microsoft365(({ category }) => category !== 'Optimize') },
  { name: 'Microsoft365Outbound', options: { ids: [1, 56] }, clouds: 'W', expected: microsoft365(({ id }) => id === 1 || id === 56) },
  { name: 'Microsoft365Outbound', options: { exceptIds: [1] }, clouds: 'WGDCF', expected: microsoft365(({ id }) => id !== 1) },
  // How the names of a tenant are formed in France and Germany is published nowhere: they stay those of every tenant.
  { name: 'Microsoft365Outbound', options: { tenant: 'contoso' }, clouds: 'WGDCFX', expected: ofTenant(suite) },
  { name: 'Microsoft365Outbound', options: { serviceAreas: [ServiceArea.INTUNE] }, clouds: 'WD', expected: both(microsoft365(areas()), setLines(intune)) },
  { name: 'Microsoft365Outbound', options: { serviceAreas: [ServiceArea.INTUNE], categories: [EndpointCategory.ALLOW] }, clouds: 'WD', expected: setLines((cloud) => [...service(cloud).filter(areas()), ...intune(cloud)].filter(({ category }) => category === 'Allow')) },

  { name: 'SupportAssistantOutbound', options: { derivePrefixes: true }, clouds: 'W', expected: derived(() => [['out', 'tcp', '443', hostsIn(row(2))]]) },
  { name: 'StreamOutbound', options: { derivePrefixes: true }, clouds: 'W', expected: derived(() => [['out', 'tcp', '443', hostsIn(row(21))]]) },
  { name: 'EntraConnectOutbound', options: { derivePrefixes: true }, clouds: 'WGDC', expected: derived(both(entraId, entraIdPrefixes)) },
  { name: 'EntraConnectOutbound', options: { derivePrefixes: true, healthAgent: true }, clouds: 'WGD', expected: derived(both(entraId, entraIdPrefixes, health)) },
  { name: 'HybridConfigurationWizardOutbound', options: { derivePrefixes: true, exchange2010: true }, clouds: 'WGD', expected: derived(both(wizard, out('80,443', 'domains.live.com'))) },
  { name: 'RequiredEndpointsOutbound', options: { rows: [RequiredEndpoints.PORTAL], derivePrefixes: true }, clouds: 'W', expected: derived(training(2)) },
  { name: 'GraphChangeNotificationIngress', options: { derivePrefixes: true }, clouds: 'WGDC', expected: graph('443') },

  { name: 'GraphChangeNotificationIngress', options: { addressFamilies: [AddressFamily.IPV4] }, clouds: 'WGDC', expected: without(IPV6, graph('443')) },
  { name: 'GraphChangeNotificationIngress', options: { addressFamilies: [AddressFamily.IPV6] }, clouds: 'WGDC', expected: without(IPV4, graph('443')) },
  { name: 'GraphChangeNotificationIngress', options: { addressFamilies: [AddressFamily.IPV6] }, edition: '2025-h2', clouds: '', expected: nothing },
  { name: 'ExchangeHybridInbound', options: { addressFamilies: [AddressFamily.IPV4], mailFlow: true }, clouds: 'WGDC', expected: without(IPV6, both(exchange(EXCHANGE_HTTPS), exchange(EXCHANGE_SMTP, '25'))) },
  { name: 'Microsoft365Outbound', options: { addressFamilies: [AddressFamily.IPV4] }, clouds: 'WGDCFX', expected: without(IPV6, suite) },
  { name: 'SkypeHybridOutbound', options: { addressFamilies: [AddressFamily.IPV6] }, clouds: '', expected: nothing },
  { name: 'TeamsMobilePushOutbound', options: { addressFamilies: [AddressFamily.IPV6] }, clouds: 'WGD', expected: both(firebase, apple('443,5223', APPLE_IPV6)) },

  { name: 'GraphChangeNotificationIngress', options: { additionalPeers: SERVER, ports: [443, 8443] }, clouds: 'WGDC', expected: plus(graph('443,8443'), OWN_SERVER) },
  { name: 'ExchangeHybridInbound', options: { additionalPeers: SERVER, mailFlow: true }, clouds: 'WGDC', expected: plus(both(exchange(EXCHANGE_HTTPS), exchange(EXCHANGE_SMTP, '25')), OWN_SERVER) },
  { name: 'SkypePstnHybridInbound', options: { additionalPeers: SERVER }, clouds: 'WGDC', expected: plus((cloud) => [['in', 'tcp', '5061,50000-59999', ips(cloud, ...TEAMS[cloud as 'W'])], ['in', 'udp', '3478', ips(cloud, ...TEAMS[cloud as 'W'])]], OWN_SERVER) },
  { name: 'NetworkConnectionStatusOutbound', options: { additionalPeers: [Peer.host('probe.contoso.com')] }, clouds: 'WGDCFX', expected: out('80', 'www.msftconnecttest.com', 'ipv6.msftconnecttest.com', 'probe.contoso.com') },

  { name: 'OutlookMobileAutoDetectInbound', options: { excludedPeers: [Peer.ipv4('52.125.128.0/20')] }, clouds: 'WGD', expected: inbound('443', '52.127.96.0/23') },
  { name: 'OutlookMobileAutoDetectInbound', options: { excludedPeers: [Peer.ipv4('52.125.136.0/21'), Peer.ipv4('52.127.97.0/24')] }, clouds: 'WGD', expected: inbound('443', '52.125.128.0/21', '52.127.96.0/24') },
  { name: 'OutlookMobileAutoDetectInbound', options: { excludedPeers: [Peer.ipv4('52.0.0.0/8')] }, clouds: '', expected: nothing },
  { name: 'OutlookMobileAutoDetectInbound', options: { additionalPeers: SERVER, excludedPeers: [Peer.ipv4('198.18.7.128/25')] }, clouds: 'WGD', expected: both(autoDetect, inbound('443', '198.18.7.0/25')) },
  { name: 'SkypeHybridOutbound', options: { excludedPeers: [Peer.ipv4('13.107.64.0/18')] }, clouds: 'W', expected: both(out('5061,50000-59999', '52.112.0.0/14'), () => [['out', 'udp', '50000-59999', ['52.112.0.0/14']]]) },
  { name: 'StreamOutbound', options: { excludedPeers: [Peer.host('*.cloudapp.net'), Peer.host('amp.azure.net')] }, clouds: 'W', expected: () => [['out', 'tcp', '443', hostsIn(row(21)).filter((host) => !['*.cloudapp.net', 'amp.azure.net'].includes(host))]] },
  { name: 'UnifiedMessagingSbcOutbound', options: { excludedPeers: [Peer.host('*.um.outlook.com')] }, clouds: '', expected: nothing },
];

const show = ({ name, options = {}, edition }: Case) => [name, ...Object.entries(options).map(([option, value]) => `${option} ${JSON.stringify(value)}`.slice(0, 60)), ...edition === undefined ? [] : [edition]].join(', ');

describeMaterial('what a scenario admits, by hand', () => {
  describe.each(CASES.map((each) => [show(each), each] as const))('%s', (_, { name, options, edition, clouds, expected }) => {
    test.each(Object.keys(CLOUDS) as CloudKey[])('%s', (cloud) => {
      const type = scenarios[name] as unknown as new (scope: Construct, id: string, props: object) => scenarios.Scenario;
      const catalog = edition === undefined ? Catalog.bundled() : Catalog.bundled().edition(edition);
      const make = () => new type(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], cloud: CLOUDS[cloud], catalog, ...options }).rules.rules;
      if (!clouds.includes(cloud)) {
        expect(make).toThrow(EndpointError);
        return;
      }
      const traffic: Traffic = new Map();
      expected(cloud).forEach((line) => admit(traffic, ...line));
      expect(linesOf(trafficOf(make()))).toEqual(linesOf(traffic));
    });
  });
});

describeMaterial('what several scenarios of one construct admit, by hand', () => {
  const POINTS = ['enforcedBy', 'outboundEnforcedBy', 'authenticationEnforcedBy', 'migrationEnforcedBy'] as const;
  type Point = typeof POINTS[number];

  test.each<[Options, string, Partial<Record<Point, Expected>>]>([
    [{}, 'WGDC', { enforcedBy: exchange(EXCHANGE_HTTPS) }],
    [{ mailFlow: true }, 'WGDC', { enforcedBy: both(exchange(EXCHANGE_HTTPS), exchange(EXCHANGE_SMTP, '25')) }],
    [{ wholeExchangeTable: true }, 'WGDC', { enforcedBy: exchange(EXCHANGE_TABLE) }],
    [{ outlookMobile: true, exchangeOnlineRanges: true }, 'WGD', { enforcedBy: both(exchange(EXCHANGE_HTTPS), autoDetect) }],
    [{ migrationEnforcedBy: [] }, 'WGDC', { enforcedBy: exchange(EXCHANGE_HTTPS), migrationEnforcedBy: exchange(EXCHANGE_TABLE) }],
    [{ authenticationEnforcedBy: [] }, 'WGDC', { enforcedBy: exchange(EXCHANGE_HTTPS), authenticationEnforcedBy: exchange(EXCHANGE_HTTPS) }],
    [{ outboundEnforcedBy: [], configurationWizard: true, exchange2010: true }, 'WGD', { enforcedBy: exchange(EXCHANGE_HTTPS), outboundEnforcedBy: both(exchangeOnline, wizard, out('80,443', 'domains.live.com')) }],
    [{ outboundEnforcedBy: [], mailFlow: true }, 'WGDC', { enforcedBy: both(exchange(EXCHANGE_HTTPS), exchange(EXCHANGE_SMTP, '25')), outboundEnforcedBy: both(exchangeOnline, exchangeMail) }],
    [{ outboundEnforcedBy: [], applicationProxy: true }, 'W', { enforcedBy: exchange(EXCHANGE_HTTPS), outboundEnforcedBy: both(exchangeOnline, out('80,443', '*.msappproxy.net')) }],
  ])('ExchangeHybrid, %j', (options, clouds, expected) => {
    for (const cloud of [...clouds] as CloudKey[]) {
      const points = Object.fromEntries(POINTS.filter((point) => point === 'enforcedBy' || point in options).map((point) => [point, new RecordingEnforcementPoint()]));
      new scenarios.ExchangeHybrid(new Root(), 'S', {
        ...options, cloud: CLOUDS[cloud], ...Object.fromEntries(Object.entries(points).map(([point, recorder]) => [point, [recorder]])),
      } as unknown as scenarios.ExchangeHybridProps);
      for (const [point, { enforced }] of Object.entries(points)) {
        const traffic: Traffic = new Map();
        expected[point as Point]?.(cloud).forEach((line) => admit(traffic, ...line));
        expect([cloud, point, ...linesOf(trafficOf(enforced.flatMap(({ rules }) => [...rules.rules])))]).toEqual([cloud, point, ...linesOf(traffic)]);
      }
    }
  });
});

test.each([['W', '.sharepoint.com'], ['G', '.sharepoint.us'], ['D', '.sharepoint-mil.us'], ['C', '.sharepoint.cn']] as const)('TrustedSites in %s are the names of the tenant in %s', (cloud, domain) => {
  const { hosts } = new scenarios.TrustedSites(new Root(), 'S', { rows: [scenarios.TrustedSiteRow.SHAREPOINT], tenant: 'contoso', cloud: CLOUDS[cloud] });
  expect(hosts.map(String).sort()).toEqual(['', '-admin', '-files', '-my', '-myfiles'].map((part) => `contoso${part}${domain}`).sort());
});

function trafficOf(rules: readonly Rule[]): Traffic {
  const traffic: Traffic = new Map();
  for (const { direction, protocol, ports, prefixes, hosts } of rules) {
    admit(traffic, direction === 'inbound' ? 'in' : 'out', protocol, String(ports), [...prefixes.toStrings(), ...hosts.map(String)]);
  }
  return traffic;
}
