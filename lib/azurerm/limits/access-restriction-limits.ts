/**
 * Limits of access restrictions in Azure App Service and Functions.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/app-service/overview-access-restrictions
 */
export const ACCESS_RESTRICTION_LIMITS = {
  /** Rules of a site. */
  rules: 512,

  /** Ranges of one rule. */
  rangesPerRule: 8,

  /** Characters of a rule's name. */
  nameLength: 32,

  /** Characters of a rule's description. */
  descriptionLength: 150,

  /** Priorities of rules. */
  priority: { first: 1, last: 65_000 },
} as const;
