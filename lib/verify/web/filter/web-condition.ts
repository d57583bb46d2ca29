import { PrefixSet } from '../../../net';
import type { JsonNode } from '../../document/json-node';

/** A condition on a request. */
export type WebCondition =
  /** The source is one of these addresses, written in so many entries of a list that the platform bounds. */
  | { readonly kind: 'source'; readonly addresses: PrefixSet; readonly entries?: number }
  /** The request is for a path that only the platform can tell; equal texts are one condition. */
  | { readonly kind: 'path'; readonly text: string }
  /**
   * Anything else that a request may or may not have; equal texts are one condition.
   * `node` is where it is written, unless it is under `unresolved` already.
   */
  | { readonly kind: 'other'; readonly text: string; readonly node?: JsonNode }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly WebCondition[] }
  | { readonly kind: 'not'; readonly condition: WebCondition };

/** A condition that only the platform can tell. */
export type Atom = Extract<WebCondition, { readonly text: string }>;

type AtomOf<K extends Atom['kind']> = Extract<Atom, { readonly kind: K }>;

export const EVERYONE = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/** Always true. */
export const ALWAYS: WebCondition = { kind: 'all', conditions: [] };

/** Never true. */
export const NEVER: WebCondition = { kind: 'not', condition: ALWAYS };

/** The sources that meet a condition with a request that meets exactly the atoms in `met`. */
export function matching(condition: WebCondition, met: ReadonlySet<string>): PrefixSet {
  switch (condition.kind) {
    case 'source': return condition.addresses;
    case 'all': return condition.conditions.reduce((sources, one) => sources.intersect(matching(one, met)), EVERYONE);
    case 'any': return PrefixSet.union(condition.conditions.map((one) => matching(one, met)));
    case 'not': return EVERYONE.subtract(matching(condition.condition, met));
    default: return met.has(condition.text) ? EVERYONE : PrefixSet.EMPTY;
  }
}

/** Every address that a condition names, whatever it says of it. */
export function sourcesIn(condition: WebCondition): PrefixSet {
  switch (condition.kind) {
    case 'source': return condition.addresses;
    case 'not': return sourcesIn(condition.condition);
    case 'all':
    case 'any': return PrefixSet.union(condition.conditions.map(sourcesIn));
    default: return PrefixSet.EMPTY;
  }
}

/** The entries of the longest list of sources in a condition. */
export function mostEntries(condition: WebCondition): number {
  switch (condition.kind) {
    case 'source': return condition.entries ?? 0;
    case 'not': return mostEntries(condition.condition);
    case 'all':
    case 'any': return Math.max(0, ...condition.conditions.map(mostEntries));
    default: return 0;
  }
}

/** The conditions of a kind that only the platform can tell. */
export function atomsIn<K extends Atom['kind']>(condition: WebCondition, kind: K): AtomOf<K>[] {
  switch (condition.kind) {
    case 'all':
    case 'any': return condition.conditions.flatMap((one) => atomsIn(one, kind));
    case 'not': return atomsIn(condition.condition, kind);
    case 'source': return [];
    default: return isOfKind(condition, kind) ? [condition] : [];
  }
}

function isOfKind<K extends Atom['kind']>(atom: Atom, kind: K): atom is AtomOf<K> {
  return atom.kind === kind;
}
