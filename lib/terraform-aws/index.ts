export { PREFIX_LIST_LIMITS } from '../aws-rules/prefix-list-limits';
export type { PrefixListRulesOptions } from '../aws-rules/prefix-list-rules-options';
export type { PrefixListTraffic } from '../aws-rules/prefix-list-traffic';
export { SECURITY_GROUP_LIMITS } from '../aws-rules/security-group-limits';
export type { SecurityGroupsQuota } from '../aws-rules/security-groups-quota';
export { PrefixLists, type DirectedPrefixList, type PrefixListsProps } from './prefix-lists';
export { SecurityGroups, type SecurityGroupsProps } from './security-groups';
export type { ISecurityGroups } from './security-groups-base';
