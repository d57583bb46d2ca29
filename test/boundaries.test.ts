import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const LIB = join(__dirname, '..', 'lib');

/** More files in one folder than a reader takes in at a glance. */
const MOST_FILES = 15;

/** What the files of each folder of `lib/` may import: other folders of `lib/`, and packages. */
const ALLOWED: Record<string, { folders: string[]; packages: RegExp[] }> = {
  'collections': { folders: [], packages: [] },
  'messages': { folders: [], packages: [] },
  'net': { folders: ['collections', 'messages'], packages: [] },
  'catalog': { folders: ['collections', 'messages', 'net'], packages: [/^node:/, /^tldts$/] },
  'rules': { folders: ['collections', 'messages', 'net', 'catalog'], packages: [/^node:/, /^constructs$/] },
  'scenarios': { folders: ['collections', 'messages', 'net', 'catalog', 'rules'], packages: [/^constructs$/] },
  'aws-rules': { folders: ['collections', 'messages', 'net', 'catalog', 'rules'], packages: [/^node:/] },
  'aws': { folders: ['collections', 'messages', 'net', 'catalog', 'rules', 'aws-rules', 'verify', 'record'], packages: [/^node:/, /^constructs$/, /^aws-cdk-lib(\/[a-z0-9-]+)?$/] },
  'terraform': { folders: ['collections', 'messages', 'catalog', 'rules', 'record'], packages: [/^constructs$/, /^cdktf$/] },
  'azurerm': { folders: ['collections', 'messages', 'net', 'rules', 'terraform'], packages: [/^constructs$/, /^cdktf$/, /^@cdktf\/provider-azurerm\/lib\/[a-z-]+$/] },
  'terraform-aws': { folders: ['collections', 'messages', 'net', 'rules', 'aws-rules', 'terraform'], packages: [/^constructs$/, /^cdktf$/, /^@cdktf\/provider-aws\/lib\/[a-z0-9-]+$/] },
  'verify': { folders: ['collections', 'messages', 'net'], packages: [/^ipaddr\.js$/] },
  'assertions': { folders: ['messages', 'catalog', 'verify'], packages: [] },
  'record': { folders: ['messages', 'net', 'catalog', 'rules', 'scenarios', 'verify'], packages: [/^node:/] },
  'report': { folders: ['collections', 'messages', 'net', 'catalog', 'verify'], packages: [] },
  'sources': { folders: ['collections', 'messages', 'net', 'catalog'], packages: [/^node:path$/, /^parse5$/] },
  'cli': { folders: ['collections', 'messages', 'net', 'catalog', 'sources', 'scenarios', 'verify', 'record', 'report'], packages: [/^node:/, /^constructs$/, /^undici$/] },
  // Files of lib/ itself.
  '.': { folders: ['messages', 'net', 'catalog', 'rules', 'scenarios'], packages: [] },
};

/** What tells the version of the package. */
const READ_VERSION = ['cli/run.ts', 'rules/pool/traffic-record.ts'];

/** Source files by path from `lib/`. */
type Sources = ReadonlyMap<string, string>;

// Without what scripts/write-cdktn.ts writes: the arrows of its sources hold there too.
const sources: Sources = new Map(readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('cdktn/')).sort().map((path) => [path, readFileSync(join(LIB, path), 'utf8')]));

test('every file imports only what its place allows', () => {
  expect(forbiddenImports(sources)).toEqual([]);
});

test('no folder and no file reaches itself through others', () => {
  expect(cycles(fileArrows(sources))).toEqual([]);
  expect(cycles(folderArrows(sources))).toEqual([]);
});

test('a folder\'s own files may import its subfolders, never the reverse', () => {
  expect(importsFromAbove(sources)).toEqual([]);
});

test(`no folder has more than ${MOST_FILES} files`, () => {
  expect(crowdedFolders(sources)).toEqual([]);
});

describe('a planted violation is noticed:', () => {
  const planted = (path: string, text: string): Map<string, string> => new Map([...sources, [path, text]]);

  test.each([
    ['a platform in the algebra', 'net/ports/planted.ts', "import { Stack } from 'aws-cdk-lib';"],
    ['a whole provider', 'azurerm/planted.ts', "import { NetworkSecurityGroup } from '@cdktf/provider-azurerm';"],
    ['a scenario in a platform', 'aws/planted.ts', "import { Scenario } from '../scenarios';"],
    ['one platform in another', 'terraform-aws/planted.ts', "export { PriorityRange } from '../azurerm';"],
    ['a module that is loaded on demand', 'catalog/planted.ts', "const later = () => import('../sources');"],
    ['data elsewhere than in its room', 'scenarios/base/planted.ts', "import data from '../../data/web-service-china.2026022700.json';"],
    ['the version of the package', 'rules/pool/planted.ts', "const { version } = require('../../../package.json');"],
    ['a folder without a rule', 'planted/planted.ts', "import { Prefix } from '../net';"],
  ])('%s', (_, path, text) => {
    expect(forbiddenImports(planted(path, text))).toHaveLength(1);
  });

  test('two files that import each other', () => {
    expect(cycles(fileArrows(planted('net/ports/protocol.ts', "import { PortSet } from './port-set';").set('net/ports/port-set.ts', "import { Protocol } from './protocol';"))))
      .not.toEqual([]);
  });

  test('two folders that import each other', () => {
    expect(cycles(folderArrows(planted('net/columns/planted.ts', "import { Prefix } from '../addresses/prefix';")))).not.toEqual([]);
  });

  test('a file that imports from the folder above', () => {
    expect(importsFromAbove(planted('catalog/model/planted.ts', "import { Catalog } from '../catalog';"))).toEqual(['catalog/model/planted.ts: ../catalog']);
  });

  test('a crowded folder', () => {
    const many = new Map([...sources, ...Array.from({ length: MOST_FILES + 1 }, (_, i): [string, string] => [`crowd/file-${i}.ts`, ''])]);
    expect(crowdedFolders(many)).toEqual([`crowd: ${MOST_FILES + 1}`]);
  });
});

function forbiddenImports(all: Sources): string[] {
  return [...all].flatMap(([file, text]) => importsOf(text).filter((specifier) => !isAllowed(all, file, specifier)).map((specifier) => `${file}: ${specifier}`));
}

function isAllowed(all: Sources, file: string, specifier: string): boolean {
  const allowed = ALLOWED[partOf(file)];
  if (allowed === undefined) return false;
  if (specifier.endsWith('/package.json')) return READ_VERSION.includes(file);
  if (specifier.startsWith('../../data/')) return file.startsWith('catalog/editions/'); // JSON, which belongs to nobody else
  if (!specifier.startsWith('.')) return allowed.packages.some((pattern) => pattern.test(specifier));
  const target = resolve(all, file, specifier);
  return target !== undefined && [partOf(file), ...allowed.folders].includes(partOf(target));
}

function importsFromAbove(all: Sources): string[] {
  return [...all].flatMap(([file, text]) => importsOf(text).filter((specifier) => {
    const target = resolve(all, file, specifier);
    return target !== undefined && dirname(file) !== dirname(target) && isWithin(dirname(file), dirname(target));
  }).map((specifier) => `${file}: ${specifier}`));
}

function crowdedFolders(all: Sources): string[] {
  const counts = new Map<string, number>();
  [...all.keys()].forEach((file) => counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1));
  return [...counts].filter(([, count]) => count > MOST_FILES).map(([folder, count]) => `${folder}: ${count}`);
}

type Arrows = Map<string, Set<string>>;

function fileArrows(all: Sources): Arrows {
  return new Map([...all].map(([file, text]) => [file, new Set(importsOf(text).flatMap((specifier) => resolve(all, file, specifier) ?? []))]));
}

/** Arrows between folders that stand beside each other, at every depth. */
function folderArrows(all: Sources): Arrows {
  const arrows: Arrows = new Map();
  for (const [file, targets] of fileArrows(all)) {
    for (const target of targets) {
      const [from, to] = beside(dirname(file), dirname(target));
      if (from !== to) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/** The two folders of one parent that two folders are in; the same one twice when one holds the other. */
function beside(a: string, b: string): [string, string] {
  const [left, right] = [a, b].map((path) => path.split('/'));
  let depth = 0;
  while (left[depth] !== undefined && left[depth] === right[depth]) depth++;
  if (isWithin(a, b) || isWithin(b, a)) return [a, a];
  return [left.slice(0, depth + 1).join('/'), right.slice(0, depth + 1).join('/')];
}

/** The places of a graph that reach themselves. */
function cycles(arrows: Arrows): string[] {
  const reached = (place: string, seen = new Set<string>()): Set<string> => {
    arrows.get(place)?.forEach((next) => !seen.has(next) && reached(next, seen.add(next)));
    return seen;
  };
  return [...arrows.keys()].filter((place) => reached(place).has(place));
}

function isWithin(folder: string, other: string): boolean {
  return other === '.' || folder === other || folder.startsWith(`${other}/`);
}

/** The folder of `lib/` that a path is in; `.` for a file of `lib/` itself. */
function partOf(path: string): string {
  return path.includes('/') ? path.split('/')[0] : '.';
}

/** The file that a relative import means. */
function resolve(all: Sources, file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = normalize(join(dirname(file), specifier));
  return [`${path}.ts`, `${path}/index.ts`, path === '.' ? 'index.ts' : ''].find((candidate) => all.has(candidate));
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|\n)(?:import|export)[^;]*?from '([^']+)'|import\('([^']+)'\)|require\('([^']+)'\)/g)].map(([, from, dynamic, required]) => from ?? dynamic ?? required);
}
