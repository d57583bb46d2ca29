import { Catalog, EndpointSet } from '../../catalog';
import { flowJson } from '../../catalog/diff/flow-json';
import { constructNameOf } from '../../scenarios/construct-names';
import { classOf } from './endpoint-set-class';
import { flowPrefixes } from './flow-prefixes';
import { optionalFlows } from './optional-flows';

/** An endpoint set as `list` and `search` print it with `--json`. */
export function summaryJson(set: EndpointSet): object {
  const { slug, title, clouds, publication, required, retired, flows, webService } = set;
  const construct = constructNameOf(set);
  return {
    slug,
    source: publication.source,
    edition: publication.edition,
    entry: publication.entry,
    title,
    clouds: clouds.map(String),
    class: classOf(set),
    directions: [...new Set(flows.map(({ direction }) => direction))],
    ...webService === undefined ? {} : { serviceArea: webService.serviceArea },
    ...required === undefined ? {} : { required },
    ...retired === undefined ? {} : { retired: retired.date },
    ...construct === undefined ? {} : { construct },
    prefixes: flows.reduce((sum, { prefixes }) => sum + prefixes.count(), 0),
    hosts: flows.reduce((sum, { hosts }) => sum + hosts.length, 0),
  };
}

/** An endpoint set with everything that `catalog` knows of it, prefixes that it takes from other sets included. */
export function endpointSetJson(set: EndpointSet, catalog: Catalog): object {
  const { slug, title, clouds, cloudsReason, publication, required, usedBy, neededWhen, retired } = set;
  const { corrections, caveats, inexpressible, trustedSites, webService, flows } = set;
  const optional = optionalFlows(set, catalog, clouds[0]);
  return {
    slug,
    title,
    clouds: clouds.map(String),
    cloudsReason: cloudsReason ?? null,
    publication,
    class: classOf(set),
    construct: constructNameOf(set) ?? null,
    required: required ?? null,
    usedBy,
    neededWhen: neededWhen ?? null,
    retired: retired ?? null,
    webService: webService ?? null,
    flows: flows.map((flow) => ({
      ...flowJson(flow),
      isOption: optional.includes(flow.name),
      derivedPrefixes: flow.prefixesOf.length === 0 ? [] : flowPrefixes(flow, catalog, clouds[0]).toStrings(),
    })),
    inexpressible,
    trustedSites: trustedSites.map(String),
    caveats,
    corrections,
  };
}
