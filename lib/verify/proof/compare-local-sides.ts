import { groupBy } from '../../collections/group-by';
import { PrefixSet } from '../../net';
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
  const spaces = new Set(bySide.size < 2 ? [] : [...bySide.values()].map((list) => `${AdmittedSpace.of(list.flatMap(({ rule }) => rule.space.boxes()))}`));
  const mixed = spaces.size > 1 ? [leave(`rules admit different traffic to ${found.join(', ')}; which to which is not compared`)] : [];
  if (expected === undefined) {
    const texts = [...bySide].map(([side, of]) => `${side} (${[counted(of.length, 'rule'), ...mixed.length > 0 ? [prefixesOf(of)] : []].join(', ')})`);
    const listed = found.length === 0 ? [] : [leave(`local sides are listed, not compared: ${texts.join(', ')}; prove() compares them with \`local\``)];
    return { missing: [], extra: [], left: [...listed, ...mixed], found };
  }
  const of = (traffic: string, rule?: RuleReading): Difference => (
    { groups: [group.key], traffic, publishers: [], ...rule && { rule: { path: rule.path, name: rule.name, description: rule.description } } }
  );
  return {
    missing: !knowsLocalSides(group) ? [] : expected.filter((side) => !bySide.has(side)).map((side) => of(`anything to the local side ${side}`)),
    extra: [...bySide].filter(([side]) => !expected.includes(side)).flatMap(([side, list]) => list.map(({ rule }) => of(`traffic of the local side ${side}`, rule))),
    left: mixed,
    found,
  };
}

/** Security groups stand on what they protect; filters of names and of web requests know no local side either. */
function knowsLocalSides({ addedUpOn, knowsNamesOnly, requests }: GroupReading): boolean {
  return addedUpOn !== 'interface' && knowsNamesOnly !== true && requests === undefined;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many prefixes reach a local side, so that one less is seen where others reach another side from it. */
function prefixesOf(list: readonly { readonly rule: RuleReading }[]): string {
  const count = PrefixSet.union(list.map(({ rule }) => rule.addresses)).count();
  return count === 1 ? '1 prefix' : `${count} prefixes`;
}

function sidesOf({ local }: RuleReading): readonly string[] {
  return local.length === 0 ? [ANY] : local;
}
