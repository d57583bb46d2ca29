/**
 * Limits of AWS WAF.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
 */
export const WAF_LIMITS = {
  /** Prefixes of an IP set. It cannot be raised. */
  addressesPerIpSet: 10_000,

  /** Web ACL capacity units (WCU) of a rule group. */
  ruleGroupCapacity: 5000,

  /** Characters of a regular expression. */
  patternLength: 512,

  /** Characters of a name: letters, digits, `_` and `-`. */
  nameLength: 128,

  /** The only region of IP sets, rule groups and web ACLs for CloudFront. */
  cloudFrontRegion: 'us-east-1',
} as const;
