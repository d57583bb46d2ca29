/** What differs between two synthesised documents, a resource, a rule or an entry of a list at a time. */
export interface Change {
  /** Units that are no longer there and held what was taken out of the data. */
  readonly held: number;

  /** Everything else that went, came or is no longer the same. What comes in the very place of a unit that held it is not counted. */
  readonly others: number;
}

/** Compares what was synthesised with and without `gone`, which is a prefix or a host name as it is published. */
export function changeBetween(before: object, after: object, gone: string): Change {
  const [old, now] = [resourcesOf(before), resourcesOf(after)];
  const removed: string[] = [];
  const added: string[] = [];
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(id), now.get(id)];
    if (was === undefined || is === undefined) {
      (was === undefined ? added : removed).push(JSON.stringify(was ?? is));
    } else {
      const [oldUnits, newUnits] = [units(was, id), units(is, id)];
      removed.push(...without(oldUnits, newUnits));
      added.push(...without(newUnits, oldUnits));
    }
  }
  const text = gone.replace(/^\*/, ''); // some platforms say what a name ends in, without the star
  const holders = removed.filter((unit) => unit.includes(text));
  const place = (unit: string) => unit.split(' ', 1)[0];
  const others = without(added.map(place), holders.map(place)).length;
  return { held: holders.length, others: removed.length - holders.length + others };
}

/** By id, and whatever is no resource under its key. The record says which data the rules were made from, so it changes with that. */
function resourcesOf(document: object): Map<string, unknown> {
  const withoutRecord = JSON.parse(JSON.stringify(document), (key, value) => (key === 'cdk-m365-endpoints-record' ? undefined : value)) as object;
  const { Resources = {}, resource = {}, ...rest } = withoutRecord as Record<string, Record<string, object>>;
  return new Map<string, unknown>([
    ...Object.entries(Resources),
    ...Object.entries(resource).flatMap(([type, byId]) => Object.entries(byId).map(([id, body]): [string, unknown] => [`${type}.${id}`, body])),
    ...Object.entries(rest),
  ]);
}

/** The lines of a value: scalars with where they are, entries of lists without their position, rules as a whole. */
function units(value: unknown, path: string): string[] {
  if (typeof value === 'string') {
    return value.split('\n').map((line) => `${path} ${line}`);
  }
  if (typeof value !== 'object' || value === null) {
    return [`${path} ${String(value)}`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => (isFlat(item) ? [`${path}[] ${JSON.stringify(item)}`] : units(item, `${path}[]`)));
  }
  return Object.entries(value).flatMap(([key, item]) => units(item, `${path}.${key}`));
}

function isFlat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((item) => typeof item !== 'object' || item === null);
}

/** What is in `list` more often than in `other`. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  other.forEach((item) => left.set(item, (left.get(item) ?? 0) + 1));
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
