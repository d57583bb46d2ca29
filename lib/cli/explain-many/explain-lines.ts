import { Answer, answer, Library } from '../explain/answer';
import { TrafficFilter } from '../explain/match-sets';
import { PublishedIndex } from '../explain/published-index';
import { Status, statusOf } from '../explain/status';
import { InputLine } from './read-inputs';
import { readLine } from './read-line';

/** A line with its answer, or with why there is none. */
export type ExplainedLine = InputLine & ({ readonly answer: Answer; readonly status: Status } | { readonly problem: string });

/**
 * Answers every line, in order; a line that cannot be read has a problem in place of an answer.
 *
 * @param column where in a line to look, from 1
 */
export function explainLines(lines: readonly InputLine[], library: Library, filter: TrafficFilter, column?: number): ExplainedLine[] {
  const index = new PublishedIndex(library);
  const known = new Map<string, Answer>();
  return lines.map((line) => {
    const read = readLine(line.text, column);
    if ('problem' in read) {
      return { ...line, problem: read.problem };
    }
    const { query } = read;
    const found = known.get(query.text) ?? answer(index.narrow(query), query, filter);
    known.set(query.text, found);
    return { ...line, answer: found, status: statusOf(found) };
  });
}
