import { PrefixSet } from '../net';
import type { Catalog } from './catalog';

/** The entries of a catalog that publish some of the addresses: `graph-change-notifications (additional-endpoints 2025-01)`. */
export function publishersIn(catalog: Catalog): (addresses: PrefixSet) => string[] {
  const sets = catalog.where({}).map(({ slug, publication: { source, edition }, flows }) => (
    { text: `${slug} (${source} ${edition})`, addresses: PrefixSet.union(flows.map(({ prefixes }) => prefixes)) }
  ));
  return (addresses) => [...new Set(sets.filter((one) => one.addresses.overlaps(addresses)).map(({ text }) => text))];
}
