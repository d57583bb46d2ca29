/**
 * For an app: the enforcement points of Azure, through CDK for Terraform.
 *
 * @module cdk-m365-endpoints/azurerm
 */
export { ACCESS_RESTRICTION_LIMITS } from './limits/access-restriction-limits';
export type { AddressRulesOptions } from './address-rules/address-rules-base';
export { AdminRuleAction } from './admin-rules/admin-rule-action';
export { ADMIN_RULE_LIMITS } from './limits/admin-rule-limits';
export { AdminRules, type AdminRulesProps, type IAdminRuleCollection } from './admin-rules/admin-rules';
export type { AdminRulesOptions } from './admin-rules/admin-rules-base';
export {
  AccessRestrictionAction,
  AppServiceAccessRestrictions, type AccessRestrictionHeaders, type AccessRestrictionsSiteConfig, type AppServiceAccessRestrictionsProps,
  type OtherAccessRestriction,
} from './web/app-service-access-restrictions';
export type { ApplicationGatewayWafRulesProps } from './web/application-gateway-waf-rules';
export { ContainerAppRestrictions, type ContainerAppRestrictionsProps } from './web/container-app-restrictions';
export { DefaultDeny } from './address-rules/default-deny';
export { EVENT_HUB_NAMESPACE_LIMITS } from './limits/event-hub-namespace-limits';
export { EventHubNamespaceRules, type EventHubNamespaceRulesProps } from './web/event-hub-namespace-rules';
export { FIREWALL_POLICY_LIMITS } from './limits/firewall-policy-limits';
export { FirewallPolicyRules } from './firewall-policy/firewall-policy-rules';
export type { FirewallPolicyRulesProps, IFirewallPolicy } from './firewall-policy/firewall-policy-rules-props';
export type { FirewallSourceOptions } from './firewall-policy/firewall-sources';
export type { FrontDoorWafRulesProps } from './web/front-door-waf-rules';
export type { INetworkSecurityGroup } from './network-security-group/group-key';
export { IP_GROUP_LIMITS } from './limits/ip-group-limits';
export type { IpGroupOptions } from './firewall-policy/ip-group-shards';
export { IpGroups, type IpGroupsProps } from './firewall-policy/ip-groups';
export type { Microsoft365ServiceTag, Microsoft365Tags } from './firewall-policy/microsoft-365-tags';
export { NETWORK_SECURITY_GROUP_LIMITS } from './limits/network-security-group-limits';
export { NetworkSecurityGroupRules, type NetworkSecurityGroupRulesProps } from './network-security-group/network-security-group-rules';
export type { NetworkSecurityGroupRulesOptions } from './network-security-group/network-security-group-rules-base';
export type { INetworkManager, OwnedAdminRules, OwnedAdminRulesProps } from './admin-rules/owned-admin-rules';
export type { OwnedNetworkSecurityGroup, OwnedNetworkSecurityGroupProps } from './network-security-group/owned-network-security-group';
export { PriorityRange } from './limits/priority-range';
export { WAF_POLICY_LIMITS } from './limits/waf-policy-limits';
export { WafPolicyRules } from './web/waf-policy-rules';
export type { WafPolicyRulesBase, WafPolicyRulesOptions } from './web/waf-policy-rules-base';
export { TrafficValidation, type TrafficValidationProps } from '../terraform/traffic-validation';
