import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../../lib/cli/command-table';
import { tool } from '../support/tool';

const ROOT = join(__dirname, '..', '..', '..');

test('the tool and every command have help', async () => {
  const texts = await Promise.all([[], ...COMMANDS.map(({ name }) => [name])].map(async (command) => tool([...command, '--help'])));
  expect(texts.map(({ code, stderr }) => [code, stderr])).toEqual(texts.map(() => [0, '']));
  expect(texts.map(({ stdout }) => stdout).join('\n────\n\n')).toMatchSnapshot();
});

test('docs/cli.md names every command and every option', () => {
  const text = readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8');
  for (const { name, options } of COMMANDS) {
    expect(text).toContain(`m365-endpoints ${name}`);
    Object.keys(options).forEach((option) => expect(text).toContain(`--${option}`));
  }
});

test('--version prints that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await tool(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
});
