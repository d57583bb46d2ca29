import { Basis, Catalog, Cloud, EndpointFlow, EndpointSet, flowId, Origin } from '../../catalog';
import { emptyList, unresolvedTemplates } from '../../messages/errors';
import { Direction, HostPattern, HostPatternKind, PortRange, PortSet, PrefixSet, Protocol } from '../../net';
import { Peer } from '../../rules/model/peer';
import { Rule } from '../../rules/model/rule';
import { isDeployTimeNumber } from '../../rules/model/token';
import { withDerivedPrefixes } from './derived-prefixes';
import { FlowSelection } from './set-selection';

/** Ports of one protocol, concrete and deploy-time. */
export interface Ports {
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];
}

/** Where published peers are looked up, and how. */
interface Lookup {
  readonly catalog: Catalog;
  readonly cloud: Cloud;

  /** Whether host names bring the prefixes that the web service publishes for them. */
  readonly derivePrefixes: boolean;
}

/**
 * The ports of a flow, as the scenario admits it.
 *
 * @throws EndpointError `EmptyList` or `InvalidPort`
 */
export function portsOf(flow: EndpointFlow, { tcpPorts: chosen, exceptUdpPorts = PortSet.EMPTY }: FlowSelection): Ports[] {
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
  return [tcp, { protocol: Protocol.UDP, ports: flow.udpPorts.subtract(exceptUdpPorts), deployTimePorts: [] }]
    .filter(({ ports, deployTimePorts }) => !ports.isEmpty || deployTimePorts.length > 0);
}

/**
 * One rule for each protocol and each published set that supplies peers, so that every peer keeps its own origin.
 *
 * @throws EndpointError `UnresolvedTemplates`, or when the flow points at a set that is not there
 */
export function publishedRules(set: EndpointSet, flow: EndpointFlow, selection: FlowSelection, ports: readonly Ports[], lookup: Lookup): Rule[] {
  const { catalog, cloud, derivePrefixes } = lookup;
  const origin = originOf(set, flow);
  const own = { origin, prefixes: flow.prefixes, hosts: hostsOf(set, flow, selection) };
  const borrowed = flow.prefixesOf.map((slug) => catalog.require(slug, cloud)).flatMap((other) => other.flows.map((lender) => ({
    origin: { ...origin, via: originOf(other, lender) }, prefixes: lender.prefixes, hosts: [],
  })));
  const rules = ports.flatMap((portsOfProtocol) => [own, ...borrowed].map((supply) => ({
    direction: flow.direction,
    ...portsOfProtocol,
    prefixes: supply.prefixes,
    deployTimePrefixes: [],
    hosts: supply.hosts,
    origins: [supply.origin],
    flow: flowId(set, flow),
  }))).filter(admitsSomething);
  return derivePrefixes && flow.direction === Direction.OUTBOUND ? rules.flatMap((rule) => withDerivedPrefixes(rule, catalog, cloud)) : rules;
}

/** Rules for a remote side that the app names: one for all peers by address, since they have one origin, and one for each with names. */
export function rulesOfPeers(set: EndpointSet, flow: EndpointFlow, ports: readonly Ports[], peers: readonly Peer[]): Rule[] {
  const origins: readonly Origin[] = [{ slug: set.slug, basis: Basis.USER }];
  const byAddress = peers.filter(({ hosts }) => hosts.length === 0);
  const sides = [
    ...byAddress.length === 0 ? [] : [{
      prefixes: PrefixSet.union(byAddress.map(({ prefixes }) => prefixes)),
      deployTimePrefixes: byAddress.flatMap(({ deployTimePrefixes }) => deployTimePrefixes),
      hosts: [],
    }],
    ...peers.filter(({ hosts }) => hosts.length > 0).map(({ prefixes, deployTimePrefixes, hosts }) => ({ prefixes, deployTimePrefixes, hosts })),
  ];
  return ports.flatMap((portsOfProtocol) => sides.map((side) => (
    { direction: flow.direction, ...portsOfProtocol, ...side, origins, flow: flowId(set, flow) }
  )));
}

/** Where a flow of a published set comes from. */
export function originOf({ slug, publication }: EndpointSet, { basis, portsBasis, overrideReason }: EndpointFlow): Origin {
  return {
    slug,
    basis,
    ...(portsBasis === undefined ? {} : { portsBasis }),
    source: publication,
    ...(overrideReason === undefined ? {} : { reason: overrideReason }),
  };
}

export function admitsSomething(rule: Pick<Rule, 'prefixes' | 'deployTimePrefixes' | 'hosts'>): boolean {
  return !rule.prefixes.isEmpty || rule.deployTimePrefixes.length > 0 || rule.hosts.length > 0;
}

/**
 * The names of the remote side.
 *
 * A packet that arrives tells the address of its sender and no name: names of senders count only where nothing else is
 * published, so that an enforcement point refuses them instead of nobody noticing.
 */
function hostsOf({ slug }: EndpointSet, flow: EndpointFlow, { resolveHost = (host) => [host] }: FlowSelection): HostPattern[] {
  const publishesAddresses = !flow.prefixes.isEmpty || flow.prefixesOf.length > 0;
  if (flow.direction === Direction.INBOUND && publishesAddresses) {
    return [];
  }
  const hosts = flow.hosts.flatMap((host) => resolveHost(host));
  const templates = hosts.filter(({ kind }) => kind === HostPatternKind.TEMPLATE);
  if (templates.length > 0) {
    throw unresolvedTemplates(slug, templates.map(String), [...new Set(templates.flatMap(({ parameters }) => parameters))]);
  }
  return [...new Map(hosts.map((host) => [`${host}`, host])).values()];
}
