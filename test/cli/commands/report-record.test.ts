/** Reports of documents that record what their rules were made from: the record is composed again and compared, as `verify` does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureEditions, writeFixtureLock } from '../support/fixture-editions';
import { tool } from '../support/tool';

const cwd = mkdtempSync(join(tmpdir(), 'report-record-'));
const lock = writeFixtureLock(cwd);
afterAll(() => rmSync(cwd, { recursive: true }));

/** Whatever JSON holds. */
type Json = any;

const write = (name: string, value: unknown) => {
  writeFileSync(join(cwd, name), JSON.stringify(value));
  return name;
};
const report = async (...argv: string[]) => tool(['report', ...argv, '--lock', lock], { cwd });
const json = async (...argv: string[]): Promise<Json> => JSON.parse((await report(...argv, '--json')).stdout);

const PUBLISHED = ['20.20.32.0/19', '52.96.1.1/32'];
const [{ edition, sha256 }] = fixtureEditions();
const scenario = (slug: string, flow: string, more: object = {}) => ({
  scenario: slug, inputs: { cloud: 'Worldwide', editions: [{ source: 'fixture-page', edition, sha256 }], flows: [{ slug, flow }], ...more },
});
const point = (filter: string, path: string, of: object) => ({ filters: [filter], scenarios: { [path]: of } });
const ingress = (port: number, cidrs: readonly string[]) => cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp }));
const group = (rules: readonly object[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'a group', SecurityGroupIngress: rules, SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
  },
});
const balancer = (...groups: string[]) => (
  { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: groups.map((name) => ({ 'Fn::GetAtt': [name, 'GroupId'] })) } }
);

const WEBHOOK = { 'Web/FromMicrosoft': point('Sg', 'Web/Hook', scenario('webhook', 'notifications')) };
const document = (Resources: object, points: object = WEBHOOK) => (
  { Metadata: { 'cdk-m365-endpoints-record': { version: 1, library: '0.1.0', points } }, Resources }
);
const webhook = (cidrs: readonly string[], more: object = {}, points?: object) => (
  document({ Sg: group(ingress(443, cidrs)), Balancer: balancer('Sg'), ...more }, points)
);

describe('the verdict is about the record', () => {
  test.each<[string, string, string, number]>([
    ['what it records', write('good.json', webhook(PUBLISHED)), 'equal', 0],
    ['a rule that is widened', write('wide.json', webhook(['20.20.0.0/16', PUBLISHED[1]])), 'different', 1],
    ['a rule that is gone', write('gone.json', webhook([PUBLISHED[0]])), 'different', 1],
    ['a filter that nothing names', write('alone.json', document({ Sg: group(ingress(443, PUBLISHED)) })), 'not attached', 6],
    ['a record of other data', write('other.json', JSON.parse(JSON.stringify(webhook(PUBLISHED)).replaceAll(sha256, 'f'.repeat(64)))), 'unproven', 1],
  ])('%s', async (_, file, verdict, code) => {
    expect(await report(file, '--json')).toMatchObject({ code, stderr: '' });
    expect(await json(file)).toMatchObject({ verdict, basis: 'record', points: [{ verdict }] });
  });

  test('and says what is missing, what is extra, and who publishes it', async () => {
    expect((await json('gone.json')).missing).toMatchObject([{ traffic: 'inbound tcp 443 from 52.96.1.1/32', publishers: ['webhook (fixture-page 2024-01)'] }]);
    expect((await json('wide.json')).extra[0]).toMatchObject({ groups: ['Sg'], traffic: expect.stringContaining('20.20.0.0/19') });
  });

  test('unless --allows says what is expected', async () => {
    expect(await json('good.json', '--allows', 'webhook')).toMatchObject({ verdict: 'equal', basis: 'published' });
    expect(await json('good.json', '--allows', 'mail')).toMatchObject({ verdict: 'different', basis: 'published' });
  });

  test('options of --allows are refused without it', async () => {
    expect(await report('good.json', '--group', 'Sg')).toMatchObject({ code: 2, stderr: expect.stringContaining('--group goes with --allows') });
    expect(await report('good.json', '--allows', 'webhook', '--no-additions')).toMatchObject({ code: 2, stderr: expect.stringContaining('--no-additions') });
  });
});

test('a page and a comment say what the comparison was with', async () => {
  for (const format of ['html', 'markdown']) {
    expect((await report('good.json', '--format', format)).stdout).toContain('Anyone who can edit the documents can edit the record');
    expect((await report('good.json', '--format', format, '--allows', 'webhook')).stdout).toContain('the endpoint sets named with --allows');
  }
});

test('as Markdown: what is expected, according to whom, and on what grounds', async () => {
  expect((await report('good.json', '--format', 'markdown')).stdout).toMatchSnapshot();
});

describe('what the app added', () => {
  const added = (peer: object) => ({ 'Web/FromMicrosoft': point('Sg', 'Web/Hook', scenario('webhook', 'notifications', { additionalPeers: [peer] })) });
  const file = write('added.json', webhook([...PUBLISHED, '203.0.113.10/32'], {}, added({ prefixes: ['203.0.113.10/32'] })));

  test('is expected, and is told from what is published', async () => {
    const { verdict, points: [{ admissions }], exceptions } = await json(file);
    expect(verdict).toBe('equal');
    expect(admissions.map(({ remote, grounds, isAdded }: Json) => [remote.ipv4, grounds, isAdded])).toEqual([[PUBLISHED, [0], false], [['203.0.113.10/32'], [], true]]);
    expect(exceptions).toEqual([{ scenario: 'Web/Hook', option: 'additionalPeers', peer: '203.0.113.10/32' }]);
    expect((await report(file, '--format', 'markdown')).stdout).toContain('| added by the app |');
    expect((await report(file)).stdout).toMatch(/aria-label="Traffic: [^"]*Added by the app to Sg on TCP 443/);
  });

  test('is refused with --no-additions', async () => {
    expect(await json(file, '--no-additions')).toMatchObject({ verdict: 'unproven', unread: [{ text: expect.stringContaining('adds 203.0.113.10/32') }] });
  });

  test('expires by the date of the report', async () => {
    const until = write('until.json', webhook([...PUBLISHED, '203.0.113.10/32'], {}, added({ prefixes: ['203.0.113.10/32'], reason: 'monitoring', until: '2026-03-31' })));
    expect((await json(until, '--date', '2026-04-01')).exceptions).toMatchObject([{ reason: 'monitoring', isExpired: true }]);
    expect((await json(until)).exceptions[0]).not.toHaveProperty('isExpired');
  });
});

describe('filters that no record names', () => {
  test('are compared on the same interface', async () => {
    const beside = write('beside.json', webhook(PUBLISHED, { Own: group(ingress(22, ['0.0.0.0/0'])), Balancer: balancer('Sg', 'Own') }));
    const { verdict, points, extra, notCompared } = await json(beside);
    expect([verdict, points.length, notCompared]).toEqual(['different', 1, []]);
    expect(extra).toMatchObject([{ groups: ['Own'], traffic: 'inbound tcp 22 from 0.0.0.0/0' }]);
  });

  test('are named elsewhere, and prevent a proof when their rules say that they are ours', async () => {
    const other = (Description: string) => ({ Own: group(ingress(443, ['192.0.2.0/24']).map((rule) => ({ ...rule, Description }))), Other: balancer('Own') });
    expect(await json(write('foreign.json', webhook(PUBLISHED, other('ours alone'))))).toMatchObject({ verdict: 'equal', notCompared: ['Own'] });
    expect(await json(write('ours.json', webhook(PUBLISHED, other('portal (stated)'))))).toMatchObject({
      verdict: 'unproven', notCompared: [], unread: [{ label: 'unrecorded', path: 'Own' }],
    });
  });
});

test('each enforcement point is judged by its own record', async () => {
  const points = { ...WEBHOOK, 'Web/Mail': point('Mail', 'Web/MailFlow', scenario('mail', 'mail-flow')) };
  const two = (...ports: number[]) => (
    webhook(PUBLISHED, { Mail: group(ports.flatMap((port) => ingress(port, PUBLISHED))), Balancer: balancer('Sg', 'Mail') }, points)
  );
  expect(await json(write('two.json', two(25)))).toMatchObject({ verdict: 'equal', grounds: [{ slug: 'webhook' }, { slug: 'mail' }] });
  const mixed = await json(write('mixed.json', two(25, 443)));
  expect(mixed.points.map(({ name, verdict }: Json) => [name, verdict])).toEqual([['Sg', 'equal'], ['Mail', 'different']]);
  expect(mixed.points[1].admissions.map(({ services, grounds }: Json) => [services, grounds])).toEqual([['TCP 443', []], ['TCP 25', [1]]]);
});

test('enforcement points that share a filter on an interface are one', async () => {
  const points = { ...WEBHOOK, 'Web/Mail': point('Mail', 'Web/MailFlow', scenario('mail', 'mail-flow')) };
  const file = write('shared.json', webhook(PUBLISHED, { Mail: group(ingress(25, PUBLISHED)), Own: group([]), Balancer: balancer('Sg', 'Mail', 'Own') }, points));
  const { verdict, points: shown } = await json(file);
  expect([verdict, shown.map(({ name }: Json) => name)]).toEqual(['equal', ['3 EC2 security groups']]);
  expect(shown[0].admissions.map(({ services, grounds }: Json) => [services, grounds])).toEqual([['TCP 443', [0]], ['TCP 25', [1]]]);
});

test('a document without a record is described, and nothing is proven', async () => {
  const plain = write('plain.json', { Resources: webhook(PUBLISHED).Resources });
  expect(await report(plain, '--json')).toMatchObject({ code: 1 });
  expect(await json(plain)).toMatchObject({ verdict: 'not compared', basis: 'nothing' });
});

describe('a report of many', () => {
  const names = Array.from({ length: 12 }, (_, i) => `ChangeNotificationReceiverOfADepartmentWithAVeryLongName${i + 1}`);
  const points = Object.fromEntries(names.map((name) => [`Web/${name}`, point(`${name}Sg`, `Web/${name}/Hook`, scenario('webhook', 'notifications'))]));
  const file = write('twelve.json', document(Object.assign({}, ...names.map((name) => (
    { [`${name}Sg`]: group(ingress(443, PUBLISHED)), [`${name}Own`]: group([]), [name]: balancer(`${name}Sg`, `${name}Own`) }
  ))), points));

  test('tells points of several filters by what they are attached to, and folds their limits', async () => {
    const { stdout } = await report(file);
    const headings = [...stdout.matchAll(/<h3 id="point-\d+">([^<]*)<\/h3>/g)].map(([, text]) => text);
    expect([headings.length, new Set(headings).size]).toEqual([12, 12]);
    expect(headings[0]).toMatch(/^2 EC2 security groups on ChangeNotificationR….*VeryLongName1$/);
    expect(stdout.match(/<details class="limits"><summary>Limits, at most 2 of 60 inbound IPv4 rules<\/summary>/g)).toHaveLength(12);
  });

  test('has a picture that counts what is too much for it, less on a narrow page', async () => {
    const [wide, narrow] = [...(await report(file)).stdout.matchAll(/aria-label="Traffic: ([^"]*)"/g)].map(([, text]) => text);
    expect([wide, narrow].map((text) => /(\d+) more enforcement points/.exec(text)?.[1])).toEqual(['6', '10']);
  });
});

test('an attribute of a Terraform resource is named as that resource', async () => {
  const collection = {
    terraform: {},
    resource: {
      azurerm_network_manager_admin_rule_collection: { rules: { name: 'rules', network_group_ids: ['${azurerm_network_manager_network_group.Webhooks.id}'] } },
      azurerm_network_manager_admin_rule: {
        graph: {
          name: 'graph',
          admin_rule_collection_id: '${azurerm_network_manager_admin_rule_collection.rules.id}',
          action: 'Allow',
          direction: 'Inbound',
          priority: 1,
          protocol: 'Tcp',
          source_port_ranges: ['0-65535'],
          destination_port_ranges: ['443'],
          source: [{ address_prefix: '20.20.32.0/19', address_prefix_type: 'IPPrefix' }],
        },
      },
    },
  };
  const { points } = await json(write('admin.json', collection), '--allows', 'webhook');
  expect(points[0].attachedTo).toEqual([{ name: 'Webhooks', kind: 'network manager network group' }]);
});
