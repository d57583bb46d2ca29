import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY, removeTemporaryFolders, temporaryFolder } from '../support/folders';
import { run } from '../support/run';

/** What the compiler makes of `export * from` and `export { one } from`. */
const ROOT = `"use strict";
var __exportStar = function (m, exports) { for (const name in m) if (!(name in exports)) exports[name] = m[name]; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.one = void 0;
var one_1 = require("./one");
Object.defineProperty(exports, "one", { enumerable: true, get: function () { return one_1.one; } });
__exportStar(require("./inner"), exports);
`;

const moduleOf = (name: string) => `"use strict"; exports.${name} = ${JSON.stringify(name)}; console.log("loaded ${name}");\n`;

afterAll(removeTemporaryFolders);

function compiled(root: string): string {
  const folder = temporaryFolder('lazy');
  mkdirSync(join(folder, 'inner'));
  const files = {
    'index.js': root,
    'one.js': moduleOf('one'),
    'inner/index.js': '"use strict";\nObject.assign(exports, require("./two"), require("./three"));\n',
    'inner/two.js': moduleOf('two'),
    'inner/three.js': moduleOf('three'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const rewrite = async (folder: string) => run(REPOSITORY, process.execPath, '--import', 'tsx', join('scripts', 'lazy-exports.ts'), folder);

test('a module is loaded when something of it is first used, and once', async () => {
  const folder = compiled(ROOT);
  await rewrite(folder);
  const script = 'const all = require("./index.js"); console.log(Object.keys(all).join()); console.log(all.two + all.two);';
  expect(await run(folder, process.execPath, '-e', script)).toBe('one,two,three\nloaded two\ntwotwo\n');
});

test('an ES module imports everything by name', async () => {
  const folder = compiled(ROOT);
  writeFileSync(join(folder, 'app.mjs'), 'import { one, three } from "./index.js"; console.log(one, three);\n');
  await rewrite(folder);
  const lines = (await run(folder, process.execPath, 'app.mjs')).trim().split('\n');
  expect(lines[lines.length - 1]).toBe('one three');
});

test('an entry point beside the root is lazy too', async () => {
  const folder = compiled(ROOT.replace('__exportStar(require("./inner"), exports);\n', ''));
  await rewrite(folder);
  expect(await run(folder, process.execPath, '-e', 'console.log(require("./inner").two)')).toBe('loaded two\ntwo\n');
});

test('rewriting twice changes nothing', async () => {
  const folder = compiled(ROOT);
  await rewrite(folder);
  await rewrite(folder);
  expect(await run(folder, process.execPath, '-e', 'console.log(require("./index.js").three)')).toBe('loaded three\nthree\n');
});

test('fails for an index that defines something itself', async () => {
  const folder = compiled(`${ROOT}exports.own = 1;\n`);
  await expect(rewrite(folder)).rejects.toThrow('has exports of its own, which cannot be lazy: own');
});
