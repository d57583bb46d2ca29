/**
 * Synthesises every example to `build/examples/<example>/` and says in a few lines what came out.
 *
 * The summary is read back from what was written, not from what was meant.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { AddressFamily, Catalog, Cloud, endpointStory } from 'cdk-m365-endpoints';
import { GroupReading, readCloudFormation, readTerraform } from 'cdk-m365-endpoints/verify';

const ROOT = resolve(__dirname, '..');
const KEY = 'cdk-m365-endpoints';

/** What the output says of the origin of a scenario's rules; see `ProvenanceRecord`. */
interface OriginRecord {
  readonly basis: string;
  readonly source?: string;
  readonly edition?: string;
  readonly entry?: string;
  readonly via?: OriginRecord;
}

interface ScenarioRecord {
  readonly scenario: string;
  readonly cloud: string;
  readonly sets: readonly { readonly slug: string; readonly title: string }[];
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
  const { groups } = terraform ? readTerraform(output) : readCloudFormation(output);
  const records: Record<string, Record<string, ScenarioRecord>> = (terraform ? output['//'] : output.Metadata)[KEY];
  for (const [enforcementPoint, scenarios] of Object.entries(records)) {
    for (const { scenario, cloud, sets, origins } of Object.values(scenarios)) {
      console.log(`  ${scenario}, ${cloud}`);
      sets.forEach((set) => tell(set, cloud));
      [...new Set(origins.map(describeOrigin))].forEach((origin) => console.log(`    from ${origin}`));
    }
    console.log(`    enforced by ${enforcementPoint}`);
  }
  for (const group of groups.values()) {
    describeGroup(group).forEach((line) => console.log(`  ${line}`));
  }
  console.log(`  in ${relative(ROOT, file)}`);
}

/** The story of an endpoint set, as `Scenario.describe()` tells it. */
function tell({ slug, title }: { slug: string; title: string }, cloud: string): void {
  const set = Catalog.bundled().find(slug, Cloud.of(cloud));
  console.log(`    ${slug}: ${title}`);
  (set === undefined ? [] : endpointStory(set)).forEach(({ label, text }) => console.log(`      ${label}: ${text}`));
}

function describeOrigin({ basis, source, edition, entry, via }: OriginRecord): string {
  const published = source === undefined ? 'the app' : `${entry} of ${source} ${edition}`;
  return via === undefined ? `${published} (${basis})` : `${published} (${basis}: ${via.entry} of ${via.source} ${via.edition})`;
}

function describeGroup({ key, space, counts, rules }: GroupReading): string[] {
  const written = rules.filter((rule) => rule.direction === 'inbound' && rule.description !== undefined);
  const filtersRequests = rules.some(({ access, direction }) => access === 'deny' && direction === 'inbound');
  if (written.length === 0 && !filtersRequests) {
    return [];
  }
  const { ipv4, ipv6 } = counts.inbound;
  return [
    `${key}: ${ipv4 + ipv6} inbound ${written.length > 0 ? 'rules' : 'prefixes'} (${ipv4} IPv4, ${ipv6} IPv6)`,
    ...space.boxes().filter((box) => box.direction === 'inbound').map(({ protocol, ports, addresses }) => (
      `  ${protocol} ${ports} from ${addresses.count(AddressFamily.IPV4)} IPv4 and ${addresses.count(AddressFamily.IPV6)} IPv6 prefixes`
    )),
  ];
}

main();
