export { ExchangeHybridAuthenticationInbound, type ExchangeHybridAuthenticationInboundProps } from './exchange-hybrid-authentication-inbound';
export { ExchangeHybridInbound, type ExchangeHybridInboundProps } from './exchange-hybrid-inbound';
export { GraphChangeNotificationIngress, type GraphChangeNotificationIngressProps } from './graph-change-notification-ingress';
export { MailboxMigrationInbound, type MailboxMigrationInboundProps } from './mailbox-migration-inbound';
export { OutlookMobileAutoDetectInbound, type OutlookMobileAutoDetectInboundProps } from './outlook-mobile-auto-detect-inbound';
export { Scenario } from './scenario';
export type { FlowSelection, ScenarioDefinition } from './scenario-definition';
export type { ScenarioProps } from './scenario-props';
