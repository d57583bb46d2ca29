/**
 * Rewrites the compiled `index.js` files so that a module is loaded when something of it is first used.
 *
 * An app uses a handful of the classes that the package exports, and loading all of the
 * modules takes longer than what it does with them. aws-cdk-lib does the same to its own.
 * The exports stay what they were: names, values, types, and imports by name from ES
 * modules (which do load everything, since their imports are not lazy).
 *
 * Runs after the compiler, on the index of the root and of every folder below it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const [dist = resolve(__dirname, '..', 'dist')] = process.argv.slice(2);

/** Modules beside an index that only re-export, as an index does. */
const LISTS = ['./constructs'];

rewrite(join(dist, 'index.js'));
// The entry points beside the root, and those of CDK Terrain: each loads a framework, and most of it for classes that the app does not use.
[dist, join(dist, 'cdktn')].filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((entry) => join(folder, entry, 'index.js')))
  .filter((index) => existsSync(index)).forEach(rewrite);

function rewrite(index: string): void {
  const modules = [...new Set([...readFileSync(index, 'utf8').matchAll(/\brequire\("(\.[^"]+)"\)/g)].map(([, specifier]) => specifier))];
  const names = new Map(Object.keys(load(index)).map((name) => [name, modules.find((specifier) => name in load(join(dirname(index), specifier)))]));
  const strays = [...names].filter(([, specifier]) => specifier === undefined).map(([name]) => name);
  if (strays.length > 0) throw new Error(`${index} has exports of its own, which cannot be lazy: ${strays.join(', ')}`);
  for (const specifier of modules) {
    const inner = join(dirname(index), specifier);
    [join(inner, 'index.js'), ...(LISTS.includes(specifier) ? [`${inner}.js`] : [])].filter((file) => existsSync(file)).forEach(rewrite);
  }
  writeFileSync(index, render([...names]));
}

function load(module: string): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled modules, known only at run time
  return require(module);
}

function render(names: [string, string | undefined][]): string {
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    '// Tells ES modules which names there are; the values follow below.',
    ...names.map(([name]) => `exports.${name} = void 0;`),
    'function lazy(name, load) {',
    '    Object.defineProperty(exports, name, {',
    '        enumerable: true,',
    '        configurable: true,',
    '        get() {',
    '            const value = load()[name];',
    '            Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });',
    '            return value;',
    '        },',
    '    });',
    '}',
    ...names.map(([name, specifier]) => `lazy("${name}", () => require("${specifier}"));`),
    '',
  ].join('\n');
}
