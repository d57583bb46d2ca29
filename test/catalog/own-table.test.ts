import { Basis, Catalog, EndpointSet } from '../../lib/catalog';
import { describeMaterial } from '../support/material';
import { addressesIn, hostsIn, rangesOf, rowsOfPage, sorted } from '../support/own-reader';

/** What a row says beside addresses and names, read from the page by a human: its direction and its ports. */
interface Row {
  readonly slug: string;

  /** As the page labels it; none where it is about settings, or names no direction. */
  readonly direction?: 'inbound' | 'outbound' | 'both';
  readonly tcp?: string;
  readonly udp?: string;
}

const TRUSTED_SITES = ['authentication', 'teams', 'sharepoint', 'yammer'].map((name): Row => ({ slug: `trusted-sites-${name}` }));

const ROWS_2018: readonly Row[] = [
  { slug: 'pst-import', direction: 'outbound' },
  { slug: 'support-assistant-sso-validation', direction: 'inbound' },
  { slug: 'entra-connect-sts', direction: 'inbound', tcp: '80,443' },
  { slug: 'federation-proxy', direction: 'inbound', tcp: '443,49443' },
  { slug: 'unified-messaging-sbc', direction: 'both' },
  { slug: 'exchange-hybrid', direction: 'inbound' },
  { slug: 'exchange-hybrid-authentication', direction: 'inbound' },
  { slug: 'hybrid-configuration-wizard', direction: 'outbound', tcp: '80,443' },
  { slug: 'outlook-mobile-autodetect', direction: 'inbound', tcp: '443' },
  { slug: 'skype-legacy-client', tcp: '443' },
  { slug: 'skype-hybrid', direction: 'outbound', tcp: '50000-59999', udp: '50000-59999' },
  { slug: 'skype-pstn-hybrid', direction: 'inbound' },
  ...TRUSTED_SITES,
];

const ROWS_2025: readonly Row[] = [
  { slug: 'pst-import', direction: 'outbound' },
  { slug: 'support-assistant', direction: 'outbound', tcp: '443' },
  { slug: 'entra-connect-sts', direction: 'inbound', tcp: '80,443' },
  { slug: 'federation-proxy', direction: 'inbound', tcp: '443,49443' },
  { slug: 'unified-messaging-sbc', direction: 'both' },
  { slug: 'mailbox-migration', direction: 'inbound', tcp: '443' },
  { slug: 'exchange-hybrid', direction: 'inbound' },
  { slug: 'exchange-hybrid-authentication', direction: 'inbound' },
  { slug: 'hybrid-configuration-wizard', direction: 'outbound', tcp: '80,443' },
  { slug: 'outlook-mobile-autodetect', direction: 'inbound', tcp: '443' },
  { slug: 'exchange-hybrid-entra-authentication', direction: 'outbound' },
  { slug: 'skype-legacy-client', tcp: '443' },
  { slug: 'skype-hybrid', direction: 'outbound', tcp: '5061,50000-59999', udp: '50000-59999' },
  { slug: 'skype-pstn-hybrid', direction: 'inbound' },
  ...TRUSTED_SITES,
  { slug: 'entra-connect', direction: 'outbound' },
  { slug: 'entra-connect-china', direction: 'outbound', tcp: '80,443' },
  { slug: 'stream', direction: 'inbound', tcp: '443' },
  { slug: 'mfa-server', direction: 'outbound' },
  { slug: 'graph-change-notifications', direction: 'inbound', tcp: '443' },
  { slug: 'network-connection-status', direction: 'outbound' },
  { slug: 'teams-mobile-push', direction: 'outbound' },
];

const ROWS_TRAINING: readonly Row[] = [
  { slug: 'certificate-revocation', direction: 'outbound', tcp: '80,443' },
  ...['portal', 'portal-shared', 'aria', 'portal-telemetry', 'shared-cdn-help', 'compliance', 'pst-import-export', 'third-party-integration']
    .map((slug): Row => ({ slug, direction: 'outbound', tcp: '443' })),
  { slug: 'feature-wildcards', direction: 'outbound', tcp: '80,443' },
  { slug: 'azure-remoteapp', direction: 'outbound', tcp: '443' },
  { slug: 'optional-features', direction: 'outbound', tcp: '443' },
  { slug: 'pst-import', direction: 'outbound' },
  { slug: 'remote-connectivity-analyzer', direction: 'outbound', tcp: '80,443' },
  { slug: 'remote-connectivity-analyzer-tests', direction: 'inbound', tcp: '25,80,110,143,443,993,995' },
  { slug: 'support-assistant-sso-validation', direction: 'inbound', tcp: '443' },
];

const PAGES = [
  ['additional-endpoints.2018-10.en.md', 'additional-endpoints', '2018-10', ROWS_2018],
  ['additional-endpoints.2025-01.en.txt', 'additional-endpoints', '2025-01', ROWS_2025],
  ['additional-endpoints.2025-h2.en.md', 'additional-endpoints', '2025-h2', ROWS_2025],
  ['required-endpoints.training.en.txt', 'required-endpoints-training', 'undated', ROWS_TRAINING],
] as const;

/** Where the catalog says something else than the row: which facts, and what the set says about it. */
const DIFFERENCES: Readonly<Record<string, { readonly facts: readonly RegExp[]; readonly recorded: RegExp }>> = {
  'skype-legacy-client': {
    facts: [/^direction with outbound$/], // the row says "opens to", and its type only what it is about
    recorded: /clients/,
  },
  'trusted-sites-teams': {
    facts: [/^hosts with (?:\*\.)?teams\.(?:cloud\.microsoft|microsoft\.com)$/],
    recorded: /the row names no host: those of Teams come from the web service/,
  },
  'trusted-sites-sharepoint': {
    facts: [/^hosts without sharepoint\.com$/, /^hosts with <tenant>(?:-my|-admin|-files|-myfiles)?\.sharepoint(?:\.com|\.us|\.cn|-mil\.us)$/],
    recorded: /the row means every name with the name of the tenant in it/,
  },
  'trusted-sites-yammer': {
    facts: [/^hosts with \*\.(?:assets-yammer|yammer|yammerusercontent)\.com$/],
    recorded: /the row names no host: those of Yammer come from the web service/,
  },
  'remote-connectivity-analyzer-tests': {
    facts: [/^hosts without testconnectivity\.microsoft\.com$/], // it is in a flow whose basis is derived, as its addresses are
    recorded: /the row names the source by its host: its addresses are those of the row about starting tests/,
  },
  'stream': {
    facts: [/^direction without inbound$/, /^direction with outbound$/],
    recorded: /lists hosts of Microsoft that a client calls, so the traffic leaves/,
  },
};

describeMaterial.each(PAGES)('%s, read by something else', (file, source, edition, rows) => {
  const page = () => rowsOfPage(file);
  const sets = Catalog.bundled().edition(edition).where({ source });

  test('has these rows in this order', () => {
    expect(page().size).toBe(rows.length);
    expect([...page().keys()].map((number) => [...new Set(sets.filter(({ publication }) => publication.entry === `row ${number}`).map(({ slug }) => slug))])).toEqual(rows.map(({ slug }) => [slug]));
  });

  test.each(rows.map((row, index) => [row.slug, row, index + 1] as const))('%s says the same', (slug, row, number) => {
    const own = sets.filter((set) => set.slug === slug);
    const text = page().get(number)!;
    const differences = [
      ...different('hosts', hostsIn(text), sorted(own.flatMap(hostsOf))),
      ...different('addresses', rangesOf(addressesIn(text)), rangesOf(own.flatMap(prefixesOf))),
      ...different('tcp', ports(row.tcp), sorted(own.flatMap((set) => portsOf(set, 'tcpPorts')))),
      ...different('udp', ports(row.udp), sorted(own.flatMap((set) => portsOf(set, 'udpPorts')))),
      ...different('direction', row.direction === 'both' ? ['inbound', 'outbound'] : row.direction === undefined ? [] : [row.direction], directionsOf(own)),
    ];
    const { facts = [], recorded } = DIFFERENCES[slug] ?? {};
    expect(differences.filter((difference) => !facts.some((fact) => fact.test(difference)))).toEqual([]);
    expect(facts.filter((fact) => !differences.some((difference) => fact.test(difference)))).toEqual([]);
    if (recorded !== undefined) {
      expect(own.map(saidOf)).toEqual(own.map(() => expect.stringMatching(recorded)));
    }
  });
});

function different(what: string, page: readonly string[], catalog: readonly string[]): string[] {
  return [
    ...page.filter((fact) => !catalog.includes(fact)).map((fact) => `${what} without ${fact}`),
    ...catalog.filter((fact) => !page.includes(fact)).map((fact) => `${what} with ${fact}`),
  ];
}

const stated = ({ flows }: EndpointSet) => flows.filter(({ basis }) => basis === Basis.STATED);

/** What a set says of itself beside its traffic. */
function saidOf({ caveats, corrections, title }: EndpointSet): string {
  return [title, ...caveats, ...corrections.map(({ reason }) => reason)].join('\n');
}

function hostsOf(set: EndpointSet): string[] {
  return [...stated(set).flatMap(({ hosts }) => hosts), ...set.trustedSites].map(String);
}

function prefixesOf(set: EndpointSet): string[] {
  return stated(set).flatMap(({ prefixes }) => prefixes.toStrings());
}

function portsOf(set: EndpointSet, field: 'tcpPorts' | 'udpPorts'): string[] {
  return set.flows.filter(({ basis, portsBasis }) => (portsBasis ?? basis) === Basis.STATED).flatMap((flow) => ports(String(flow[field])));
}

function ports(text = ''): string[] {
  return text.split(',').filter((port) => port !== '');
}

function directionsOf(sets: readonly EndpointSet[]): string[] {
  return sorted(sets.flatMap(({ flows }) => flows.map(({ direction }) => direction)));
}
