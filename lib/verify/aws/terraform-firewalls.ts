import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { resourcesOf } from '../document/terraform-node';
import { DomainLists, readDnsFirewallGroup } from './dns-firewall';
import { terraformFirewalls } from './firewall-dialect';
import { readNetworkFirewallGroup } from './network-firewall';
import { checkNetworkFirewallPolicy } from './network-firewall-policy';

const NETWORK = 'aws_networkfirewall_rule_group';
const DNS = 'aws_route53_resolver_firewall';

/** What the rule groups of AWS Network Firewall and of DNS Firewall in a Terraform document admit. */
export function readFirewalls(root: JsonNode, report: Report): GroupReading[] {
  const dialect = terraformFirewalls(report);
  const networkGroups = resourcesOf(root, NETWORK).map(([id, group]) => [id, readNetworkFirewallGroup(`${NETWORK}.${id}`, group, dialect, report)] as const);
  const groupsById = new Map(networkGroups);
  resourcesOf(root, 'aws_networkfirewall_firewall_policy').forEach(([, policy]) => checkNetworkFirewallPolicy(policy, groupsById, dialect, report));
  const lists = new DomainLists(new Map(resourcesOf(root, `${DNS}_domain_list`).map(([id, list]) => [id, list.ignore('name')])));
  const rules = resourcesOf(root, `${DNS}_rule`).map(([, node]) => ({ node, group: dialect.target(node.at('firewall_rule_group_id'), 'Id', `${DNS}_rule_group`) }));
  const dnsGroups = resourcesOf(root, `${DNS}_rule_group`).map(([id, node]) => ({ id, node: node.ignore('name') }));
  rules.filter(({ group }) => !dnsGroups.some(({ id }) => id === group)).forEach(({ node }) => report.unresolve(node));
  const readings = [
    ...networkGroups.map(([, group]) => group),
    ...dnsGroups.map(({ id }) => (
      readDnsFirewallGroup(`${DNS}_rule_group.${id}`, rules.filter(({ group }) => group === id).map(({ node }) => node), lists, dialect, report)
    )),
  ];
  lists.leaveOthers();
  return readings;
}
