import type { Catalog, Cloud } from '../../catalog';
import { groupBy } from '../../collections/group-by';
import type { MeantFlow, MeantSet } from '../../report';
import { type FlowList, selectFlows } from '../export/flow-list';
import type { PublishedRules } from '../verify/published-rules';

/** What is meant, each set once, with what the newest edition of its source says of the same flows. */
export function meantSets(published: readonly PublishedRules[], catalog: Catalog, cloud: Cloud): MeantSet[] {
  const newest = catalog.newest();
  return [...groupBy(published, ({ set }) => set)].map(([set, operands]): MeantSet => {
    const lists = [...new Map(operands.flatMap((operand) => operand.lists).map((list) => [list.flow, list])).values()];
    const { source } = set.publication;
    const edition = newest.editionOf(source) ?? set.publication.edition;
    const later = newest.where({ source, cloud }).find(({ slug }) => slug === set.slug);
    const filter = { ...operands[0].filter, flows: lists.map(({ flow }) => flow) };
    const flows = later === undefined ? [] : selectFlows(later, newest, cloud, filter).lists;
    const isNewest = catalog.editionOf(source) === edition;
    return {
      set,
      cloud,
      rules: operands.flatMap(({ rules }) => rules),
      flows: flowsOf(lists),
      ...isNewest ? {} : { newer: { edition, set: later, flows: flowsOf(flows) } },
    };
  });
}

function flowsOf(lists: readonly FlowList[]): MeantFlow[] {
  return lists.map(({ flow, prefixes }) => ({ name: flow, prefixes }));
}
