import { invalidAssociationPriority, invalidQuota } from '../../messages/errors';
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

/** @throws EndpointError `InvalidQuota` */
export function rulesPerGroupInForce({ rulesPerGroup = DNS_FIREWALL_LIMITS.rulesPerGroup }: DnsFirewallRulesOptions): number {
  if (!Number.isInteger(rulesPerGroup) || rulesPerGroup < 1) {
    throw invalidQuota('rulesPerGroup', rulesPerGroup, 'a whole number from 1');
  }
  return rulesPerGroup;
}

/** @throws EndpointError `InvalidAssociationPriority` */
export function requireAssociationPriority(priority: number): void {
  const { first, last } = DNS_FIREWALL_LIMITS.associationPriority;
  if (!Number.isInteger(priority) || priority < first || priority > last) {
    throw invalidAssociationPriority(priority, first, last);
  }
}
