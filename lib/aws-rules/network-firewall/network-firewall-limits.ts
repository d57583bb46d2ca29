/**
 * Limits of AWS Network Firewall's stateful rule groups. None can be raised.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/quotas.html
 */
export const NETWORK_FIREWALL_LIMITS = {
  /** Rules of a stateful rule group, and of all stateful rule groups of a policy together. */
  capacity: 30_000,

  /** Bytes of all rules of a group. */
  rulesStringBytes: 2_000_000,

  /** Characters of one rule, the values of its variables included. */
  ruleLength: 8192,

  /** Characters of a group's name. */
  nameLength: 128,
} as const;
