import { Io } from '../../../lib/cli/shell/io';
import { wrapText } from '../../../lib/cli/shell/wrap';
import { tool } from '../support/tool';

const wrapped = (text: string, columns?: number) => wrapText(text, { columns } as Io).split('\n');

test('lines are broken between words, and what follows stands deeper', () => {
  const words = 'one two three four five six seven eight nine ten eleven';
  expect(wrapped(`  ${words}\nshort`, 40)).toEqual(['  one two three four five six seven', '      eight nine ten eleven', 'short']);
  expect(wrapped(`x ${'y'.repeat(60)} z`, 40)).toEqual(['x', `    ${'y'.repeat(60)}`, '    z']);
});

test('colours have no width', () => {
  expect(wrapped(`\u001b[1m${'x'.repeat(38)}\u001b[22m y`, 40)).toHaveLength(1);
});

test('nothing is wrapped elsewhere than on a terminal, or on one that is too narrow', () => {
  const line = 'word '.repeat(40);
  expect(wrapped(line)).toEqual([line]);
  expect(wrapped(line, 39)).toEqual([line]);
});

test.each([['show', 'exchange-hybrid', '--cloud', 'gcc-high'], ['list', '--source', 'additional-endpoints'], ['explain', '40.96.0.1'], ['search', 'hybrid']])('%s %s fits 80 columns, and says the same', async (...argv) => {
  const [narrow, wide] = await Promise.all([80, undefined].map(async (columns) => (await tool(argv, { columns })).stdout));
  const addresses = /https?:\/\/\S+/g; // no place to break
  expect(narrow.replace(addresses, '').split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(narrow.split(/\s+/)).toEqual(wide.split(/\s+/));
});

test('list and show count derived prefixes and mark options', async () => {
  const list = (await tool(['list', '--source', 'additional-endpoints', '--cloud', 'gcc-high'])).stdout;
  expect(list).toMatch(/row 7 +exchange-hybrid +USGovGCCHigh +inbound TCP 443 \/ inbound TCP 25 \(option\), 18 prefixes of usgovgcchigh-1, usgovgcchigh-6/);
  const show = (await tool(['show', 'exchange-hybrid', '--cloud', 'gcc-high'])).stdout;
  expect(show).toContain('    prefixes of usgovgcchigh-1 (3 IPv4, 4 IPv6):\n      20.35.208.0/20\n');
  expect(show).toMatch(/flow mail-flow: .*\(option\)/);
});
