import { Origin } from '../catalog';
import { EndpointError, unsupported } from '../errors';
import { AddressFamily, Direction, HostPattern, PortSet, Prefix, PrefixSet, Protocol } from '../net';
import { Capabilities } from './capabilities';
import { mergeOrigins } from './origins';
import { Rule } from './rule';

/**
 * Rules in the form that every address filter understands: one direction, one
 * protocol, one family, and the fewest prefixes that hold exactly the addresses.
 */
export interface FittedRule {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: AddressFamily;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];

  /** Minimal and in canonical order; a deploy-time prefix follows the concrete ones. */
  readonly peers: readonly FittedPeer[];
}

/** One prefix of a fitted rule. */
export interface FittedPeer {
  /** The prefix, or the token that stands for it. */
  readonly cidr: string;

  /** Whether `cidr` is a token. */
  readonly deployTime: boolean;

  /** Everything that asked for addresses in it. */
  readonly origins: readonly Origin[];
}

/** Rules for host patterns that the platform matches exactly; they have no family. */
export interface FittedHostRule {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];

  /** Distinct, in order of their text. */
  readonly hosts: readonly FittedHost[];
}

/** One host pattern of a fitted rule. */
export interface FittedHost {
  readonly pattern: HostPattern;

  /** Everything that asked for it. */
  readonly origins: readonly Origin[];
}

/** Rules fitted to a platform, and what it could not express. */
export interface Fit {
  readonly rules: readonly FittedRule[];

  /** None on a platform that matches no host patterns. */
  readonly hostRules: readonly FittedHostRule[];
  readonly unsupported: readonly EndpointError[];
}

/**
 * Fits `rules` to a platform without changing what they admit.
 *
 * Families are split, duplicate and contained prefixes removed, neighbours merged;
 * each resulting prefix keeps the origins of everything it holds.
 *
 * @returns the fitted rules, ordered by direction, protocol, ports and family, and one error for each rule that the platform cannot express
 */
export function fit(rules: readonly Rule[], capabilities: Capabilities): Fit {
  const byPorts = new Map<string, Rule[]>();
  for (const rule of rules.filter(({ protocol }) => capabilities.protocols.includes(protocol))) {
    const key = [rule.direction, rule.protocol, rule.ports, ...rule.deployTimePorts].join(' ');
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  const groups = [...byPorts.keys()].sort().map((key) => byPorts.get(key)!);
  return {
    rules: groups
      .flatMap((group) => capabilities.addressFamilies.map((family) => fitFamily(group, family)))
      .filter((rule) => rule.peers.length > 0),
    hostRules: groups.map((group) => fitHosts(group, capabilities)).filter((rule) => rule.hosts.length > 0),
    unsupported: rules.flatMap((rule) => problemsOf(rule, capabilities)),
  };
}

function fitHosts(group: readonly Rule[], { hostPatterns }: Capabilities): FittedHostRule {
  const { direction, protocol, ports, deployTimePorts } = group[0];
  const origins = new Map<string, readonly Origin[]>();
  const patterns = new Map(group.flatMap((rule) => rule.hosts).filter(({ kind }) => hostPatterns.includes(kind)).map((host) => [`${host}`, host]));
  for (const text of patterns.keys()) {
    origins.set(text, mergeOrigins(group.filter(({ hosts }) => hosts.some((host) => `${host}` === text)).flatMap((rule) => rule.origins)));
  }
  const hosts = [...patterns.keys()].sort().map((text) => ({ pattern: patterns.get(text)!, origins: origins.get(text)! }));
  return { direction, protocol, ports, deployTimePorts, hosts };
}

function fitFamily(group: readonly Rule[], family: AddressFamily): FittedRule {
  const { direction, protocol, ports, deployTimePorts } = group[0];
  const addresses = group.reduce((union, rule) => union.union(rule.prefixes.only(family)), PrefixSet.EMPTY);
  const concrete = addresses.prefixes().map((prefix) => ({
    cidr: prefix.toString(), deployTime: false, origins: originsOf(group, prefix),
  }));
  const tokens = new Set(group.flatMap((rule) => rule.deployTimePrefixes).filter((prefix) => prefix.family === family).map(({ value }) => value));
  const deployTime = [...tokens].map((value) => ({
    cidr: value,
    deployTime: true,
    origins: mergeOrigins(group.filter((rule) => rule.deployTimePrefixes.some((prefix) => prefix.value === value)).flatMap((rule) => rule.origins)),
  }));
  return { direction, protocol, family, ports, deployTimePorts, peers: [...concrete, ...deployTime] };
}

function originsOf(group: readonly Rule[], prefix: Prefix): readonly Origin[] {
  const addresses = PrefixSet.from([prefix]);
  return mergeOrigins(group.filter((rule) => rule.prefixes.overlaps(addresses)).flatMap((rule) => rule.origins));
}

function problemsOf(rule: Rule, capabilities: Capabilities): EndpointError[] {
  const { platform } = capabilities;
  const slug = rule.origins[0].slug;
  const problems: EndpointError[] = [];
  if (!capabilities.protocols.includes(rule.protocol)) {
    problems.push(unsupported(slug, `${platform} has no rules for ${rule.protocol}`, 'use an enforcement point that has'));
  }
  for (const host of rule.hosts.filter(({ kind }) => !capabilities.hostPatterns.includes(kind))) {
    problems.push(unsupported(slug, `${platform} cannot match the host pattern ${host}`, capabilities.hostAlternatives));
  }
  for (const family of Object.values(AddressFamily).filter((candidate) => !capabilities.addressFamilies.includes(candidate))) {
    const count = rule.prefixes.count(family) + rule.deployTimePrefixes.filter((prefix) => prefix.family === family).length;
    if (count > 0) {
      problems.push(unsupported(slug, `${platform} has no rules for ${family}, which ${count} prefixes need`, `leave ${family} out with addressFamilies`));
    }
  }
  return problems;
}
