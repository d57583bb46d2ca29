/**
 * Synthesises every example to `build/examples/<example>/` and says in a few lines what came out.
 *
 * The summary is read back from what was written, not from what was meant.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { AddressFamily, Direction } from 'cdk-m365-endpoints';
import { AdmittedSpace, GroupReading, NameBox, readCloudFormation, readTerraform, RuleReading } from 'cdk-m365-endpoints/verify';

const ROOT = resolve(__dirname, '..');
const KEY = 'cdk-m365-endpoints';

/** How many endpoint sets and published entries of a scenario are told one by one. */
const TOLD_SETS = 3;
const TOLD_ORIGINS = 5;

/** What the output says of the origin of a scenario's rules; see `ProvenanceRecord`. */
interface OriginRecord {
  readonly basis: string;
  readonly source?: string;
  readonly edition?: string;
  readonly entry?: string;
  readonly via?: OriginRecord;
}

interface SetRecord {
  readonly slug: string;
  readonly title: string;
  readonly notes?: readonly string[];
}

interface ScenarioRecord {
  readonly scenario: string;
  readonly cloud: string;
  readonly sets: readonly SetRecord[];
  readonly origins: readonly OriginRecord[];
}

function main(): void {
  for (const example of readdirSync(join(ROOT, 'examples')).sort()) {
    const outdir = join(ROOT, 'build', 'examples', example);
    rmSync(outdir, { recursive: true, force: true });
    mkdirSync(outdir, { recursive: true });
    synthesise(join(ROOT, 'examples', example), outdir);
    console.log(`\n${example}`);
    outputsIn(outdir).forEach(summarise);
    warningsIn(outdir).forEach((warning) => console.log(`  warning: ${warning}`));
  }
}

function synthesise(example: string, outdir: string): void {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: example,
    env: { ...process.env, CDK_OUTDIR: outdir, CDKTF_OUTDIR: outdir, CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) {
    throw new Error(`${relative(ROOT, example)} does not synthesise`);
  }
}

function outputsIn(outdir: string): string[] {
  const stacks = join(outdir, 'stacks');
  return [
    ...readdirSync(outdir).filter((file) => file.endsWith('.template.json')).map((file) => join(outdir, file)),
    ...(existsSync(stacks) ? readdirSync(stacks).map((stack) => join(stacks, stack, 'cdk.tf.json')) : []),
  ];
}

/** Our warnings, wherever the framework notes them for its command line. */
function warningsIn(outdir: string): string[] {
  const notes = readdirSync(outdir).filter((file) => file === 'manifest.json' || file.endsWith('.metadata.json'));
  return notes.flatMap((file) => (
    [...readFileSync(join(outdir, file), 'utf8').matchAll(/"(?:data|message)": "([^"]*\[ack: cdk-m365-endpoints:\w+\])"/g)].map(([, text]) => text)
  ));
}

function summarise(file: string): void {
  const output = JSON.parse(readFileSync(file, 'utf8'));
  const terraform = file.endsWith('cdk.tf.json');
  const { groups, admitted, names } = terraform ? readTerraform(output) : readCloudFormation(output);
  const records: Record<string, Record<string, ScenarioRecord>> = (terraform ? output['//'] : output.Metadata)[KEY];
  for (const [enforcementPoint, scenarios] of Object.entries(records)) {
    Object.values(scenarios).forEach(tell);
    console.log(`    enforced by ${enforcementPoint}`);
  }
  for (const group of groups.values()) {
    describeGroup(group).forEach((line) => console.log(`  ${line}`));
  }
  const others = [...groups.values()].reduce((rest, { space }) => rest.subtract(space), admitted);
  describeSpace(others).forEach((line) => console.log(`  by address: ${line}`));
  // A filter that sees names only does so on every port of every protocol: once is enough.
  [...new Set(names.boxes().map(describeNames))].forEach((line) => console.log(`  by name: ${line}`));
  console.log(`  in ${relative(ROOT, file)}`);
}

/** The story of a scenario, as `Scenario.describe()` tells it; of many sets only where they come from. */
function tell({ scenario, cloud, sets, origins }: ScenarioRecord): void {
  console.log(`  ${scenario}, ${cloud}`);
  if (sets.length > TOLD_SETS) {
    console.log(`    ${sets.length} endpoint sets, from ${sets[0].slug} to ${sets[sets.length - 1].slug}`);
  } else {
    sets.forEach(tellSet);
  }
  const published = [...new Set(origins.map(describeOrigin))];
  published.slice(0, TOLD_ORIGINS).forEach((origin) => console.log(`    from ${origin}`));
  if (published.length > TOLD_ORIGINS) {
    console.log(`    and ${published.length - TOLD_ORIGINS} more published entries`);
  }
}

function tellSet({ slug, title, notes = [] }: SetRecord): void {
  console.log(`    ${slug}: ${title}`);
  notes.forEach((note) => console.log(`      note: ${note}`));
}

function describeOrigin({ basis, source, edition, entry, via }: OriginRecord): string {
  const published = source === undefined ? 'the app' : `${entry} of ${source} ${edition}`;
  return via === undefined ? `${published} (${basis})` : `${published} (${basis}: ${via.entry} of ${via.source} ${via.edition})`;
}

function describeNames({ ports, protocol, names }: NameBox): string {
  const isEveryPort = ports.first === 0 && ports.last === 65535;
  return `${isEveryPort ? 'any traffic' : `${protocol} ${ports}`} to ${names.describe().length} host patterns`;
}

function describeSpace(space: AdmittedSpace): string[] {
  return space.boxes().map(({ direction, protocol, ports, addresses }) => (
    `${protocol} ${ports} ${direction === Direction.INBOUND ? 'from' : 'to'} `
    + `${addresses.count(AddressFamily.IPV4)} IPv4 and ${addresses.count(AddressFamily.IPV6)} IPv6 prefixes`
  ));
}

/** Whether a rule names the basis of a published row, or stands in a filter of web requests, whose rules have no description. */
function isOurs({ description }: RuleReading): boolean {
  return description === undefined || /\((stated|derived|vendor|user)\)/.test(description);
}

/** A group with what it admits in each direction in which it has rules. */
function describeGroup({ key, space, counts, rules }: GroupReading): string[] {
  return Object.values(Direction).flatMap((direction) => {
    const { ipv4, ipv6 } = counts[direction];
    const boxes = describeSpace(space.only(direction));
    return boxes.length === 0 || !rules.some((rule) => rule.direction === direction && isOurs(rule)) ? [] : [
      `${key}: ${ipv4 + ipv6} ${direction} ${ipv4 + ipv6 === 1 ? 'entry' : 'entries'} against the quota (${ipv4} IPv4, ${ipv6} IPv6)`,
      ...boxes.map((box) => `  ${box}`),
    ];
  });
}

main();
