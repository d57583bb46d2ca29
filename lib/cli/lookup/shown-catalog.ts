import { Catalog, Edition } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';

/** A catalog of these editions that shows of each source the one that `shown` names. */
export function catalogOf(editions: readonly Edition[], shown: ReadonlyMap<string, string>): Catalog {
  return [...new Set(shown.values())].reduce((catalog, id) => catalog.edition(id), Catalog.of(...editions));
}

/** Source → id of the edition that the catalog of this package shows. */
export function shownByDefault(): Map<string, string> {
  return new Map([...new Set(BUNDLED_EDITIONS.map(({ source }) => source))].map((source) => {
    const editions = BUNDLED_EDITIONS.filter((entry) => entry.source === source);
    return [source, (editions.find(({ isDefault }) => isDefault) ?? editions[editions.length - 1]).id] as const;
  }));
}
