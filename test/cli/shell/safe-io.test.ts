import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeIo } from '../../../lib/cli/shell/safe-io';
import { markdownCode } from '../../../lib/messages/markdown-code';
import { printableJson } from '../../../lib/messages/printable';
import { temporaryFolder, tool } from '../support/tool';

/** Colours, a title, a report of the cursor, an 8-bit control, and characters that turn text around. */
const HOSTILE = 'a\u001b[31mb\u001b]0;title\u0007c\u009b6nd\u202ee\u2066f\u2028g\rh';

const shown = (text: string, isTerminal: boolean) => {
  let out = '';
  safeIo({ stdout: (each: string) => (out += each), isTerminal } as never).stdout(text);
  return out;
};

test('the streams let our own colours pass on a terminal, and nothing else that steers one', () => {
  expect(shown('\u001b[31mred\u001b[39m\nnext', true)).toBe('\u001b[31mred\u001b[39m\nnext');
  expect(shown('\u001b[31mred\u001b[39m', false)).toBe('\uFFFDred\uFFFD');
  expect(shown(HOSTILE, false)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(shown('\u001b[5mblink', true)).toBe('\uFFFDblink');
});

test.each([
  [['explain', HOSTILE]],
  [['import', `${HOSTILE}.json`]],
  [['list', '--cloud', HOSTILE]],
  [['update', '--instance', HOSTILE, '--from', HOSTILE]],
  [[HOSTILE]],
  [['diff', HOSTILE, HOSTILE]],
])('no argument steers the terminal: %j', async (argv) => {
  const { stdout, stderr } = await tool(argv, { isTerminal: true });
  expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(stdout + stderr).not.toBe('');
});

test('no document steers the terminal, by its name or by its text, and JSON means the same', async () => {
  const folder = temporaryFolder();
  const name = 'china\u001b[31m\u202e.2026100100.json';
  writeFileSync(join(folder.path, name), JSON.stringify([{ id: HOSTILE, [HOSTILE]: 1 }, { id: 1, serviceArea: HOSTILE }]));
  for (const argv of [['import', name], ['import', name, '--json']]) {
    const { stdout } = await tool(argv, { cwd: folder.path, isTerminal: true });
    expect(stdout.replace(/\u001b\[(31|33|39|1|22|2)m(?=(error|warning|info| |:|china))?/g, '').replaceAll('\n', '')).not.toMatch(/[\u009b\u0007\u202e\u2066\u2028]/u);
  }
  folder.remove();
  expect(JSON.parse(printableJson(JSON.stringify({ text: HOSTILE })))).toEqual({ text: HOSTILE });
  expect(printableJson(JSON.stringify({ text: HOSTILE }))).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
});

test('in Markdown foreign text neither links, mentions nor ends its span', () => {
  expect(markdownCode('@team [x](https://evil.example.com) ``` <b>')).toBe('````@team [x](https://evil.example.com) ``` <b>````');
  expect(markdownCode('`edge`')).toBe('`` `edge` ``');
  expect(markdownCode('a\n# b\u202e')).toBe('`a # b`');
});
