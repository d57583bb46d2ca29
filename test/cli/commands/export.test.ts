import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, Cloud } from '../../../lib';
import { PrefixSet } from '../../../lib/net';
import { run } from '../../support/run';
import { describeWithTerraformAlone } from '../../support/terraform';
import { temporaryFolder, tool } from '../support/tool';

const folder = temporaryFolder();
afterAll(folder.remove);

const exported = async (...args: string[]) => tool(['export', ...args]);
const linesOf = async (...args: string[]) => (await exported(...args)).stdout.trimEnd().split('\n');

/** The prefixes of sets of the web service, joined. */
const published = (...slugs: string[]) => PrefixSet.union(
  slugs.flatMap((slug) => Catalog.bundled().require(slug, Cloud.WORLDWIDE).flows.map(({ prefixes }) => prefixes)),
).toStrings();

describe('a text list', () => {
  test('is one prefix a line and nothing else', async () => {
    const { code, stdout, stderr } = await exported('graph-change-notifications', '--cloud', 'Worldwide', '--format', 'text');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^([\da-f.:]+\/\d+\n){106}$/);
  });

  test('resolves the sets that a row points at', async () => {
    expect(await linesOf('mailbox-migration')).toEqual(published('worldwide-1', 'worldwide-2', 'worldwide-9', 'worldwide-10'));
  });

  test('has only the family asked for', async () => {
    expect(await linesOf('graph-change-notifications', '--family', 'ipv6')).toHaveLength(12);
  });

  test('has what a construct admits without an option, and says on standard error what it leaves out', async () => {
    const { stdout, stderr } = await exported('exchange-hybrid');
    expect(stdout.trimEnd().split('\n')).toEqual(published('worldwide-1', 'worldwide-2'));
    expect(stderr).toContain('left out coexistence-whole-table, mail-flow');
    expect(await linesOf('exchange-hybrid', '--flow', 'mail-flow')).toEqual(published('worldwide-10'));
  });

  test('has names in place of addresses when asked, with values for their parameters', async () => {
    expect(await linesOf('worldwide-1', '--hosts')).toContain('outlook.office365.com');
    expect(await linesOf('outlook-mobile-autodetect', '--hosts', '--email-domain', 'contoso.com')).toContain('contoso.com.outlookmobile.com');
  });

  test('joins several sets for one traffic', async () => {
    const both = await linesOf('mailbox-migration', 'graph-change-notifications', '--family', 'ipv4');
    expect(both).toHaveLength(new Set(both).size);
    expect(both).toEqual(expect.arrayContaining(['52.159.23.209/32', '40.92.0.0/15']));
  });

  test.each([
    ['ports', ['exchange-hybrid', '--flow', 'coexistence', '--flow', 'mail-flow'], 'add --port <port>'],
    ['directions', ['mailbox-migration', 'skype-legacy-client'], 'add --direction inbound or outbound'],
    ['addresses and names', ['worldwide-1'], 'add --family ipv4 --family ipv6 for addresses, or --hosts for names'],
  ])('is refused where it would mix %s', async (_, args, way) => {
    const { code, stdout, stderr } = await exported(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(way);
  });

  test.each([
    ['a name that needs a value', ['outlook-mobile-autodetect', '--hosts'], 'add --email-domain <domain>'],
    ['a star that lists of names cannot express', ['worldwide-8', '--hosts'], 'use --format json or csv'],
    ['a family that is neither', ['worldwide-1', '--family', 'ipv5'], 'neither ipv4 nor ipv6'],
    ['names and addresses at once', ['worldwide-1', '--hosts', '--family', 'ipv4'], 'give one of them'],
    ['a format that is not known', ['worldwide-1', '--format', 'yaml'], 'none of text, csv, json, tfvars'],
    ['a flow that the set has not', ['exchange-hybrid', '--flow', 'mail'], 'has no flow'],
    ['a value that cannot stand in a name', ['outlook-mobile-autodetect', '--hosts', '--email-domain', 'a b'], 'a b'],
    ['a port that is not one', ['worldwide-1', '--port', '70000'], '70000'],
  ])('is refused for %s', async (_, args, way) => {
    expect(await exported(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(way) });
  });

  test.each([
    [['graph-change-notifications', 'stream', '--family', 'ipv4'], 'stream has nothing to list'],
    [['entra-connect-sts'], 'names no remote side'],
  ])('is not written where a set would be missing from it: %j', async (args, reason) => {
    expect(await exported(...args)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(reason) });
  });
});

describe('other formats', () => {
  test('CSV has a line an entry with what it is for', async () => {
    const [header, ...rows] = await linesOf('skype-hybrid', '--format', 'csv');
    expect(header).toBe('slug,cloud,flow,direction,tcp_ports,udp_ports,basis,kind,entry');
    expect(rows).toEqual([
      'skype-hybrid,Worldwide,edge,outbound,"5061,50000-59999",50000-59999,stated,ipv4,13.107.64.0/18',
      'skype-hybrid,Worldwide,edge,outbound,"5061,50000-59999",50000-59999,stated,ipv4,52.112.0.0/14',
    ]);
  });

  test('JSON says the kind of each name', async () => {
    const { cloud, lists: [list] } = JSON.parse((await exported('worldwide-8', '--json')).stdout);
    expect([cloud, list.slug, list.direction, list.tcpPorts]).toEqual(['Worldwide', 'worldwide-8', 'outbound', '80,443']);
    expect(list.hosts).toContainEqual({ pattern: 'autodiscover.*.onmicrosoft.com', kind: 'mid-label wildcard' });
  });

  test('a folder gets a file for each flow and family, and nothing is refused as mixed', async () => {
    const out = join(folder.path, 'lists');
    const { code, stdout } = await exported('exchange-hybrid', '--flow', 'coexistence', '--flow', 'mail-flow', '--out', out);
    expect(code).toBe(0);
    expect(readdirSync(out)).toEqual([
      'exchange-hybrid.coexistence.ipv4.txt', 'exchange-hybrid.coexistence.ipv6.txt', 'exchange-hybrid.mail-flow.ipv4.txt', 'exchange-hybrid.mail-flow.ipv6.txt',
    ]);
    expect(stdout.split('\n')).toHaveLength(5);
    const mail = ['ipv4', 'ipv6'].map((family) => readFileSync(join(out, `exchange-hybrid.mail-flow.${family}.txt`), 'utf8')).join('');
    expect(mail.trimEnd().split('\n')).toEqual(published('worldwide-10'));
  });
});

describeWithTerraformAlone('Terraform', () => {
  test('reads the variables: one for each slug, flow and family', async () => {
    await exported('graph-change-notifications', '--format', 'tfvars', '--out', folder.path);
    const variable = (family: string) => `graph_change_notifications_notifications_${family}`;
    writeFileSync(join(folder.path, 'main.tf'), ['ipv4', 'ipv6'].map((family) => [
      `variable "${variable(family)}" { type = list(string) }`, `output "${family}" { value = length(var.${variable(family)}) }`, '',
    ].join('\n')).join(''));
    await run(folder.path, 'terraform', 'init', '-backend=false', '-input=false');
    const plan = await run(folder.path, 'terraform', 'plan', '-input=false', '-no-color');
    expect(plan).toContain('+ ipv4 = 94');
    expect(plan).toContain('+ ipv6 = 12');
  });
});
