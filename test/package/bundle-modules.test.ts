import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY, removeTemporaryFolders, temporaryFolder } from '../support/folders';
import { run } from '../support/run';

/** Two rooms as the compiler and `lazy-exports.ts` leave them: each module says when it runs. */
const MODULES = {
  'index.js': 'const lazy = (name, load) => Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });\nlazy("Rule", () => require("./rules"));\n',
  'rules/index.js': 'exports.Rule = require("./fit/rule").Rule;\n',
  'rules/fit/rule.js': 'console.log("rule"); const { Prefix } = require("../../net/prefix");\nexports.Rule = class Rule { prefix = new Prefix(); data = require("../../data/page.json").row; };\n',
  'rules/unused.js': 'console.log("unused");\n',
  'net/index.js': 'exports.Prefix = require("./prefix").Prefix;\n',
  'net/prefix.js': 'console.log("prefix"); exports.Prefix = class Prefix {}; exports.later = () => require("../rules/unused");\n',
};

afterAll(removeTemporaryFolders);

async function bundled(modules: Readonly<Record<string, string>>): Promise<string> {
  const folder = temporaryFolder('bundle');
  for (const [name, text] of Object.entries({ ...modules, 'data/page.json': '{ "row": 23 }' })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await run(REPOSITORY, process.execPath, '--import', 'tsx', join('scripts', 'bundle-modules.ts'), folder);
  return folder;
}

const print = async (folder: string, script: string) => (await run(folder, process.execPath, '-e', script)).trim().split('\n');

test('each room is one file beside its index, and data stays where it is', async () => {
  const folder = await bundled(MODULES);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name, parentPath }) => join(parentPath.slice(folder.length + 1), name)).sort()).toEqual([
    'data/page.json', 'index.js', 'net/index.js', 'net/modules.js', 'rules/index.js', 'rules/modules.js',
  ]);
});

test('a module runs when it is first required, in the order of the compiler, and once for all rooms', async () => {
  const folder = await bundled(MODULES);
  expect(await print(folder, `
    const root = require("./index.js"); console.log("loaded");
    const { Rule } = root; const { Prefix } = require("./net"); const rule = new Rule();
    console.log(rule.prefix instanceof Prefix, Rule.name, Prefix.name, rule.data);`)).toEqual(['loaded', 'rule', 'prefix', 'true Rule Prefix 23']);
});

test('a module that is required later, runs later', async () => {
  const folder = await bundled(MODULES);
  expect(await print(folder, 'const { later } = require("./net/modules.js")["prefix.js"]; console.log("before"); later(); later();')).toEqual(['prefix', 'before', 'unused']);
});

test('a module that is nowhere is an error', async () => {
  await expect(bundled({ ...MODULES, 'net/prefix.js': 'require("./gone");\n' })).rejects.toThrow('./gone in');
});
