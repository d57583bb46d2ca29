import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { resourcesOf } from '../document/terraform-node';
import { AdmittedNames } from '../space/admitted-names';
import { type DnsRule, readDnsRules } from './dns-firewall';
import { readFirewallRuleGroup } from './network-firewall';
import type { Admits } from './suricata-rule';

const KEYS = { targets: 'targets', targetTypes: 'target_types', generatedRulesType: 'generated_rules_type' };

/** What the rule groups of AWS Network Firewall and of DNS Firewall in a Terraform document admit. */
export function readFirewalls(root: JsonNode, report: Report): Admits {
  const admits = resourcesOf(root, 'aws_networkfirewall_rule_group').map(([, group]) => readNetworkFirewall(group, report));
  const lists = new Map(resourcesOf(root, 'aws_route53_resolver_firewall_domain_list'));
  const rules = resourcesOf(root, 'aws_route53_resolver_firewall_rule').map(([, node]) => node);
  const groups = resourcesOf(root, 'aws_route53_resolver_firewall_rule_group').map(([id]) => `\${aws_route53_resolver_firewall_rule_group.${id}.id}`);
  rules.filter((rule) => !groups.includes(rule.at('firewall_rule_group_id').text())).forEach((rule) => report.unresolve(rule));
  const dns = groups
    .map((group) => rules.filter((rule) => rule.at('firewall_rule_group_id').text() === group))
    .map((own) => readDnsRules(own.map((rule) => dnsRule(rule, lists)), report))
    .reduce((all, names) => all.union(names), AdmittedNames.EMPTY);
  return { boxes: admits.flatMap(({ boxes }) => boxes), names: [...admits.flatMap(({ names }) => names), ...dns.boxes()] };
}

function readNetworkFirewall(group: JsonNode, report: Report): Admits {
  const [body] = group.at('rule_group').itemsOrSelf();
  const source = body?.at('rules_source').itemsOrSelf()[0];
  if (group.at('type').text() !== 'STATEFUL' || source === undefined) {
    report.unresolve(group);
    return { boxes: [], names: [] };
  }
  const [domainList = source.at('rules_source_list')] = source.at('rules_source_list').itemsOrSelf();
  return readFirewallRuleGroup({
    path: group.path,
    capacity: group.at('capacity'),
    rulesString: source.at('rules_string'),
    domainList,
    others: [source.at('stateful_rule'), source.at('stateless_rules_and_custom_actions'), group.at('rules'), group.at('count'), group.at('for_each')],
  }, KEYS, report);
}

function dnsRule(node: JsonNode, lists: ReadonlyMap<string, JsonNode>): DnsRule {
  const reference = /^\$\{aws_route53_resolver_firewall_domain_list\.([\w-]+)\.id\}$/.exec(node.at('firewall_domain_list_id').text());
  return {
    node,
    priority: node.at('priority').integer(),
    action: node.at('action').text(),
    domains: (reference === null ? undefined : lists.get(reference[1]))?.at('domains').itemsOrSelf(),
    inspectsRedirection: node.at('firewall_domain_redirection_action').value !== 'TRUST_REDIRECTION_DOMAIN',
    others: ['q_type', 'count', 'for_each'].map((key) => node.at(key)),
  };
}
