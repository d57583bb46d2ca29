import { Basis, Catalog, Cloud, EndpointFlow, EndpointSet, Origin } from '../catalog';
import { emptyList, nothingLeft, peersRequired, unknownFlow } from '../errors';
import { Direction, PortRange, PortSet, PrefixSet, Protocol } from '../net';
import { OnUnsupported } from '../rules/on-unsupported';
import { mergeOrigins } from '../rules/origins';
import { Peer } from '../rules/peer';
import { Rule } from '../rules/rule';
import { RuleSet } from '../rules/rule-set';
import { isDeployTimeNumber } from '../rules/token';
import { emptiedByFilter, opensToInternet, retired, unusedExclusion, Warning, withdrawnPrefixes } from '../warnings';
import { PeerFilter } from './peer-filter';
import { FlowSelection, ScenarioDefinition } from './scenario-definition';
import { ScenarioProps } from './scenario-props';

/**
 * The rules of a scenario: what the catalog publishes for its flows, plus what
 * the app adds, minus what the app excludes or filters out.
 *
 * @param scenario class name, for the record
 * @throws EndpointError when an option is wrong, the row is not published for the cloud, or nothing is left
 */
export function composeRules(scenario: string, props: ScenarioProps, definition: ScenarioDefinition): RuleSet {
  const catalog = props.catalog ?? Catalog.bundled();
  const cloud = props.cloud ?? Cloud.WORLDWIDE;
  const set = catalog.require(definition.slug, cloud);
  const excludedPeers = props.excludedPeers ?? [];
  const filter = new PeerFilter(set.slug, props.addressFamilies, excludedPeers);

  const warnings: Warning[] = set.retired === undefined ? [] : [retired(set.slug, set.retired.date, set.retired.successor)];
  const wanted: Rule[] = [];
  const admitted: Rule[] = [];
  let publishesPeers = false;
  for (const selection of definition.flows) {
    const flow = requireFlow(set, selection.name);
    if (flow.peersFromApp && (props.additionalPeers ?? []).length === 0) {
      throw peersRequired(set.slug, flow.name);
    }
    publishesPeers ||= !flow.peersFromApp;
    const ports = portsOf(flow, selection);
    const published = publishedRules(set, flow, ports, catalog, cloud);
    const rules = [...published, ...addedRules(set, flow, ports, props.additionalPeers ?? [])];
    const left = rules.map((rule) => filter.apply(rule)).filter(admitsSomething);
    wanted.push(...rules);
    admitted.push(...left);
    warnings.push(...(left.length === 0 ? [emptiedByFilter(set.slug, flow.name)] : withdrawalWarnings(set, flow, catalog, cloud, left)));
  }
  if (admitted.length === 0) {
    throw nothingLeft(set.slug);
  }
  warnings.push(
    ...(publishesPeers && coversInternet(props.additionalPeers ?? []) ? [opensToInternet(set.slug)] : []),
    ...excludedPeers.filter((peer) => !excludesSomething(peer, wanted)).map((peer) => unusedExclusion(set.slug, peer.toString())),
  );
  return {
    rules: admitted,
    provenance: {
      scenario, slug: set.slug, cloud: cloud.name, title: set.title, origins: mergeOrigins(admitted.flatMap((rule) => rule.origins)),
    },
    warnings,
    onUnsupported: props.onUnsupported ?? OnUnsupported.FAIL,
    acknowledgedWarnings: props.acknowledgedWarnings ?? [],
  };
}

// ── what is published ────────────────────────────────────────────────────────

/** Ports of one protocol, concrete and deploy-time. */
interface Ports {
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];
}

function requireFlow(set: EndpointSet, name: string): EndpointFlow {
  const flow = set.flows.find((candidate) => candidate.name === name);
  if (flow === undefined) {
    throw unknownFlow(set.slug, name, set.flows.map((candidate) => candidate.name));
  }
  return flow;
}

function portsOf(flow: EndpointFlow, selection: FlowSelection): Ports[] {
  const chosen = selection.tcpPorts;
  if (chosen !== undefined && chosen.length === 0) {
    throw emptyList('ports', 'name a port, or leave the option out to use the published ones');
  }
  const tcp: Ports = chosen === undefined
    ? { protocol: Protocol.TCP, ports: flow.tcpPorts, deployTimePorts: [] }
    : {
      protocol: Protocol.TCP,
      ports: PortSet.of(...chosen.filter((port) => !isDeployTimeNumber(port)).map((port) => PortRange.of(port))),
      deployTimePorts: chosen.filter(isDeployTimeNumber),
    };
  return [tcp, { protocol: Protocol.UDP, ports: flow.udpPorts, deployTimePorts: [] }]
    .filter(({ ports, deployTimePorts }) => !ports.isEmpty || deployTimePorts.length > 0);
}

/** One rule for each protocol and each published set that supplies peers, so that every peer keeps its own origin. */
function publishedRules(set: EndpointSet, flow: EndpointFlow, ports: readonly Ports[], catalog: Catalog, cloud: Cloud): Rule[] {
  const origin = originOf(set, flow);
  // A packet filter sees the address of who connects, never its name: names are peers only of outbound traffic.
  const own = { origin, prefixes: flow.prefixes, hosts: flow.direction === Direction.OUTBOUND ? flow.hosts : [] };
  const borrowed = flow.prefixesOf.map((slug) => catalog.require(slug, cloud)).flatMap((other) => other.flows.map((lender) => ({
    origin: { ...origin, via: originOf(other, lender) }, prefixes: lender.prefixes, hosts: [],
  })));
  return ports.flatMap((portsOfProtocol) => [own, ...borrowed].map((supply) => ({
    direction: flow.direction, ...portsOfProtocol, prefixes: supply.prefixes, deployTimePrefixes: [], hosts: supply.hosts, origins: [supply.origin],
  }))).filter(admitsSomething);
}

function originOf({ slug, publication }: EndpointSet, { basis, overrideReason }: EndpointFlow): Origin {
  return { slug, basis, source: publication, ...(overrideReason === undefined ? {} : { reason: overrideReason }) };
}

function withdrawalWarnings(set: EndpointSet, flow: EndpointFlow, catalog: Catalog, cloud: Cloud, rules: readonly Rule[]): Warning[] {
  const withdrawal = catalog.withdrawalFrom(set, flow, cloud);
  const inUse = rules.reduce((union, rule) => union.union(rule.prefixes), PrefixSet.EMPTY);
  const count = withdrawal === undefined ? 0 : withdrawal.prefixes.intersect(inUse).count();
  return withdrawal === undefined || count === 0 ? [] : [withdrawnPrefixes(set.slug, count, withdrawal.edition)];
}

// ── what the app adds and excludes ───────────────────────────────────────────

function addedRules(set: EndpointSet, { direction }: EndpointFlow, ports: readonly Ports[], peers: readonly Peer[]): Rule[] {
  const origins: readonly Origin[] = [{ slug: set.slug, basis: Basis.USER }];
  return ports.flatMap((portsOfProtocol) => peers.map(({ prefixes, deployTimePrefixes, hosts }) => ({
    direction, ...portsOfProtocol, prefixes, deployTimePrefixes, hosts, origins,
  })));
}

function admitsSomething(rule: Rule): boolean {
  return !rule.prefixes.isEmpty || rule.deployTimePrefixes.length > 0 || rule.hosts.length > 0;
}

/** Whether the peers together are every address of a family. */
function coversInternet(peers: readonly Peer[]): boolean {
  const added = peers.reduce((union, peer) => union.union(peer.prefixes), PrefixSet.EMPTY);
  return [PrefixSet.ALL_IPV4, PrefixSet.ALL_IPV6].some((everything) => added.containsSet(everything));
}

function excludesSomething(peer: Peer, rules: readonly Rule[]): boolean {
  return rules.some(({ prefixes, hosts }) => (
    prefixes.overlaps(peer.prefixes) || hosts.some((host) => peer.hosts.some((excluded) => excluded.contains(host)))
  ));
}
