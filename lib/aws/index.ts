export { SECURITY_GROUP_LIMITS } from '../aws-rules/security-group-limits';
export type { SecurityGroupsQuota } from '../aws-rules/security-groups-quota';
export { SecurityGroups, type SecurityGroupsProps } from './security-groups';
export type { ISecurityGroups } from './security-groups-base';
