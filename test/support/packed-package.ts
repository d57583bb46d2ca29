import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, temporaryFolder } from './folders';
import { run } from './run';

/** What the build makes; never taken from the repository. */
const OUTPUT = 'dist';

/** What `npm run build` and `npm pack` read, apart from the `files` of `package.json`. */
const INPUTS = ['.projen', 'LICENSE', 'README.md', 'lib', 'package.json', 'scripts', 'tsconfig.json'];

/** The fields of `package.json` that decide what is published and how tools find it. */
export interface Manifest {
  readonly files: readonly string[];
  readonly main: string;
  readonly types: string;
  readonly exports: Record<string, unknown>;
  readonly typesVersions: Record<string, Record<string, string[]>>;
  readonly bin?: unknown;
  readonly publishConfig: unknown;
}

/**
 * This package as it would be published.
 *
 * Built in a copy, so that nothing depends on an earlier build and `dist/` of the
 * repository stays as it is.
 */
export class PackedPackage {
  /** Builds and packs. */
  static async pack(): Promise<PackedPackage> {
    const folder = temporaryFolder('pack');
    const { files } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as Manifest;
    for (const input of [...INPUTS, ...files].filter((name) => name !== OUTPUT && existsSync(join(REPOSITORY, name)))) {
      cpSync(join(REPOSITORY, input), join(folder, input), { recursive: true });
    }
    symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'), 'junction');
    // The same files in half the time: types are checked by the build of the repository, and by lint.
    const tsconfig = readFileSync(join(folder, 'tsconfig.json'), 'utf8');
    writeFileSync(join(folder, 'tsconfig.json'), tsconfig.replace('"compilerOptions": {', '"compilerOptions": { "noCheck": true,'));
    await run(folder, 'npm', 'run', 'build');
    const [packed] = JSON.parse(await run(folder, 'npm', 'pack', '--json')) as { filename: string; files: { path: string }[] }[];
    return new PackedPackage(folder, join(folder, packed.filename), packed.files.map(({ path }) => path));
  }

  readonly manifest: Manifest;

  private constructor(
    /** Where it was built and packed. */
    readonly folder: string,
    /** The path of the tarball. */
    readonly tarball: string,
    /** The paths of the files in the tarball. */
    readonly files: readonly string[],
  ) {
    this.manifest = JSON.parse(this.read('package.json')) as Manifest;
  }

  /** The text of a file of the tarball. */
  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** The files that hold a text. */
  filesWith(text: string | RegExp): string[] {
    return this.files.filter((file) => (typeof text === 'string' ? this.read(file).includes(text) : text.test(this.read(file))));
  }

  /** Every file that `package.json` points a tool at. */
  get targets(): string[] {
    const { main, types, exports, typesVersions, bin } = this.manifest;
    return texts({ main, types, exports, typesVersions, bin }).map((target) => target.replace(/^\.\//, ''));
  }
}

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(texts);
}
