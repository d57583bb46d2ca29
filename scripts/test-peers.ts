/**
 * Synthesises every enforcement point from the packed tarball, with the lowest and the highest versions of the frameworks
 * that `package.json` allows, on every version of Node.js that is supported.
 *
 *   npm run test:peers                        one app per framework: lowest versions, this Node.js
 *   npm run test:peers -- --complete          everything
 *   npm run test:peers -- aws --complete      one entry point
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, removeTemporaryFolders, temporaryFolder } from '../test/support/folders';
import { PackedPackage } from '../test/support/packed-package';

/** The peers of each entry point. */
const ENTRY_POINTS: Record<string, string[]> = {
  'aws': ['aws-cdk-lib', 'constructs'],
  'terraform-aws': ['@cdktf/provider-aws', 'cdktf', 'constructs'],
  'azurerm': ['@cdktf/provider-azurerm', 'cdktf', 'constructs'],
};

/** Major versions of Node.js. */
const NODES = ['20', '22', '24'];

const APPS = join(REPOSITORY, 'test', 'package', 'peers');

const { peerDependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { peerDependencies: Record<string, string> };

/** The versions to install, as npm takes them: the first of each range, or the range, of which npm takes the last. */
const VERSIONS: Record<string, (name: string) => string> = {
  lowest: (name) => peerDependencies[name].replace(/^[^\d]*/, ''),
  highest: (name) => peerDependencies[name],
};

function run(folder: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' }, maxBuffer: 2 ** 26 });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}\n${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  }
  return stdout.trim();
}

function install(entryPoint: string, tarball: string, versions: (name: string) => string): string {
  const folder = temporaryFolder(`peers-${entryPoint}`);
  cpSync(APPS, folder, { recursive: true });
  const dependencies = Object.fromEntries(ENTRY_POINTS[entryPoint].map((name) => [name, versions(name)]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { ...dependencies, 'cdk-m365-endpoints': `file:${tarball}` } }));
  run(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts']);
  return folder;
}

function synthesise(folder: string, entryPoint: string, node: string): string {
  const app = `${entryPoint}.cjs`;
  return process.versions.node.startsWith(`${node}.`) ? run(folder, process.execPath, [app]) : run(folder, 'npx', ['-y', '-p', `node@${node}`, 'node', app]);
}

function installed(folder: string, name: string): string {
  return `${name} ${(JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version}`;
}

async function main(args: readonly string[]): Promise<number> {
  const complete = args.includes('--complete');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.find((arg) => arg !== '--complete' && !(arg in ENTRY_POINTS));
  if (unknown !== undefined) {
    throw new Error(`unknown argument ${unknown}: give ${Object.keys(ENTRY_POINTS).join(', ')} or --complete`);
  }
  const [thisNode] = process.versions.node.split('.');
  const { tarball } = await PackedPackage.pack();
  let failures = 0;
  for (const entryPoint of named.length > 0 ? named : Object.keys(ENTRY_POINTS)) {
    for (const [which, versions] of Object.entries(VERSIONS).filter(([name]) => complete || name === 'lowest')) {
      const folder = install(entryPoint, tarball, versions);
      const peers = ENTRY_POINTS[entryPoint].map((name) => installed(folder, name)).join(', ');
      for (const node of complete ? NODES : [thisNode]) {
        const name = `${entryPoint}, ${which} (${peers}), Node.js ${node}`;
        try {
          process.stdout.write(`ok      ${name}: ${synthesise(folder, entryPoint, node)}\n`);
        } catch (error) {
          failures += 1;
          process.stdout.write(`FAILED  ${name}\n${(error as Error).message}\n`);
        }
      }
    }
  }
  return failures;
}

void main(process.argv.slice(2))
  .then((failures) => { process.exitCode = failures === 0 ? 0 : 1; })
  .finally(removeTemporaryFolders);
