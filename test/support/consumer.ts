import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { rewriteSpecifiers } from '../../scripts/write-cdktn';
import { REPOSITORY, temporaryFolder } from './folders';
import { PackedPackage } from './packed-package';
import { run } from './run';

const SOURCES = join(REPOSITORY, 'test', 'package');
/** npm would wait minutes for a registry that does not answer, and then speak of a conflict of versions unless it logs its attempts. */
const NETWORK = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--loglevel=http'];

const { name: NAME } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { name: string };

const TSC = join(REPOSITORY, 'node_modules', 'typescript', 'bin', 'tsc');

/** How the compiler of a consumer finds types, with the module format that goes with it, and the names that `app.ts` gets there. */
const RESOLUTIONS = {
  node10: { module: 'commonjs', files: ['app.ts'] },
  node16: { module: 'node16', files: ['app.cts', 'app.mts'] },
  bundler: { module: 'esnext', files: ['app.ts'] },
};

/** How the compiler of a consumer finds types. */
export type ModuleResolution = keyof typeof RESOLUTIONS;

/** What is particular about how a consumer installs the package. */
export interface ConsumerOptions {
  /** What the specifiers in its sources are called, where not as written. */
  readonly rewrite?: (specifier: string) => string;

  /** The `overrides` of its `package.json`. */
  readonly overrides?: object;
}

/** An entry of a lock of npm, by the folder of the package. */
interface LockedPackage {
  readonly version?: string;
  readonly inBundle?: boolean;
}

/**
 * A project of a user, in a folder of its own, with the package from its tarball.
 *
 * npm says what it would install; the folders of other packages are then links to those of this repository, in the same
 * versions, and everything that runs takes links for folders. So nothing is found that npm would not have installed, and
 * frameworks are not unpacked for each consumer. `npm run test:peers` installs in earnest.
 */
export class Consumer {
  /**
   * Sets the package up beside some others, these in the versions that this repository has.
   *
   * @param sources the folder of the consumer's sources below `test/package`
   */
  static async install(packed: PackedPackage, sources: string, beside: readonly string[], options: ConsumerOptions = {}): Promise<Consumer> {
    const { rewrite = (specifier) => specifier, overrides } = options;
    const folder = temporaryFolder(sources);
    for (const file of ['every-consumer', sources].flatMap((source) => readdirSync(join(SOURCES, source)).map((name) => join(SOURCES, source, name)))) {
      writeFileSync(join(folder, basename(file)), rewriteSpecifiers(readFileSync(file, 'utf8'), rewrite));
    }
    for (const file of RESOLUTIONS.node16.files) {
      cpSync(join(folder, 'app.ts'), join(folder, file));
    }
    const dependencies = Object.fromEntries(beside.map((name) => [name, versionHere(name)]));
    writeJson(join(folder, 'package.json'), { private: true, overrides, dependencies: { ...dependencies, 'cdk-m365-endpoints': `file:${packed.tarball}` } });
    writeJson(join(folder, 'package-lock.json'), lockOfDependencies());
    await run(folder, 'npm', 'install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...NETWORK);
    for (const [path, { version, inBundle }] of Object.entries(lockedIn(folder)).filter(([name]) => name !== '')) {
      if (path === `node_modules/${NAME}`) {
        mkdirSync(join(folder, path), { recursive: true });
        await run(folder, 'tar', '--extract', '--file', packed.tarball, '--directory', path, '--strip-components', '1');
      } else if (inBundle !== true) {
        link(path, version, folder);
      }
    }
    return new Consumer(folder);
  }

  private constructor(private readonly folder: string) {}

  /** Runs one of the consumer's sources and gives what it prints. */
  async node(source: string, ...args: string[]): Promise<string> {
    return run(this.folder, process.execPath, '--preserve-symlinks', source, ...args);
  }

  /**
   * Bundles one of the consumer's sources with what it needs into one minified file, and gives what that prints.
   *
   * @param external packages that stay outside, so that the file must lie beside them; without any it lies in a folder of its own
   */
  async bundled(source: string, ...external: readonly string[]): Promise<string> {
    const bundle = join(external.length > 0 ? join(this.folder, 'bundle') : temporaryFolder('bundle'), 'app.cjs');
    await build({
      absWorkingDir: this.folder,
      entryPoints: [source],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      preserveSymlinks: true,
      logLevel: 'silent',
      external: external.flatMap((name) => [name, `${name}/*`]),
    });
    return run(dirname(bundle), process.execPath, '--preserve-symlinks', '--preserve-symlinks-main', bundle);
  }

  /** Asks npm whether every package is there that another one needs. Fails with the list where not. */
  async checkDependencies(): Promise<string> {
    return run(this.folder, 'npm', 'ls', '--all', '--package-lock-only');
  }

  /** The installed packages, one entry for each copy, sorted. */
  get packages(): string[] {
    return Object.keys(lockedIn(this.folder)).filter((path) => path !== '').map((path) => path.split('node_modules/').at(-1)!).sort();
  }

  /** Checks the types of `app.ts` and of every library that it uses, and gives what the compiler prints. Fails with its errors, if any. */
  async checkTypes(moduleResolution: ModuleResolution, lib: readonly string[]): Promise<string> {
    const { module, files } = RESOLUTIONS[moduleResolution];
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module, moduleResolution, preserveSymlinks: true, skipLibCheck: false, lib, types: [] };
    const config = `tsconfig.${moduleResolution}.json`;
    writeJson(join(this.folder, config), { compilerOptions, files });
    return run(this.folder, process.execPath, TSC, '-p', config);
  }

  /** The file, below the folder, in which the compiler looks for the types of a module. */
  typesOf(specifier: string, moduleResolution: ModuleResolution): string | undefined {
    const { module, files: [file] } = RESOLUTIONS[moduleResolution];
    const { options } = ts.convertCompilerOptionsFromJson({ module, moduleResolution, preserveSymlinks: true }, this.folder);
    const { resolvedModule } = ts.resolveModuleName(specifier, join(this.folder, file), options, ts.sys);
    return resolvedModule && relative(this.folder, resolvedModule.resolvedFileName);
  }
}

function versionHere(name: string): string {
  return versionIn(join(REPOSITORY, 'node_modules', name));
}

function versionIn(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The packages in the lock of a folder, by their folders; the folder itself has an empty name. */
function lockedIn(folder: string): Record<string, LockedPackage> {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  return lock.packages;
}

/** A lock that has what this package depends on in the versions that this repository has; npm drops what it does not need. */
function lockOfDependencies(): object {
  const packages = Object.entries(lockedIn(REPOSITORY)).filter(([path, entry]) => path !== '' && !('dev' in entry || 'devOptional' in entry));
  return { lockfileVersion: 3, requires: true, packages: Object.fromEntries(packages) };
}

function link(path: string, version: string | undefined, folder: string): void {
  const target = join(REPOSITORY, path);
  if (versionIn(target) !== version) {
    throw new Error(`npm would install ${path} ${version}, and here is ${versionIn(target)}: bring the lock of this repository up to date`);
  }
  if (path.lastIndexOf('node_modules/') > 0) return; // within a folder that is a link already
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path), 'junction');
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, JSON.stringify(content, undefined, 2));
}
