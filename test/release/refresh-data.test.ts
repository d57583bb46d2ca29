import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_EDITIONS } from '../../lib/catalog/editions/bundled';
import { refreshedList, withList } from '../../scripts/refresh-data';
import { REPOSITORY } from '../support/folders';

const LIST = readFileSync(join(REPOSITORY, 'lib', 'catalog', 'editions', 'bundled.ts'), 'utf8');

const bundled = [
  { source: 'page', id: '2018' },
  { source: 'page', id: '2025', isDefault: true },
  { source: 'web-service-a', id: '1' },
  { source: 'web-service-a-mem', id: '1' },
  { source: 'web-service-b', id: '1' },
];
const keys = (incoming: readonly (readonly [string, string])[]) => (
  refreshedList(bundled, incoming.map(([source, edition]) => ({ source, edition }))).map(({ source, id, isDefault }) => `${source} ${id}${isDefault ? ' default' : ''}`)
);

test('a newer edition of the web service takes the place of the one before, and of a source that it supersedes', () => {
  expect(keys([['page', '2025'], ['web-service-a', '2'], ['web-service-b', '1']]))
    .toEqual(['page 2018', 'page 2025 default', 'web-service-a 2', 'web-service-b 1']);
});

test('editions of a page stay, and a newer one is not the default', () => {
  expect(keys([['page', '2025'], ['page', '2026'], ['web-service-a', '1'], ['web-service-a-mem', '1'], ['web-service-b', '1']]))
    .toEqual(['page 2018', 'page 2025 default', 'page 2026', 'web-service-a 1', 'web-service-a-mem 1', 'web-service-b 1']);
});

test('the list of this package is written as it stands', () => {
  expect(withList(LIST, BUNDLED_EDITIONS)).toBe(LIST);
});

test('a list with another edition differs by its line', () => {
  const lines = LIST.split('\n');
  const changed = withList(LIST, [...BUNDLED_EDITIONS, { source: 'web-service-new', id: '2027010100' }]).split('\n');
  expect(changed.filter((line) => !lines.includes(line))).toEqual(["  bundled('web-service-new', '2027010100', () => require('../../data/web-service-new.2027010100.json')),"]);
  expect(changed).toHaveLength(lines.length + 1);
});
