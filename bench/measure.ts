/** One contestant of a comparison: ours, or a peer. */
export interface Contestant {
  readonly name: string;
  readonly run: () => unknown;
}

/** The median time of one contestant. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
}

/** How long one comparison may take, and how often everything is repeated at least and at most. */
const BUDGET_MS = 2000;
const REPETITIONS = { least: 3, most: 400 };

/**
 * Times contestants in turns, so that whatever else the machine does hits all of them alike.
 *
 * The first turn warms up and does not count, unless it alone takes the whole budget.
 */
export function compare(contestants: readonly Contestant[]): Timing[] {
  const times = contestants.map((): number[] => []);
  const start = performance.now();
  for (let turn = 0; turn <= REPETITIONS.most; turn++) {
    contestants.forEach(({ run }, i) => times[i].push(timeOf(run)));
    if (performance.now() - start > BUDGET_MS && turn >= (performance.now() - start > 5 * BUDGET_MS ? 0 : REPETITIONS.least)) break;
  }
  return contestants.map(({ name }, i) => ({ name, milliseconds: median(times[i].length > 1 ? times[i].slice(1) : times[i]) }));
}

export function timeOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
