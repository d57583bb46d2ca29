/**
 * Limits of EC2 managed prefix lists.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-quotas-managed-prefix-lists
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html
 */
export const PREFIX_LIST_LIMITS = {
  /** Entries of one request. EC2's lists may be larger, but CloudFormation and Terraform create one in one request. */
  entriesPerRequest: 100,

  /** MaxEntries where nothing is said: with it, a list fits into a security group of the usual quota. */
  defaultMaxEntries: 60,

  /** MaxEntries is a multiple of this, so that it seldom changes. */
  maxEntriesStep: 10,

  /** Share of MaxEntries that is filled where there is a choice. */
  fill: 0.9,

  /** Characters of a list's name. */
  nameLength: 255,
} as const;
