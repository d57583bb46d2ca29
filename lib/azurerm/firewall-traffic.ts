import { EndpointError, together, unsupported } from '../errors';
import { Direction, HostPattern, HostPatternKind, PortRange, PortSet, PrefixSet, Protocol } from '../net';
import { familiesOf } from '../rules/express';
import { FittedHostRule } from '../rules/fit';
import { OnUnsupported } from '../rules/on-unsupported';
import { Rule } from '../rules/rule';
import { RuleSet } from '../rules/rule-set';
import { leftOut, hostsByAddress } from '../warnings';
import { FIREWALL_POLICY_LIMITS } from './firewall-policy-limits';

/** What a firewall policy is told about traffic, beyond the rules. */
export interface FirewallTraffic {
  /** TCP ports that speak HTTP. */
  readonly httpPorts: PortSet;

  /** TCP ports that speak HTTPS. */
  readonly httpsPorts: PortSet;

  /** Whether the policy's DNS proxy is on, so that network rules know host names. */
  readonly dnsProxy: boolean;
}

/** A rule in the forms that a firewall policy has, and what has none. */
export interface FirewallForm {
  /** Rules of which each is an application rule, a network rule or both, with host patterns that it matches exactly. */
  readonly rules: readonly Rule[];

  readonly unsupported: readonly EndpointError[];

  /** Host patterns without a form, whose place the addresses of the same remote side take. */
  readonly hostsByAddress: readonly HostPattern[];
}

/**
 * Host patterns of an application rule. Azure matches anything in place of a star at the
 * very left, dots included: `*.x` is every name below x and not x, `*x` every name that
 * ends in x, which is what these kinds mean. It takes a star nowhere else.
 *
 * @see https://learn.microsoft.com/azure/firewall/firewall-faq#how-do-wildcards-work-in-target-urls-and-target-fqdns-in-application-rules
 */
export const APPLICATION_RULE_PATTERNS: readonly HostPatternKind[] = [
  HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD, HostPatternKind.DOTLESS_WILDCARD,
];

const { networkRulePorts, applicationRulePorts } = FIREWALL_POLICY_LIMITS;
const NETWORK_RULE_PORTS = PortSet.of(PortRange.of(networkRulePorts.first, networkRulePorts.last));
const APPLICATION_RULE_PORTS = PortSet.of(PortRange.of(applicationRulePorts.first, applicationRulePorts.last));

/** UDP ports of HTTP/3. */
const QUIC = PortSet.of(PortRange.of(443));

/** How many host patterns a message lists; the others are counted. */
const NAMED_HOSTS = 5;

/** The TCP ports on which host names are matched by application rules. */
export function applicationPorts({ httpPorts, httpsPorts }: FirewallTraffic): PortSet {
  return httpPorts.union(httpsPorts).intersect(APPLICATION_RULE_PORTS);
}

/** Whether a rule on host names is an application rule, rather than a network rule. */
export function isApplicationRule({ protocol, ports, deployTimePorts }: FittedHostRule, traffic: FirewallTraffic): boolean {
  return protocol === Protocol.TCP && deployTimePorts.length === 0 && applicationPorts(traffic).containsSet(ports);
}

/**
 * What a firewall policy can express of a rule set, with warnings for what it cannot.
 *
 * @throws EndpointError `Unsupported`, unless the rule set asks to leave out what has no form and has something else
 */
export function firewallRuleSet(ruleSet: RuleSet, traffic: FirewallTraffic): RuleSet {
  const forms = ruleSet.rules.map((rule) => ({ slug: rule.origins[0].slug, ...firewallForm(rule, traffic) }));
  const rules = forms.flatMap((form) => form.rules);
  const problems = forms.flatMap((form) => form.unsupported);
  if (problems.length > 0 && (ruleSet.onUnsupported === OnUnsupported.FAIL || rules.length === 0)) {
    throw together(problems);
  }
  const byAddress = forms.filter((form) => form.hostsByAddress.length > 0);
  const slugs = [...new Set(byAddress.map(({ slug }) => slug))].sort();
  const hosts = new Set(byAddress.flatMap((form) => form.hostsByAddress).map(String));
  return {
    ...ruleSet,
    rules,
    warnings: [
      ...ruleSet.warnings,
      ...(problems.length === 0 ? [] : [leftOut(together(problems).message)]),
      ...(hosts.size === 0 ? [] : [hostsByAddress('an Azure Firewall policy', slugs, hosts.size)]),
    ],
  };
}

/** Brings a rule into the forms of a firewall policy, without changing what it admits. */
export function firewallForm(rule: Rule, traffic: FirewallTraffic): FirewallForm {
  const slug = rule.origins[0].slug;
  const refuse = (reason: string, alternatives: string) => ({ rules: [], unsupported: [unsupported(slug, reason, alternatives)], hostsByAddress: [] });
  if (rule.direction === Direction.INBOUND) {
    return refuse(
      'an Azure Firewall policy admits inbound traffic through DNAT rules, which name the one server behind them',
      'use NetworkSecurityGroupRules where the server is, or a web application firewall policy in front of it',
    );
  }
  if (!NETWORK_RULE_PORTS.containsSet(rule.ports)) {
    return refuse(`an Azure Firewall policy takes ports ${networkRulePorts.first} to ${networkRulePorts.last}, not ${rule.ports}`, 'leave port 0 out');
  }
  if (rule.hosts.length === 0) {
    return { rules: [rule], unsupported: [], hostsByAddress: [] };
  }
  const web = rule.protocol === Protocol.TCP ? rule.ports.intersect(applicationPorts(traffic)) : PortSet.EMPTY;
  const parts = [
    ...(web.isEmpty ? [] : [matchHosts({ ...rule, ports: web, deployTimePorts: [] }, APPLICATION_RULE_PATTERNS, traffic)]),
    ...(web.equals(rule.ports) && rule.deployTimePorts.length === 0 ? []
      : [matchHosts({ ...rule, ports: rule.ports.subtract(web) }, traffic.dnsProxy ? [HostPatternKind.EXACT] : [], traffic)]),
  ];
  return {
    rules: parts.flatMap((part) => part.rules),
    unsupported: parts.flatMap((part) => part.unsupported),
    hostsByAddress: parts.flatMap((part) => part.hostsByAddress),
  };
}

/** Keeps the host patterns that the form of `rule` matches; addresses stand in for the others where there are any. */
function matchHosts(rule: Rule, kinds: readonly HostPatternKind[], traffic: FirewallTraffic): FirewallForm {
  const unmatched = rule.hosts.filter(({ kind }) => !kinds.includes(kind));
  if (unmatched.length === 0) {
    return { rules: [rule], unsupported: [], hostsByAddress: [] };
  }
  // The names are not complete, so the addresses have to be: each apart, that no missing family is excused by names.
  const addresses = { ...rule, hosts: [] };
  const names = { ...rule, prefixes: PrefixSet.EMPTY, deployTimePrefixes: [], hosts: rule.hosts.filter(({ kind }) => kinds.includes(kind)) };
  const byAddress = familiesOf(rule).length > 0;
  return {
    rules: [...(byAddress ? [addresses] : []), ...(names.hosts.length > 0 ? [names] : [])],
    unsupported: byAddress ? [] : [problem(rule, unmatched, kinds, traffic)],
    hostsByAddress: byAddress ? unmatched : [],
  };
}

function problem(rule: Rule, hosts: readonly HostPattern[], kinds: readonly HostPatternKind[], { dnsProxy }: FirewallTraffic): EndpointError {
  const slug = rule.origins[0].slug;
  const named = `${hosts.slice(0, NAMED_HOSTS).join(', ')}${hosts.length > NAMED_HOSTS ? ` and ${hosts.length - NAMED_HOSTS} more` : ''}`;
  const nameHosts = 'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN';
  if (kinds.includes(HostPatternKind.LEADING_WILDCARD)) {
    return unsupported(slug, `an Azure Firewall application rule takes a star at the very left only, not in ${named}`, nameHosts);
  }
  const ports = [...rule.ports.ranges.map(String), ...rule.deployTimePorts.map(() => 'a deploy-time port')].join(', ');
  const traffic = `${rule.protocol.toUpperCase()} ${ports}`;
  const web = rule.protocol === Protocol.TCP ? ', or if it is HTTP or HTTPS say so with httpPorts or httpsPorts'
    : rule.ports.equals(QUIC) ? ', or do without QUIC, in place of which clients use TCP (quic: false)' : '';
  return dnsProxy || hosts.every(({ kind }) => kind !== HostPatternKind.EXACT)
    ? unsupported(slug, `${traffic} needs an Azure Firewall network rule, which knows exact host names only, not ${named}`, `${nameHosts}${web}`)
    : unsupported(
      slug, `${traffic} needs an Azure Firewall network rule, which knows host names such as ${named} only through the DNS proxy`,
      `turn the proxy on in the policy and set dnsProxy: true${web}`,
    );
}
