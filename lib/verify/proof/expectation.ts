import type { Direction, PrefixSet } from '../../net';
import type { GroupReading } from '../document/reading';
import { admittedByRules, type AdmittingRule, type UncoveredPart } from '../space/admitted-by-rules';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import { NameSet } from '../space/name-set';

/** What the filters of the documents are meant to admit. */
export interface Expectation {
  /** The neutral rules that are meant, those of a scenario (`scenario.rules.rules`) or of several. */
  readonly rules?: Iterable<AdmittingRule>;

  /** What is meant besides `rules`, by address. */
  readonly admitted?: AdmittedSpace;

  /** What is meant besides `rules`, by name. It is expected where a filter knows names. */
  readonly names?: AdmittedNames;

  /**
   * The requests that filters of web requests keep for those sources, as `GroupReading.requests` names them: a path
   * with everything below it (`/api/notifications`). Every request when it is not given, and then a filter of some
   * requests only is not proven.
   */
  readonly requests?: readonly string[];

  /** The only direction to compare; both when it is not given. What is admitted in the other one is not part of the verdict then. */
  readonly direction?: Direction;

  /**
   * The local sides that rules are meant to admit to, as they are written in the documents: addresses, tags, `*` for any, and of a
   * DNAT rule `203.0.113.1 to 10.0.0.4:443`. Only listed, in `Proof.local` and `Proof.uncovered`, when it is not given. Security groups,
   * and filters of names or web requests, know none.
   */
  readonly local?: readonly string[];

  /** The groups to compare, by `GroupReading.key`; every group of the documents when it is not given. */
  readonly groups?: readonly string[];

  /** Who publishes addresses, in words for an explanation: `graph-change-notifications (2025-01)`. */
  readonly publishersOf?: (addresses: PrefixSet) => readonly string[];
}

/** An expectation as one filter is to meet it. */
export interface Target {
  readonly admitted: AdmittedSpace;
  readonly names: AdmittedNames;
  /** What may be admitted by name and need not, since the same traffic is admitted by address. */
  readonly allowedNames: AdmittedNames;
  /** What is meant and cannot be compared on this filter. */
  readonly left: readonly string[];
}

/** An expectation, taken apart once for all filters. */
export interface Meaning {
  readonly all: { readonly admitted: AdmittedSpace; readonly names: AdmittedNames };
  /** The names of rules without addresses: no address can stand for them. */
  readonly byNameOnly: AdmittedNames;
  /** The addresses of rules without names. */
  readonly byAddressOnly: AdmittedSpace;
  readonly uncovered: readonly UncoveredPart[];
}

export function meaningOf({ rules = [], admitted = AdmittedSpace.EMPTY, names = AdmittedNames.EMPTY, direction }: Expectation): Meaning {
  const list = [...rules].filter((rule) => direction === undefined || rule.direction === direction);
  const { uncovered, ...all } = admittedByRules(list);
  const [addresses, also] = direction === undefined ? [admitted, names] : [admitted.only(direction), names.only(direction)];
  const hasNames = ({ hosts = [] }: AdmittingRule) => hosts.length > 0;
  return {
    all: { admitted: all.admitted.union(addresses), names: all.names.union(also) },
    byNameOnly: admittedByRules(list.filter(({ prefixes }) => prefixes.isEmpty)).names.union(also),
    byAddressOnly: admittedByRules(list.filter((rule) => !hasNames(rule))).admitted.union(addresses),
    uncovered,
  };
}

/**
 * What filters that are added up are to admit, by what they can see.
 *
 * The names and addresses of one rule are one remote side, named twice. A filter of addresses is held to all
 * addresses, one of names to all names. One that knows both is held to all addresses, and to the names on every
 * port on which it admits any; on other ports the addresses of a rule stand for its names.
 */
export function targetOf(groups: readonly GroupReading[], { all, byNameOnly, byAddressOnly }: Meaning): Target {
  if (groups.every(({ knowsNamesOnly }) => knowsNamesOnly === true)) {
    const names = all.names.onEveryPort();
    return { admitted: AdmittedSpace.EMPTY, names, allowedNames: names, left: byAddressOnly.isEmpty ? [] : ['addresses are meant, and only names are filtered'] };
  }
  const known = groups.filter(({ names }) => names !== undefined);
  if (known.length === 0) {
    const left = byNameOnly.isEmpty ? [] : ['names are meant without addresses, and only addresses are filtered'];
    return { admitted: all.admitted, names: AdmittedNames.EMPTY, allowedNames: AdmittedNames.EMPTY, left };
  }
  const named = AdmittedNames.of(known.flatMap(({ names }) => names!.boxes()).map((box) => ({ ...box, names: NameSet.ALL })));
  return { admitted: all.admitted, names: byNameOnly.union(all.names.intersect(named)), allowedNames: all.names, left: [] };
}
