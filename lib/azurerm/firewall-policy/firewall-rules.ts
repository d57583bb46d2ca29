import { byText } from '../../collections/by-text';
import { PortSet } from '../../net';
import { FittedHostRule, FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { fitName, NameParts, ruleName } from '../../rules/placement/naming';
import { PooledRules } from '../../rules/pool/rule-pool';
import { claimPriorities, requireDistinctNames } from '../limits/claim-priorities';
import { FIREWALL_POLICY_LIMITS } from '../limits/firewall-policy-limits';
import { PriorityRange } from '../limits/priority-range';
import { FirewallTraffic, isApplicationRule } from './firewall-policy-capabilities';
import { ApplicationRule, NetworkRule, RuleCollection, UnplacedCollection } from './firewall-rule';
import { TagCollections } from './microsoft-365-tags';

/** What a rule collection group holds. */
export interface FirewallRules {
  readonly network: readonly RuleCollection<NetworkRule>[];
  readonly application: readonly RuleCollection<ApplicationRule>[];
}

/** How rules are laid out in a rule collection group. */
export interface FirewallLayout {
  /** The enforcement point, as messages name it. */
  readonly path: string;

  readonly priorities: PriorityRange;
  readonly traffic: FirewallTraffic;

  /** Rules for Azure's own tags, beside those of the scenarios. */
  readonly tags?: TagCollections;

  /** What the names of the rules and collections of a scenario start with, from its construct path. */
  nameOf(path: string): string;

  /** Text for a port that is known only at deployment. */
  portText(port: number): string;
}

/**
 * The rules of a rule collection group: for each scenario at most one collection of network
 * rules and one of application rules, by name.
 *
 * Names come from what a rule is for and priorities from the name of a collection, so
 * a change of one changes another only where two want one priority. All of them allow, so
 * priorities decide nothing among them.
 *
 * @throws EndpointError `DuplicateRuleName`, `PriorityRangeTooNarrow` or `InvalidPin`
 */
export function renderFirewallRules(pooled: readonly PooledRules[], layout: FirewallLayout): FirewallRules {
  const isWeb = (rule: FittedHostRule) => isApplicationRule(rule, layout.traffic);
  const network: UnplacedCollection<NetworkRule>[] = [...layout.tags?.network ?? []];
  const application: UnplacedCollection<ApplicationRule>[] = [...layout.tags?.application ?? []];
  for (const { path, rules, hostRules } of pooled) {
    const scenario = layout.nameOf(path);
    network.push(collect(`${scenario}-network`, [
      ...rules.map((rule) => addressRule(scenario, rule, layout)),
      ...hostRules.filter((rule) => !isWeb(rule)).map((rule) => nameRule(scenario, rule, layout)),
    ]));
    application.push(collect(`${scenario}-application`, hostRules.filter(isWeb).map((rule) => applicationRule(scenario, rule, layout.traffic))));
  }
  const slots = placeCollections([...network, ...application].filter(({ rules }) => rules.length > 0).map(({ name }) => name), layout);
  return { network: place(network, slots), application: place(application, slots) };
}

function collect<Rule extends { readonly name: string }>(name: string, rules: readonly Rule[]): UnplacedCollection<Rule> {
  requireDistinctNames(rules.map((rule) => rule.name));
  return { name: fitName(name, FIREWALL_POLICY_LIMITS.nameLength), rules: [...rules].sort(byText((rule) => rule.name)) };
}

function placeCollections(names: readonly string[], { path, priorities }: FirewallLayout): ReadonlyMap<string, number> {
  const claims = names.map((name) => ({ key: name, pair: name, isSecond: false }));
  return claimPriorities(path, claims, priorities, 'rule collections').slots;
}

function place<Rule>(collections: readonly UnplacedCollection<Rule>[], slots: ReadonlyMap<string, number>): RuleCollection<Rule>[] {
  return collections
    .filter(({ rules }) => rules.length > 0)
    .map(({ name, rules }) => ({ name, priority: slots.get(name)!, rules }))
    .sort(byText(({ name }) => name));
}

function addressRule(scenario: string, rule: FittedRule, layout: FirewallLayout): NetworkRule {
  return {
    ...networkRule(scenario, rule, rule.family, layout),
    family: rule.family,
    description: describeOrigins(mergeOrigins(rule.peers.flatMap((peer) => peer.origins))),
    addresses: rule.peers.map((peer) => peer.cidr),
    fqdns: [],
  };
}

function nameRule(scenario: string, rule: FittedHostRule, layout: FirewallLayout): NetworkRule {
  return { ...networkRule(scenario, rule, 'names', layout), ...hostsOf(rule), addresses: [] };
}

function networkRule(scenario: string, rule: FittedRule | FittedHostRule, remote: NameParts['remote'], layout: FirewallLayout) {
  return {
    name: nameOf(scenario, rule, remote),
    protocol: rule.protocol,
    ports: [...rule.ports.ranges.map(String), ...rule.deployTimePorts.map((port) => layout.portText(port))],
  };
}

function applicationRule(scenario: string, rule: FittedHostRule, { httpPorts, httpsPorts }: FirewallTraffic): ApplicationRule {
  return {
    name: nameOf(scenario, rule, 'web'),
    ...hostsOf(rule),
    protocols: [
      ...portsOf(rule.ports.intersect(httpPorts)).map((port) => ({ type: 'Http' as const, port })),
      ...portsOf(rule.ports.intersect(httpsPorts)).map((port) => ({ type: 'Https' as const, port })),
    ],
    fqdnTags: [],
  };
}

function nameOf(scenario: string, { flow = '', direction, protocol }: FittedRule | FittedHostRule, remote: NameParts['remote']): string {
  return ruleName({ scenario, flow, direction, protocol, remote }, FIREWALL_POLICY_LIMITS.nameLength);
}

function hostsOf({ hosts }: FittedHostRule) {
  return {
    description: describeOrigins(mergeOrigins(hosts.flatMap((host) => host.origins))),
    fqdns: hosts.map(({ pattern }) => pattern.toString()),
  };
}

/** Each port by itself: an application rule knows no ranges. */
function portsOf(ports: PortSet): number[] {
  return ports.ranges.flatMap(({ first, size }) => Array.from({ length: size }, (_, offset) => first + offset));
}
