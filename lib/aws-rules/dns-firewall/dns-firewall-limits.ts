/**
 * Limits of Route 53 Resolver DNS Firewall. `rulesPerGroup` is a quota that an account can have raised, and a prop of `DnsFirewallRules`.
 *
 * Checked 2026-11.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-entities-resolver-dns-firewall
 */
export const DNS_FIREWALL_LIMITS = {
  /** Domains that one request may bring, which is how Terraform and CloudFormation write a list. */
  domainsPerList: 1000,

  /** Rules of a rule group. */
  rulesPerGroup: 100,

  /** Characters of the name of a rule, list or group. */
  nameLength: 64,

  /** Where a rule group may stand among those of a VPC. */
  associationPriority: { first: 101, last: 8999 },
} as const;
