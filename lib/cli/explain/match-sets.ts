import { Catalog, Cloud, EndpointFlow, EndpointSet } from '../../catalog';
import { Direction, PortRange, PrefixSet, Protocol } from '../../net';
import { Overlap, overlapWith, Query } from '../lookup/query';

/** Traffic that a question is limited to; what is not given does not restrict. */
export interface TrafficFilter {
  readonly direction?: Direction;
  readonly protocol?: Protocol;
  readonly port?: PortRange;
}

/** A flow of a set that names what was asked about. */
export interface FlowMatch extends Overlap {
  readonly flow: EndpointFlow;

  /** The slug of the set whose prefixes they are, where the flow only points at it. */
  readonly via?: string;

  /** Whether the flow is for the traffic that the question is limited to. */
  readonly isMeant: boolean;
}

/** A set that names what was asked about. */
export interface SetMatch {
  readonly set: EndpointSet;

  /** Those of its clouds that are meant. */
  readonly clouds: readonly Cloud[];
  readonly flows: readonly FlowMatch[];

  /** Names in its zone of trusted sites, which no rule can express. */
  readonly trustedSites?: Overlap;
}

/**
 * Those of `sets` that name what `query` asks about, in their order.
 *
 * @param catalog where the sets stand, and those that they point at
 */
export function matchSets(catalog: Catalog, sets: readonly EndpointSet[], query: Query, filter: TrafficFilter, cloud?: Cloud): SetMatch[] {
  return sets.flatMap((set) => {
    const clouds = cloud === undefined ? set.clouds : [cloud];
    const flows = set.flows.flatMap((flow) => (
      matchFlow(catalog, flow, clouds, query).map((match) => ({ ...match, isMeant: isMeant(flow, filter) }))
    ));
    const trustedSites = overlapWith(query, PrefixSet.EMPTY, set.trustedSites);
    return flows.length === 0 && trustedSites === undefined ? [] : [{ set, clouds, flows, trustedSites }];
  });
}

function matchFlow(catalog: Catalog, flow: EndpointFlow, clouds: readonly Cloud[], query: Query): Omit<FlowMatch, 'isMeant'>[] {
  const own = overlapWith(query, flow.prefixes, flow.hosts);
  const others = query.kind === 'host' ? [] : flow.prefixesOf.flatMap((via) => {
    const overlap = overlapWith(query, prefixesOf(catalog, via, clouds), []);
    return overlap === undefined ? [] : [{ flow, via, ...overlap }];
  });
  return [...own === undefined ? [] : [{ flow, ...own }], ...others];
}

/** What the set that a flow points at publishes in some clouds. */
export function prefixesOf(catalog: Catalog, slug: string, clouds: readonly Cloud[]): PrefixSet {
  return PrefixSet.union(clouds.flatMap((cloud) => catalog.find(slug, cloud)?.flows ?? []).map(({ prefixes }) => prefixes));
}

function isMeant(flow: EndpointFlow, { direction, protocol, port }: TrafficFilter): boolean {
  const ports = [
    ...protocol === Protocol.UDP ? [] : [flow.tcpPorts],
    ...protocol === Protocol.TCP ? [] : [flow.udpPorts],
  ].filter((set) => !set.isEmpty);
  return (direction === undefined || direction === flow.direction)
    && (port === undefined ? ports.length > 0 : ports.some((set) => set.contains(port)));
}
