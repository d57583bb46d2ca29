/**
 * Limits of Azure network security groups and of their rules.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits
 */
export const NETWORK_SECURITY_GROUP_LIMITS = {
  /** Rules of a group, both directions together. */
  rulesPerGroup: 1000,

  /** Source prefixes of all rules of a group, and as many destination prefixes. */
  prefixesPerGroup: 4000,

  /** Priorities that a rule may have, each once in a direction. */
  priority: { first: 100, last: 4096 },

  /** Characters of a rule's name, which starts and ends with a letter, digit or underscore. */
  nameLength: 80,

  /** Share of a priority range that may be taken, so that priorities stay where they are. */
  priorityRangeFill: 2 / 3,
} as const;
