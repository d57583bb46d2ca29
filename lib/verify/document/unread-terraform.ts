import type { JsonNode } from './json-node';
import type { Report } from './report';
import { resourcesOf } from './terraform-node';

/** Resources that admit traffic and are not read: the classic rules of Azure Firewall. */
const UNREAD = ['network', 'application', 'nat'].map((kind) => `azurerm_firewall_${kind}_rule_collection`);

const APPS = ['linux_web_app', 'linux_function_app', 'windows_web_app', 'windows_function_app'].flatMap((app) => [`azurerm_${app}`, `azurerm_${app}_slot`]);

/** Resources whose readers take them as existing once, with the blocks that are written. */
const READ_ONCE = [
  'aws_wafv2_ip_set', 'aws_wafv2_rule_group', 'aws_wafv2_web_acl', 'aws_route53_resolver_firewall_domain_list',
  'azurerm_firewall_policy_rule_collection_group', 'azurerm_ip_group', 'azurerm_cdn_frontdoor_firewall_policy', 'azurerm_web_application_firewall_policy',
  ...APPS,
];

/**
 * Puts under `unresolved` what may change what a document admits and stands where no reader looks: modules,
 * resources of kinds that are not read, and repetition of resources and blocks.
 */
export function reportUnreadTerraform(root: JsonNode, report: Report): void {
  root.at('module').itemsOrSelf().flatMap((modules) => modules.entries()).forEach(([, module]) => report.unresolve(module));
  UNREAD.flatMap((type) => resourcesOf(root, type)).forEach(([, node]) => report.unresolve(node));
  READ_ONCE.flatMap((type) => resourcesOf(root, type))
    .flatMap(([, node]) => ['count', 'for_each', 'dynamic'].map((key) => node.at(key)))
    .filter((argument) => !argument.isAbsent)
    .forEach((argument) => report.unresolve(argument));
}
