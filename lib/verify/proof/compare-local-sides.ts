import type { GroupReading, RuleReading } from '../document/reading';
import type { Difference } from './difference';

/** What is different in the local sides that rules admit to. */
export interface LocalSidesComparison {
  readonly missing: readonly Difference[];
  readonly extra: readonly Difference[];
  /** The local sides of the group, each once; empty where it knows none. */
  readonly found: readonly string[];
}

/** A local side that is not limited. */
const ANY = '*';

/**
 * Compares the local sides of the rules that admit with those that are meant, as they are written, since no space holds
 * them. Without an expectation they are only listed.
 */
export function compareLocalSides(group: GroupReading, expected: readonly string[] | undefined): LocalSidesComparison {
  if (!knowsLocalSides(group)) return { missing: [], extra: [], found: [] };
  const rules = group.rules.filter(({ access }) => access === 'allow');
  const found = [...new Set(rules.flatMap(sidesOf))];
  if (expected === undefined) return { missing: [], extra: [], found };
  const of = (traffic: string, rule?: RuleReading): Difference => (
    { groups: [group.key], traffic, publishers: [], ...rule && { rule: { path: rule.path, name: rule.name, description: rule.description } } }
  );
  return {
    missing: expected.filter((side) => !found.includes(side)).map((side) => of(`anything to the local side ${side}`)),
    extra: rules.flatMap((rule) => sidesOf(rule).filter((side) => !expected.includes(side)).map((side) => of(`traffic of the local side ${side}`, rule))),
    found,
  };
}

/** Security groups stand on what they protect; filters of names and of web requests know no local side either. */
function knowsLocalSides({ addedUpOn, knowsNamesOnly, requests }: GroupReading): boolean {
  return addedUpOn !== 'interface' && knowsNamesOnly !== true && requests === undefined;
}

function sidesOf({ local }: RuleReading): readonly string[] {
  return local.length === 0 ? [ANY] : local;
}
