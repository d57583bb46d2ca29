export { SECURITY_GROUP_LIMITS } from '../aws-rules/security-group-limits';
export type { SecurityGroupsQuota } from '../aws-rules/security-groups-quota';
export { WAF_LIMITS } from '../aws-rules/waf-limits';
export { WafScope } from '../aws-rules/waf-scope';
export { RestApiPolicy, type RestApiPolicyProps } from './rest-api-policy';
export { REST_API_POLICY_LIMITS } from './rest-api-policy-limits';
export { SecurityGroups, type SecurityGroupsProps } from './security-groups';
export type { ISecurityGroups } from './security-groups-base';
export { WafIpSets, type WafIpSetsProps } from './waf-ip-sets';
