/** What is true of every workflow: of this repository, and of those that users copy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../support/folders';

const workflows = [join('.github', 'workflows'), join('docs', 'workflows')].flatMap((folder) => (
  readdirSync(join(REPOSITORY, folder)).map((name): [string, string] => [join(folder, name), readFileSync(join(REPOSITORY, folder, name), 'utf8')])
));

test('there are the workflows that CONTRIBUTING.md names', () => {
  const contributing = readFileSync(join(REPOSITORY, 'CONTRIBUTING.md'), 'utf8');
  const named = [...contributing.matchAll(/\.github\/workflows\/([\w-]+\.yml)/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(readdirSync(join(REPOSITORY, '.github', 'workflows')).sort());
});

describe.each(workflows)('%s', (_, text) => {
  test('pins every action to a full commit and says which version that is', () => {
    const uses = text.match(/uses: .*/g) ?? [];
    expect(uses.filter((use) => !/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
    expect(uses.length).toBeGreaterThan(0);
  });

  test('says what it may do, keeps no token and no secret, and runs once at a time', () => {
    expect(text).toMatch(/^permissions:/m);
    expect(text).toMatch(/^concurrency:/m);
    expect(text).not.toMatch(/write-all|secrets\./);
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength((text.match(/actions\/checkout@/g) ?? []).length);
  });

  test('puts no expression of GitHub into a script, where it could be code', () => {
    const lines = text.split('\n').filter((line) => line.includes('${{'));
    expect(lines.filter((line) => !/^\s+(- )?[\w-]+: /i.test(line) || /\brun: /.test(line))).toEqual([]);
  });
});

test('the job that publishes runs nothing of the repository', () => {
  const release = workflows.find(([file]) => file.endsWith('release.yml'))![1];
  const publish = release.slice(release.indexOf('  publish:'), release.indexOf('  notes:'));
  expect(publish).toMatch(/id-token: write/);
  expect(publish.match(/run: .*/g)).toEqual(['run: npm publish ./*.tgz']);
  expect(release.match(/id-token: write/g)).toHaveLength(1);
});
