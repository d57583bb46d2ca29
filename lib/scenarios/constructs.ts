// Every construct that turns published rows into rules or settings, one line each.
export { CustomScenario, type CustomScenarioProps } from './base/custom-scenario';
export { EntraConnectOutbound, type EntraConnectOutboundProps } from './identity/entra-connect-outbound';
export { EntraConnectStsInbound, type EntraConnectStsInboundProps } from './identity/entra-connect-sts-inbound';
export { ExchangeHybrid, type ExchangeHybridProps } from './exchange/exchange-hybrid';
export { ExchangeHybridAuthenticationInbound, type ExchangeHybridAuthenticationInboundProps } from './exchange/exchange-hybrid-authentication-inbound';
export {
  ExchangeHybridEntraAuthenticationOutbound, type ExchangeHybridEntraAuthenticationOutboundProps,
} from './exchange/exchange-hybrid-entra-authentication-outbound';
export { ExchangeHybridInbound, type ExchangeHybridInboundProps } from './exchange/exchange-hybrid-inbound';
export { FederationProxyInbound, type FederationProxyInboundProps } from './identity/federation-proxy-inbound';
export { GraphChangeNotificationIngress, type GraphChangeNotificationIngressProps } from './graph/graph-change-notification-ingress';
export { HybridConfigurationWizardOutbound, type HybridConfigurationWizardOutboundProps } from './exchange/hybrid-configuration-wizard-outbound';
export { MailboxMigrationInbound, type MailboxMigrationInboundProps } from './exchange/mailbox-migration-inbound';
export { MfaServerOutbound, type MfaServerOutboundProps } from './identity/mfa-server-outbound';
export { Microsoft365Outbound, type Microsoft365OutboundProps } from './clients/microsoft365-outbound';
export { NetworkConnectionStatusOutbound, type NetworkConnectionStatusOutboundProps } from './support/network-connection-status-outbound';
export { OutlookMobileAutoDetectInbound, type OutlookMobileAutoDetectInboundProps } from './exchange/outlook-mobile-auto-detect-inbound';
export { PstImportOutbound, type PstImportOutboundProps } from './exchange/pst-import-outbound';
export { RemoteConnectivityAnalyzerInbound, type RemoteConnectivityAnalyzerInboundProps } from './support/remote-connectivity-analyzer-inbound';
export { RemoteConnectivityAnalyzerOutbound, type RemoteConnectivityAnalyzerOutboundProps } from './support/remote-connectivity-analyzer-outbound';
export { RequiredEndpointsOutbound, type RequiredEndpointsOutboundProps } from './clients/required-endpoints-outbound';
export { SkypeHybridOutbound, type SkypeHybridOutboundProps } from './teams/skype-hybrid-outbound';
export { SkypeLegacyClientOutbound, type SkypeLegacyClientOutboundProps } from './teams/skype-legacy-client-outbound';
export { SkypePstnHybridInbound, type SkypePstnHybridInboundProps } from './teams/skype-pstn-hybrid-inbound';
export { StreamOutbound, type StreamOutboundProps } from './teams/stream-outbound';
export { SupportAssistantOutbound, type SupportAssistantOutboundProps } from './support/support-assistant-outbound';
export {
  SupportAssistantSsoValidationInbound, type SupportAssistantSsoValidationInboundProps,
} from './support/support-assistant-sso-validation-inbound';
export { TeamsMobilePushOutbound, type TeamsMobilePushOutboundProps } from './teams/teams-mobile-push-outbound';
export { TrustedSiteRow, TrustedSites, type TrustedSitesProps } from './clients/trusted-sites';
export { UnifiedMessagingSbcOutbound, type UnifiedMessagingSbcOutboundProps } from './exchange/unified-messaging-sbc-outbound';
