/**
 * Every scenario in every cloud on every enforcement point, from the bundled data: what is synthesised admits exactly
 * what the scenario means, address by address and name by name, or is refused with the reason and a way out. The
 * snapshot shows which. The reader of the output shares no code with its writers.
 */
import { CASES } from './cases';
import { rowOf } from './row';

test.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
  const { text, problems } = rowOf(one);
  expect(problems).toEqual([]);
  expect(text).toMatchSnapshot();
}, 60_000);
