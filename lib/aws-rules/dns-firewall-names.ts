import { EndpointError, unsupported } from '../errors';
import { Direction, HostPattern, HostPatternKind, PrefixSet, Protocol } from '../net';
import { Capabilities } from '../rules/capabilities';
import { OnUnsupported } from '../rules/on-unsupported';
import { Rule } from '../rules/rule';
import { RuleSet } from '../rules/rule-set';
import { leftOut } from '../warnings';

/**
 * What DNS Firewall can express: names that are looked up, whatever they are then used for.
 *
 * Its `*.x` is every name below x, and not x. What a star means that is not followed by a
 * dot AWS does not say, so that form is refused.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-user-managed-domain-lists.html
 */
export const DNS_FIREWALL_CAPABILITIES: Capabilities = {
  platform: 'Route 53 Resolver DNS Firewall',
  addressFamilies: [],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD],
  hostAlternatives: 'name the hosts you use with additionalPeers and leave the pattern out with excludedPeers, or use NetworkFirewallRules, which match it',
};

/** The characters of a domain in a list, after the star. */
const DOMAIN = /^[a-z0-9.-]{1,255}$/;

/**
 * The names that a rule set has for the resolver, with warnings for what has no form there.
 *
 * A row that publishes addresses beside its names is admitted by its names: an address is never looked up.
 *
 * @throws EndpointError `Unsupported`, unless the rule set asks to leave out what has no form and has something else
 */
export function dnsFirewallRuleSet(ruleSet: RuleSet): RuleSet {
  const problems = ruleSet.rules.flatMap(problemsOf);
  const rules = ruleSet.rules
    .filter(({ direction }) => direction === Direction.OUTBOUND)
    .map((rule) => ({ ...rule, prefixes: PrefixSet.EMPTY, deployTimePrefixes: [], hosts: rule.hosts.filter(isDomain) }))
    .filter(({ hosts }) => hosts.length > 0);
  if (problems.length > 0 && (ruleSet.onUnsupported === OnUnsupported.FAIL || rules.length === 0)) {
    throw problems[0];
  }
  return { ...ruleSet, rules, warnings: [...ruleSet.warnings, ...problems.map(({ message }) => leftOut(message))] };
}

function problemsOf({ direction, hosts, origins: [{ slug }] }: Rule): EndpointError[] {
  const { platform, hostAlternatives } = DNS_FIREWALL_CAPABILITIES;
  if (direction === Direction.INBOUND) {
    return [unsupported(slug, `${platform} sees what your side looks up, not what comes in`, 'use SecurityGroups, which match the addresses')];
  }
  if (hosts.length === 0) {
    return [unsupported(slug, `${platform} knows names only, and here only addresses are named`, 'use SecurityGroups or NetworkFirewallRules, which match addresses')];
  }
  return hosts.filter((host) => !isDomain(host)).map((host) => unsupported(slug, `${platform} cannot match the host pattern ${host}`, hostAlternatives));
}

function isDomain(host: HostPattern): boolean {
  return DNS_FIREWALL_CAPABILITIES.hostPatterns.includes(host.kind) && DOMAIN.test(`${host}`.replace(/^\*/, ''));
}
