/**
 * Limits of EC2 security groups. The first two are quotas that an account can have raised, and props of `SecurityGroups`.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
export const SECURITY_GROUP_LIMITS = {
  /** Rules of a group in one direction, counted for IPv4 and IPv6 apart. */
  rulesPerGroup: 60,

  /** Groups on one network interface. */
  groupsPerInterface: 5,

  /** The product of the two quotas above, which cannot be raised. */
  rulesPerInterface: 1000,

  /** Characters of a group's or rule's description. */
  descriptionLength: 255,

  /** Characters that a group's or rule's description may have. */
  descriptionPattern: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/,
} as const;
