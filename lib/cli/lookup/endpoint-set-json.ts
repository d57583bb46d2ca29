import { EndpointSet } from '../../catalog';
import { flowJson } from '../../catalog/diff/flow-json';
import { constructFor } from '../../scenarios/registry';
import { classOf } from './endpoint-set-class';

/** An endpoint set as `list` and `search` print it with `--json`. */
export function summaryJson(set: EndpointSet): object {
  const { slug, title, clouds, publication, required, retired, flows, webService } = set;
  const construct = constructFor(set)?.name;
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

/** An endpoint set with everything the catalog knows of it. */
export function endpointSetJson(set: EndpointSet): object {
  const { slug, title, clouds, publication, required, retired, corrections, caveats, inexpressible, trustedSites, webService, flows } = set;
  return {
    slug,
    title,
    clouds: clouds.map(String),
    publication,
    class: classOf(set),
    construct: constructFor(set)?.name ?? null,
    required: required ?? null,
    retired: retired ?? null,
    webService: webService ?? null,
    flows: flows.map(flowJson),
    inexpressible,
    trustedSites: trustedSites.map(String),
    caveats,
    corrections,
  };
}
