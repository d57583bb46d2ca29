import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLine } from '../../../lib/cli/explain-many/read-line';
import { temporaryFolder, tool } from '../support/tool';

/** What a line asks about, or `problem`. */
const asked = (line: string, column?: number) => {
  const read = readLine(line, column);
  return 'query' in read ? read.query.text : 'problem';
};
const explain = async (stdin: string, ...args: string[]) => tool(['explain', '-', ...args], { stdin: async () => stdin });
const jsonOf = async (stdin: string, ...args: string[]) => (
  (await explain(stdin, '--json', ...args)).stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, any>)
);

const VPC = '2 123456789010 eni-1235b8ca 172.31.16.139 52.159.23.209 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';
const NSG = '"1542110377,10.0.0.4,13.67.143.118,44931,443,T,O,A,B,,,,",';

describe('a line asks about', () => {
  test.each([
    ['52.159.23.209', '52.159.23.209'],
    ['  52.159.23.209\r', '52.159.23.209'],
    ['\uFEFF52.159.23.209', '52.159.23.209'],
    ['"52.159.23.209"', '52.159.23.209'],
    ['52.159.23.209:443', '52.159.23.209'],
    ['52.96.0.0/14', '52.96.0.0/14'],
    ['[2603:1036::1]:443', '2603:1036::1'],
    ['[2603:1036::1]', '2603:1036::1'],
    ['2603:1036:0:0:0:0:0:1', '2603:1036::1'],
    ['2603:1036::/36', '2603:1036::/36'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:52.159.23.209', '52.159.23.209'],
    ['[::ffff:52.159.23.209]:443', '52.159.23.209'],
    ['::ffff:349f:17d1', '52.159.23.209'],
    ['52.159.23.209\tdenied', '52.159.23.209'],
    ['denied;52.159.23.209;443', '52.159.23.209'],
    ['src=52.159.23.209 dst=10.0.0.1', '52.159.23.209'],
    ['{"client":"52.159.23.209","status":200}', '52.159.23.209'],
    ['10:00:00 aa:bb:cc:dd:ee:ff 2001:db8::1', '2001:db8::1'],
    ['Nov 29 10:00:00 fw: blocked tcp/52.159.23.209, 999.1.1.1', 'problem'],
    ['Nov 29 10:00:00 fw: 999.1.1.1 (52.159.23.209)', '52.159.23.209'],
    [VPC, '172.31.16.139'],
    [NSG, '10.0.0.4'],
    ['outlook.office365.com', 'outlook.office365.com'],
    ['outlook.office365.com:443', 'outlook.office365.com'],
    ['https://outlook.office365.com:443/owa?a=b', 'outlook.office365.com'],
    ['GET https://outlook.office365.com/owa 200', 'outlook.office365.com'],
    ['*.outlook.com', '*.outlook.com'],
    ['# list of addresses', 'problem'],
    ['index.html was read', 'problem'],
    ['-', 'problem'],
    ['1.2.3', 'problem'],
    ['300.1.1.1', 'problem'],
    ['20.190.128.1/18', 'problem'],
  ])('%j: %s', (line, expected) => {
    expect(asked(line)).toBe(expected);
  });

  test.each<[string, number, string]>([
    [VPC, 5, '52.159.23.209'],
    [NSG, 3, '13.67.143.118'],
    ['"a, b";52.159.23.209;x', 2, '52.159.23.209'],
    ['"a, ""b""",52.159.23.209', 2, '52.159.23.209'],
    ['a b\t52.159.23.209', 2, '52.159.23.209'],
    ['x,outlook.office365.com,12', 2, 'outlook.office365.com'],
    ['time dst=52.159.23.209:443', 2, '52.159.23.209'],
    ['a,,c', 2, 'problem'],
    ['a,b', 3, 'problem'],
    ['a,b,', 3, 'problem'],
  ])('%j, column %d: %s', (line, column, expected) => {
    expect(asked(line, column)).toBe(expected);
  });
});

describe('explain -', () => {
  test('answers thirty addresses with blanks and carriage returns, each as explain does alone', async () => {
    const published = [
      '52.159.23.209', '20.20.32.1', '20.190.128.1', '40.126.0.1', '13.107.6.152', '40.96.0.1', '52.96.1.1', '104.47.0.1', '52.112.0.1', '2603:1006::1', '2603:1036::1', '13.107.64.1',
    ];
    const others = ['8.8.8.8', '1.1.1.1', '9.9.9.9', '203.0.113.7', '198.51.100.1', '192.0.2.1', '2001:4860:4860::8888', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '127.0.0.1'];
    const space = ['20.1.2.3', '20.33.0.1', '40.74.1.1', '51.103.1.1', '65.52.1.1', '104.208.1.1'];
    const all = [...published, ...others, ...space];
    expect(all).toHaveLength(30);
    const { stdout, stderr, code } = await explain(all.map((one, i) => `${i % 3 === 0 ? '  ' : ''}${one} \r\n${i % 7 === 0 ? '\r\n' : ''}`).join(''));
    expect(stdout.trimEnd().split('\n').map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ...published.map((one) => [one, 'published']), ...others.map((one) => [one, 'not Microsoft\'s']), ...space.map((one) => [one, 'in Microsoft\'s space']),
    ]);
    expect(stderr).toContain('30 lines: 12 published, 6 in Microsoft\'s space, 12 not Microsoft\'s\n');
    expect(code).toBe(0);
    const each = await jsonOf(all.join('\n'));
    for (const [i, one] of [0, 5, 12, 24].map((index) => [index, all[index]] as const)) {
      const alone = JSON.parse((await tool(['explain', one, '--json'])).stdout);
      expect(each[i]).toMatchObject({ query: one, whole: alone.whole, owner: alone.owner });
      expect(each[i].sets.map(({ slug }: { slug: string }) => slug)).toEqual([...alone.sets, ...alone.inOtherEditions].map(({ slug }) => slug));
    }
  });

  test('tells what was withdrawn, what is for other traffic, and what is in part', async () => {
    const [now] = await jsonOf('52.159.23.209');
    expect(now).toMatchObject({ status: 'published', sets: [{ slug: 'graph-change-notifications', edition: '2025-01', withdrawnIn: ['2025-h2'] }] });
    expect(await jsonOf('52.159.23.209', '--edition', '2025-h2')).toMatchObject([{ status: 'withdrawn' }, { summary: { lines: 1 } }]);
    expect(await jsonOf('52.159.23.209', '--port', '25')).toMatchObject([{ status: 'other-traffic' }, {}]);
    expect(await jsonOf('20.190.0.0/16\nx.example.com')).toMatchObject([{ status: 'published', whole: false }, { status: 'not-published', owner: null }, {}]);
    expect((await explain('20.190.0.0/16')).stdout).toMatch(/published {2}in part, /);
  });

  test('counts what it cannot read, and says so with its exit code', async () => {
    const { stdout, stderr, code } = await explain('8.8.8.8\nnothing here\n\n1.2.3\n');
    expect(stdout.split('\n')).toEqual([
      '8.8.8.8       not Microsoft\'s',
      'nothing here  unreadable  line 2: no address is in it; --column says where a host name is',
      expect.stringMatching(/^1\.2\.3 {9}unreadable {2}line 4: invalid prefix "1\.2\.3"/),
      '',
    ]);
    expect(stderr).toContain('3 lines: 1 not Microsoft\'s, 2 unreadable\n');
    expect(code).toBe(1);
    expect((await jsonOf('x y\n8.8.8.8')).at(-1)).toMatchObject({ summary: { lines: 2, unreadable: 1, statuses: { 'not-microsoft': 1, 'published': 0 } } });
  });

  test.each(['', '\n', ' \r\n\t\r\n', '\uFEFF'])('fails on the empty input %j', async (stdin) => {
    expect(await explain(stdin)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('the input is empty') });
  });

  test('shows nothing that steers a terminal', async () => {
    const { stdout } = await explain('\u001b[31mred text\u001b]0;x\u0007\n');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('explain of several', () => {
  test('takes arguments and files together, in order', async () => {
    const folder = temporaryFolder();
    try {
      writeFileSync(join(folder.path, 'denied.log'), `${VPC}\n`);
      const { stdout, code } = await tool(['explain', '8.8.8.8', 'denied.log'], { cwd: folder.path });
      expect([stdout.split('\n').map((line) => line.split(' ')[0]), code]).toEqual([['8.8.8.8', '172.31.16.139', ''], 0]);
      expect((await tool(['explain', 'denied.log', '--column', '5'], { cwd: folder.path })).stdout).toMatch(/^52\.159\.23\.209 {2}published/);
    } finally {
      folder.remove();
    }
  });

  test.each<[string[], number, string]>([
    [['no-such.log'], 5, 'there is no such file'],
    [['8.8.8.8', '--column', '2'], 2, '--column is for the lines of a file'],
    [['-', '--column', '0'], 2, '--column "0" is not the number of a column'],
    [['8.8.8.8', 'not_a_host!'], 1, '1 unreadable'],
  ])('%j ends with %d', async (args, code, message) => {
    expect(await tool(['explain', ...args])).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });

  test('answers ten thousand addresses in seconds, about two: far less than a test may take', async () => {
    const addresses = Array.from({ length: 10_000 }, (_, i) => `${i % 2 === 0 ? 40 + (i % 60) : 52}.${i % 251}.${Math.floor(i / 251)}.${i % 13}`);
    const { stdout } = await explain(addresses.join('\n'));
    expect(stdout.split('\n')).toHaveLength(10_001);
  });
});
