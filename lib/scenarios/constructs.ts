// Every construct that turns published rows into rules or settings, one line each.
export { CustomScenario, type CustomScenarioProps } from './custom-scenario';
export { EntraConnectOutbound, type EntraConnectOutboundProps } from './entra-connect-outbound';
export { EntraConnectStsInbound, type EntraConnectStsInboundProps } from './entra-connect-sts-inbound';
export { ExchangeHybrid, type ExchangeHybridProps } from './exchange-hybrid';
export { ExchangeHybridAuthenticationInbound, type ExchangeHybridAuthenticationInboundProps } from './exchange-hybrid-authentication-inbound';
export {
  ExchangeHybridEntraAuthenticationOutbound, type ExchangeHybridEntraAuthenticationOutboundProps,
} from './exchange-hybrid-entra-authentication-outbound';
export { ExchangeHybridInbound, type ExchangeHybridInboundProps } from './exchange-hybrid-inbound';
export { FederationProxyInbound, type FederationProxyInboundProps } from './federation-proxy-inbound';
export { GraphChangeNotificationIngress, type GraphChangeNotificationIngressProps } from './graph-change-notification-ingress';
export { HybridConfigurationWizardOutbound, type HybridConfigurationWizardOutboundProps } from './hybrid-configuration-wizard-outbound';
export { MailboxMigrationInbound, type MailboxMigrationInboundProps } from './mailbox-migration-inbound';
export { MfaServerOutbound, type MfaServerOutboundProps } from './mfa-server-outbound';
export { Microsoft365Outbound, type Microsoft365OutboundProps } from './microsoft365-outbound';
export { NetworkConnectionStatusOutbound, type NetworkConnectionStatusOutboundProps } from './network-connection-status-outbound';
export { OutlookMobileAutoDetectInbound, type OutlookMobileAutoDetectInboundProps } from './outlook-mobile-auto-detect-inbound';
export { PstImportOutbound, type PstImportOutboundProps } from './pst-import-outbound';
export { RemoteConnectivityAnalyzerInbound, type RemoteConnectivityAnalyzerInboundProps } from './remote-connectivity-analyzer-inbound';
export { RemoteConnectivityAnalyzerOutbound, type RemoteConnectivityAnalyzerOutboundProps } from './remote-connectivity-analyzer-outbound';
export { RequiredEndpointsOutbound, type RequiredEndpointsOutboundProps } from './required-endpoints-outbound';
export { SkypeHybridOutbound, type SkypeHybridOutboundProps } from './skype-hybrid-outbound';
export { SkypeLegacyClientOutbound, type SkypeLegacyClientOutboundProps } from './skype-legacy-client-outbound';
export { SkypePstnHybridInbound, type SkypePstnHybridInboundProps } from './skype-pstn-hybrid-inbound';
export { StreamOutbound, type StreamOutboundProps } from './stream-outbound';
export { SupportAssistantOutbound, type SupportAssistantOutboundProps } from './support-assistant-outbound';
export {
  SupportAssistantSsoValidationInbound, type SupportAssistantSsoValidationInboundProps,
} from './support-assistant-sso-validation-inbound';
export { TeamsMobilePushOutbound, type TeamsMobilePushOutboundProps } from './teams-mobile-push-outbound';
export { TrustedSiteRow, TrustedSites, type TrustedSitesProps, type ZoneAssignment } from './trusted-sites';
export { UnifiedMessagingSbcOutbound, type UnifiedMessagingSbcOutboundProps } from './unified-messaging-sbc-outbound';
