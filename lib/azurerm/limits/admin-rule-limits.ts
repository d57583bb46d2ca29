/**
 * Limits of security admin rules of Azure Virtual Network Manager. Those of a level are props of `AdminRules`.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/virtual-network-manager/concept-limitations
 * @see https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export const ADMIN_RULE_LIMITS = {
  /** Rules of one level of the network manager's scope, all collections together. */
  rulesPerLevel: 100,

  /** Prefixes of all those rules together. */
  prefixesPerLevel: 1000,

  /** Priorities that a rule may have. */
  priority: { first: 1, last: 4096 },

  /** Characters of a rule's name; the least that any resource of a network manager takes. */
  nameLength: 64,
} as const;
