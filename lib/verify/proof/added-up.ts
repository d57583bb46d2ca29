import type { GroupReading } from '../document/reading';

/** Groups that are added up, by where they are; any other decides alone. */
export function addedUp(groups: readonly GroupReading[]): GroupReading[][] {
  const added = new Map<string, GroupReading[]>();
  for (const group of groups.filter(({ addedUpOn }) => addedUpOn !== undefined)) {
    added.set(group.addedUpOn!, [...added.get(group.addedUpOn!) ?? [], group]);
  }
  return [...added.values(), ...groups.filter(({ addedUpOn }) => addedUpOn === undefined).map((group) => [group])];
}
