import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEdition } from '../../../lib/catalog';
import { temporaryFolder, tool } from '../support/tool';
import { record } from '../support/web-service';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

function file(name: string, text: string): string {
  writeFileSync(join(folder.path, name), text);
  return name;
}

const importFiles = async (...args: string[]) => tool(['import', ...args], { cwd: folder.path });

const JSON_TEXT = JSON.stringify([record(1, '40.73.4.5/32')]);
const CSV_TEXT = [
  'id,serviceArea,serviceAreaDisplayName,urls,ips,tcpPorts,udpPorts,expressRoute,category,required,notes',
  '1,Exchange,Exchange Online,outlook.example.com,40.73.4.5/32,"80,443",,True,Optimize,True,',
].join('\r\n');
const PAGE = '| Row | Purpose | Destination |\n|---|---|---|\n| 23 | Microsoft Graph change notifications | Public Cloud: 20.20.32.0/19, TCP 443 |\n';
const TAGS = JSON.stringify({
  changeNumber: 1, cloud: 'Public', values: [{ name: 'A', id: 'A', properties: { changeNumber: 1, region: '', platform: 'Azure', systemService: '', addressPrefixes: ['13.0.0.0/16'] } }],
});

test.each([
  ['web service JSON', 'worldwide.2026-08-14.json', JSON_TEXT, 'web-service-worldwide'],
  ['web service CSV', 'china.2026081400.csv', CSV_TEXT, 'web-service-china'],
  ['additional-endpoints page', 'page.2025-01.md', PAGE, 'additional-endpoints'],
])('recognises a %s by its content, and dates it by its name', async (kind, name, text, source) => {
  const { stdout } = await importFiles(file(name, text), '--json');
  expect(JSON.parse(stdout).documents[0]).toMatchObject({ kind, source, edition: name.split('.')[1] });
});

test('reports on service tags, which are no catalog data', async () => {
  const { code, stdout } = await importFiles(file('tags.json', TAGS), '--out', 'data');
  expect([code, stdout]).toEqual([0, 'tags.json: service tags, 1 tags of Public, change 1; they are no endpoint sets, and nothing is written\n\nnothing to write\n']);
});

test('writes what the catalog reads', async () => {
  const { code, stdout } = await importFiles(file('a.json', JSON_TEXT), '--instance', 'Worldwide', '--edition', '2026081400', '--out', 'data');
  const path = join(folder.path, 'data', 'web-service-worldwide.2026081400.json');
  expect([code, stdout]).toEqual([0, `a.json: web service JSON, web-service-worldwide 2026081400, 1 entries in 1 sets\n\nwritten: ${path}\n`]);
  expect(parseEdition(JSON.parse(readFileSync(path, 'utf8'))).sets.map(({ slug }) => slug)).toEqual(['worldwide-1']);
  expect(readdirSync(join(folder.path, 'data'))).toHaveLength(1);
});

test('takes only the service areas that are asked for', async () => {
  const both = file('worldwide.2026-01.json', JSON.stringify([record(1, '40.73.4.5/32'), { ...record(2, '40.73.4.6/32'), serviceArea: 'MEM' }]));
  const { code } = await importFiles(both, '--service-area', 'MEM', '--source', 'intune', '--out', 'data');
  const { source, url, sets } = JSON.parse(readFileSync(join(folder.path, 'data', 'intune.2026-01.json'), 'utf8'));
  expect([code, source, url]).toEqual([0, 'intune', 'https://endpoints.office.com/endpoints/Worldwide?ServiceAreas=MEM']);
  expect(sets.map(({ slug }: { slug: string }) => slug)).toEqual(['worldwide-2']);
});

test.each([['an area that no set is of', ['--service-area', 'Nothing'], JSON_TEXT], ['no set at all', [], '[]']])('fails and writes nothing for %s', async (_, options, text) => {
  const { code, stdout } = await importFiles(file('worldwide.2026-01.json', text), ...options, '--out', 'data');
  expect([code, stdout]).toEqual([1, expect.stringContaining('error NoRows at the document: no endpoint set could be read')]);
  expect(existsSync(join(folder.path, 'data'))).toBe(false);
});

test('writes in spite of findings only when told to', async () => {
  const page = file('page.2025-01.md', PAGE);
  const refused = await importFiles(page, '--out', 'data');
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('error RowMissing at page');
  expect(existsSync(join(folder.path, 'data'))).toBe(false);
  const allowed = await importFiles(page, '--out', 'data', '--allow-findings');
  expect(allowed.code).toBe(1);
  expect(readdirSync(join(folder.path, 'data'))).toEqual(['additional-endpoints.2025-01.json']);
});

describe('an error that is right all the same', () => {
  const WITHDRAWN = PAGE.replace('20.20.32.0/19, TCP', '20.20.32.0/19, Atlantis: 52.96.0.0/24, TCP');
  const errorsOf = async (...args: string[]) => (
    JSON.parse((await importFiles(...args, '--json')).stdout).documents[0].findings.filter(({ severity }: { severity: string }) => severity === 'error')
  );

  test('is let pass by its id with a reason, which the edition records', async () => {
    const page = file('page.2025-01.md', WITHDRAWN);
    const errors = await errorsOf(page);
    expect(errors.map(({ code }: { code: string }) => code)).toEqual(expect.arrayContaining(['CloudUnknown', 'FactMissing', 'RowMissing']));
    const options = errors.flatMap(({ id }: { id: string }) => ['--acknowledge', id]);
    const { code, stdout } = await importFiles(page, ...options, '--reason', 'only this row is wanted', '--out', 'data');
    expect(code).toBe(0);
    expect(stdout).toContain('info CloudUnknown at row 23: 52.96.0.0/24 left out');
    const written = parseEdition(JSON.parse(readFileSync(join(folder.path, 'data', 'additional-endpoints.2025-01.json'), 'utf8')));
    expect(written.acknowledged.map(({ code: acknowledged }) => acknowledged)).toEqual(errors.map((error: { code: string }) => error.code));
    expect(new Set(written.acknowledged.map(({ reason }) => reason))).toEqual(new Set(['only this row is wanted']));
    expect(JSON.stringify(written.sets)).not.toContain('52.96.0.0');
  });

  test('lets nothing else pass', async () => {
    const page = file('page.2025-01.md', WITHDRAWN);
    const [first] = await errorsOf(page);
    const { code } = await importFiles(page, '--acknowledge', first.id, '--reason', 'x', '--out', 'data');
    expect([code, existsSync(join(folder.path, 'data'))]).toEqual([1, false]);
  });

  test.each([[['--acknowledge', '00000000', '--reason', 'x'], 'is not the id of an error'], [['--acknowledge', 'ID'], 'needs a --reason']])('fails for %j', async (options, message) => {
    const page = file('page.2025-01.md', WITHDRAWN);
    const [{ id }] = await errorsOf(page);
    const { code, stderr } = await importFiles(page, ...options.map((option) => option.replace('ID', id)));
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

test('writes nothing of several files when one has findings of severity error', async () => {
  const bad = JSON.stringify([record(1, '40.0.0.0/8')]);
  const { code, stdout } = await importFiles(file('worldwide.2026-01.json', JSON_TEXT), file('china.2026-01.json', bad), '--out', 'data');
  expect(code).toBe(1);
  expect(stdout).toContain('error PrefixTooWide at china-1 (China), flow service');
  expect(existsSync(join(folder.path, 'data'))).toBe(false);
});

test.each([
  ['worldwide.json', JSON_TEXT, 2, 'say with --edition'],
  ['a.2026-01.json', JSON_TEXT, 2, 'say with --instance'],
  ['empty.2026-01.json', '', 1, 'found nothing'],
  ['version.2026-01.json', '[{"instance": "China", "latest": "2026010100"}]', 1, 'changes or versions'],
  ['package.2026-01.json', '{"name": "x"}', 1, 'is not a recognised document'],
  ['edition.2026-01.json', '{"source": "x", "sets": []}', 1, 'needs no import'],
])('fails to import %s', async (name, text, code, message) => {
  const result = await importFiles(file(name, text));
  expect(result.stderr).toContain(message);
  expect([result.code, result.stdout]).toEqual([code, '']);
});

test.each([
  ['truncated.worldwide.2026-01.json', JSON_TEXT.slice(0, -10), 'NotJson'],
  ['garbage.2026-01.md', '\u0000\u0001 nothing of the kind', 'NoRows'],
])('fails with a finding on %s', async (name, text, code) => {
  const result = await importFiles(file(name, text), '--json');
  expect(result.code).toBe(1);
  expect(JSON.parse(result.stdout).documents[0].findings.map((finding: { code: string }) => finding.code)).toContain(code);
});

test('fails when the file is not there', async () => {
  const { code, stderr } = await importFiles('nowhere.json');
  expect([code, stderr]).toEqual([5, expect.stringContaining('m365-endpoints: cannot read')]);
});
