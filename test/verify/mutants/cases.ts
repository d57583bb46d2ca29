import { LinuxWebApp } from '@cdktf/provider-azurerm/lib/linux-web-app';
import { LogicAppStandard } from '@cdktf/provider-azurerm/lib/logic-app-standard';
import { Construct } from 'constructs';
import { AdminRules, AppServiceAccessRestrictions, PriorityRange } from '../../../lib/azurerm';
import { EndpointError } from '../../../lib/messages/errors';
import { IEnforcementPoint, Rule } from '../../../lib/rules';
import { prove } from '../../../lib/verify';
import { azurerm, Scene } from '../../cross-platform/scene';
import { TARGETS } from '../../cross-platform/targets';
import { enforce, outbound } from '../../support/rule-set';
import { rule } from '../../support/rules';
import { Grammar } from './mutate';

export const INBOUND = [rule(['192.0.2.1/32', '203.0.113.0/25', '2001:db8:1::/48'])];
const INBOUND_IPV4 = [rule(['192.0.2.1/32', '198.51.100.0/25', '203.0.113.0/25'])];
const OUTBOUND = [outbound('443', [], ['192.0.2.0/25', '203.0.113.7/32'])];
const PATH = ['/api/notifications'];

/** How Terraform takes its keys. */
export const TERRAFORM: Omit<Grammar, 'roots'> = {
  harmless: ['name', 'description', 'location', 'resource_group_name', 'sku_name', 'metric_name', 'service_plan_id', 'network_manager_id'],
  // Local sides, places, and what has no say where it stands.
  either: [
    'priority', 'network_security_group_name', 'firewall_policy_id', 'admin_rule_collection_id', 'destination_address_prefix', 'destination_address_prefixes', 'destination_application_security_group_ids', 'destination',
    'source_port_range', 'source_port_ranges', 'managed_rules', 'ip_address_version', 'scope', 'capacity', 'visibility_config', 'lifecycle', 'id',
  ],
  defaults: {},
  unknown: () => '${var.unknown}',
};
const CLOUDFORMATION: Omit<Grammar, 'roots'> = {
  harmless: ['Name', 'Description', 'MetricName', 'Sid'],
  either: ['Priority', 'Version', 'IPAddressVersion', 'Scope', 'Capacity', 'VisibilityConfig'],
  defaults: {},
  unknown: (value) => ({ 'Fn::If': ['Condition', value, { Ref: 'AWS::NoValue' }] }),
};

/** A filter in a synthesised document, with what it is meant to admit. */
export interface Case {
  readonly scene: () => Scene;
  readonly rules: readonly Rule[];
  readonly requests?: readonly string[];
  readonly grammar: Partial<Grammar>;
}

const target = (construct: string, style?: string) => {
  const found = TARGETS.find((one) => one.construct === construct && one.style === style);
  if (found === undefined) throw new Error(`no target ${construct} ${style}`);
  return found.scene;
};

/** The settings of an app that leave nothing open beside its restrictions. */
const closedApp = () => azurerm((stack) => {
  const restrictions = new AppServiceAccessRestrictions(stack, 'Restrictions');
  const siteConfig = { ...restrictions.siteConfig, scmUseMainIpRestriction: true };
  new LinuxWebApp(stack, 'App', { name: 'app', resourceGroupName: 'rg', location: 'westeurope', servicePlanId: 'plan', httpsOnly: true, siteConfig });
  return restrictions;
});
const closedLogicApp = () => azurerm((stack) => {
  const restrictions = new AppServiceAccessRestrictions(stack, 'Restrictions');
  new LogicAppStandard(stack, 'App', {
    name: 'app',
    resourceGroupName: 'rg',
    location: 'westeurope',
    appServicePlanId: 'plan',
    storageAccountName: 'name',
    storageAccountAccessKey: 'key',
    httpsOnly: true,
    siteConfig: { ...restrictions.siteConfig, scmUseMainIpRestriction: true },
  });
  return restrictions;
});
const adminRules = () => azurerm((stack) => (
  new AdminRules(stack, 'Rules', { ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 99) })
));

export const CASES: Record<string, Case> = {
  'AWS WAF in CloudFormation': { scene: target('WafIpSets'), rules: INBOUND, requests: PATH, grammar: CLOUDFORMATION },
  'AWS WAF in Terraform': { scene: target('WafIpSets', 'Terraform'), rules: INBOUND, requests: PATH, grammar: TERRAFORM },
  'a REST API policy': { scene: target('RestApiPolicy'), rules: INBOUND, requests: ['/api/notifications of stage prod'], grammar: CLOUDFORMATION },
  'Front Door': {
    scene: target('WafPolicyRules', 'forFrontDoor'),
    rules: INBOUND,
    requests: PATH,
    grammar: { ...TERRAFORM, defaults: { enabled: true, negation_condition: false, mode: 'Prevention' } },
  },
  'Application Gateway': {
    scene: target('WafPolicyRules', 'forApplicationGateway'),
    rules: INBOUND,
    requests: PATH,
    grammar: { ...TERRAFORM, defaults: { enabled: true, negation_condition: false } },
  },
  'an app': {
    scene: closedApp,
    rules: INBOUND,
    grammar: { ...TERRAFORM, either: [...TERRAFORM.either, 'https_only', 'scm_use_main_ip_restriction'], defaults: { action: 'Allow' } },
  },
  'an Event Hubs namespace': {
    scene: target('EventHubNamespaceRules'),
    rules: INBOUND,
    grammar: {
      ...TERRAFORM, either: [...TERRAFORM.either, 'sku', 'trusted_service_access_enabled'], defaults: { action: 'Allow', public_network_access_enabled: true },
    },
  },
  'a container app': {
    scene: target('ContainerAppRestrictions'),
    rules: INBOUND_IPV4,
    grammar: {
      ...TERRAFORM,
      either: [...TERRAFORM.either, 'container_app_environment_id', 'external_enabled', 'revision_mode', 'target_port', 'template', 'traffic_weight'],
    },
  },
  'a Logic App': {
    scene: closedLogicApp,
    rules: INBOUND,
    grammar: {
      ...TERRAFORM,
      either: [...TERRAFORM.either, 'https_only', 'scm_use_main_ip_restriction', 'app_service_plan_id', 'storage_account_access_key', 'storage_account_name'],
      defaults: { action: 'Allow' },
    },
  },
  'separate network security rules': { scene: target('NetworkSecurityGroupRules', 'existing group'), rules: INBOUND, grammar: TERRAFORM },
  'an own network security group': { scene: target('NetworkSecurityGroupRules', 'withOwnGroup'), rules: INBOUND, grammar: TERRAFORM },
  'security admin rules': { scene: adminRules, rules: INBOUND, grammar: TERRAFORM },
  'a firewall policy': {
    scene: target('FirewallPolicyRules', 'ipGroups'), rules: OUTBOUND, grammar: { ...TERRAFORM, either: [...TERRAFORM.either, 'source_addresses'] },
  },
};

export function synthesise({ scene, rules }: Case): Record<string, any> {
  const made = scene();
  enforce(made.enforcementPoint as IEnforcementPoint & Construct, rules);
  return made.synthesise() as Record<string, any>;
}

/** What of a document decides on traffic. */
export function rootsOf(document: Record<string, any>): string[] {
  return 'Resources' in document
    ? Object.keys(document.Resources).map((id) => `Resources.${id}.Properties`)
    : Object.keys(document.resource).filter((type) => type !== 'azurerm_resource_group').map((type) => `resource.${type}`);
}

/** The verdict; a document that cannot be read at all proves nothing either. */
export function verdictOf(document: unknown, { rules, requests }: Case): string {
  try {
    return prove(document, { rules, requests }).verdict;
  } catch (error) {
    if (error instanceof EndpointError) return 'unreadable';
    throw error;
  }
}
