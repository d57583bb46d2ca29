/** No page goes without its promises: every page that is written by hand has tests, once, and the search for promises finds them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proseOf, untested } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md') && !file.startsWith('api')).map((file) => `docs/${file}`);
const byHand = ['README.md', 'SECURITY.md', 'examples/README.md', ...docs.filter((page) => !read(page).startsWith('<!-- Written by npm run docs'))];

test('every page that is written by hand has its promises tested, once', () => {
  const sources = readdirSync(__dirname).map((file) => read('test', 'promises', file)).join('\n');
  const tested = [...sources.matchAll(/^promisesOf\('([^']+)'/gm)].map(([, page]) => page);
  expect(tested.sort()).toEqual(byHand.sort());
  expect(byHand.length).toBeGreaterThan(60);
});

describe('the search for promises', () => {
  test('finds a sentence or a cell with a promising word', () => {
    expect(untested('It writes. It never lies; it fails closed.', [])).toEqual(['It never lies; it fails closed.']);
    expect(untested('| Limit | always 7 | kept |', [])).toEqual(['always 7']);
  });

  test('is content with what is quoted, and only with that', () => {
    expect(untested('It never lies. It never tires.', ['It never lies.'])).toEqual(['It never tires.']);
    expect(untested('It never lies.', ['It never'])).toEqual([]);
    expect(untested('It never lies.', ['lies'])).toEqual(['It never lies.']);
  });

  test('passes over code and addresses of links', () => {
    expect(untested('`DefaultDeny.everything()` is [here](adr/0007-only-block.md).', [])).toEqual([]);
  });

  test('looks at prose: neither at headings, code and comments nor at the context of a decision', () => {
    expect(proseOf('README.md')).not.toMatch(/```|^#|written by npm run docs/);
    expect(proseOf('docs/adr/0004-sets-as-boundaries-in-typed-columns.md')).toMatch(/^\*\*Decision\.\*\*/);
  });
});
