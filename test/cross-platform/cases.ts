import { Construct } from 'constructs';
import { Catalog, Cloud, defineEdition } from '../../lib/catalog';
import { EndpointError } from '../../lib/messages/errors';
import { Peer } from '../../lib/rules';
import { AnalyzerProtocol, AppleNetworks, CustomScenario, EndpointCategory, RequiredEndpoints, Scenario, ScenarioProps, ServiceArea } from '../../lib/scenarios';
import { NULL_ENFORCEMENT_POINT } from '../../lib/scenarios/instantiate-example';
import { REGISTRY } from '../../lib/scenarios/registry';

/** A scenario with options. */
export interface Case {
  readonly name: string;
  create(scope: Construct, props: ScenarioProps): Scenario;
}

/** Clouds in which a scenario has the same rules. */
export type Clouds = readonly [Cloud, ...Cloud[]];

/** Options that change the traffic. Every scenario is tried without them; one that is not named here only so. */
const VARIANTS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  EntraConnectOutbound: [{ healthAgent: true }, { derivePrefixes: true }],
  EntraConnectStsInbound: [{ remoteManagement: true }],
  ExchangeHybridInbound: [{ mailFlow: true }, { mailFlow: true, wholeExchangeTable: true }],
  FederationProxyInbound: [{ certificateAuthentication: true }, { sources: [Peer.ipv4('203.0.113.0/24')] }],
  GraphChangeNotificationIngress: [{ ports: [443, 8443, 8444] }, { additionalPeers: [Peer.host('relay.example.com')] }],
  HybridConfigurationWizardOutbound: [{ exchange2010: true }, { derivePrefixes: true }],
  Microsoft365Outbound: [
    { tenant: 'contoso', quic: false }, { categories: [EndpointCategory.OPTIMIZE] }, { serviceAreas: [ServiceArea.EXCHANGE], derivePrefixes: true },
  ],
  OutlookMobileAutoDetectInbound: [{ exchangeOnlineRanges: true }],
  RemoteConnectivityAnalyzerInbound: [{ protocols: [AnalyzerProtocol.HTTPS] }],
  RequiredEndpointsOutbound: [{ rows: [RequiredEndpoints.PORTAL_SHARED], tenant: 'contoso' }, { rows: [RequiredEndpoints.FEATURE_WILDCARDS] }],
  SupportAssistantSsoValidationInbound: [{ ports: [8443] }],
  TeamsMobilePushOutbound: [{ firebase: false }, { apple: AppleNetworks.ALL }, { apple: AppleNetworks.NONE }],
  UnifiedMessagingSbcOutbound: [{ sources: undefined }],
};

const registered = REGISTRY.flatMap(({ name, metadata, create }): Case[] => (create === undefined ? [] : (
  [{}, ...VARIANTS[name] ?? []].map((options) => ({
    name: [name, ...Object.entries(options).map(([option, value]) => `${option}: ${show(value)}`)].join(', '),
    create: (scope, props) => create(scope, 'S', { ...metadata.example, ...options, ...props }),
  }))
)));

const PREFIXES = { prefixes: ['192.0.2.1/32', '192.0.2.64/26', '2001:db8::/48'] };
const HOSTS = { hosts: ['a.example.com', '*.b.example.com'] };
const STARS = { hosts: ['*cdn.example.com', 'autodiscover.*.example.com'] };
const UDP = { tcpPorts: undefined, udpPorts: '3478-3481,50000-59999' };

/** One scenario for each form of traffic that data can have, whoever publishes it. */
const FORMS: Readonly<Record<string, object>> = {
  'inbound, addresses': { ...PREFIXES, direction: 'inbound' },
  'inbound, names': { ...HOSTS, direction: 'inbound' },
  'inbound, addresses and names': { ...PREFIXES, ...HOSTS, direction: 'inbound' },
  'inbound, addresses, mail': { ...PREFIXES, direction: 'inbound', tcpPorts: '25' },
  'inbound, addresses, UDP ranges': { ...PREFIXES, ...UDP, direction: 'inbound' },
  'outbound, addresses': PREFIXES,
  'outbound, IPv4 addresses': { prefixes: PREFIXES.prefixes.slice(0, 2) },
  'outbound, names': HOSTS,
  'outbound, names with other stars': STARS,
  'outbound, addresses and names': { ...PREFIXES, ...HOSTS },
  'outbound, addresses, UDP ranges': { ...PREFIXES, ...UDP },
  'outbound, names, UDP ranges': { ...HOSTS, ...UDP },
  'outbound, exact names, UDP ranges': { hosts: HOSTS.hosts.slice(0, 1), ...UDP },
  'outbound, addresses and names, UDP ranges': { ...PREFIXES, ...HOSTS, ...UDP },
  'outbound, names, TCP range': { ...HOSTS, tcpPorts: '50000-50059' },
};

const ownData = Object.entries(FORMS).map(([name, flow]): Case => ({
  name: `CustomScenario, ${name}`,
  create: (scope, props) => new CustomScenario(scope, 'S', {
    ...props,
    sets: [{ slug: 'own-data' }],
    catalog: Catalog.of(defineEdition({ source: 'own', edition: '2026-03', url: 'https://example.com/' }, [{
      slug: 'own-data', row: 1, title: 'Data of your own', clouds: ['Worldwide'], flows: [{ name: 'all', direction: 'outbound', basis: 'stated', tcpPorts: '443', ...flow }],
    }])),
  }),
}));

/** Everything that is tried on every target. */
export const CASES: readonly Case[] = [...registered, ...ownData];

const CLOUDS = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];

/** In which clouds a scenario can be made. */
export interface Makeable {
  /** Those with the same rules together. */
  readonly makes: readonly Clouds[];

  /** The others, by the code of the error. */
  readonly fails: ReadonlyMap<string, readonly Cloud[]>;
}

/** Makes a scenario for every cloud. */
export function cloudsOf({ create }: Case, root: Construct): Makeable {
  const makes = new Map<string, Clouds>();
  const fails = new Map<string, Cloud[]>();
  for (const cloud of CLOUDS) {
    try {
      const { rules } = create(new Construct(root, cloud.name), { enforcedBy: [NULL_ENFORCEMENT_POINT], cloud }).rules;
      const text = rules.map((rule) => [rule.direction, rule.protocol, rule.ports, rule.prefixes, ...rule.hosts].join(' ')).join('\n');
      const others = makes.get(text);
      makes.set(text, others === undefined ? [cloud] : [...others, cloud]);
    } catch (error) {
      if (!(error instanceof EndpointError)) {
        throw error;
      }
      fails.set(error.code, [...fails.get(error.code) ?? [], cloud]);
    }
  }
  return { makes: [...makes.values()], fails };
}

function show(value: unknown): string {
  const one = (item: unknown) => (typeof item === 'object' && item !== null && !(item instanceof Peer) ? nameIn(item) : String(item));
  return Array.isArray(value) ? value.map(one).join(' and ') : one(value);
}

/** The name of an enum-like constant. */
function nameIn(constant: object): string {
  const { constructor } = constant;
  return Object.entries(constructor).find(([, value]) => value === constant)![0];
}
