export type { INetworkSecurityGroup } from './group-key';
export { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';
export { NetworkSecurityGroupRules, type NetworkSecurityGroupRulesProps } from './network-security-group-rules';
export type { NetworkSecurityGroupRulesOptions } from './network-security-group-rules-base';
export type { OwnedNetworkSecurityGroup, OwnedNetworkSecurityGroupProps } from './owned-network-security-group';
export { OutboundDeny } from './outbound-deny';
export { PriorityRange } from './priority-range';
