/** What the page of each construct says that it admits. The tables of these pages are made from the data, as `docs.test.ts` holds. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, Cloud } from '../../lib/catalog';
import { TrustedSites } from '../../lib/scenarios/constructs';
import { instantiateExample } from '../../lib/scenarios/instantiate-example';
import { REGISTRY } from '../../lib/scenarios/registry';
import { ProvenBy, somePromisesOf, testsOf } from '../support/promises';

const options = testsOf('scenarios/base/options.test.ts');
const wizardData = testsOf('data.test.ts')('the additional endpoints, one fact a line');
const derived = testsOf('scenarios/registry.test.ts')('%s has rules');
const catalog = Catalog.bundled();

/** What a construct admits with the options of its example, a line for each kind of traffic. */
function admits(construct: string, props: object = {}, cloud = Cloud.WORLDWIDE): string[] {
  const entry = REGISTRY.find(({ name }) => name === construct)!;
  const example = { ...entry, metadata: { ...entry.metadata, example: { ...entry.metadata.example, ...props } } };
  const { rules } = instantiateExample(example, catalog, cloud)!.rules;
  return [...new Set(rules.map(({ direction, protocol, ports, prefixes, hosts }) => (
    [direction, protocol, ports, prefixes.isEmpty ? '' : 'addresses', hosts.length === 0 ? '' : 'names'].map(String).filter(Boolean).join(' ')
  )))];
}

type Page = readonly [page: string, construct: string, sentence: string, admitted: readonly string[], props?: object, by?: readonly ProvenBy[]];

const PAGES: readonly Page[] = [
  ['entra-connect-outbound', 'EntraConnectOutbound', 'Admits the addresses of Entra ID in the web service on the ports that it publishes (TCP 80 and 443; GCC High and DoD 443), and the hosts that the documentation (Worldwide) or the page (China) lists.',
    ['outbound tcp 80,443 addresses', 'outbound tcp 80 names', 'outbound tcp 443 names'], {}, [options('takes the row of its own that China has')]],
  ['entra-connect-sts-inbound', 'EntraConnectStsInbound', 'Admits TCP 80 and 443 from the sources, and TCP 5985 as an option.',
    ['inbound tcp 80,443 addresses', 'inbound tcp 5985 addresses'], { remoteManagement: true }],
  ['exchange-hybrid-authentication-inbound', 'ExchangeHybridAuthenticationInbound', "Admits TCP 443 from the addresses of Exchange Online's web services.", ['inbound tcp 443 addresses'], {}, [options('authentication admits the web services alone')]],
  ['exchange-hybrid-entra-authentication-outbound', 'ExchangeHybridEntraAuthenticationOutbound', 'Admits `*.msappproxy.net` on TCP 443, and on TCP 80 for certificate revocation.', ['outbound tcp 80,443 names']],
  ['exchange-hybrid-inbound', 'ExchangeHybridInbound', "Admits TCP 443 from the addresses of Exchange Online's web services and, as options, TCP 25 for mail and the rest of the Exchange Online table.",
    ['inbound tcp 443 addresses', 'inbound tcp 25 addresses'], { mailFlow: true }, [options('ExchangeHybridInbound admits the web services alone'), options('mailFlow adds TCP 25 from the mail addresses'), options('wholeExchangeTable admits TCP 443 from the mail addresses too')]],
  ['federation-proxy-inbound', 'FederationProxyInbound', 'Admits TCP 443 from the sources, and TCP 49443 for client certificates as an option.',
    ['inbound tcp 443 addresses', 'inbound tcp 49443 addresses'], { certificateAuthentication: true }],
  ['graph-change-notification-ingress', 'GraphChangeNotificationIngress', 'Admits the addresses published for the cloud, on TCP 443 or the chosen ports.', ['inbound tcp 8443 addresses'], { ports: [8443] }],
  ['hybrid-configuration-wizard-outbound', 'HybridConfigurationWizardOutbound', 'Admits TCP 443 to the published hosts (Worldwide) or to two addresses (GCC High and DoD)', ['outbound tcp 443 names']],
  ['mailbox-migration-inbound', 'MailboxMigrationInbound', 'Admits TCP 443 from every address of the Exchange Online table, as the row states.', ['inbound tcp 443 addresses'], {}, [testsOf('data.test.ts')('the Exchange sets that hybrid rows point at are those of the web service, in %s')]],
  ['mfa-server-outbound', 'MfaServerOutbound', 'Admits TCP 443 to the prefixes, or to the names, that the linked documentation lists.', ['outbound tcp 443 addresses names']],
  ['microsoft365-outbound', 'Microsoft365Outbound', 'Admits every selected endpoint set on its TCP and UDP ports: by name if the enforcement point matches names, otherwise by address.',
    ['outbound tcp 80,443 names', 'outbound tcp 80,443 addresses names', 'outbound tcp 443 addresses names', 'outbound tcp 443 names', 'outbound tcp 25 addresses names', 'outbound tcp 143,587,993,995 addresses names', 'outbound udp 3478-3481 addresses'],
    { quic: false }, [testsOf('scenarios/clients/microsoft365-outbound.test.ts')('the bundled web service is selected as published, in every cloud'), testsOf('scenarios/clients/microsoft365-outbound.test.ts')('admits names, addresses and both protocols of every set')]],
  ['network-connection-status-outbound', 'NetworkConnectionStatusOutbound', 'Admits TCP 80 to the hosts of the probe.', ['outbound tcp 80 names']],
  ['outlook-mobile-auto-detect-inbound', 'OutlookMobileAutoDetectInbound', 'Admits TCP 443 from the two published prefixes, in every cloud', ['inbound tcp 443 addresses'], {}, [testsOf('data.test.ts')('row 10 of 2025-01 has its two prefixes and its two templates')]],
  ['pst-import-outbound', 'PstImportOutbound', 'Admits TCP 443 to Azure Storage of the cloud', ['outbound tcp 443 names']],
  ['remote-connectivity-analyzer-inbound', 'RemoteConnectivityAnalyzerInbound', 'Admits the TCP ports of the protocols from the addresses that the page lists for starting tests', ['inbound tcp 25,80,110,143,443,993,995 addresses'], {}, [options('admits every protocol from the addresses, and ports of your choice')]],
  ['remote-connectivity-analyzer-outbound', 'RemoteConnectivityAnalyzerOutbound', 'Admits TCP 80 and 443 to its host, or to the prefixes that the row lists for it.', ['outbound tcp 80,443 addresses names']],
  ['required-endpoints-outbound', 'RequiredEndpointsOutbound', 'Admits the hosts of the chosen rows on the ports that they state.', ['outbound tcp 443 names'], {}, [options('admits the chosen rows, with the names of the tenant')]],
  ['skype-hybrid-outbound', 'SkypeHybridOutbound', 'Admits TCP 5061 and 50000-59999 and UDP 50000-59999 to the two published prefixes.', ['outbound tcp 5061,50000-59999 addresses', 'outbound udp 50000-59999 addresses']],
  ['skype-legacy-client-outbound', 'SkypeLegacyClientOutbound', 'Admits TCP 443 to the published prefix.', ['outbound tcp 443 addresses']],
  ['skype-pstn-hybrid-inbound', 'SkypePstnHybridInbound', 'Admits TCP 5061 to the access edge, and TCP 50000-59999 and UDP 3478 to the audio and video edge, from the Teams addresses of the web service.',
    ['inbound tcp 5061 addresses', 'inbound tcp 50000-59999 addresses', 'inbound udp 3478 addresses']],
  ['stream-outbound', 'StreamOutbound', 'Admits TCP 443 to the hosts that the row lists', ['outbound tcp 443 names']],
  ['support-assistant-outbound', 'SupportAssistantOutbound', 'Admits TCP 443 to the hosts that the row lists.', ['outbound tcp 443 names']],
  ['support-assistant-sso-validation-inbound', 'SupportAssistantSsoValidationInbound', 'Admits the two published addresses, on TCP 443 or the chosen ports.', ['inbound tcp 8443 addresses'], { ports: [8443] }],
  ['teams-mobile-push-outbound', 'TeamsMobilePushOutbound', 'Admits TCP 443 and 5228-5230 to the hosts of Firebase Cloud Messaging, and TCP 443 and 5223 to the addresses of Apple', ['outbound tcp 443,5228-5230 names', 'outbound tcp 443,5223 addresses']],
  ['unified-messaging-sbc-outbound', 'UnifiedMessagingSbcOutbound', 'Admits TCP 5061 both ways: to `*.um.outlook.com`, and from `sources`.', ['outbound tcp 5061 names', 'inbound tcp 5061 addresses']],
];

for (const [page, construct, sentence, admitted, props = {}, by = []] of PAGES) {
  somePromisesOf(`docs/scenarios/${page}.md`, ({ promise, proven }) => {
    promise(sentence, () => expect(admits(construct, props).sort()).toEqual([...admitted].sort()));
    if (by.length > 0) proven(sentence, ...by);
  });
}

somePromisesOf('docs/scenarios/entra-connect-outbound.md', ({ promise, proven }) => {
  promise('GCC High and DoD 443', () => expect(admits('EntraConnectOutbound', {}, Cloud.US_GOV_GCC_HIGH)).toEqual(['outbound tcp 443 addresses']));
  proven('For GCC High and DoD the hosts of the health agent are documented, and no others.', options('fails for the health agent in a cloud whose hosts are not known'));
});

somePromisesOf('docs/scenarios/hybrid-configuration-wizard-outbound.md', ({ promise, proven }) => {
  promise('or to two addresses (GCC High and DoD)', () => expect(admits('HybridConfigurationWizardOutbound', {}, Cloud.US_GOV_DOD)).toEqual(['outbound tcp 443 addresses']));
  proven('Where the row publishes a URL with a path, its host is admitted.', wizardData);
});

somePromisesOf('docs/scenarios/microsoft365-outbound.md', ({ proven }) => {
  const microsoft365 = testsOf('scenarios/clients/microsoft365-outbound.test.ts');

  proven('`ServiceArea.COMMON` is always included', microsoft365('selects %s'));
  proven('The ids of the only sets to admit, whatever their service area.', microsoft365('selects %s'));
  proven('its SharePoint, OneDrive and Autodiscover names are admitted instead of those of every tenant', microsoft365('tenant admits the names of the tenant in place of those of every tenant, and no other change'));
  proven('Whether to admit QUIC: UDP 443, where it is published.', microsoft365('quic: false leaves out UDP 443 alone'));
});

somePromisesOf('docs/scenarios/teams-mobile-push-outbound.md', ({ proven }) => {
  proven('TCP 2197 to the same addresses. Phones do not need it.', options('and as an option %s'), options('admits Google and the list of Apple'));
});

somePromisesOf('docs/scenarios/trusted-sites.md', ({ promise, proven }) => {
  const sites = testsOf('scenarios/clients/trusted-sites.test.ts');

  promise('It synthesises nothing', () => expect(TrustedSites.prototype).not.toHaveProperty('rules'));
  proven('Provides the names as data and as policy values', sites('gathers the names of every row, once and sorted, with those of the tenant'), sites('gives them as entries of the policy, in the Trusted Sites zone'), sites('gives them as the value of the Intune setting'));
  proven('none: that row is refused', sites('fails for SharePoint without a tenant, and for no row'));
});

somePromisesOf('docs/coverage.md', ({ proven }) => {
  proven('| 23 |', testsOf('cli/commands/coverage.test.ts')('row 23 is as published, cloud by cloud'), ['docs.test.ts', '%s is as npm run docs writes it'], derived);
});

test('the page of every construct is tested', () => {
  const pages = readdirSync(join(__dirname, '..', '..', 'docs', 'scenarios')).map((file) => file.replace('.md', ''));
  expect(pages.filter((page) => !['README', 'trusted-sites', ...PAGES.map(([tested]) => tested)].includes(page))).toEqual([]);
});
