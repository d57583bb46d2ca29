import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_EDITIONS } from '../../lib/catalog/editions/bundled';
import { dataChanges, withDataSection } from '../../scripts/changelog-data';
import { REPOSITORY } from '../support/folders';

const pages = BUNDLED_EDITIONS.filter(({ source }) => source === 'additional-endpoints').map((entry) => entry.load());

test('a new edition is told with what it changes', () => {
  const [, january, later] = pages;
  const [summary, ...changes] = dataChanges([january], [january, later]);
  expect(summary).toMatch(/^- additional-endpoints 2025-01 → 2025-h2: 0 sets added, 0 removed, /);
  // docs/data.md has the rows; row 23 is a set for each cloud.
  expect([...new Set(changes.filter((line) => line.startsWith('  - ')).map((line) => /row (\d+)/.exec(line)?.[1]))]).toEqual(['2', '18', '23']);
  expect(changes).toContain('      - gone: prefixes, 8 IPv4 addresses, 1 IPv6 prefix (9 entries)');
});

test('an edition that is gone is told', () => {
  expect(dataChanges(pages, pages.slice(1))).toEqual(['- additional-endpoints 2018-10 is no longer bundled']);
});

test('the same data is no change', () => {
  expect(dataChanges(pages, pages)).toEqual([]);
});

describe('the section', () => {
  const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n### Data\n\n- Old.\n  - older\n\n### Fixed\n\n- F.\n\n## [0.1.0] - 2027-01-01\n\n### Data\n\n- First.\n';

  test('takes the place of the one before, and leaves released versions alone', () => {
    expect(withDataSection(CHANGELOG, ['- New.'])).toBe(
      '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n### Fixed\n\n- F.\n\n### Data\n\n- New.\n\n## [0.1.0] - 2027-01-01\n\n### Data\n\n- First.\n',
    );
  });

  test('written twice is the same', () => {
    const once = withDataSection(CHANGELOG, []);
    expect(once).toContain('### Data\n\n- No change.\n');
    expect(withDataSection(once, [])).toBe(once);
  });

  test('has a place in the changelog of this repository', () => {
    expect(withDataSection(readFileSync(join(REPOSITORY, 'CHANGELOG.md'), 'utf8'), ['- New.'])).toContain('### Data\n\n- New.\n');
  });

  test('fails where nothing is unreleased', () => {
    expect(() => withDataSection('# Changelog\n', [])).toThrow('no heading "## [Unreleased]"');
  });
});
