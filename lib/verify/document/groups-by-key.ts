import type { GroupReading } from './reading';

/**
 * Readings by key, none of them lost: filters of different types may have one name, and all but the first of them
 * get a number (`main (2)`).
 */
export function groupsByKey(readings: readonly GroupReading[]): Map<string, GroupReading> {
  const groups = new Map<string, GroupReading>();
  for (const reading of readings) {
    let key = reading.key;
    for (let number = 2; groups.has(key); number++) key = `${reading.key} (${number})`;
    groups.set(key, key === reading.key ? reading : { ...reading, key });
  }
  return groups;
}
