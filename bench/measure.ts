/** One contestant of a comparison: ours, or a peer. */
export interface Contestant {
  readonly name: string;
  readonly run: () => unknown;
}

/** The median time of one contestant: of the processor, not of the clock on the wall. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
}

/** How long each contestant may take, unless the whole run is to be short, and how often it is repeated at least and at most. */
const BUDGET_MS = process.argv.includes('--quick') ? 100 : 500;
const REPETITIONS = { least: 3, most: 400 };
/** A contestant that takes longer than this is not repeated. */
const ONCE_MS = 3000;
/** Everybody runs untimed for so long first, so that short tasks are compared as compiled code; or once, where that takes longer. */
const WARM_UP_MS = process.argv.includes('--quick') ? 100 : 200;

/**
 * Times contestants in turns, so that whatever else the machine does hits all of them alike.
 *
 * Slow ones take fewer turns, so that they keep nobody from warming up. What a first call costs is measured by `cold.ts`.
 */
export function compare(contestants: readonly Contestant[]): Timing[] {
  contestants.forEach(({ run }) => {
    for (const start = performance.now(); performance.now() - start < WARM_UP_MS;) run();
  });
  const times = contestants.map((): number[] => []);
  const isDone = (own: readonly number[]) => {
    const spent = own.reduce((sum, time) => sum + time, 0);
    return own.length > REPETITIONS.most || own[0] > ONCE_MS || (own.length > REPETITIONS.least && spent > BUDGET_MS);
  };
  while (!times.every(isDone)) {
    contestants.forEach(({ run }, i) => isDone(times[i]) || times[i].push(timeOf(run)));
  }
  return contestants.map(({ name }, i) => ({ name, milliseconds: median(times[i]) }));
}

/** Milliseconds of processor time, which other work on the machine disturbs least; collecting garbage is part of it. */
export function timeOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
