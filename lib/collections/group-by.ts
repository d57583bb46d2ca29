import { byText } from './by-text';

/** Items by a key of theirs; keys in order of their first item, and the items of one key as they came. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** As {@link groupBy}, in order of the keys by {@link byText}. */
export function sortedGroups<T>(items: Iterable<T>, keyOf: (item: T) => string): [string, T[]][] {
  return [...groupBy(items, keyOf)].sort(byText(([key]) => key));
}
