/**
 * Measures the package beside its peers, prints a table and writes `build/bench.json`.
 *
 * Times of different runs do not compare; ratios within one run do. Options:
 *
 *   --quick          lists of 1,000 and 10,000 prefixes, few repetitions, one enforcement point of each kind
 *   --most NUMBER    no longer lists than that
 *   --peers FOLDER   where the peers are installed, if not here
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AlgebraResult, benchAlgebra } from './algebra';
import { benchApps, benchImport, benchProcess, ProcessComparison } from './apps';
import { benchCold, ColdResult } from './cold';
import { benchCovers, CoverResult } from './covers';
import { benchDocuments, DocumentResult } from './documents';
import { ipv4List } from './lists';
import { loadPeers } from './peers';
import { benchScaling, scalingCases, ScalingTable } from './scaling';

const ROOT = join(__dirname, '..');

/** What `--quick` measures of the enforcement points. */
const QUICK_CASES = ['SecurityGroups', 'NetworkFirewallRules', 'Terraform SecurityGroups', 'NetworkSecurityGroupRules', 'FirewallPolicyRules'];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, peers: { type: 'string', default: ROOT }, most: { type: 'string', default: '1000000' } } });
  const { quick } = values;
  const upTo = (...sizes: number[]) => sizes.filter((size) => size <= Math.min(Number(values.most), quick ? 10_000 : Infinity));
  const { installed, missing } = await loadPeers(values.peers);
  missing.forEach((name) => console.log(`skipped: ${name} is not installed`));

  const algebra: AlgebraResult[] = [];
  row('list', 'operation', 'ours', 'best peer', 'ratio', 'others');
  benchAlgebra(installed, upTo(1_000, 10_000, 100_000, 1_000_000), (result) => {
    algebra.push(result);
    describeAlgebra(result);
  });

  const cold: ColdResult[] = [];
  benchCold(1_000, quick ? 3 : 15, (result) => {
    cold.push(result);
    const [ours, peer] = result.timings;
    row(`${result.size} ${result.family}`, 'first call', ms(ours.milliseconds), `${peer.name} ${ms(peer.milliseconds)}`,
      `${(peer.milliseconds / ours.milliseconds).toFixed(1)}x`);
  });

  const documents: DocumentResult[] = [];
  row('\ndocument', '', 'ours');
  benchDocuments((result) => {
    documents.push(result);
    console.log(`${result.what.padEnd(66)} ${ms(result.milliseconds)}`);
  }, quick ? 1_000 : 10_000);

  const covers: CoverResult[] = [];
  row('\nlist', 'prefixes', 'aggregate', 'k = 10', 'k = 60', 'k = 1000');
  benchCovers(upTo(10_000, 100_000), (result) => {
    covers.push(result);
    const times = result.covers.map(({ milliseconds }) => `${ms(milliseconds)} (${(milliseconds / result.aggregate).toFixed(2)}x)`);
    row(result.list, `${result.prefixes}`, ms(result.aggregate), ...times);
  });

  const processes: ProcessComparison[] = [];
  row('\nprocess', '', 'ours', 'beside', 'ratio', 'peak memory');
  const note = (comparison: ProcessComparison) => {
    processes.push(comparison);
    const { what, ours, other } = comparison;
    const [mine, theirs] = other.cpuMilliseconds > 0 ? [ours.cpuMilliseconds, other.cpuMilliseconds] : [ours.milliseconds, other.milliseconds];
    row(what, '', ms(mine), `${other.name} ${ms(theirs)}`, `${(mine / theirs).toFixed(2)}x`,
      `wall ${ms(ours.milliseconds)} beside ${ms(other.milliseconds)}, ${ours.peakMebibytes.toFixed(0)} MiB beside ${other.peakMebibytes.toFixed(0)} MiB`);
  };
  const whole = benchProcess(ipv4List(quick ? 10_000 : 1_000_000), quick ? 3 : 7);
  if (whole === undefined) console.log('skipped: iprange is not installed');
  else note(whole);
  benchApps(quick ? 3 : 21, note);
  const scaling: ScalingTable[] = [];
  row('\nscenarios on', '', 'N', 'CPU', 'exponent', 'memory');
  benchScaling(quick ? QUICK_CASES : scalingCases(), quick ? [10, 100] : [1, 10, 100, 300, 1000], (table) => {
    scaling.push(table);
    const { results } = table;
    row(table.name, '', results.map(({ scenarios }) => scenarios).join(' '), results.map(({ cpuMilliseconds }) => cpuMilliseconds.toFixed(0)).join(' '),
      table.exponent.toFixed(2), results.map(({ mebibytes }) => `${mebibytes.toFixed(0)} MiB`).join(' '));
  });
  const importTime = benchImport(quick ? 5 : 15);
  console.log(`\nimporting the root takes ${ms(importTime.milliseconds)} beyond constructs, and ${ms(importTime.used)} with every module of it loaded`);

  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(join(ROOT, 'build', 'bench.json'), `${JSON.stringify({ missing, algebra, cold, documents, covers, processes, scaling, importTime }, undefined, 2)}\n`);
}

function describeAlgebra({ family, size, operation, ours, peers, leftOut }: AlgebraResult): void {
  const [best, ...others] = [...peers].sort((a, b) => a.milliseconds - b.milliseconds);
  row(
    `${size} ${family}`, operation, ms(ours.milliseconds), best === undefined ? '-' : `${best.name} ${ms(best.milliseconds)}`,
    best === undefined ? '' : `${(best.milliseconds / ours.milliseconds).toFixed(1)}x`,
    [...others.map(({ name, milliseconds }) => `${name} ${ms(milliseconds)}`), ...Object.entries(leftOut).map(([name, why]) => `${name} ${why}`)].join(', '),
  );
}

function row(...cells: string[]): void {
  const widths = [42, 11, 12, 28, 18, 0];
  console.log(cells.map((cell, i) => cell.padEnd(widths[i])).join(' ').trimEnd());
}

function ms(milliseconds: number): string {
  return milliseconds >= 100 ? `${milliseconds.toFixed(0)} ms` : `${milliseconds.toFixed(milliseconds >= 1 ? 1 : 3)} ms`;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
