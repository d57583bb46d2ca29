import { type Catalog, type Cloud, type EndpointSet } from '../../catalog';
import { groupBy } from '../../collections/group-by';
import type { MeantFlow, MeantSet } from '../../report';
import { flowPrefixes } from '../lookup/flow-prefixes';
import type { PublishedRules } from '../verify/published-rules';

/** What `--allows` names, each set once. */
export function meantSets(published: readonly PublishedRules[], catalog: Catalog, cloud: Cloud): MeantSet[] {
  return [...groupBy(published, ({ set }) => set)].map(([set, operands]) => ({
    ...describeSet(set, operands.flatMap(({ lists }) => lists.map(({ flow }) => flow)), catalog, cloud),
    rules: operands.flatMap(({ rules }) => rules),
    rulesOfPeers: [],
  }));
}

/** A set with these of its flows, and with what the newest edition of its source says of the same flows. */
export function describeSet(set: EndpointSet, flows: readonly string[], catalog: Catalog, cloud: Cloud): Omit<MeantSet, 'rules' | 'rulesOfPeers'> {
  const newest = catalog.newest();
  const { source } = set.publication;
  const edition = newest.editionOf(source) ?? set.publication.edition;
  const later = newest.where({ source, cloud }).find(({ slug }) => slug === set.slug);
  const isNewest = catalog.editionOf(source) === edition;
  return {
    set,
    cloud,
    flows: flowsOf(set, flows, catalog, cloud),
    ...isNewest ? {} : { newer: { edition, set: later, flows: later === undefined ? [] : flowsOf(later, flows, newest, cloud) } },
  };
}

function flowsOf({ flows }: EndpointSet, names: readonly string[], catalog: Catalog, cloud: Cloud): MeantFlow[] {
  return flows.filter(({ name }) => names.includes(name)).map((flow) => ({ name: flow.name, prefixes: flowPrefixes(flow, catalog, cloud) }));
}
