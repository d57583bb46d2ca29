/**
 * Every change of a synthesised document that changes whom it admits is noticed by the proof, and none that does not.
 *
 * A sample runs by default; `M365_MUTANTS=all` runs them all.
 */
import { prove } from '../../../lib/verify';
import { CASES, rootsOf, synthesise, TERRAFORM, verdictOf } from './cases';
import { Effect, Mutant, mutantsOf } from './mutate';

/** One of this many mutants is tried, unless all are. */
const STRIDE = process.env.M365_MUTANTS === 'all' ? 1 : 4;

describe.each(Object.keys(CASES))('%s', (name) => {
  const one = CASES[name];
  const document = synthesise(one);
  const mutants: Mutant[] = mutantsOf(document, { ...TERRAFORM, ...one.grammar, roots: rootsOf(document) });
  const sample = mutants.filter((_, i) => i % STRIDE === 0);

  test('is proven as it is', () => {
    expect(prove(document, one).toString()).toMatch(/^equal/);
    expect(mutants.filter(({ effect }) => effect === Effect.HARMFUL).length).toBeGreaterThan(15);
  });

  test('no change of whom it admits reads as equal', () => {
    const silent = sample.filter(({ effect }) => effect === Effect.HARMFUL).filter((mutant) => verdictOf(mutant.document, one) === 'equal');
    expect(silent.map((mutant) => mutant.name)).toEqual([]);
  });

  test('a change of nothing stays equal', () => {
    const noticed = sample.filter(({ effect }) => effect === Effect.HARMLESS)
      .map((mutant) => `${mutant.name}: ${verdictOf(mutant.document, one)}`).filter((line) => !line.endsWith(': equal'));
    expect(noticed).toEqual([]);
  });
});
