/**
 * Synthesises every enforcement point from the packed tarball, with the lowest and the highest versions of the frameworks
 * that `package.json` allows, on every version of Node.js that is supported.
 *
 *   npm run test:peers                        lowest versions for one app of each framework, those of this repository for all
 *   npm run test:peers -- --complete          lowest and highest versions for all, on every Node.js
 *   npm run test:peers -- aws --complete      one entry point
 *
 * What npm installs stays in a folder for temporary files (PEERS_CACHE names another), until the versions change.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY, removeTemporaryFolders, temporaryFolder } from '../test/support/folders';
import { PackedPackage } from '../test/support/packed-package';
import { inCdkTerrainApp, rewriteSpecifiers } from './write-cdktn';

const NAME = 'cdk-m365-endpoints';

/** A range of CDK Terrain's own, which is narrower than ours. */
const CONSTRUCTS_OF_CDKTN = '>=10.6.0 <10.8.0';

/** An entry point with its app, and what it stands beside. */
interface EntryPoint {
  /** The app, below `test/package/peers`; written for CDKTF, where CDK Terrain is meant. */
  readonly app: string;

  /** Its peers with the ranges that are allowed. */
  readonly peers: Record<string, string>;

  /** What the app must say to npm, as docs/guides/from-cdktf-to-cdktn.md says. */
  readonly overrides?: object;
}

const { peerDependencies: ALLOWED, dependencies: OWN } = manifestOf(REPOSITORY);

const ENTRY_POINTS: Record<string, EntryPoint> = {
  'aws': { app: 'aws', peers: allowed('aws-cdk-lib', 'constructs') },
  'azurerm': { app: 'azurerm', peers: allowed('@cdktf/provider-azurerm', 'cdktf', 'constructs') },
  'terraform-aws': { app: 'terraform-aws', peers: allowed('@cdktf/provider-aws', 'cdktf', 'constructs') },
  'cdktn/azurerm': {
    app: 'azurerm',
    peers: { ...allowed('@cdktn/provider-azurerm', 'cdktn'), constructs: CONSTRUCTS_OF_CDKTN },
    overrides: { '@cdktn/provider-azurerm': { cdktn: '$cdktn' } },
  },
  'cdktn/terraform-aws': { app: 'terraform-aws', peers: { ...allowed('@cdktn/provider-aws', 'cdktn'), constructs: CONSTRUCTS_OF_CDKTN } },
};

/** Without `--complete`, these are tried with the lowest versions: one for each framework. */
const ONE_OF_EACH = ['aws', 'azurerm', 'cdktn/azurerm'];

/** Major versions of Node.js. */
const NODES = ['20', '22', '24'];
const [THIS_NODE] = process.versions.node.split('.');

/** The version to install, as npm takes it: the first of the range, or the range, of which npm takes the last. */
const VERSIONS = {
  lowest: (range: string) => /[\d.]+/.exec(range)![0],
  highest: (range: string) => range,
};

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function allowed(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, ALLOWED[name]]));
}

function run(folder: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1', CDK_VALIDATION: 'false' }, maxBuffer: 2 ** 26,
  });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')} in ${folder}\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  }
  return stdout.trim();
}

/** A project with the package and its peers; what is there from an earlier run is used, but for the package itself. */
function install({ app, peers, overrides }: EntryPoint, tarball: string, versionOf: (range: string) => string): string {
  const dependencies = Object.fromEntries(Object.entries(peers).map(([name, range]) => [name, versionOf(range)]));
  const key = createHash('sha256').update(JSON.stringify({ app, dependencies, overrides, ALLOWED, OWN })).digest('hex').slice(0, 16);
  const folder = join(process.env.PEERS_CACHE ?? join(tmpdir(), `${NAME}-peers`), key);
  if (!existsSync(join(folder, 'complete'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { ...dependencies, [NAME]: `file:${tarball}` }, overrides }));
    run(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']);
    writeFileSync(join(folder, 'complete'), '');
  }
  return unpack(tarball, folder);
}

/** A project with the package beside the very packages of this repository. */
function link({ peers }: EntryPoint, tarball: string): string {
  const folder = temporaryFolder('peers');
  for (const name of [...Object.keys(peers), ...Object.keys(OWN)]) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  return unpack(tarball, folder);
}

/** Puts the package of this moment into a project. */
function unpack(tarball: string, folder: string): string {
  const own = join(folder, 'node_modules', NAME);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own);
  run(folder, 'tar', ['-xzf', tarball, '--strip-components=1', '-C', own]);
  return folder;
}

/** Puts the apps into a project, written for its framework. */
function writeApps(folder: string, { peers }: EntryPoint): void {
  const apps = join(REPOSITORY, 'test', 'package', 'peers');
  for (const file of readdirSync(apps)) {
    const text = readFileSync(join(apps, file), 'utf8');
    writeFileSync(join(folder, file), 'cdktn' in peers ? rewriteSpecifiers(text, inCdkTerrainApp) : text);
  }
}

function synthesise(folder: string, app: string, node: string): string {
  return node === THIS_NODE ? run(folder, process.execPath, [`${app}.cjs`]) : run(folder, 'npx', ['-y', '-p', `node@${node}`, 'node', `${app}.cjs`]);
}

/** How an entry point is tried. */
interface Trial {
  readonly name: string;
  readonly entryPoint: EntryPoint;
  readonly prepare: (tarball: string) => string;
  readonly nodes: readonly string[];
}

function trials(names: readonly string[], complete: boolean): Trial[] {
  return names.flatMap((name): Trial[] => {
    const entryPoint = ENTRY_POINTS[name];
    const installed = (which: keyof typeof VERSIONS, nodes: readonly string[]): Trial => (
      { name: `${name}, ${which}`, entryPoint, prepare: (tarball) => install(entryPoint, tarball, VERSIONS[which]), nodes }
    );
    if (complete) return [installed('lowest', NODES), installed('highest', NODES)];
    const linked: Trial = { name: `${name}, as here`, entryPoint, prepare: (tarball) => link(entryPoint, tarball), nodes: [THIS_NODE] };
    return ONE_OF_EACH.includes(name) ? [linked, installed('lowest', [THIS_NODE])] : [linked];
  });
}

async function main(args: readonly string[]): Promise<number> {
  const complete = args.includes('--complete');
  const unknown = args.find((arg) => arg !== '--complete' && !(arg in ENTRY_POINTS));
  if (unknown !== undefined) {
    throw new Error(`unknown argument ${unknown}: give ${Object.keys(ENTRY_POINTS).join(', ')} or --complete`);
  }
  const named = args.filter((arg) => arg !== '--complete');
  const { tarball } = await PackedPackage.pack();
  let failures = 0;
  const attempt = (name: string, act: () => string): void => {
    try {
      process.stdout.write(`ok      ${name}: ${act()}\n`);
    } catch (error) {
      failures += 1;
      process.stdout.write(`FAILED  ${name}\n${(error as Error).message}\n`);
    }
  };
  for (const { name, entryPoint, prepare, nodes } of trials(named.length > 0 ? named : Object.keys(ENTRY_POINTS), complete)) {
    let folder = '';
    attempt(name, () => {
      folder = prepare(tarball);
      writeApps(folder, entryPoint);
      return Object.keys(entryPoint.peers).map((peer) => `${peer} ${manifestOf(join(folder, 'node_modules', peer)).version}`).join(', ');
    });
    if (folder !== '') nodes.forEach((node) => attempt(`${name}, Node.js ${node}`, () => synthesise(folder, entryPoint.app, node)));
  }
  return failures;
}

void main(process.argv.slice(2))
  .then((failures) => { process.exitCode = failures === 0 ? 0 : 1; })
  .finally(removeTemporaryFolders);
