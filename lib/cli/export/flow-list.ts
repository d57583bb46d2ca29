import { Basis, Catalog, Cloud, EndpointFlow, EndpointSet } from '../../catalog';
import { AddressFamily, Direction, HostPattern, PortRange, PortSet, PrefixSet } from '../../net';
import { flowPrefixes } from '../lookup/flow-prefixes';
import { optionalFlows } from '../lookup/optional-flows';

/** The remote side of one flow of an endpoint set, and the ports that it is for. */
export interface FlowList {
  readonly set: EndpointSet;
  readonly flow: string;
  readonly direction: Direction;
  readonly tcpPorts: PortSet;
  readonly udpPorts: PortSet;
  readonly basis: Basis;

  /** Minimal; those of the sets that the flow points at included. */
  readonly prefixes: PrefixSet;
  readonly hosts: readonly HostPattern[];
}

/** Which flows of a set are listed, and what of their remote side. */
export interface FlowFilter {
  /** Names of flows; by default those that the construct of the set admits without an option. */
  readonly flows: readonly string[];
  readonly direction?: Direction;

  /** Only flows that admit this port by TCP or UDP. */
  readonly port?: PortRange;

  /** Only names. */
  readonly onlyHosts: boolean;

  /** Only addresses, of these families; empty for whatever is published. */
  readonly families: readonly AddressFamily[];

  /** Values for the parameters of names such as `<tenant>.sharepoint.com`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a filter makes of a set. */
export interface Selection {
  readonly lists: readonly FlowList[];

  /** Flows of which the filter leaves nothing, or which name no remote side. */
  readonly empty: readonly string[];

  /** Flows that an option of the construct adds, and that were not asked for. */
  readonly leftOut: readonly string[];
}

/**
 * The flows of a set as lists.
 *
 * @throws EndpointError `InvalidHostParameter` when a value cannot stand in a host name
 */
export function selectFlows(set: EndpointSet, catalog: Catalog, cloud: Cloud, filter: FlowFilter): Selection {
  const optional = filter.flows.length > 0 ? [] : optionalFlows(set, catalog, cloud);
  const isWanted = (name: string) => (filter.flows.length > 0 ? filter.flows.includes(name) : !optional.includes(name));
  const isAsked = ({ direction, tcpPorts, udpPorts }: EndpointFlow) => (
    (filter.direction === undefined || direction === filter.direction)
    && (filter.port === undefined || tcpPorts.contains(filter.port) || udpPorts.contains(filter.port))
  );
  const asked = set.flows.filter(isAsked);
  const lists = asked.filter(({ name }) => isWanted(name)).map((flow) => listOf(set, flow, catalog, cloud, filter));
  const isEmpty = ({ prefixes, hosts }: FlowList) => prefixes.isEmpty && hosts.length === 0;
  return {
    lists: lists.filter((list) => !isEmpty(list)),
    empty: lists.filter(isEmpty).map(({ flow }) => flow),
    leftOut: asked.map(({ name }) => name).filter((name) => optional.includes(name)),
  };
}

function listOf(set: EndpointSet, flow: EndpointFlow, catalog: Catalog, cloud: Cloud, filter: FlowFilter): FlowList {
  const { name, direction, tcpPorts, udpPorts, basis, hosts } = flow;
  const published = flowPrefixes(flow, catalog, cloud);
  const families = filter.families.length > 0 ? PrefixSet.union(filter.families.map((family) => published.only(family))) : published;
  return {
    set,
    flow: name,
    direction,
    tcpPorts,
    udpPorts,
    basis,
    prefixes: filter.onlyHosts ? PrefixSet.EMPTY : families,
    hosts: filter.families.length > 0 ? [] : hosts.map((host) => resolved(host, filter.parameters)),
  };
}

/** A name with the given values, or as it is where one is missing. */
function resolved(host: HostPattern, parameters: Readonly<Record<string, string>>): HostPattern {
  return host.parameters.length > 0 && host.parameters.every((name) => parameters[name] !== undefined) ? host.resolve(parameters) : host;
}
