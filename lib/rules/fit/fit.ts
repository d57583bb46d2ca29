import { Origin } from '../../catalog';
import { sortedGroups } from '../../collections/group-by';
import { EndpointError } from '../../messages/errors';
import { AddressFamily, Direction, HostPattern, PortSet, Prefix, PrefixSet, Protocol } from '../../net';
import { mergeOrigins } from '../model/origins';
import { Rule } from '../model/rule';
import { Capabilities } from './capabilities';
import { supportedPart } from './supported-part';

/**
 * Rules in the form that every address filter understands: one direction, one
 * protocol, one family, and the fewest prefixes that hold exactly the addresses.
 */
export interface FittedRule {
  /** Seen from your network. */
  readonly direction: Direction;

  /** The one protocol of the rule. */
  readonly protocol: Protocol;

  /** The one family of its peers. */
  readonly family: AddressFamily;

  /** Ports of the side that is connected to. */
  readonly ports: PortSet;

  /** Ports known only when the app is deployed. */
  readonly deployTimePorts: readonly number[];

  /** What the rule is for, if the platform identifies rules by their purpose. */
  readonly flow?: string;

  /** Minimal and in canonical order; a deploy-time prefix follows the concrete ones. */
  readonly peers: readonly FittedPeer[];
}

/** One prefix of a fitted rule. */
export interface FittedPeer {
  /** The prefix, or the token that stands for it. */
  readonly cidr: string;

  /** Whether `cidr` is a token. */
  readonly deployTime: boolean;

  /** The origins of all rules that need addresses in it. */
  readonly origins: readonly Origin[];
}

/** Rules for host patterns that the platform matches exactly; they have no family. */
export interface FittedHostRule {
  /** Always outbound: a filter sees the name that a client asks for, never the name of a client. */
  readonly direction: Direction;

  /** The one protocol of the rule. */
  readonly protocol: Protocol;

  /** Ports of the side that is connected to. */
  readonly ports: PortSet;

  /** Ports known only when the app is deployed. */
  readonly deployTimePorts: readonly number[];

  /** What the rule is for, if the platform identifies rules by their purpose. */
  readonly flow?: string;

  /** Distinct, in order of their text. */
  readonly hosts: readonly FittedHost[];
}

/** One host pattern of a fitted rule. */
export interface FittedHost {
  /** A pattern of a kind that the platform matches exactly. */
  readonly pattern: HostPattern;

  /** The origins of all rules that need it. */
  readonly origins: readonly Origin[];
}

/** Rules fitted to a platform, and what it could not express. */
export interface Fit {
  /** Rules by address; empty if the platform only supports names. */
  readonly rules: readonly FittedRule[];

  /** Rules by name; empty if the platform matches no host patterns. */
  readonly hostRules: readonly FittedHostRule[];

  /** One error for each kind of thing in a rule that the platform cannot express. */
  readonly unsupported: readonly EndpointError[];

  /** Host patterns that the platform cannot match and that the addresses of the same remote side replace, by slug. */
  readonly hostsByAddress: ReadonlyMap<string, readonly HostPattern[]>;
}

/**
 * Fits `rules` to a platform without changing what they admit.
 *
 * Families are split, duplicate and contained prefixes are removed, and neighbours are merged. Each resulting prefix
 * keeps the origins of everything in it. Rules for the same ports become one rule, unless the platform identifies
 * rules by their flows.
 *
 * @returns the fitted rules, ordered by direction, protocol, ports and family, and one error for each rule that the platform cannot express
 */
export function fit(rules: readonly Rule[], capabilities: Capabilities): Fit {
  const expressions = rules.map((rule) => supportedPart(rule, capabilities));
  const groups = sortedGroups(
    expressions.flatMap((expression) => expression.rules.map((rule) => (capabilities.rulesByFlow ? withFlow(rule) : withoutFlow(rule)))),
    ({ direction, protocol, ports, deployTimePorts, flow = '' }) => [direction, protocol, ports, ...deployTimePorts, flow].join(' '),
  ).map(([, group]) => group);
  const hostsByAddress = new Map<string, readonly HostPattern[]>();
  for (const [index, { origins: [{ slug }] }] of rules.entries()) {
    const hosts = expressions[index].hostsByAddress;
    if (hosts.length > 0) {
      hostsByAddress.set(slug, [...(hostsByAddress.get(slug) ?? []), ...hosts]);
    }
  }
  return {
    rules: groups
      .flatMap((group) => capabilities.addressFamilies.map((family) => fitFamily(group, family)))
      .filter((rule) => rule.peers.length > 0),
    hostRules: groups.map(fitHosts).filter((rule) => rule.hosts.length > 0),
    unsupported: expressions.flatMap((expression) => expression.unsupported),
    hostsByAddress,
  };
}

function withFlow(rule: Rule): Rule {
  return { ...rule, flow: rule.flow ?? rule.origins[0].slug };
}

function withoutFlow({ flow: _, ...rule }: Rule): Rule {
  return rule;
}

function fitHosts(group: readonly Rule[]): FittedHostRule {
  const { direction, protocol, ports, deployTimePorts, flow } = group[0];
  const patterns = new Map(group.flatMap((rule) => rule.hosts).map((host) => [`${host}`, host]));
  const origins = originsByText(group, (rule) => rule.hosts.map(String));
  const hosts = [...patterns.keys()].sort().map((text) => ({ pattern: patterns.get(text)!, origins: origins.get(text)! }));
  return { direction, protocol, ports, deployTimePorts, ...(flow === undefined ? {} : { flow }), hosts };
}

function fitFamily(group: readonly Rule[], family: AddressFamily): FittedRule {
  const { direction, protocol, ports, deployTimePorts, flow } = group[0];
  const addresses = PrefixSet.union(group.map((rule) => rule.prefixes.only(family)));
  const ofAll = group.length === 1 ? mergeOrigins(group[0].origins) : undefined;
  const concrete = addresses.prefixes().map((prefix) => ({
    cidr: prefix.toString(), deployTime: false, origins: ofAll ?? originsOf(group, prefix),
  }));
  const tokens = originsByText(group, (rule) => rule.deployTimePrefixes.filter((prefix) => prefix.family === family).map(({ value }) => value));
  const deployTime = [...tokens].map(([value, origins]) => ({ cidr: value, deployTime: true, origins }));
  return { direction, protocol, family, ports, deployTimePorts, ...(flow === undefined ? {} : { flow }), peers: [...concrete, ...deployTime] };
}

function originsOf(group: readonly Rule[], prefix: Prefix): readonly Origin[] {
  const addresses = PrefixSet.from([prefix]);
  return mergeOrigins(group.filter((rule) => rule.prefixes.overlaps(addresses)).flatMap((rule) => rule.origins));
}

/** For each text in rules of `group`, the origins of all rules that contain it. */
function originsByText(group: readonly Rule[], textsOf: (rule: Rule) => readonly string[]): Map<string, readonly Origin[]> {
  const rules = new Map<string, Set<Rule>>();
  for (const rule of group) {
    for (const text of textsOf(rule)) {
      const others = rules.get(text);
      if (others === undefined) rules.set(text, new Set([rule]));
      else others.add(rule);
    }
  }
  return new Map([...rules].map(([text, some]) => [text, mergeOrigins([...some].flatMap(({ origins }) => origins))]));
}
