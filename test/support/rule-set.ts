import { Construct } from 'constructs';
import { HostPattern, PortSet, PrefixSet, Protocol, Direction } from '../../lib/net';
import { IEnforcementPoint, OnUnsupported, Rule, RuleSet } from '../../lib/rules';
import { origin, rule } from './rules';

/** A rule set as a scenario would compose it, of hand-made rules. */
export function ruleSet(rules: readonly Rule[], rest: Partial<RuleSet> = {}): RuleSet {
  return {
    rules,
    provenance: { scenario: 'Test', sets: [{ slug: rules[0].origins[0].slug, title: 'A test' }], cloud: 'Worldwide', origins: rules.flatMap(({ origins }) => origins) },
    warnings: [],
    onUnsupported: OnUnsupported.FAIL,
    acknowledgedWarnings: [],
    ...rest,
  };
}

/** Has an enforcement point enforce rules, on a construct in place of a scenario. */
export function enforce(enforcementPoint: IEnforcementPoint & Construct, rules: readonly Rule[], rest: Partial<RuleSet> = {}, id = 'Scenario'): Construct {
  const scenario = new Construct(enforcementPoint.node.scope!, id);
  enforcementPoint.enforce(scenario, ruleSet(rules, rest));
  return scenario;
}

/** An outbound rule to hosts, addresses or both. */
export function outbound(ports: string, hosts: string[], prefixes: string[] = [], rest: Partial<Rule> = {}): Rule {
  return rule([], {
    direction: Direction.OUTBOUND,
    protocol: Protocol.TCP,
    ports: PortSet.parse(ports),
    prefixes: PrefixSet.of(...prefixes),
    hosts: hosts.map((text) => HostPattern.parse(text)),
    ...rest,
  });
}

/** What one scenario of every kind wants: names of every form, addresses of both families, ranges of UDP ports. */
export const EVERY_KIND: readonly Rule[] = [
  outbound('80,443', ['www.example.net', '*.example.com', '*cdn.example.net'], [], { origins: [origin('web')] }),
  outbound('443', ['autodiscover.*.example.org'], ['192.0.2.0/25', '2001:db8:1::/48'], { origins: [origin('mail')] }),
  outbound('25,587', ['smtp.example.com'], ['198.51.100.0/26'], { origins: [origin('smtp')] }),
  outbound('3478-3481,50000-59999', [], ['203.0.113.0/26', '2001:db8:2::/48'], { protocol: Protocol.UDP, origins: [origin('media')] }),
  rule(['203.0.113.64/26'], { origins: [origin('webhook')] }),
];
