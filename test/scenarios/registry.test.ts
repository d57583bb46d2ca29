import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Catalog, Cloud, EndpointSet } from '../../lib/catalog';
import * as scenarios from '../../lib/scenarios';
import { constructNameOf } from '../../lib/scenarios/construct-names';
import { constructFor, REGISTRY } from '../../lib/scenarios/registry';
import { RecordingEnforcementPoint, Root } from './support';

const CLOUDS = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];
const BUNDLED = Catalog.bundled();

const GOVERNMENT = [
  'ExchangeHybridEntraAuthenticationOutbound', 'MfaServerOutbound', 'RemoteConnectivityAnalyzerInbound', 'RemoteConnectivityAnalyzerOutbound',
  'RequiredEndpointsOutbound', 'SkypeHybridOutbound', 'SkypeLegacyClientOutbound', 'StreamOutbound', 'SupportAssistantOutbound',
  'SupportAssistantSsoValidationInbound', 'UnifiedMessagingSbcOutbound',
];

const NOT_PUBLISHED: Record<string, string[]> = {
  Worldwide: [],
  USGovGCCHigh: GOVERNMENT,
  USGovDoD: GOVERNMENT,
  China: [...GOVERNMENT, 'HybridConfigurationWizardOutbound', 'OutlookMobileAutoDetectInbound', 'PstImportOutbound', 'TeamsMobilePushOutbound'].sort(),
};

test('the constructs of this library', () => {
  expect(REGISTRY.map(({ name, metadata, create }) => `${name}${create === undefined ? ' (settings)' : ''}: ${metadata.takesWebService ? 'the web service' : metadata.slugs.join(' ')}`)).toEqual([
    'EntraConnectOutbound: entra-connect entra-connect-china',
    'EntraConnectStsInbound: entra-connect-sts',
    'ExchangeHybridAuthenticationInbound: exchange-hybrid-authentication',
    'ExchangeHybridEntraAuthenticationOutbound: exchange-hybrid-entra-authentication',
    'ExchangeHybridInbound: exchange-hybrid',
    'FederationProxyInbound: federation-proxy',
    'GraphChangeNotificationIngress: graph-change-notifications',
    'HybridConfigurationWizardOutbound: hybrid-configuration-wizard',
    'MailboxMigrationInbound: mailbox-migration',
    'MfaServerOutbound: mfa-server',
    'Microsoft365Outbound: the web service',
    'NetworkConnectionStatusOutbound: network-connection-status',
    'OutlookMobileAutoDetectInbound: outlook-mobile-autodetect',
    'PstImportOutbound: pst-import',
    'RemoteConnectivityAnalyzerInbound: remote-connectivity-analyzer-tests',
    'RemoteConnectivityAnalyzerOutbound: remote-connectivity-analyzer',
    'RequiredEndpointsOutbound: certificate-revocation portal portal-shared aria portal-telemetry shared-cdn-help compliance '
    + 'pst-import-export third-party-integration feature-wildcards azure-remoteapp optional-features',
    'SkypeHybridOutbound: skype-hybrid',
    'SkypeLegacyClientOutbound: skype-legacy-client',
    'SkypePstnHybridInbound: skype-pstn-hybrid',
    'StreamOutbound: stream',
    'SupportAssistantOutbound: support-assistant',
    'SupportAssistantSsoValidationInbound: support-assistant-sso-validation',
    'TeamsMobilePushOutbound: teams-mobile-push',
    'TrustedSites (settings): trusted-sites-authentication trusted-sites-teams trusted-sites-sharepoint trusted-sites-yammer',
    'UnifiedMessagingSbcOutbound: unified-messaging-sbc',
  ]);
});

test('every construct has a file of its own, named after it', () => {
  const files = readdirSync(join(__dirname, '..', '..', 'lib', 'scenarios'), { recursive: true, encoding: 'utf8' }).map((path) => basename(path));
  for (const { name } of REGISTRY) {
    expect(files).toContain(`${name.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`)}.ts`);
    expect(scenarios).toHaveProperty(name);
  }
});

describe.each([
  ['2018-10', 'additional-endpoints', 16], ['2025-01', 'additional-endpoints', 25], ['2025-h2', 'additional-endpoints', 25],
  ['undated', 'required-endpoints-training', 16],
])('edition %s of %s', (edition, source, rows) => {
  const sets = BUNDLED.edition(edition).where({ source });

  test(`has ${rows} rows, each with the one construct for it`, () => {
    expect(new Set(sets.map(({ publication }) => publication.entry)).size).toBe(rows);
    for (const set of sets) {
      const { slug } = set;
      expect([slug, REGISTRY.filter(({ metadata }) => metadata.slugs.includes(slug)).length]).toEqual([slug, 1]);
      expect(constructFor(set)?.metadata.slugs).toContain(slug);
      expect([slug, constructNameOf(set)]).toEqual([slug, constructFor(set)?.name]);
    }
  });

  test('makes rules of every row that has traffic, and settings of the others', () => {
    for (const set of sets) {
      expect([set.slug, constructFor(set)?.create !== undefined]).toEqual([set.slug, set.flows.length > 0]);
    }
  });
});

test('every set of the web service has a construct', () => {
  const sets = BUNDLED.where({}).filter(({ webService }) => webService !== undefined);
  expect(sets.length).toBeGreaterThan(140);
  expect(new Set(sets.map((set) => constructFor(set)?.name))).toEqual(new Set(['Microsoft365Outbound']));
  expect(new Set(sets.map(constructNameOf))).toEqual(new Set(['Microsoft365Outbound']));
});

describe.each(CLOUDS)('in %s', (cloud) => {
  const published = (slug: string): EndpointSet | undefined => BUNDLED.find(slug, cloud);

  test.each(REGISTRY.filter(({ create, metadata }) => create !== undefined && metadata.slugs.some(published)).map((entry) => [entry.name, entry] as const))('%s has rules', (name, entry) => {
    const scenario = entry.create!(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], cloud, ...entry.metadata.example });
    expect(scenario.rules.rules.length).toBeGreaterThan(0);
    expect(scenario.rules.provenance).toMatchObject({ scenario: name, cloud: cloud.name });
    expect(scenario.describe().traffic.length).toBeGreaterThan(0);
  });

  test('fails for every construct whose rows are not published there', () => {
    const absent = REGISTRY.filter(({ create, metadata }) => create !== undefined && !metadata.takesWebService && !metadata.slugs.some(published));
    expect(absent.map(({ name }) => name)).toEqual(NOT_PUBLISHED[cloud.name]);
    for (const { create, metadata } of absent) {
      expect(() => create!(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], cloud, ...metadata.example }))
        .toThrow(expect.objectContaining({ code: 'NotPublishedForCloud' }));
    }
  });
});

test('every scenario keeps its name where a bundler renames its class', () => {
  const folder = join(__dirname, '..', '..', 'lib', 'scenarios');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
  const classes = texts.flatMap((text) => [...text.matchAll(/^export class (\w+) extends Scenario /gm)].map(([, name]) => ({ name, text })));
  expect(classes.length).toBeGreaterThanOrEqual(26);
  expect(classes.filter(({ name, text }) => !text.includes(`keepName(${name}, '${name}');`)).map(({ name }) => name)).toEqual([]);
});
