/** Limits as this reader checks them; each can be raised for a subscription or an account. */
export interface TerraformLimits {
  /** Rules per EC2 security group, direction and address family (default 60). */
  readonly rulesPerEc2Group?: number;
  /** Rules per network security group, both directions together (default 1000). */
  readonly rulesPerGroup?: number;
  /** Source prefixes, and destination prefixes, per network security group (default 4000). */
  readonly prefixesPerGroup?: number;
  /** Security admin rules per collection, as the level of the network manager that holds it (default 100). */
  readonly adminRulesPerLevel?: number;
  /** Prefixes of those rules, sources and destinations together (default 1000). */
  readonly adminPrefixesPerLevel?: number;
  /** Ports of the listeners that filters of web requests stand before, which none of them knows (default 443). */
  readonly webPorts?: readonly number[];
}
