import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { AdmittedSpace, compare, readCloudFormation, readTerraform } from '../lib/verify';
import { median } from './measure';

/** A process, measured from outside. */
export interface ProcessResult {
  readonly name: string;
  /** On the wall. */
  readonly milliseconds: number;
  /** Of the processor; 0 without GNU time. */
  readonly cpuMilliseconds: number;
  readonly peakMebibytes: number;
}

/** Two ways to the same end. */
export interface ProcessComparison {
  readonly what: string;
  readonly ours: ProcessResult;
  readonly other: ProcessResult;
}

const ROOT = join(__dirname, '..');
const WORK = join(ROOT, 'build', 'bench');
const GNU_TIME = '/usr/bin/time';

/** Synthesises examples, and the same apps written by hand with the framework's own classes, in turns. */
export function benchApps(repetitions: number, report: (comparison: ProcessComparison) => void): void {
  rmSync(WORK, { recursive: true, force: true });
  for (const example of readdirSync(join(__dirname, 'apps'))) {
    const name = example.replace(/\.ts$/, '');
    const ours = compiled(join(ROOT, 'examples', name), join(WORK, 'ours', name));
    const byHand = compiled(join(__dirname, 'apps'), join(WORK, 'by-hand'), example);
    report(alternate(`synthesise ${name}`, 'by hand', repetitions, ours, byHand));
  }
}

/** Loads `constructs`, and then the root of the package or nothing. */
export function benchImport(repetitions: number): { readonly milliseconds: number; readonly used: number } {
  const script = `
    require('constructs');
    const start = performance.now();
    const all = require('cdk-m365-endpoints');
    const loaded = performance.now();
    Object.values(all);
    console.log(loaded - start, performance.now() - start);`;
  const times = Array.from({ length: repetitions }, () => node(['-e', script]).stdout.trim().split(' ').map(Number));
  return { milliseconds: median(times.map(([loaded]) => loaded)), used: median(times.map(([, used]) => used)) };
}

/** From a file to output as a whole process, beside iprange, which is written in C. */
export function benchProcess(texts: readonly string[], repetitions: number): ProcessComparison | undefined {
  if (spawnSync('iprange', ['--version']).error !== undefined) return undefined;
  mkdirSync(WORK, { recursive: true });
  const file = join(WORK, 'prefixes.txt');
  writeFileSync(file, `${texts.join('\n')}\n`);
  const reduced = spawnSync('iprange', [file], { maxBuffer: 2 ** 30 }).stdout.toString().trim().split('\n');
  const ours = node([join(__dirname, 'aggregate-file.cjs'), file]).stdout.trim().split('\n');
  const withLength = (text: string) => text.includes('/') ? text : `${text}/32`;
  if (reduced.map(withLength).join() !== ours.join()) throw new Error('iprange has another result');
  const [mine, theirs] = [[process.execPath, join(__dirname, 'aggregate-file.cjs'), file], ['iprange', file]];
  const times: [ProcessResult[], ProcessResult[]] = [[], []];
  for (let i = 0; i < repetitions; i++) {
    times[0].push(timed('ours', mine));
    times[1].push(timed('iprange', theirs));
  }
  return { what: `aggregate ${texts.length} IPv4 from file to output`, ours: middle(times[0]), other: middle(times[1]) };
}

function alternate(what: string, name: string, repetitions: number, ours: string, other: string): ProcessComparison {
  const [mine, theirs] = [join(WORK, 'out', 'ours'), join(WORK, 'out', 'other')];
  const into = (outdir: string) => ({ CDK_OUTDIR: outdir, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1', CDK_VALIDATION: 'false' });
  [mine, theirs].forEach((outdir) => mkdirSync(outdir, { recursive: true })); // cdktf makes one folder, not those above it
  const results: [ProcessResult[], ProcessResult[]] = [[], []];
  for (let i = 0; i < repetitions; i++) {
    results[0].push(timed('ours', [process.execPath, ours], into(mine)));
    results[1].push(timed(name, [process.execPath, other], into(theirs)));
  }
  const comparison = compare(admittedIn(theirs), admittedIn(mine));
  if (!comparison.equal) throw new Error(`${what}: ${name} ${comparison}`);
  rmSync(join(WORK, 'out'), { recursive: true });
  return { what, ours: middle(results[0]), other: middle(results[1]) };
}

/** What the only stack of a synthesised app admits. */
function admittedIn(outdir: string): AdmittedSpace {
  const [file] = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((path) => /\.template\.json$|cdk\.tf\.json$/.test(path));
  const document: object = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
  return (file.endsWith('.template.json') ? readCloudFormation(document) : readTerraform(document)).admitted;
}

/** Compiles an app, so that the compiler is no part of what is measured. */
function compiled(folder: string, outdir: string, main = 'main.ts'): string {
  mkdirSync(outdir, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(folder, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    writeFileSync(join(outdir, file.replace(/\.ts$/, '.js')), outputText);
  }
  return join(outdir, main.replace(/\.ts$/, '.js'));
}

/** Runs a program and measures it; processor time and peak are those of GNU time where there is one, otherwise 0. */
function timed(name: string, [program, ...args]: readonly string[], env: Record<string, string> = {}): ProcessResult {
  const command = existsSync(GNU_TIME) ? [GNU_TIME, '-f', 'MEASURED %M %U %S', program, ...args] : [program, ...args];
  const start = performance.now();
  const { status, stderr } = spawnSync(command[0], command.slice(1), { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  const [peak, user, system] = /MEASURED (.*)/.exec(stderr.toString())?.[1].split(' ').map(Number) ?? [0, 0, 0];
  return { name, milliseconds, cpuMilliseconds: 1000 * (user + system), peakMebibytes: peak / 1024 };
}

function node(args: readonly string[]): { stdout: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, maxBuffer: 2 ** 30, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { stdout };
}

function middle(results: readonly ProcessResult[]): ProcessResult {
  return {
    name: results[0].name,
    milliseconds: median(results.map(({ milliseconds }) => milliseconds)),
    cpuMilliseconds: median(results.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    peakMebibytes: median(results.map(({ peakMebibytes }) => peakMebibytes)),
  };
}
