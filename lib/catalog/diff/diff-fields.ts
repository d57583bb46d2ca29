import { PortSet, PrefixSet } from '../../net';

/** The difference between two values of a field. */
export type Difference = ValueDifference | ListDifference | AddressDifference;

/** One value replaced another, was added, or was removed. */
export interface ValueDifference {
  /** Tells the three kinds of difference apart. */
  readonly kind: 'value';

  /** The old value as text; absent if there was none. */
  readonly before?: string;

  /** The new value as text; absent if there is none. */
  readonly after?: string;
}

/** Members were added or removed. Their order is irrelevant. */
export interface ListDifference {
  /** Tells the three kinds of difference apart. */
  readonly kind: 'list';

  /** Members that were added. */
  readonly added: readonly string[];

  /** Members that were removed. */
  readonly removed: readonly string[];
}

/** Addresses were added or removed, however they are written: a prefix split in two is not a difference. */
export interface AddressDifference {
  /** Tells the three kinds of difference apart. */
  readonly kind: 'addresses';

  /** Addresses that were added. */
  readonly added: PrefixSet;

  /** Addresses that were removed. */
  readonly removed: PrefixSet;
}

/** A field that differs. */
export type FieldChange = Difference & { readonly field: string };

/** What differs between two values of a field; `undefined` when they mean the same. */
type Comparer<V> = (before: V, after: V) => Difference | undefined;

/**
 * A comparer for every field of `T`.
 *
 * Mapped over the fields, so that the compiler fails when a new field is not diffed.
 */
export type FieldComparers<T> = { readonly [F in keyof T]-?: Comparer<T[F] | undefined> };

/** The fields of `T` that differ, in the order of `comparers`. A missing object has no fields. */
export function compareFields<T extends object>(comparers: FieldComparers<T>, before: T | undefined, after: T | undefined): FieldChange[] {
  return keysOf(comparers).flatMap((field) => {
    const difference = comparers[field](before?.[field], after?.[field]);
    return difference === undefined ? [] : [{ ...difference, field }];
  });
}

/** For a field that states no fact. Say why in a comment. */
export function notCompared(): undefined {
  return undefined;
}

/** Compares single values by their text. */
export function compareValues(before: string | number | boolean | undefined, after: string | number | boolean | undefined): Difference | undefined {
  return before === after ? undefined : { kind: 'value', before: before?.toString(), after: after?.toString() };
}

/** Compares lists by the texts of their members, as sets. */
export function compareLists(before: readonly (string | object)[] = [], after: readonly (string | object)[] = []): Difference | undefined {
  const [old, recent] = [before.map(String), after.map(String)];
  const added = recent.filter((member) => !old.includes(member));
  const removed = old.filter((member) => !recent.includes(member));
  return added.length + removed.length === 0 ? undefined : { kind: 'list', added, removed };
}

/** Compares ports as ports: `80,81` and `80-81` are the same. */
export function comparePorts(before: PortSet = PortSet.EMPTY, after: PortSet = PortSet.EMPTY): Difference | undefined {
  return before.equals(after) ? undefined : {
    kind: 'list', added: after.subtract(before).ranges.map(String), removed: before.subtract(after).ranges.map(String),
  };
}

/** Compares addresses as addresses. */
export function compareAddresses(before = PrefixSet.EMPTY, after = PrefixSet.EMPTY): Difference | undefined {
  return before.equals(after) ? undefined : { kind: 'addresses', added: after.subtract(before), removed: before.subtract(after) };
}

function keysOf<T extends object>(object: T): (keyof T & string)[] {
  // The type of an object does not rule out other fields, but a table of comparers is a literal and has none.
  return Object.keys(object) as (keyof T & string)[];
}
