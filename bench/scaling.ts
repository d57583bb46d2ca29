/**
 * How the cost of an app grows with the number of its scenarios.
 *
 * Run as a program, it measures one size of one case in this process and prints the result as JSON, so that neither the
 * cases nor their sizes share what an engine has warmed up or left behind.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import type { CustomScenario as CustomScenarioClass, IEnforcementPoint } from '../lib';
import { AWS_CASES } from './scaling-aws';
import { AZURERM_CASES } from './scaling-azurerm';

/** One size of one case. */
export interface ScalingResult {
  readonly scenarios: number;
  readonly cpuMilliseconds: number;

  /** The most memory that the process had, less what it had before. */
  readonly mebibytes: number;
}

/** A case with all its sizes. */
export interface ScalingTable {
  readonly name: string;
  readonly results: readonly ScalingResult[];

  /** The power of the number of scenarios with which the time grows, between the two largest sizes. */
  readonly exponent: number;
}

/** An app to measure. */
export interface ScalingCase {
  /** Loads what it needs and gives what builds and synthesises an app with so many scenarios. */
  load(): (scenarios: number, add: AddScenarios) => void;

  /**
   * What every scenario admits.
   *
   * @default 'inbound'
   */
  readonly flow?: ScalingFlow;

  /**
   * The number of scenarios that it takes at most.
   *
   * @default - any
   */
  readonly most?: number;
}

/** A /29 that no other scenario has, on TCP 443, in or out; or names below a domain that no other has. */
export type ScalingFlow = 'inbound' | 'outbound' | 'names';

/** Adds `count` scenarios to what is measured, from number `first` on. */
export type AddScenarios = (scope: Construct, enforcedBy: IEnforcementPoint, count: number, first?: number) => void;

/** Measures cases in processes of their own, smallest size first. */
export function benchScaling(cases: readonly string[], sizes: readonly number[], each: (table: ScalingTable) => void): void {
  for (const name of cases) {
    const { most = Infinity } = ALL_CASES()[name];
    const results = sizes.filter((size) => size <= most).map((size) => measureApart(name, size));
    each({ name, results, exponent: exponentOf(results) });
  }
}

/** Every case, by name. */
export function scalingCases(): string[] {
  return Object.keys(ALL_CASES());
}

function ALL_CASES(): Record<string, ScalingCase> {
  return { ...AWS_CASES, ...AZURERM_CASES };
}

function measureApart(name: string, size: number): ScalingResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, name, `${size}`], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${name} with ${size} scenarios failed: ${stderr}`);
  }
  return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as ScalingResult;
}

function exponentOf(results: readonly ScalingResult[]): number {
  const [before, last] = results.slice(-2);
  return last === undefined ? NaN : Math.log(last.cpuMilliseconds / before.cpuMilliseconds) / Math.log(last.scenarios / before.scenarios);
}

function measureHere(name: string, size: number): ScalingResult {
  process.env.CDK_VALIDATION = 'false'; // CDK's own validation of templates, which takes seconds and is not ours
  const { load, flow = 'inbound' } = ALL_CASES()[name];
  const build = load();
  const add = scenarios(size, flow);
  const before = process.memoryUsage().rss;
  const start = process.cpuUsage();
  build(size, add);
  const { user, system } = process.cpuUsage(start);
  const peak = peakBytes();
  return { scenarios: size, cpuMilliseconds: (user + system) / 1000, mebibytes: Math.max(0, peak - before) / 2 ** 20 };
}

/** The most memory that this process had. Where Linux does not say so, what the system counts, which holds that of the parent too. */
function peakBytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return 1024 * Number(kibibytes ?? process.resourceUsage().maxRSS);
}

function scenarios(most: number, flow: ScalingFlow): AddScenarios {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after the switch for CDK is set
  const { Catalog, CustomScenario, defineEdition } = require('../lib') as typeof import('../lib');
  const publication = { source: 'bench', edition: '2026-01', url: 'https://example.com/ips' };
  const catalogs = Array.from({ length: most }, (_, index) => Catalog.of(defineEdition(publication, [{
    slug: 'feed',
    row: 1,
    title: 'A feed',
    clouds: ['Worldwide'],
    flows: [{
      name: 'feed',
      direction: flow === 'inbound' ? 'inbound' : 'outbound',
      basis: 'stated',
      tcpPorts: '443',
      ...(flow === 'names' ? { hosts: [`*.feed${index}.example.com`] } : { prefixes: [prefixOf(index)] }),
    }],
  }])));
  return (scope, enforcedBy, count, first = 0) => {
    for (let index = first; index < first + count; index++) {
      const Scenario: typeof CustomScenarioClass = CustomScenario;
      new Scenario(scope, `Scenario${index}`, { enforcedBy: [enforcedBy], catalog: catalogs[index], sets: [{ slug: 'feed' }] });
    }
  };
}

/** The /29 of a scenario; no two can be merged. */
function prefixOf(index: number): string {
  const address = 11 * 2 ** 24 + index * 16;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')}/29`;
}

if (require.main === module) {
  const [, , name, size] = process.argv;
  console.log(JSON.stringify(measureHere(name, Number(size))));
}
