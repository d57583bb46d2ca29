/**
 * For an app: the enforcement points of AWS, through CDK for Terraform.
 *
 * @module cdk-m365-endpoints/terraform-aws
 */
export { DNS_FIREWALL_LIMITS } from '../aws-rules/dns-firewall/dns-firewall-limits';
export type { DnsFirewallAssociationOptions, DnsFirewallRulesOptions } from '../aws-rules/dns-firewall/dns-firewall-options';
export { NETWORK_FIREWALL_LIMITS } from '../aws-rules/network-firewall/network-firewall-limits';
export type { NetworkFirewallRulesOptions } from '../aws-rules/network-firewall/network-firewall-options';
export { PREFIX_LIST_LIMITS } from '../aws-rules/prefix-lists/prefix-list-limits';
export type { PrefixListRulesOptions } from '../aws-rules/prefix-lists/prefix-list-rules-options';
export type { PrefixListTraffic } from '../aws-rules/prefix-lists/prefix-list-traffic';
export type { PrefixListsOptions } from '../aws-rules/prefix-lists/prefix-lists-options';
export { SECURITY_GROUP_LIMITS } from '../aws-rules/security-groups/security-group-limits';
export type { SecurityGroupsQuota } from '../aws-rules/security-groups/security-groups-quota';
export { SidRange } from '../aws-rules/network-firewall/sid-range';
export { WAF_LIMITS } from '../aws-rules/waf/waf-limits';
export { WafScope } from '../aws-rules/waf/waf-scope';
export { DnsFirewallRules, type DnsFirewallRulesProps } from './dns-firewall-rules';
export { NetworkFirewallRules, type NetworkFirewallRulesProps } from './network-firewall-rules';
export { PrefixLists, type DirectedPrefixList, type PrefixListsProps } from './prefix-lists';
export { SecurityGroups, type SecurityGroupsProps } from './security-groups';
export type { ISecurityGroups } from './security-groups-base';
export { WafIpSets, type WafIpSetsProps } from './waf-ip-sets';
export { TrafficValidation, type TrafficValidationProps } from '../terraform/traffic-validation';
