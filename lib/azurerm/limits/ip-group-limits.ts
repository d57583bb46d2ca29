/**
 * Limits of Azure IP groups. They hold IPv4 only.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/firewall/ip-groups
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-firewall-limits
 */
export const IP_GROUP_LIMITS = {
  /** Addresses and prefixes in a group. */
  entriesPerGroup: 5000,

  /** Groups that the rules of a firewall may name. */
  groupsPerFirewall: 200,

  /** Share of its places that a group takes before there is one group more, so that entries stay where they are. */
  fill: 4 / 5,

  /** Characters of a name, which starts with a letter or digit and ends with one or an underscore. */
  nameLength: 80,

  /** Characters at the end of a name that number the groups of one list, such as `-12`. */
  numberLength: 4,
} as const;
