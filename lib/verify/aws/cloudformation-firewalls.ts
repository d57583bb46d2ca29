import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { DomainLists, readDnsFirewallGroup } from './dns-firewall';
import { cloudFormationFirewalls } from './firewall-dialect';
import { readNetworkFirewallGroup } from './network-firewall';
import { checkNetworkFirewallPolicy } from './network-firewall-policy';

/** What the rule groups of AWS Network Firewall and of DNS Firewall in a template admit. */
export function readFirewalls(resources: JsonNode, report: Report): GroupReading[] {
  const dialect = cloudFormationFirewalls(report);
  const groups = new Map(ofType(resources, 'AWS::NetworkFirewall::RuleGroup').map(([id, group]) => [id, readNetworkFirewallGroup(id, group, dialect, report)]));
  ofType(resources, 'AWS::NetworkFirewall::FirewallPolicy').forEach(([, policy]) => checkNetworkFirewallPolicy(policy, groups, dialect, report));
  const lists = new DomainLists(new Map(ofType(resources, 'AWS::Route53Resolver::FirewallDomainList').map(([id, list]) => [id, list.ignore('Name', 'Tags')])));
  const readings = [
    ...groups.values(),
    ...ofType(resources, 'AWS::Route53Resolver::FirewallRuleGroup').map(([id, group]) => (
      readDnsFirewallGroup(id, dialect.literals.items(group.ignore('Name', 'Tags').at('FirewallRules')), lists, dialect, report)
    )),
  ];
  lists.leaveOthers();
  return readings;
}

function ofType(resources: JsonNode, type: string): [id: string, properties: JsonNode][] {
  return (resources.isAbsent ? [] : resources.entries())
    .filter(([id, resource]) => !id.startsWith('Fn::') && resource.at('Type').value === type)
    .map(([id, resource]) => [id, resource.at('Properties')]);
}
