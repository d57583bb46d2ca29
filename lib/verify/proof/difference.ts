import type { PrefixSet } from '../../net';
import type { GroupReading, RuleReading } from '../document/reading';
import type { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import { describeBox } from '../space/describe-box';

/** Prefixes or patterns that one line names before it only counts the rest. */
const NAMED = 10;

/** Traffic that is admitted and not meant, or meant and not admitted. */
export interface Difference {
  /** The groups that it is about, by key. */
  readonly groups: readonly string[];

  /** The rule as it is written that admits it, or refuses it; undefined where no rule does. */
  readonly rule?: Pick<RuleReading, 'path' | 'name' | 'description'>;

  /** One line, such as `inbound tcp 443 from 10.0.0.0/8`. */
  readonly traffic: string;

  /** Who publishes the addresses, as the caller knows it. */
  readonly publishers: readonly string[];
}

type Publishers = (addresses: PrefixSet) => readonly string[];

/**
 * What is admitted and not meant, by the rule that admits it.
 *
 * A rule that admits more than what is meant is named with what it says, rather than
 * with each fragment that is left of it.
 */
export function explainExtra(groups: readonly GroupReading[], extra: AdmittedSpace, publishersOf: Publishers): Difference[] {
  const keys = groups.map(({ key }) => key);
  const written = groups.flatMap(({ key, rules }) => rules.filter(({ access }) => access === 'allow').map((rule) => ({ key, rule })))
    .flatMap(({ key, rule }) => rule.space.intersect(extra).boxes().map((box): Difference => {
      const whole = rule.addresses.isEmpty ? box.addresses : rule.addresses;
      const within = whole.subtract(box.addresses);
      const parts = box.addresses.toStrings();
      const traffic = within.isEmpty || parts.length <= NAMED
        ? describeBox(box, NAMED)
        : `${describeBox({ ...box, addresses: whole }, NAMED)}, expected only from ${listOf(within.toStrings())}`;
      return { groups: [key], rule: citing(rule), traffic, publishers: publishersOf(box.addresses) };
    }));
  const traced = AdmittedSpace.of(groups.flatMap(({ rules }) => rules.filter(({ access }) => access === 'allow').flatMap(({ space }) => space.boxes())));
  const others = extra.subtract(traced).boxes().map((box): Difference => (
    { groups: keys, traffic: describeBox(box, NAMED), publishers: publishersOf(box.addresses) }
  ));
  return [...written, ...others];
}

/** What is meant and not admitted, with the rule that refuses it, where one does. */
export function explainMissing(groups: readonly GroupReading[], missing: AdmittedSpace, publishersOf: Publishers): Difference[] {
  const denials = groups.flatMap(({ rules }) => rules.filter(({ access }) => access === 'deny'));
  return missing.boxes().map((box) => {
    const denial = denials.find(({ space }) => !space.intersect(AdmittedSpace.of([box])).isEmpty);
    return {
      groups: groups.map(({ key }) => key),
      rule: denial && citing(denial),
      traffic: describeBox(box, NAMED),
      publishers: publishersOf(box.addresses),
    };
  });
}

export function explainNames(groups: readonly GroupReading[], names: AdmittedNames): Difference[] {
  return names.describe(NAMED).map((traffic) => ({ groups: groups.map(({ key }) => key), traffic, publishers: [] }));
}

/** A difference as one line for people. */
export function describeDifference(label: string, { rule, traffic, publishers }: Difference): string {
  const by = rule === undefined ? '' : ` by ${[rule.path, rule.name, rule.description && JSON.stringify(rule.description)].filter(Boolean).join(' ')}`;
  return `${label}: ${traffic}${by}${publishers.length === 0 ? '' : ` (published by ${listOf(publishers)})`}`;
}

function listOf(texts: readonly string[]): string {
  const named = texts.slice(0, NAMED).join(', ');
  return texts.length > NAMED ? `${named} and ${texts.length - NAMED} more` : named;
}

function citing({ path, name, description }: RuleReading): Difference['rule'] {
  return { path, name, description };
}
