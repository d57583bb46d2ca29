/** Changes by kind of documents that are written by hand; a sample by default, all with `M365_MUTANTS=all`. */
import { EndpointError } from '../../../lib/messages/errors';
import { prove } from '../../../lib/verify';
import { Effect } from './mutate';
import { mutantsOfWritten, WRITTEN } from './written';

const STRIDE = process.env.M365_MUTANTS === 'all' ? 1 : 3;

describe.each(WRITTEN)('$name', (one) => {
  const mutants = mutantsOfWritten(one).filter((_, i) => i % STRIDE === 0);
  const verdictOf = (document: unknown) => {
    try {
      return prove(document, { rules: one.rules }).verdict;
    } catch (error) {
      if (error instanceof EndpointError) return 'unreadable';
      throw error;
    }
  };
  const verdicts = (effect: Effect) => mutants.filter((mutant) => mutant.effect === effect).map(({ name, document }) => `${name}: ${verdictOf(document)}`);

  test('is proven as it is', () => {
    expect(prove(one.document, { rules: one.rules }).toString()).toMatch(/^equal/);
  });

  test('no change of what it admits reads as equal', () => {
    expect(verdicts(Effect.HARMFUL).filter((line) => line.endsWith(': equal'))).toEqual([]);
  });

  test('a change of nothing stays equal', () => {
    expect(verdicts(Effect.HARMLESS).filter((line) => !line.endsWith(': equal'))).toEqual([]);
  });
});

test('there are hundreds', () => {
  expect(WRITTEN.flatMap(mutantsOfWritten).length).toBeGreaterThan(800);
});
