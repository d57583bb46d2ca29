import { EndpointSet } from '../catalog';

/**
 * The constructs by the slugs of the rows that they are about: for a tool that only names them, since loading them all
 * takes longer than an answer. A test compares it with what each construct says of itself.
 */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  'entra-connect': 'EntraConnectOutbound',
  'entra-connect-china': 'EntraConnectOutbound',
  'entra-connect-sts': 'EntraConnectStsInbound',
  'exchange-hybrid': 'ExchangeHybridInbound',
  'exchange-hybrid-authentication': 'ExchangeHybridAuthenticationInbound',
  'exchange-hybrid-entra-authentication': 'ExchangeHybridEntraAuthenticationOutbound',
  'federation-proxy': 'FederationProxyInbound',
  'graph-change-notifications': 'GraphChangeNotificationIngress',
  'hybrid-configuration-wizard': 'HybridConfigurationWizardOutbound',
  'mailbox-migration': 'MailboxMigrationInbound',
  'mfa-server': 'MfaServerOutbound',
  'network-connection-status': 'NetworkConnectionStatusOutbound',
  'outlook-mobile-autodetect': 'OutlookMobileAutoDetectInbound',
  'pst-import': 'PstImportOutbound',
  'remote-connectivity-analyzer': 'RemoteConnectivityAnalyzerOutbound',
  'remote-connectivity-analyzer-tests': 'RemoteConnectivityAnalyzerInbound',
  'skype-hybrid': 'SkypeHybridOutbound',
  'skype-legacy-client': 'SkypeLegacyClientOutbound',
  'skype-pstn-hybrid': 'SkypePstnHybridInbound',
  'stream': 'StreamOutbound',
  'support-assistant': 'SupportAssistantOutbound',
  'support-assistant-sso-validation': 'SupportAssistantSsoValidationInbound',
  'teams-mobile-push': 'TeamsMobilePushOutbound',
  'trusted-sites-authentication': 'TrustedSites',
  'trusted-sites-sharepoint': 'TrustedSites',
  'trusted-sites-teams': 'TrustedSites',
  'trusted-sites-yammer': 'TrustedSites',
  'unified-messaging-sbc': 'UnifiedMessagingSbcOutbound',
  ...Object.fromEntries([
    'aria', 'azure-remoteapp', 'certificate-revocation', 'compliance', 'feature-wildcards', 'optional-features', 'portal', 'portal-shared', 'portal-telemetry',
    'pst-import-export', 'shared-cdn-help', 'third-party-integration',
  ].map((slug) => [slug, 'RequiredEndpointsOutbound'])),
};

/** The name of the construct that enforces `set`, if there is one. */
export function constructNameOf({ slug, webService }: EndpointSet): string | undefined {
  return Object.hasOwn(CONSTRUCTS, slug) ? CONSTRUCTS[slug] : webService === undefined ? undefined : 'Microsoft365Outbound';
}
