/**
 * Limits of the network rules of an Event Hubs namespace.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-ip-filtering
 * @see https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas
 */
export const EVENT_HUB_NAMESPACE_LIMITS = {
  /** IP rules of a namespace, of one range each. */
  ipRules: 128,

  /** Virtual network rules of a namespace. */
  virtualNetworkRules: 128,
} as const;
