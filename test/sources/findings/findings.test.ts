import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GuardCode } from '../../../lib/catalog';
import { FindingCode } from '../../../lib/sources/findings/finding-code';

const ROOT = join(__dirname, '..', '..', '..');
const SOURCES = join(ROOT, 'lib', 'sources');

/** The codes in the first column of the tables of a page. */
function documented(page: string): string[] {
  return [...readFileSync(join(ROOT, 'docs', page), 'utf8').matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, code]) => code);
}

test('docs/findings.md lists every code that a reader of records writes out', () => {
  const text = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => readFileSync(join(SOURCES, name), 'utf8')).join('\n');
  const calls = /(?:\.(?:error|warning|info|fail)\(|\.(?:list|attempt)\([^,'()]*(?:'\w+')?[^,'()]*, |code: )'([A-Z]\w+)'/g;
  const codes = [...new Set([...text.matchAll(calls)].map(([, code]) => code))];
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !documented('findings.md').includes(code))).toEqual([]);
});

test('docs/findings.md says of every code of the importers of pages when it is made and what to do', () => {
  expect(Object.values(FindingCode).filter((code) => !documented('findings.md').includes(code))).toEqual([]);
  const rows = readFileSync(join(ROOT, 'docs', 'findings.md'), 'utf8').match(/^\| `[A-Z]\w+` \|.*$/gm) ?? [];
  expect(rows.filter((row) => row.split('|').slice(1, -1).some((cell) => cell.trim() === ''))).toEqual([]);
});

test('docs/lock.md lists every code of the guard', () => {
  expect(documented('lock.md').sort()).toEqual(Object.values(GuardCode).sort());
});
