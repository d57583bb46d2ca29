import { isObject } from '../../document/json-node';

/** One text for what means the same: keys in order, and transformations by their priority. */
export function requestText(value: unknown): string {
  return JSON.stringify(ordered(value));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(ordered);
    return items.every(hasPriority) ? items.sort((a, b) => priorityOf(a) - priorityOf(b)) : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, ordered(one)]));
}

function hasPriority(item: unknown): item is Record<string, unknown> {
  return isObject(item) && ('Priority' in item || 'priority' in item);
}

function priorityOf(item: Record<string, unknown>): number {
  return Number(item.Priority ?? item.priority);
}
