import { App } from 'aws-cdk-lib';
import { Cloud } from '../../lib/catalog';
import { Case, cloudsOf } from './cases';
import { Outcome, Trial } from './outcome';
import { nameOf, Target, TARGETS } from './targets';

/** What becomes of a scenario on every target in every cloud. */
export interface Row {
  /** For people. */
  readonly text: string;
  readonly problems: readonly string[];
}

/** Tries everything. */
export function rowOf(one: Case): Row {
  const { makes, fails } = cloudsOf(one, new App());
  const problems: string[] = [];
  const clouds = new Map([...fails].map(([code, failing]): [string, Cloud[]] => [`  no scenario: ${code}`, [...failing]]));
  makes.forEach((same, index) => {
    const trial = new Trial(one, same[0], index === 0);
    const outcomes = TARGETS.map((target) => [target, trial.on(target)] as const);
    const names = new Map<string, string[]>();
    for (const [target, outcome] of outcomes) {
      names.set(outcome.kind, [...names.get(outcome.kind) ?? [], nameOf(target)]);
      problems.push(...outcome.problems.map((problem) => `${same[0].name}, ${nameOf(target)}: ${problem}`));
    }
    problems.push(...deadEnds(outcomes).map((problem) => `${same[0].name}, ${problem}`));
    const text = [...names.keys()].sort().map((kind) => `  ${kind}: ${shorten(names.get(kind)!).join('; ')}`).join('\n');
    clouds.set(text, [...clouds.get(text) ?? [], ...same]);
  });
  return { text: [...clouds].map(([text, same]) => `${same.map(({ name }) => name).join(', ')}\n${text}`).sort().reverse().join('\n'), problems };
}

/** Refusals that advise other enforcement points, none of which takes the scenario, though one of the same module does. */
function deadEnds(outcomes: readonly (readonly [Target, Outcome])[]): string[] {
  const takers = (module: object) => outcomes
    .filter(([target, { kind }]) => target.module === module && !kind.startsWith('refused')).map(([{ construct }]) => construct);
  const isDeadEnd = (advised: readonly string[], constructs: readonly string[]) => (
    advised.length > 0 && constructs.length > 0 && !constructs.some((construct) => advised.includes(construct))
  );
  return outcomes
    .filter(([{ module }, { advised = [] }]) => isDeadEnd(advised, takers(module)))
    .map(([target, { advised, kind }]) => `${nameOf(target)} (${kind}) advises ${[...new Set(advised)].join()}, which refuse as well`);
}

/** The construct alone where all its styles are named. */
function shorten(names: readonly string[]): string[] {
  const all = new Map<string, string[]>();
  for (const target of TARGETS) {
    all.set(target.construct, [...all.get(target.construct) ?? [], nameOf(target)]);
  }
  return [...all].flatMap(([construct, styles]) => {
    const named = styles.filter((style) => names.includes(style));
    return named.length === styles.length ? [construct] : named;
  });
}
