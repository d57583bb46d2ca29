import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { resourceKey } from '../../terraform/resource-key';
import { FirewallCollections } from './firewall-collections';
import { IFirewallPolicy } from './firewall-policy-rules-props';

/** What can only be seen when the whole app is known; see the functions below for each. */
export function firewallPolicyProblems(
  point: IConstruct, group: FirewallPolicyRuleCollectionGroup, rendered: FirewallCollections, policy: IFirewallPolicy, dnsProxy: boolean,
): string[] {
  return [
    ...replacedRuleProblems(point, group, rendered),
    ...(dnsProxy && policy instanceof FirewallPolicy ? dnsProxyProblems(point, policy) : []),
    ...sameNameProblems(point, group),
  ];
}

/** The rules of the group are not those that we rendered. */
function replacedRuleProblems(
  { node: { path } }: IConstruct, group: FirewallPolicyRuleCollectionGroup, { network, application }: FirewallCollections,
): string[] {
  const isOurs = (input: unknown, ours: readonly unknown[]) => (ours.length === 0 ? input === undefined : input === ours);
  const areOurs = isOurs(group.networkRuleCollectionInput, network) && isOurs(group.applicationRuleCollectionInput, application);
  return areOurs && group.natRuleCollectionInput === undefined
    ? [] : [`the rules of ${path} were replaced or joined by others: make a rule collection group of your own for them`];
}

/** Network rules on names never match without it. */
function dnsProxyProblems({ node: { path } }: IConstruct, policy: FirewallPolicy): string[] {
  const enabled = policy.dnsInput?.proxyEnabled;
  return enabled === true || Token.isUnresolved(enabled)
    ? [] : [`${path} relies on the DNS proxy of ${policy.node.path}, which is off: set dns: { proxyEnabled: true } there`];
}

/** Another group of the same policy has the same name, so that each would overwrite the other. */
function sameNameProblems({ node: { path, root } }: IConstruct, group: FirewallPolicyRuleCollectionGroup): string[] {
  const keyOf = (each: FirewallPolicyRuleCollectionGroup) => resourceKey(each, { id: each.firewallPolicyIdInput ?? '', names: [each.nameInput ?? ''] });
  return root.node.findAll()
    .filter((construct) => construct instanceof FirewallPolicyRuleCollectionGroup)
    .filter((other) => other !== group && keyOf(other) === keyOf(group))
    .map((other) => `${other.node.path} is called ${other.nameInput}, as is the rule collection group of ${path} in the same policy: give one another name`);
}
