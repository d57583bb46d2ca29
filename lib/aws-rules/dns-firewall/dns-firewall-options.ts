import { invalidAssociationPriority } from '../../messages/errors';
import { OptionTypes, required } from '../../rules/options/option-type';
import { flag, number, wholeNumber } from '../../rules/options/option-types';
import { DNS_FIREWALL_LIMITS } from './dns-firewall-limits';

/** Options of DNS Firewall rules on every framework. */
export interface DnsFirewallRulesOptions {
  /**
   * Whether the last rule blocks every other name (the answer is `NODATA`).
   *
   * Without it the group restricts nothing by itself. With it, names that no scenario
   * allows are not found by anyone in the VPC: those of AWS services and of your own zones included.
   *
   * @default false
   */
  readonly blockOthers?: boolean;

  /**
   * Rules that the rule group may have.
   *
   * @default 100
   */
  readonly rulesPerGroup?: number;
}

/** Options of `DnsFirewallRules.associateWith`. */
export interface DnsFirewallAssociationOptions {
  /** The place of the rule group among those of the VPC, from 101 to 8999; each has its own. */
  readonly priority: number;
}

/** What the options of the rules take. */
export const DNS_FIREWALL_RULES_OPTIONS: OptionTypes<DnsFirewallRulesOptions> = { blockOthers: flag(), rulesPerGroup: wholeNumber(1) };

/** What the options of an association take. */
export const DNS_FIREWALL_ASSOCIATION_OPTIONS: OptionTypes<DnsFirewallAssociationOptions> = { priority: required(number({ deployTime: true })) };

/** The quota in force: the one given, else that of Route 53. */
export function rulesPerGroupInForce({ rulesPerGroup = DNS_FIREWALL_LIMITS.rulesPerGroup }: DnsFirewallRulesOptions): number {
  return rulesPerGroup;
}

/** @throws EndpointError `InvalidAssociationPriority` */
export function requireAssociationPriority(priority: number): void {
  const { first, last } = DNS_FIREWALL_LIMITS.associationPriority;
  if (!Number.isInteger(priority) || priority < first || priority > last) {
    throw invalidAssociationPriority(priority, first, last);
  }
}
