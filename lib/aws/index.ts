export { SECURITY_GROUP_LIMITS } from './security-group-limits';
export { SecurityGroups, type SecurityGroupsProps } from './security-groups';
export type { ISecurityGroups, SecurityGroupsQuota } from './security-groups-base';
