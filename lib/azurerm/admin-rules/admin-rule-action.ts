/** What a security admin rule does with the traffic that a scenario admits. */
export enum AdminRuleAction {
  /**
   * Passes it on to the network security groups, which decide. The organisation permits, the team behind still chooses.
   * Refuses and admits nothing of itself: it exempts from the deny rules that come after it.
   */
  ALLOW = 'Allow',

  /**
   * Delivers it at once. No network security group can refuse it, so every address behind the collection is open to the
   * published prefixes: this admits more than the same rule in a network security group.
   */
  ALWAYS_ALLOW = 'AlwaysAllow',
}
