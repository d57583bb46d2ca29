/**
 * The construct that enforces an endpoint set, by slug.
 *
 * A copy of what `lib/scenarios` says, since loading that costs a cold start more than
 * answering does; a test compares the two.
 */
export const SCENARIO_NAMES: Readonly<Record<string, string>> = {
  'exchange-hybrid': 'ExchangeHybridInbound',
  'exchange-hybrid-authentication': 'ExchangeHybridAuthenticationInbound',
  'graph-change-notifications': 'GraphChangeNotificationIngress',
  'mailbox-migration': 'MailboxMigrationInbound',
  'outlook-mobile-autodetect': 'OutlookMobileAutoDetectInbound',
};
