import { Catalog, Cloud, DescribeSet, EndpointSet } from '../../catalog';
import { constructNameOf } from '../../scenarios/construct-names';

/** Who is concerned when a set of `catalog` changes: the construct that enforces it, and the rows whose prefixes it supplies. */
export function usedBy(catalog: Catalog): DescribeSet {
  return (set, clouds) => {
    const rows = catalog.where({}).filter((row) => isSupplied(row, set, clouds));
    const users = [...new Set([set, ...rows].map((each) => (each === set ? own(set) : `${each.publication.entry} ${each.slug}${own(each) === '' ? '' : ` (${own(each)})`}`)))];
    const named = users.filter((user) => user !== '');
    return named.length === 0 ? [] : [`used by ${named.join(', ')}`];
  };
}

function isSupplied({ clouds, flows }: EndpointSet, { slug }: EndpointSet, changed: readonly Cloud[]): boolean {
  return clouds.some((cloud) => changed.includes(cloud)) && flows.some(({ prefixesOf }) => prefixesOf.includes(slug));
}

function own(set: EndpointSet): string {
  return constructNameOf(set) ?? '';
}
