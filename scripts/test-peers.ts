/**
 * Synthesises every enforcement point from the packed tarball, with the lowest and the highest versions of the frameworks
 * that `package.json` allows, on every version of Node.js that is supported.
 *
 *   npm run test:peers                        one app per framework: lowest and installed versions, this Node.js
 *   npm run test:peers -- --complete          every entry point: lowest and highest versions, every Node.js
 *   npm run test:peers -- aws --complete      one entry point
 *
 * What npm installs stays in a folder for temporary files (PEERS_CACHE names another), until the versions change.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY, removeTemporaryFolders } from '../test/support/folders';
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

/** Without `--complete`: one for each framework. */
const DEFAULT = ['aws', 'azurerm', 'cdktn/azurerm'];

/** Major versions of Node.js. */
const NODES = ['20', '22', '24'];
const [THIS_NODE] = process.versions.node.split('.');

/** The version to install, as npm takes it: the first of the range, the one of this repository, or the range, of which npm takes the last. */
const VERSIONS: Record<string, (name: string, range: string) => string> = {
  lowest: (_, range) => /[\d.]+/.exec(range)![0],
  installed: (name) => manifestOf(join(REPOSITORY, 'node_modules', name)).version,
  highest: (_, range) => range,
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
function install({ app, peers, overrides }: EntryPoint, tarball: string, versionOf: (name: string, range: string) => string): string {
  const dependencies = Object.fromEntries(Object.entries(peers).map(([name, range]) => [name, versionOf(name, range)]));
  const key = createHash('sha256').update(JSON.stringify({ app, dependencies, overrides, ALLOWED, OWN })).digest('hex').slice(0, 16);
  const folder = join(process.env.PEERS_CACHE ?? join(tmpdir(), `${NAME}-peers`), key);
  const own = join(folder, 'node_modules', NAME);
  if (existsSync(join(folder, 'complete'))) {
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own);
    run(folder, 'tar', ['-xzf', tarball, '--strip-components=1', '-C', own]);
  } else {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { ...dependencies, [NAME]: `file:${tarball}` }, overrides }));
    run(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']);
    writeFileSync(join(folder, 'complete'), '');
  }
  const apps = join(REPOSITORY, 'test', 'package', 'peers');
  for (const file of readdirSync(apps)) {
    const text = readFileSync(join(apps, file), 'utf8');
    writeFileSync(join(folder, file), 'cdktn' in peers ? rewriteSpecifiers(text, inCdkTerrainApp) : text);
  }
  return folder;
}

function synthesise(folder: string, app: string, node: string): string {
  return node === THIS_NODE ? run(folder, process.execPath, [`${app}.cjs`]) : run(folder, 'npx', ['-y', '-p', `node@${node}`, 'node', `${app}.cjs`]);
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
  for (const name of named.length > 0 ? named : complete ? Object.keys(ENTRY_POINTS) : DEFAULT) {
    const entryPoint = ENTRY_POINTS[name];
    for (const which of ['lowest', complete ? 'highest' : 'installed']) {
      let folder = '';
      attempt(`${name}, ${which}`, () => {
        folder = install(entryPoint, tarball, VERSIONS[which]);
        return Object.keys(entryPoint.peers).map((peer) => `${peer} ${manifestOf(join(folder, 'node_modules', peer)).version}`).join(', ');
      });
      if (folder === '') continue;
      (complete ? NODES : [THIS_NODE]).forEach((node) => attempt(`${name}, ${which}, Node.js ${node}`, () => synthesise(folder, entryPoint.app, node)));
    }
  }
  return failures;
}

void main(process.argv.slice(2))
  .then((failures) => { process.exitCode = failures === 0 ? 0 : 1; })
  .finally(removeTemporaryFolders);
