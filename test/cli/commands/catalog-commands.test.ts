import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFixtureEditions, writeFixtureLock } from '../support/fixture-editions';
import { temporaryFolder, tool } from '../support/tool';

const folder = temporaryFolder();
const lock = writeFixtureLock(folder.path);
const editions = writeFixtureEditions(folder.path);
afterAll(folder.remove);

describe('golden output', () => {
  test.each([
    ['list'],
    ['list --class hosts --direction outbound'],
    ['show webhook'],
    ['show stream --cloud china'],
    ['show row 11'],
    ['search video'],
    ['search 20.20.33.0/24'],
    ['explain 52.96.1.1'],
    ['explain 52.96.1.1 --edition 2025-01'],
    ['explain 20.0.0.0/8 --port 25'],
    ['explain 20.20.32.1 --protocol udp --cloud china'],
    ['explain login.example.com'],
    ['explain *.example.net'],
    ['explain 8.8.8.8'],
  ])('%s', async (line) => {
    const { code, stdout, stderr } = await tool([...line.split(' '), '--lock', lock]);
    expect(`exit ${code}\n${stderr}${stdout}`).toMatchSnapshot();
  });

  test.each(['text', 'json', 'markdown'])('diff as %s', async (format) => {
    const { code, stdout } = await tool(['diff', ...editions, '--format', format]);
    expect(`exit ${code}\n${stdout}`).toMatchSnapshot();
  });
});

test.each(['52.159.23.209', '20.190.128.1', 'outlook.office365.com', '8.8.8.8'])('explain %s answers from the bundled data', async (query) => {
  const { code, stdout } = await tool(['explain', query]);
  expect(`exit ${code}\n${stdout}`).toMatchSnapshot();
});

describe('explain', () => {
  const explain = async (...args: string[]) => JSON.parse((await tool(['explain', ...args, '--json'])).stdout);

  test('says in JSON that something is not published, with exit code 0', async () => {
    expect(await explain('8.8.8.8')).toMatchObject({ published: false, admitted: false, sets: [], inOtherEditions: [] });
    expect((await tool(['explain', '8.8.8.8', '--json'])).code).toBe(0);
  });

  test('reaches the hybrid rows from an address of Exchange Online', async () => {
    const { sets } = await explain('40.96.0.1', '--cloud', 'worldwide', '--direction', 'inbound');
    const rows = sets.map(({ entry }: { entry: string }) => entry);
    expect(rows).toEqual(expect.arrayContaining(['row 6', 'row 7', 'row 8']));
    const hybrid = sets.find(({ slug }: { slug: string }) => slug === 'exchange-hybrid');
    expect(hybrid).toMatchObject({ construct: 'ExchangeHybridInbound' });
    expect(hybrid.flows[0]).toMatchObject({ name: 'coexistence', via: 'worldwide-1', containing: ['40.96.0.0/13'] });
  });

  test('tells what was withdrawn, and what only another edition has', async () => {
    expect((await explain('52.159.23.209')).sets[0]).toMatchObject({ edition: '2025-01', withdrawnIn: ['2025-h2'] });
    const later = await explain('52.159.23.209', '--edition', '2025-h2');
    expect(later).toMatchObject({ published: false, inOtherEditions: [{ slug: 'graph-change-notifications', publishedIn: ['2025-01'] }] });
  });

  test.each([
    ['contoso.com.outlookmobile.us', 'row 10', ['<email_domain>.outlookmobile.us'], /^contoso\.com\.outlookmobile\.us is published, as a template, in 3 sets:[^]*template for DNS and logs/],
    ['contoso.onmicrosoft.com', 'row 3', ['<tenant>.onmicrosoft.com'], /is published in 3 sets:[^]*template of which a rule needs the value/],
    ['contoso-myfiles.sharepoint.com', 'row 17', ['<tenant>.sharepoint.com', '<tenant>-myfiles.sharepoint.com'], /template of which the setting needs the value/],
  ])('%s is published by %s as a template, and was not withdrawn', async (host, entry, templates, text) => {
    const { published, whole, sets, inOtherEditions } = await explain(host);
    expect({ published, whole, inOtherEditions }).toEqual({ published: true, whole: true, inOtherEditions: [] });
    const set = sets.find((each: { entry: string }) => each.entry === entry);
    expect([...set.flows.flatMap((flow: { containing: string[] }) => flow.containing), ...set.trustedSites]).toEqual(templates);
    expect(set.withdrawnIn).toEqual([]);
    expect((await tool(['explain', host])).stdout).toMatch(text);
  });

  test('a template covers no other name, and what it stands for is part of a wider pattern', async () => {
    expect(await explain('outlookmobile.us')).toMatchObject({ published: false });
    expect((await explain('a.b.onmicrosoft.com')).sets.map(({ entry }: { entry: string }) => entry)).not.toContain('row 3');
    const wider = await explain('*.outlookmobile.us', '--cloud', 'gcc-high');
    expect(wider).toMatchObject({ whole: false, sets: [{ entry: 'row 10', flows: [{ inside: ['<email_domain>.outlookmobile.us'] }] }] });
  });

  test('tells apart what is published and what is published for this traffic', async () => {
    expect(await explain('20.190.128.1', '--port', '25')).toMatchObject({ published: true, admitted: false });
    expect(await explain('20.190.128.1', '--port', '443', '--direction', 'inbound')).toMatchObject({ admitted: true, sets: [{ entry: 'row 23' }] });
  });

  test.each([
    ['https://outlook.office365.com/ews', 'outlook.office365.com'],
    ['OUTLOOK.office365.com.', 'outlook.office365.com'],
    ['2603:1006:2000:0::1', '2603:1006:2000::1'],
  ])('reads %s as %s', async (text, meant) => {
    expect(await explain(text)).toMatchObject({ query: { text: meant }, published: true });
  });
});

describe('show', () => {
  test('marks options, lists the prefixes of other sets, and tells who uses the row', async () => {
    const lines = (await tool(['show', 'exchange-hybrid', '--cloud', 'gcc-high'])).stdout.split('\n').map((line) => line.trim());
    expect(lines.filter((line) => line.startsWith('flow '))).toEqual([
      'flow coexistence: inbound, TCP 443, derived',
      'flow coexistence-whole-table: inbound, TCP 443, derived (option)',
      'flow mail-flow: inbound, TCP 25, derived (option)',
    ]);
    expect(lines).toEqual(expect.arrayContaining(['required: no', 'used by: your servers', 'prefixes of usgovgcchigh-6 (7 IPv4, 4 IPv6):', '23.103.191.0/24', '2001:489a:2202:8000::/50']));
  });

  test('has the same in JSON', async () => {
    const [set] = JSON.parse((await tool(['show', 'row', '9', '--source', 'additional-endpoints', '--cloud', 'dod', '--json'])).stdout).sets;
    expect(set).toMatchObject({
      required: false,
      usedBy: ['administrators'],
      neededWhen: 'only to configure Exchange hybrid; close it afterwards',
      cloudsReason: expect.stringContaining('names no cloud'),
      flows: [{ name: 'wizard', basis: 'stated', portsBasis: 'derived', isOption: false }, { name: 'exchange-2010', isOption: true }],
    });
    const [{ flows: [migration] }] = JSON.parse((await tool(['show', 'mailbox-migration', '--cloud', 'dod', '--json'])).stdout).sets;
    expect(migration.derivedPrefixes.length).toBeGreaterThan(10);
  });

  test('says why a row has nothing for a cloud', async () => {
    expect(await tool(['show', 'support-assistant', '--cloud', 'china'])).toMatchObject({
      code: 1, stderr: expect.stringContaining('support-assistant has no endpoints for cloud "China": the row names no cloud; its hosts are those of Worldwide;'),
    });
  });

  test('has the sets of the sovereign clouds', async () => {
    const { stdout } = await tool(['list', '--cloud', 'bleu', '--source', 'web-service-france']);
    expect(stdout).toMatch(/france-2 +France +outbound TCP 80,443, UDP 443, 2 prefixes, 1 host/);
  });
});

describe('colours', () => {
  test('appear on a terminal, and never with NO_COLOR', async () => {
    const line = ['explain', '8.8.8.8'];
    expect((await tool(line, { isTerminal: true })).stdout).toContain('\u001b[');
    expect((await tool(line, { isTerminal: true, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b[');
    expect((await tool(line)).stdout).not.toContain('\u001b[');
  });
});

test.each([
  ['list', 'sets'],
  ['search hybrid', 'sets'],
  ['show graph-change-notifications', 'sets'],
  ['diff 2025-01 2025-h2', 'changed'],
])('%s prints JSON', async (line, field) => {
  const { code, stdout } = await tool([...line.split(' '), '--json']);
  expect([code, JSON.parse(stdout)[field].length > 0]).toEqual([0, true]);
});

describe('wrong questions', () => {
  test.each([
    ['', 2, 'usage: m365-endpoints <command>'],
    ['lst', 2, 'there is no command "lst"'],
    ['list extra', 2, '"extra" is too much'],
    ['list --nonsense', 2, "unknown option '--nonsense'"],
    ['list --cloud Mars', 2, 'is none of Worldwide'],
    ['list --direction up', 2, 'is none of inbound, outbound'],
    ['list --service Mail', 2, 'is none of Common, '],
    ['list --edition 1999', 2, 'unknown edition'],
    ['show', 2, 'it takes <slug|number>'],
    ['show exchange-hybird', 1, 'did you mean'],
    ['show mailbox-migration-x --cloud china', 1, 'no endpoint set is called'],
    ['search nothing-of-the-kind', 1, 'no endpoint set has to do with'],
    ['explain 20.190.128.1/18', 2, 'did you mean "20.190.128.0/18"?'],
    ['explain 1.2.3', 2, 'invalid prefix'],
    ['explain not_a_host!', 2, 'invalid host pattern'],
    ['explain 8.8.8.8 --port 70000', 2, 'invalid port'],
    ['explain 52.159.23.209:443', 2, 'it has a port; ask for "52.159.23.209"; explain takes the port as --port 443'],
    ['explain [2603:1036::1]:443', 2, 'ask for "2603:1036::1"; explain takes the port as --port 443'],
    ['explain https://outlook.office365.com:8443/owa?a=b', 2, 'ask for "outlook.office365.com"; explain takes the port as --port 8443'],
    ['explain ::ffff:52.159.23.209', 2, 'it is IPv4 written as IPv6, which no published prefix is; ask for "52.159.23.209"'],
    ['explain ::ffff:52.159.0.0/112', 2, 'ask for "52.159.0.0/16"'],
    ['search 52.159.23.209:443', 2, 'it has a port'],
    ['search  ', 2, 'the text is empty; list shows every set'],
    ['diff 2025-01', 2, 'something is missing'],
    ['diff 2025-01 nowhere.json', 2, 'the path of a lock or an edition'],
    ['list --lock nowhere.json', 5, 'nowhere.json: no such file or directory; check the path'],
  ])('fails with %p: exit code %d, one clear line', async (line, code, message) => {
    const result = await tool(line === '' ? [] : line.split(' '));
    expect(result.stderr).toContain(message);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('fails to compare a truncated file', async () => {
    const path = join(folder.path, 'truncated.json');
    writeFileSync(path, '{"sets": [');
    const { code, stderr } = await tool(['diff', '2025-01', path]);
    expect([code, stderr.split('\n').length]).toEqual([1, 2]);
  });
});

describe('cover', () => {
  const cover = async (...args: string[]) => tool(['cover', ...args]);

  test('says how many prefixes are exact, how many a bound leaves, and what they admit too much', async () => {
    const { code, stdout } = await cover('graph-change-notifications', '--max', '60');
    const lines = stdout.split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe('notifications  inbound TCP 443, IPv4: 94 prefixes exact; 60 with 6027 extra addresses');
    expect(lines).toContain('  13.87.81.0/24  252 extra addresses');
    expect(lines).toContain('  20.190.128.0/18');
    expect(lines).toContain('notifications  inbound TCP 443, IPv6: 12 prefixes exact, which is within 60');
  });

  test('lists the extra addresses in JSON, for prefixes that the set borrows too', async () => {
    const { covers } = JSON.parse((await cover('mailbox-migration', '--max', '5', '--cloud', 'gcc-high', '--json')).stdout);
    expect(covers.map(({ family, exact, covered }: Record<string, unknown>) => [family, exact, covered])).toEqual([['IPv4', 10, 5], ['IPv6', 8, 5]]);
    expect(covers[0].extra).toContain('52.248.0.0/13');
  });

  test('says why there is no cover with so few', async () => {
    const { code, stdout } = await cover('graph-change-notifications', '--max', '1');
    expect(code).toBe(1);
    expect(stdout).toContain('at least 6 prefixes are needed');
  });

  test('says that a set without prefixes has nothing to cover', async () => {
    expect(await cover('stream', '--max', '5')).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('no prefixes for Worldwide') });
  });

  test.each([[[], 'missing --max'], [['--max', '0'], 'is not a number from 1'], [['--max', '1e3'], 'is not a number from 1']])('fails for %j', async (options, problem) => {
    expect(await cover('graph-change-notifications', ...options)).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  });
});
