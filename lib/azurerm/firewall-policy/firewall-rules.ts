import { byText } from '../../collections/by-text';
import { duplicateRuleName, priorityRangeTooNarrow } from '../../messages/errors';
import { PortSet } from '../../net';
import { FittedHostRule, FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { fitName, ruleName } from '../../rules/placement/naming';
import { placeInSlots } from '../../rules/placement/placement';
import { PooledRules } from '../../rules/pool/rule-pool';
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
interface FirewallLayout {
  /** The enforcement point, as messages name it. */
  readonly path: string;

  readonly priorities: PriorityRange;
  readonly traffic: FirewallTraffic;

  /** Rules for Azure's own tags, beside those of the scenarios. */
  readonly tags?: TagCollections;

  /** The name of a scenario within its stack, from its construct path. */
  nameOf(path: string): string;

  /** Text for a port that is known only at deployment. */
  portText(port: number): string;
}

/**
 * The rules of a rule collection group: for each scenario at most one collection of network
 * rules and one of application rules, by name.
 *
 * Names come from the content of a rule and priorities from the name of a collection, so
 * a change of one changes another only where two want one priority. All of them allow, so
 * priorities decide nothing among them.
 *
 * @throws EndpointError `DuplicateRuleName` or `PriorityRangeTooNarrow`
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
  return { name: fitName(name, FIREWALL_POLICY_LIMITS.nameLength), rules: [...rules].sort(byText((rule) => rule.name)) };
}

function placeCollections(names: readonly string[], { path, priorities }: FirewallLayout): Map<string, number> {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw duplicateRuleName(other, name);
    }
    seen.set(name.toLowerCase(), name);
  }
  if (names.length > priorities.capacity) {
    throw priorityRangeTooNarrow(path, priorities.toString(), names.length, priorities.capacity, 'rule collections');
  }
  return placeInSlots(names, priorities.first, priorities.last);
}

function place<Rule>(collections: readonly UnplacedCollection<Rule>[], slots: ReadonlyMap<string, number>): RuleCollection<Rule>[] {
  return collections
    .filter(({ rules }) => rules.length > 0)
    .map(({ name, rules }) => ({ name, priority: slots.get(name)!, rules }))
    .sort(byText(({ name }) => name));
}

function addressRule(scenario: string, rule: FittedRule, layout: FirewallLayout): NetworkRule {
  return {
    ...networkRule(scenario, rule, layout),
    family: rule.family,
    description: describeOrigins(mergeOrigins(rule.peers.flatMap((peer) => peer.origins))),
    addresses: rule.peers.map((peer) => peer.cidr),
    fqdns: [],
  };
}

function nameRule(scenario: string, rule: FittedHostRule, layout: FirewallLayout): NetworkRule {
  return { ...networkRule(scenario, rule, layout), ...hostsOf(rule), addresses: [] };
}

function networkRule(scenario: string, rule: FittedRule | FittedHostRule, layout: FirewallLayout) {
  return {
    name: ruleName({ scenario, ...rule }, FIREWALL_POLICY_LIMITS.nameLength),
    protocol: rule.protocol,
    ports: [...rule.ports.ranges.map(String), ...rule.deployTimePorts.map((port) => layout.portText(port))],
  };
}

function applicationRule(scenario: string, rule: FittedHostRule, { httpPorts, httpsPorts }: FirewallTraffic): ApplicationRule {
  return {
    name: ruleName({ scenario, ...rule }, FIREWALL_POLICY_LIMITS.nameLength),
    ...hostsOf(rule),
    protocols: [
      ...portsOf(rule.ports.intersect(httpPorts)).map((port) => ({ type: 'Http' as const, port })),
      ...portsOf(rule.ports.intersect(httpsPorts)).map((port) => ({ type: 'Https' as const, port })),
    ],
    fqdnTags: [],
  };
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
