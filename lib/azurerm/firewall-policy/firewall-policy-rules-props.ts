import { TerraformProvider } from 'cdktf';
import { PriorityRange } from '../limits/priority-range';
import { FirewallSourceOptions } from './firewall-sources';
import { IpGroupOptions } from './ip-group-shards';
import { Microsoft365Tags } from './microsoft-365-tags';

/** A firewall policy that exists already, in this app or outside. The provider's `FirewallPolicy` is one. */
export interface IFirewallPolicy {
  /** Azure resource id of the policy. */
  readonly id: string;
}

/** Options of {@link FirewallPolicyRules}. */
export interface FirewallPolicyRulesProps extends FirewallSourceOptions {
  /** The policy to add a rule collection group to. */
  readonly firewallPolicy: IFirewallPolicy;

  /** Priority of the rule collection group in the policy, from 100 to 65000; groups of lower numbers come first. */
  readonly priority: number;

  /**
   * Name of the rule collection group, once in a policy.
   *
   * @default - made from the path of this construct within its stack
   */
  readonly name?: string;

  /**
   * What the names of rules and rule collections start with.
   *
   * @default - nothing before the construct path of a scenario
   */
  readonly namePrefix?: string;

  /**
   * The provider of the rule collection group and its IP groups: an alias for the subscription of the policy.
   *
   * @default - that of a policy that is a resource or data source of this app; else the default one
   */
  readonly provider?: TerraformProvider;

  /**
   * Priorities of the rule collections in the group. All of them allow, so they decide nothing among each other.
   *
   * @default PriorityRange.ofRuleCollections(100, 65000)
   */
  readonly priorities?: PriorityRange;

  /**
   * TCP ports that speak HTTP, so that application rules match host names on them.
   *
   * @default [80]
   */
  readonly httpPorts?: number[];

  /**
   * TCP ports that speak HTTPS, so that application rules match host names on them.
   *
   * @default [443]
   */
  readonly httpsPorts?: number[];

  /**
   * Whether the DNS proxy of the policy is on and its clients ask it. Network rules then
   * admit exact host names on any port, by the addresses that they resolve to.
   *
   * @default false
   */
  readonly dnsProxy?: boolean;

  /**
   * Whether IPv6 network rules, an Azure preview, are used.
   *
   * @default false
   */
  readonly ipv6NetworkRules?: boolean;

  /**
   * Puts IPv4 addresses into IP groups, one or more for each network rule. A change of a
   * published prefix then leaves the rule collection group alone.
   *
   * @default - addresses stand in the rules
   */
  readonly ipGroups?: IpGroupOptions;

  /**
   * Azure's own tags, admitted in addition to the scenarios, with a warning.
   *
   * @default - none
   */
  readonly microsoft365Tags?: Microsoft365Tags;

  /**
   * Bytes that the rules of the group may have. Policies made before July 2022 take 1 MiB.
   *
   * @default 2097152
   */
  readonly ruleCollectionGroupBytes?: number;

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown
   */
  readonly acknowledgedWarnings?: string[];
}
