import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const LIB = join(__dirname, '..', 'lib');

/** What the files of each folder may import: other folders, the two files of messages, and packages. */
const ALLOWED: Record<string, { folders: string[]; packages: RegExp[] }> = {
  'net': { folders: ['errors'], packages: [] },
  'catalog': { folders: ['errors', 'net'], packages: [/^node:/] },
  'rules': { folders: ['errors', 'warnings', 'net', 'catalog'], packages: [/^node:/, /^constructs$/] },
  'scenarios': { folders: ['errors', 'warnings', 'net', 'catalog', 'rules'], packages: [/^constructs$/] },
  'aws-rules': { folders: ['errors', 'warnings', 'net', 'catalog', 'rules'], packages: [/^node:/] },
  'aws': { folders: ['errors', 'warnings', 'net', 'rules', 'aws-rules'], packages: [/^constructs$/, /^aws-cdk-lib(\/[a-z0-9-]+)?$/] },
  'terraform': { folders: ['warnings', 'rules'], packages: [/^constructs$/, /^cdktf$/] },
  'azurerm': { folders: ['errors', 'warnings', 'net', 'rules', 'terraform'], packages: [/^constructs$/, /^cdktf$/, /^@cdktf\/provider-azurerm\/lib\/[a-z-]+$/] },
  'terraform-aws': { folders: ['errors', 'warnings', 'net', 'rules', 'aws-rules', 'terraform'], packages: [/^constructs$/, /^cdktf$/, /^@cdktf\/provider-aws\/lib\/[a-z0-9-]+$/] },
  'verify': { folders: ['errors', 'net'], packages: [] },
  'sources': { folders: ['errors', 'net', 'catalog'], packages: [] },
  'cli': { folders: ['errors', 'net', 'catalog', 'sources', 'scenarios'], packages: [/^node:/, /^constructs$/] },
  // Files of lib/ itself.
  'index': { folders: ['errors', 'warnings', 'net', 'catalog', 'rules', 'scenarios'], packages: [] },
  'errors': { folders: [], packages: [] },
  'warnings': { folders: [], packages: [] },
};

const files = filesIn(LIB).filter((file) => file.endsWith('.ts'));

/** The folder, or the file of lib/ itself, that a path below lib/ belongs to. */
const partOf = (path: string) => path.split('/')[0].replace(/\.ts$/, '');

test.each(files)('%s imports only what its place allows', (file) => {
  const allowed = ALLOWED[partOf(file)];
  for (const specifier of importsOf(file)) {
    if (specifier.startsWith('.')) {
      const target = partOf(relative(LIB, join(LIB, file, '..', specifier)));
      expect([partOf(file), ...allowed.folders]).toContain(target);
    } else {
      expect(allowed.packages.some((pattern) => pattern.test(specifier)) ? 'allowed' : specifier).toBe('allowed');
    }
  }
});

test('no folder reaches itself through others', () => {
  const arrows = new Map(Object.keys(ALLOWED).map((part) => [part, new Set<string>()]));
  for (const file of files) {
    for (const specifier of importsOf(file).filter((text) => text.startsWith('.'))) {
      const target = partOf(relative(LIB, join(LIB, file, '..', specifier)));
      if (target !== partOf(file)) {
        arrows.get(partOf(file))!.add(target);
      }
    }
  }
  const reached = (part: string, seen = new Set<string>()): Set<string> => {
    arrows.get(part)!.forEach((next) => !seen.has(next) && reached(next, seen.add(next)));
    return seen;
  };
  Object.keys(ALLOWED).forEach((part) => expect([...reached(part)]).not.toContain(part));
});

test('the check would notice a forbidden import', () => {
  expect(ALLOWED.net.packages.some((pattern) => pattern.test('aws-cdk-lib'))).toBe(false);
  expect(ALLOWED.azurerm.packages.some((pattern) => pattern.test('@cdktf/provider-azurerm'))).toBe(false);
  expect(importsOf('index.ts')).toContain('./scenarios');
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [relative(LIB, path)];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(LIB, file), 'utf8');
  return [...text.matchAll(/(?:^|\n)(?:import|export)[^;]*?from '([^']+)'|import\('([^']+)'\)|require\('([^']+)'\)/g)].map(([, from, dynamic, required]) => from ?? dynamic ?? required);
}
