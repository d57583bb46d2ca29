/**
 * Limits of Azure Firewall policies and of their rule collection groups.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-firewall-limits
 */
export const FIREWALL_POLICY_LIMITS = {
  /**
   * Sources × destinations, added up over all network rules of a firewall. An IP
   * group counts as one, whatever it holds; application rules do not count.
   */
  sourceDestinations: 20_000,

  /** Bytes of the rules of a rule collection group: for policies made after July 2022; before, half as many. */
  ruleCollectionGroupBytes: 2 * 1024 * 1024,

  /** Host names in network rules of a firewall, above which Azure warns of poor performance. */
  networkRuleHosts: 1000,

  /** Priorities that a rule collection group may have, and a rule collection in it. */
  priority: { first: 100, last: 65_000 },

  /** Ports of a network rule. */
  networkRulePorts: { first: 1, last: 65_535 },

  /** Ports of an application rule, as the provider takes them. */
  applicationRulePorts: { first: 1, last: 64_000 },

  /** Characters of a name, which starts with a letter or digit and ends with one or an underscore. */
  nameLength: 80,
} as const;
