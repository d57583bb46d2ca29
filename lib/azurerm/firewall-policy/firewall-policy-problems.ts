import type { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { TerraformResource, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { groupBy } from '../../collections/group-by';
import { isResourceOf } from '../../terraform/provider-of';
import { resourceKey } from '../../terraform/resource-key';
import { ValidationIndex } from '../../terraform/validation-index';
import { FirewallCollections } from './firewall-collections';
import { IFirewallPolicy } from './firewall-policy-rules-props';

/** A policy, read through the inputs of its class, whichever provider package made it. */
interface PolicyInputs extends IConstruct {
  readonly dnsInput?: { readonly proxyEnabled?: unknown };
}

/** A rule collection group, read through the inputs of its class, whichever provider package made it. */
interface GroupInputs extends TerraformResource {
  readonly firewallPolicyIdInput?: string;
  readonly nameInput?: string;
}

/**
 * What can only be seen when the whole app is known; see the functions below for each.
 *
 * @param rendered the rules of the group as we rendered them; `undefined` when the app had replaced them before
 */
export function firewallPolicyProblems(
  point: IConstruct, group: FirewallPolicyRuleCollectionGroup, rendered: FirewallCollections | undefined, policy: IFirewallPolicy, dnsProxy: boolean,
): string[] {
  return [
    ...replacedRuleProblems(point, group, rendered),
    ...(dnsProxy ? dnsProxyProblems(point, policy) : []),
    ...sameNameProblems(point, group),
  ];
}

/** Whether the rules of the group are those that we rendered, and no others. */
export function isRendered(group: FirewallPolicyRuleCollectionGroup, { network, application }: FirewallCollections): boolean {
  const isOurs = (input: unknown, ours: readonly unknown[]) => (ours.length === 0 ? input === undefined : input === ours);
  return isOurs(group.networkRuleCollectionInput, network) && isOurs(group.applicationRuleCollectionInput, application) &&
    group.natRuleCollectionInput === undefined;
}

function replacedRuleProblems(
  { node: { path } }: IConstruct, group: FirewallPolicyRuleCollectionGroup, rendered: FirewallCollections | undefined,
): string[] {
  return rendered !== undefined && isRendered(group, rendered)
    ? [] : [`the rules of ${path} were replaced or joined by others: make a rule collection group of your own for them`];
}

/** Network rules on names never match without it. */
function dnsProxyProblems({ node: { path } }: IConstruct, policy: IFirewallPolicy): string[] {
  if (!isPolicy(policy)) {
    return [];
  }
  const enabled = policy.dnsInput?.proxyEnabled;
  return enabled === true || Token.isUnresolved(enabled)
    ? [] : [`${path} relies on the DNS proxy of ${policy.node.path}, which is off: set dns: { proxyEnabled: true } there`];
}

/** Another group of the same policy has the same name, so that each would overwrite the other. */
function sameNameProblems(point: IConstruct, group: FirewallPolicyRuleCollectionGroup): string[] {
  return (GROUPS.of(point).get(keyOf(group)) ?? [])
    .filter((other) => other.node.path !== group.node.path)
    .map((other) => `${other.node.path} is called ${other.nameInput}, as is the rule collection group of ${point.node.path} in the same policy: give one another name`);
}

/** The rule collection groups of an app by policy and name. */
const GROUPS = new ValidationIndex((root) => groupBy(root.node.findAll().filter(isGroup), keyOf));

function keyOf(group: GroupInputs): string {
  return resourceKey(group, { id: group.firewallPolicyIdInput ?? '', names: [group.nameInput ?? ''] });
}

function isGroup(construct: IConstruct): construct is GroupInputs {
  return isResourceOf(construct, 'azurerm_firewall_policy_rule_collection_group');
}

function isPolicy(policy: IFirewallPolicy): policy is IFirewallPolicy & PolicyInputs {
  return TerraformResource.isTerraformResource(policy) && policy.terraformResourceType === 'azurerm_firewall_policy';
}
