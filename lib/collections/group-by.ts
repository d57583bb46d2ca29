import { byText } from './by-text';

/** Items by a key of theirs; keys in order of their first item, and the items of one key as they came. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    put(groups, keyOf(item), item);
  }
  return groups;
}

/** As {@link groupBy} for items that have any number of keys. */
export function groupByEach<K, T>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      put(groups, key, item);
    }
  }
  return groups;
}

function put<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/** As {@link groupBy}, in order of the keys by {@link byText}. */
export function sortedGroups<T>(items: Iterable<T>, keyOf: (item: T) => string): [string, T[]][] {
  return [...groupBy(items, keyOf)].sort(byText(([key]) => key));
}
