import {
  FirewallPolicyRuleCollectionGroupApplicationRuleCollection, FirewallPolicyRuleCollectionGroupNetworkRuleCollection,
  FirewallPolicyRuleCollectionGroupNetworkRuleCollectionRule,
} from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { AddressFamily } from '../../net';
import { ApplicationRule, NetworkRule } from './firewall-rule';
import { FirewallRules } from './firewall-rules';
import { countSources, FirewallSourceOptions, firewallSources } from './firewall-sources';

/** The rules of a rule collection group, as the provider takes them. */
export interface FirewallCollections {
  readonly network: NetworkCollection[];
  readonly application: FirewallPolicyRuleCollectionGroupApplicationRuleCollection[];
}

/** A collection whose rules are known. */
interface NetworkCollection extends FirewallPolicyRuleCollectionGroupNetworkRuleCollection {
  readonly rule: FirewallPolicyRuleCollectionGroupNetworkRuleCollectionRule[];
}

/**
 * Writes rules as the provider takes them.
 *
 * @param ipGroups the ids of the IP groups that stand for the addresses of a rule, by the name of the rule
 */
export function firewallCollections(
  { network, application }: FirewallRules, sources: FirewallSourceOptions, ipGroups: ReadonlyMap<string, string[]>,
): FirewallCollections {
  return {
    network: network.map(({ name, priority, rules }) => ({
      name, priority, action: 'Allow', rule: rules.map((rule) => networkRule(rule, sources, ipGroups.get(rule.name))),
    })),
    application: application.map(({ name, priority, rules }) => ({
      name, priority, action: 'Allow', rule: rules.map((rule) => applicationRule(rule, sources)),
    })),
  };
}

/** Pairs of source and destination, as Azure counts them: an IP group, a name or a tag is one. */
export function sourceDestinations({ network }: FirewallCollections): number {
  return network.flatMap(({ rule }) => rule).reduce((sum, rule) => {
    const { destinationAddresses = [], destinationIpGroups = [], destinationFqdns = [] } = rule;
    return sum + countSources(rule) * (destinationAddresses.length + destinationIpGroups.length + destinationFqdns.length);
  }, 0);
}

function networkRule(
  { name, description, protocol, ports, family, addresses, fqdns }: NetworkRule, sources: FirewallSourceOptions, ipGroups: string[] | undefined,
): FirewallPolicyRuleCollectionGroupNetworkRuleCollectionRule {
  return {
    name,
    description,
    protocols: [protocol.toUpperCase()],
    ...firewallSources(sources, family ?? AddressFamily.IPV4),
    ...destinations(fqdns, addresses, ipGroups),
    destinationPorts: [...ports],
  };
}

function destinations(fqdns: readonly string[], addresses: readonly string[], ipGroups: string[] | undefined) {
  if (fqdns.length > 0) {
    return { destinationFqdns: [...fqdns] };
  }
  return ipGroups === undefined ? { destinationAddresses: [...addresses] } : { destinationIpGroups: ipGroups };
}

function applicationRule({ name, description, protocols, fqdns, fqdnTags }: ApplicationRule, sources: FirewallSourceOptions) {
  return {
    name,
    description,
    protocols: [...protocols],
    ...firewallSources(sources, AddressFamily.IPV4),
    ...(fqdnTags.length > 0 ? { destinationFqdnTags: [...fqdnTags] } : { destinationFqdns: [...fqdns] }),
  };
}
