import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badges } from '../../scripts/docs/badges';
import { absoluteLinks, releaseNotes, releaseProblems } from '../../scripts/prepare-release';
import { REPOSITORY } from '../support/folders';

const READY = {
  tag: 'v1.2.3',
  manifest: { version: '1.2.3', repository: { url: 'git+https://github.com/owner/name.git' } },
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2027-01-31\n\n### Added\n\n- More.\n\n### Data\n\n- New.\n\n## [1.2.2] - 2027-01-01\n\n- Old.\n',
};

test('a version that is ready has no problem', () => {
  expect(releaseProblems(READY)).toEqual([]);
});

test.each([
  ['while the address of the repository is empty', { manifest: { version: '1.2.3' } }, /address of the repository is not set/],
  ['from a repository elsewhere', { manifest: { version: '1.2.3', repository: { url: 'git+ssh://example.com/name.git' } } }, /is not the address/],
  ['with another tag', { tag: 'v1.2.4' }, /v1\.2\.4 is not v1\.2\.3/],
  ['without a dated heading', { changelog: '# Changelog\n\n## [Unreleased]\n' }, /no heading/],
  ['without a Data section of its own', { changelog: READY.changelog.replace('### Data\n\n- New.\n\n', '').concat('\n### Data\n') }, /nothing under "### Data"/],
])('fails %s', (_, change, message) => {
  expect(releaseProblems({ ...READY, ...change })).toEqual([expect.stringMatching(message)]);
});

test('this repository is refused exactly while its address is empty', () => {
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const problems = releaseProblems({ ...READY, manifest, tag: `v${manifest.version}`, changelog: READY.changelog.replaceAll('1.2.3', manifest.version) });
  expect(problems).toHaveLength(manifest.repository === undefined ? 1 : 0);
});

test('there are badges once the repository is known', () => {
  expect(badges({ name: 'name' })).toBe('');
  expect(badges({ ...READY.manifest, name: 'name' })).toContain('](https://github.com/owner/name/actions/workflows/ci.yml)');
});

test('the notes are those of the version', () => {
  expect(releaseNotes(READY.changelog, '1.2.3')).toBe('### Added\n\n- More.\n\n### Data\n\n- New.');
});

describe('links', () => {
  const absolute = (text: string) => absoluteLinks(text, 'https://github.com/owner/name', 'v1.2.3');

  test('that are relative lead to the tag', () => {
    expect(absolute('[a](docs/a.md#b) and [`c`](./examples "title")'))
      .toBe('[a](https://github.com/owner/name/blob/v1.2.3/docs/a.md#b) and [`c`](https://github.com/owner/name/blob/v1.2.3/examples "title")');
  });

  test.each(['[a](https://example.com/b)', '[a](#b)', '`[a](b)`', '```md\n[a](b)\n```', 'a [b] (c)'])('%s stays', (text) => {
    expect(absolute(text)).toBe(text);
  });

  test('of the README are all absolute', () => {
    const readme = absolute(readFileSync(join(REPOSITORY, 'README.md'), 'utf8'));
    expect(readme.match(/\]\(https:\/\/github\.com\/owner\/name\/blob\/v1\.2\.3\/docs\//g)!.length).toBeGreaterThan(5);
    expect(readme.replace(/^```[^]*?^```$/gm, '').match(/\]\((?!https:|#)[^)]*\)/g)).toBeNull();
  });
});
