import { Catalog, Cloud, EndpointFlow, EndpointSet } from '../../catalog';
import { PrefixSet } from '../../net';

/** The prefixes of a flow in a cloud: those it names itself, and those of the sets that it points at. */
export function flowPrefixes(flow: EndpointFlow, catalog: Catalog, cloud: Cloud): PrefixSet {
  const borrowed = flow.prefixesOf.flatMap((slug) => catalog.require(slug, cloud).flows);
  return PrefixSet.union([flow, ...borrowed].map(({ prefixes }) => prefixes));
}

/** The prefixes that the flows of a set take from other sets, in its first cloud. */
export function derivedPrefixes({ flows, clouds: [cloud] }: EndpointSet, catalog: Catalog): PrefixSet {
  const borrowing = flows.filter(({ prefixesOf }) => prefixesOf.length > 0);
  return PrefixSet.union(borrowing.map((flow) => flowPrefixes({ ...flow, prefixes: PrefixSet.EMPTY }, catalog, cloud)));
}
