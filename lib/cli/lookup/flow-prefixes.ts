import { Catalog, Cloud, EndpointFlow } from '../../catalog';
import { PrefixSet } from '../../net';

/** The prefixes of a flow in a cloud: those it names itself, and those of the sets that it points at. */
export function flowPrefixes(flow: EndpointFlow, catalog: Catalog, cloud: Cloud): PrefixSet {
  const borrowed = flow.prefixesOf.flatMap((slug) => catalog.require(slug, cloud).flows);
  return PrefixSet.union([flow, ...borrowed].map(({ prefixes }) => prefixes));
}
