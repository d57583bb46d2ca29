import { groupBy } from '../../collections/group-by';
import type { Uncovered } from '../document/finding';
import type { GroupReading, RuleReading } from '../document/reading';
import { AdmittedSpace } from '../space/admitted-space';
import type { Difference } from './difference';

/** What is different in the local sides that rules admit to. */
export interface LocalSidesComparison {
  readonly missing: readonly Difference[];
  readonly extra: readonly Difference[];
  /** What is not compared, by name. */
  readonly left: readonly Uncovered[];
  /** The local sides of the group, each once; empty where it knows none. */
  readonly found: readonly string[];
}

/** A local side that is not limited. */
const ANY = '*';

/**
 * Compares the local sides of the rules that admit with those that are meant, as they are written, since no space holds
 * them. Without an expectation they are listed, with how many rules admit to each, so that one that was moved, narrowed or
 * widened is seen.
 */
export function compareLocalSides(group: GroupReading, expected: readonly string[] | undefined): LocalSidesComparison {
  const rules = knowsLocalSides(group) ? group.rules.filter(({ access }) => access === 'allow') : [];
  const bySide = groupBy(rules.flatMap((rule) => sidesOf(rule).map((side) => ({ side, rule }))), ({ side }) => side);
  const found = [...bySide.keys()];
  const leave = (reason: string): Uncovered => ({ path: group.key, reason, preventsProof: false });
  if (expected === undefined) {
    const texts = [...bySide].map(([side, of]) => `${side} (${of.length} ${of.length === 1 ? 'rule' : 'rules'})`);
    const left = found.length === 0 ? [] : [leave(`local sides are listed, not compared: ${texts.join(', ')}; prove() compares them with \`local\``)];
    return { missing: [], extra: [], left, found };
  }
  const of = (traffic: string, rule?: RuleReading): Difference => (
    { groups: [group.key], traffic, publishers: [], ...rule && { rule: { path: rule.path, name: rule.name, description: rule.description } } }
  );
  const spaces = new Set([...bySide.values()].map((list) => `${AdmittedSpace.of(list.flatMap(({ rule }) => rule.space.boxes()))}`));
  return {
    missing: !knowsLocalSides(group) ? [] : expected.filter((side) => !bySide.has(side)).map((side) => of(`anything to the local side ${side}`)),
    extra: [...bySide].filter(([side]) => !expected.includes(side)).flatMap(([side, list]) => list.map(({ rule }) => of(`traffic of the local side ${side}`, rule))),
    left: spaces.size > 1 ? [leave(`rules admit different traffic to ${found.join(', ')}; which to which is not compared`)] : [],
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
