import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { REPOSITORY } from './folders';

const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { exports: Record<string, string | { types: string }> };

/** Entry points of the package, each with the source that it is compiled from. */
export const DOORS: readonly (readonly [subpath: string, file: string])[] = Object.entries(manifest.exports).flatMap(([subpath, target]) => (
  typeof target === 'string' ? [] : [[subpath, join(REPOSITORY, target.types.replace(/^\.\/dist\//, 'lib/').replace(/\.d\.ts$/, '.ts'))] as const]
));

/** What the entry points export, of our own sources alone: what the frameworks declare takes long to parse, and is not ours. */
export function programOfDoors(): ts.Program {
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, file) => literals.map(({ text }) => (
    text.startsWith('.') ? ts.resolveModuleName(text, file, options, host) : { resolvedModule: undefined }
  ));
  return ts.createProgram(DOORS.map(([, file]) => file), options, host);
}
