import { isIntrinsic, isNothing } from '../document/cloudformation-node';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { AdmittedNames } from '../space/admitted-names';
import { type DnsRule, readDnsRules } from './dns-firewall';
import { readFirewallRuleGroup } from './network-firewall';
import type { Admits } from './suricata-rule';

const KEYS = { targets: 'Targets', targetTypes: 'TargetTypes', generatedRulesType: 'GeneratedRulesType' };

/** What the rule groups of AWS Network Firewall and of DNS Firewall in a template admit. */
export function readFirewalls(resources: JsonNode, report: Report): Admits {
  const admits = [...ofType(resources, 'AWS::NetworkFirewall::RuleGroup')].map(([, group]) => readNetworkFirewall(group, report));
  const lists = new Map(ofType(resources, 'AWS::Route53Resolver::FirewallDomainList'));
  const dns = ofType(resources, 'AWS::Route53Resolver::FirewallRuleGroup')
    .map(([, group]) => readDnsRules(group.at('FirewallRules').itemsOrSelf().map((rule) => dnsRule(rule, lists)), report))
    .reduce((all, names) => all.union(names), AdmittedNames.EMPTY);
  return { boxes: admits.flatMap(({ boxes }) => boxes), names: [...admits.flatMap(({ names }) => names), ...dns.boxes()] };
}

function readNetworkFirewall(properties: JsonNode, report: Report): Admits {
  if (properties.at('Type').text() !== 'STATEFUL' || isIntrinsic(properties.at('RuleGroup'))) {
    report.unresolve(properties);
    return { boxes: [], names: [] };
  }
  const source = properties.at('RuleGroup').at('RulesSource');
  return readFirewallRuleGroup({
    path: properties.path,
    capacity: properties.at('Capacity'),
    rulesString: source.at('RulesString'),
    domainList: source.at('RulesSourceList'),
    others: [source.at('StatefulRules'), source.at('StatelessRulesAndCustomActions')],
  }, KEYS, report);
}

function dnsRule(node: JsonNode, lists: ReadonlyMap<string, JsonNode>): DnsRule {
  const reference = node.at('FirewallDomainListId');
  const attribute: unknown = isIntrinsic(reference) ? reference.at('Fn::GetAtt').value : undefined;
  const list = Array.isArray(attribute) && attribute[1] === 'Id' ? lists.get(attribute[0]) : undefined;
  return {
    node,
    priority: node.at('Priority').integer(),
    action: node.at('Action').text(),
    domains: list === undefined || isNothing(list.at('Domains')) || isIntrinsic(list.at('Domains')) ? undefined : list.at('Domains').items(),
    inspectsRedirection: node.at('FirewallDomainRedirectionAction').value !== 'TRUST_REDIRECTION_DOMAIN',
    others: ['Qtype', 'DnsThreatProtection', 'FirewallThreatProtectionId', 'Status', 'FirewallRuleType'].map((key) => node.at(key)),
  };
}

function ofType(resources: JsonNode, type: string): [id: string, properties: JsonNode][] {
  return (resources.isAbsent ? [] : resources.entries())
    .filter(([id, resource]) => !id.startsWith('Fn::') && resource.at('Type').value === type)
    .map(([id, resource]) => [id, resource.at('Properties')]);
}
