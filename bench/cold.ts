/**
 * The first call in a process: what an app that aggregates one list pays.
 *
 * Run as a program, it loads one contestant, then times its first call alone and prints the milliseconds.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ipv4List, ipv6List } from './lists';
import { median, Timing } from './measure';

const LISTS = { IPv4: ipv4List, IPv6: ipv6List };

/** The first call of one family, by contestant. */
export interface ColdResult {
  readonly family: keyof typeof LISTS;
  readonly size: number;
  readonly timings: readonly Timing[];
}

/** Times first calls of aggregating `size` prefixes, each in processes of its own, in turns. */
export function benchCold(size: number, repetitions: number, report: (result: ColdResult) => void): void {
  for (const family of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
    const contestants = ['ours', 'cidr-tools'];
    const times = contestants.map((): number[] => []);
    for (let turn = 0; turn < repetitions; turn++) {
      contestants.forEach((name, i) => times[i].push(firstCall(name, family, size)));
    }
    report({ family, size, timings: contestants.map((name, i) => ({ name, milliseconds: median(times[i]) })) });
  }
}

function firstCall(name: string, family: string, size: number): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, name, family, `${size}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the first call of ${name} failed: ${stderr}`);
  return Number(stdout);
}

async function main([name, family, size]: string[]): Promise<void> {
  const texts = LISTS[family as keyof typeof LISTS](Number(size));
  const { aggregate, mergeCidr } = await import(name === 'ours' ? join(__dirname, '..', 'dist', 'net', 'index.js') : name);
  const merge: (list: string[]) => string[] = aggregate ?? mergeCidr;
  const start = performance.now();
  merge(texts);
  console.log(performance.now() - start);
}

if (require.main === module) {
  void main(process.argv.slice(2));
}
