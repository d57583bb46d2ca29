/** Documentation that is made from the registry is what the registry says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDocs, stalePages } from '../scripts/generate-docs';

const ROOT = join(__dirname, '..');
const generated = generateDocs();

test.each([...generated.keys()])('%s is as npm run docs writes it', (path) => {
  expect(existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '').toBe(generated.get(path));
});

test('there is no page of a construct that is gone', () => {
  expect(stalePages(generated)).toEqual([]);
});
