import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { rewriteSpecifiers } from '../../scripts/write-cdktn';
import { REPOSITORY, temporaryFolder } from './folders';
import { PackedPackage } from './packed-package';
import { run } from './run';

const SOURCES = join(REPOSITORY, 'test', 'package');
/** npm would wait minutes for a registry that does not answer, and then speak of a conflict of versions unless it logs its attempts. */
const NETWORK = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--loglevel=http'];

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

/** A project of a user, in a folder of its own, with the package installed from its tarball. */
export class Consumer {
  /**
   * Installs the package beside some others, these in the versions that this repository has.
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
    await run(folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...NETWORK);
    return new Consumer(folder);
  }

  private constructor(private readonly folder: string) {}

  /** Runs one of the consumer's sources and gives what it prints. */
  async node(source: string, ...args: string[]): Promise<string> {
    return run(this.folder, process.execPath, source, ...args);
  }

  /** Bundles one of the consumer's sources with what it needs into one file, in a folder of its own, and gives what that prints. */
  async bundled(source: string): Promise<string> {
    const bundle = join(temporaryFolder('bundle'), 'app.cjs');
    await build({ absWorkingDir: this.folder, entryPoints: [source], outfile: bundle, bundle: true, platform: 'node', logLevel: 'silent' });
    return run(dirname(bundle), process.execPath, bundle);
  }

  /** Asks npm whether every package is there that another one needs. Fails with the list where not. */
  async checkDependencies(): Promise<string> {
    return run(this.folder, 'npm', 'ls', '--all');
  }

  /** The installed packages, one entry for each copy, sorted. */
  get packages(): string[] {
    const lock = JSON.parse(readFileSync(join(this.folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, unknown> };
    return Object.keys(lock.packages).filter((path) => path !== '').map((path) => path.split('node_modules/').at(-1)!).sort();
  }

  /** Checks the types of `app.ts` and of every library it uses, and gives what the compiler prints. Fails with its errors, if any. */
  async checkTypes(moduleResolution: ModuleResolution, lib: readonly string[]): Promise<string> {
    const { module, files } = RESOLUTIONS[moduleResolution];
    const compilerOptions = { strict: true, noEmit: true, target: 'es2022', module, moduleResolution, skipLibCheck: false, lib, types: [] };
    const config = `tsconfig.${moduleResolution}.json`;
    writeJson(join(this.folder, config), { compilerOptions, files });
    return run(this.folder, process.execPath, TSC, '-p', config);
  }
}

function versionHere(name: string): string {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function writeJson(file: string, content: unknown): void {
  writeFileSync(file, JSON.stringify(content, undefined, 2));
}
