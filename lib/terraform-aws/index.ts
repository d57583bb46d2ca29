export { DNS_FIREWALL_LIMITS } from '../aws-rules/dns-firewall-limits';
export type { DnsFirewallRulesOptions } from '../aws-rules/dns-firewall-options';
export { NETWORK_FIREWALL_LIMITS } from '../aws-rules/network-firewall-limits';
export type { NetworkFirewallRulesOptions } from '../aws-rules/network-firewall-options';
export { SidRange } from '../aws-rules/sid-range';
export { type DnsFirewallAssociationOptions, DnsFirewallRules, type DnsFirewallRulesProps } from './dns-firewall-rules';
export { NetworkFirewallRules, type NetworkFirewallRulesProps } from './network-firewall-rules';
