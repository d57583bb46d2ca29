/** What each entry point offers, by name: a change here is a change for users. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOORS, programOfDoors } from './support/own-sources';

const ROOT = join(__dirname, '..');

/** The most names beside the scenarios and their props that an app author is offered by the root. */
const MOST_NAMES = 25;

/** How the entry points for CDK Terrain begin. */
const CDKTN = './cdktn/';

const program = programOfDoors();

const namesOf = (file: string) => {
  const module = program.getTypeChecker().getSymbolAtLocation(program.getSourceFile(file)!)!;
  return program.getTypeChecker().getExportsOfModule(module).map(({ name }) => name).sort();
};

test.each(DOORS.filter(([subpath]) => !subpath.startsWith(CDKTN)))('%s offers these names', (_, file) => {
  expect(`\n${namesOf(file).join('\n')}\n`).toMatchSnapshot();
});

test.each(DOORS.filter(([subpath]) => subpath.startsWith(CDKTN)))('%s offers the names of its counterpart for CDKTF', (subpath, file) => {
  const [, counterpart] = DOORS.find(([other]) => other === subpath.replace(CDKTN, './'))!;
  expect(namesOf(file)).toEqual(namesOf(counterpart));
});

test('the root offers the scenarios with their props, and few names beside', () => {
  const constructs = namesOf(join(ROOT, 'lib', 'scenarios', 'constructs.ts'));
  const beside = namesOf(join(ROOT, 'lib', 'index.ts')).filter((name) => !constructs.includes(name));
  expect(beside.length).toBeLessThanOrEqual(MOST_NAMES);
});

test('docs/sources.md names only importers that can be imported', () => {
  const [table] = /\| Source [\s\S]*?\n\n/.exec(readFileSync(join(ROOT, 'docs', 'sources.md'), 'utf8'))!;
  const named = [...table.matchAll(/`((?:import|read)[A-Z]\w+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !namesOf(join(ROOT, 'lib', 'sources', 'index.ts')).includes(name))).toEqual([]);
});
