import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../lib/cli/command-table';
import { SCENARIO_NAMES } from '../../lib/cli/scenario-names';
import * as scenarios from '../../lib/scenarios';
import { tool } from './support/tool';

const ROOT = join(__dirname, '..', '..');

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

test('the names of constructs are those of the scenarios', () => {
  const files = Object.keys(scenarios).filter((name) => name !== 'Scenario');
  expect(Object.values(SCENARIO_NAMES).sort()).toEqual(files.sort());
  for (const [slug, name] of Object.entries(SCENARIO_NAMES)) {
    const file = name.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`);
    expect([name, readFileSync(join(ROOT, 'lib', 'scenarios', `${file}.ts`), 'utf8').includes(`slug: '${slug}'`)]).toEqual([name, true]);
  }
});
