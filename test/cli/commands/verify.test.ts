import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeFixtureLock } from '../support/fixture-editions';
import { tool } from '../support/tool';

const cwd = mkdtempSync(join(tmpdir(), 'verify-'));
const lock = writeFixtureLock(cwd);
afterAll(() => rmSync(cwd, { recursive: true }));

const write = (name: string, value: unknown) => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
};
const verify = async (...argv: string[]) => tool(['verify', ...argv, '--lock', lock], { cwd });

const PUBLISHED = ['20.20.32.0/19', '52.96.1.1/32'];
const group = (...cidrs: string[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'a group',
    SecurityGroupIngress: cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp, Description: 'webhook (stated)' })),
    SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
  },
});
const instance = { Type: 'AWS::EC2::Instance', Properties: { SecurityGroupIds: [{ Ref: 'Sg' }] } };
const template = (...cidrs: string[]) => ({ Resources: { Sg: group(...cidrs), Instance: instance } });

const live = (...cidrs: string[]) => ({
  SecurityGroups: [{
    GroupId: 'sg-1', IpPermissionsEgress: [], IpPermissions: cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp }] })),
  }],
});

test('is equal, with a line for each enforcement point', async () => {
  const { code, stdout, stderr } = await verify(write('good.json', template(...PUBLISHED)), '--allows', 'webhook');
  expect([code, stdout]).toEqual([0, 'equal: webhook (fixture-page 2024-01), Worldwide\n  equal      Sg\n']);
  expect(stderr).toBe('answered from a lock that was retrieved on 2026-01-01, 304 days old\n');
});

test('is different, and explains each difference by its rule and its publisher', async () => {
  const { code, stdout } = await verify(write('wide.json', template('20.20.32.0/19', '198.51.100.0/24')), '--allows', 'webhook');
  expect(code).toBe(1);
  expect(stdout).toBe([
    'different: webhook (fixture-page 2024-01), Worldwide',
    '  different  Sg',
    '  missing: inbound tcp 443 from 52.96.1.1/32 (published by webhook (fixture-page 2024-01))',
    '  extra: inbound tcp 443 from 198.51.100.0/24 by Resources.Sg.Properties.SecurityGroupIngress[1] "webhook (stated)"',
    '',
  ].join('\n'));
});

test('takes the flow and the ports that the app chose', async () => {
  const file = write('good.json', template(...PUBLISHED));
  expect((await verify(file, '--allows', 'webhook:8443')).code).toBe(1);
  expect((await verify(file, '--allows', 'webhook:443')).code).toBe(0);
  expect((await verify(file, '--allows', 'webhook/notifications:443')).code).toBe(0);
  expect(await verify(file, '--allows', 'webhook/nothing')).toMatchObject({ code: 2, stderr: expect.stringContaining('notifications') });
  expect((await verify(file, '--allows', 'nothing')).stderr).toContain('nothing');
});

test('reads what is live, and one direction of it', async () => {
  const file = write('live.json', live(...PUBLISHED));
  expect(await verify(file, '--allows', 'webhook')).toMatchObject({ code: 0, stdout: expect.stringContaining('equal      sg-1') });
  const open = { SecurityGroups: [{ ...live(...PUBLISHED).SecurityGroups[0], IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] }] };
  expect((await verify(write('egress.json', open), '--allows', 'webhook')).code).toBe(1);
  expect(await verify('egress.json', '--allows', 'webhook', '--direction', 'inbound')).toMatchObject({ code: 0, stdout: expect.stringContaining('Worldwide, inbound only') });
});

test('means one family of addresses, and finds the other one extra', async () => {
  const file = write('good.json', template(...PUBLISHED));
  expect(await verify(file, '--allows', 'webhook', '--family', 'ipv4')).toMatchObject({ code: 0, stdout: expect.stringContaining('Worldwide, ipv4 only') });
  expect(await verify(file, '--allows', 'webhook', '--family', 'ipv6')).toMatchObject({ code: 2, stderr: expect.stringContaining('publishes no address or name of IPv6') });
  const both = template(...PUBLISHED);
  both.Resources.Sg.Properties.SecurityGroupIngress.push({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '2001:db8::/32' } as never);
  expect((await verify(write('both.json', both), '--allows', 'webhook', '--family', 'ipv4')).code).toBe(1);
});

test('joins a prefix list to the group that names it', async () => {
  const groups = { SecurityGroups: [{ GroupId: 'sg-1', IpPermissionsEgress: [], IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: 'pl-1a' }] }] }] };
  const entries = write('entries.json', { Entries: PUBLISHED.map((Cidr) => ({ Cidr })) });
  expect((await verify(write('group.json', groups), `pl-1a=${entries}`, '--allows', 'webhook')).code).toBe(0);
  expect((await verify('group.json', '--allows', 'webhook')).code).toBe(1);
  expect(await verify('group.json', entries, '--allows', 'webhook')).toMatchObject({ code: 5, stderr: expect.stringContaining('entries.json: entries of a prefix list do not name their list') });
});

test('reads a cloud assembly with its stages and nested stacks', async () => {
  const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
  write('cdk.out/manifest.json', { version: '1', artifacts: { Tree: { type: 'cdk:tree' }, A: stack('A.template.json'), Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } } } });
  write('cdk.out/A.template.json', { Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'N.nested.template.json' } } } });
  write('cdk.out/N.nested.template.json', template(...PUBLISHED));
  write('cdk.out/assembly-Stage/manifest.json', { version: '1', artifacts: { B: stack('B.template.json') } });
  write('cdk.out/assembly-Stage/B.template.json', { Resources: { Sg2: group(...PUBLISHED), I: { ...instance, Properties: { SecurityGroupIds: [{ Ref: 'Sg2' }] } } } });
  const { stdout } = await verify('cdk.out', '--allows', 'webhook', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ groups: [{ key: 'Sg' }, { key: 'Sg2' }], missing: [], extra: [], unresolved: [] });
  write('cdk.out/N.nested.template.json', template(...PUBLISHED, '198.51.100.0/24'));
  expect((await verify('cdk.out', '--allows', 'webhook')).stdout).toContain('extra: inbound tcp 443 from 198.51.100.0/24');
});

test('a nested stack whose template is elsewhere is unproven', async () => {
  const file = write('parent.json', { Resources: { ...template(...PUBLISHED).Resources, Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com' } } } });
  expect(await verify(file, '--allows', 'webhook')).toMatchObject({ code: 1, stdout: expect.stringMatching(/^unproven: /) });
});

test('reads the output of CDKTF', async () => {
  const nsg = { azurerm_network_security_group: { nsg: { name: 'nsg', location: 'x', resource_group_name: 'rg' } } };
  const rule = {
    network_security_group_name: '${azurerm_network_security_group.nsg.name}',
    resource_group_name: 'rg',
    name: 'webhook',
    priority: 100,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    source_address_prefixes: PUBLISHED,
    source_port_range: '*',
    destination_address_prefix: '*',
    destination_port_range: '443',
  };
  const on = { azurerm_subnet_network_security_group_association: { on: { network_security_group_id: '${azurerm_network_security_group.nsg.id}', subnet_id: 'x' } } };
  write('cdktf.out/manifest.json', { version: '0.21.0', stacks: { web: { synthesizedStackPath: 'stacks/web/cdk.tf.json' } } });
  write('cdktf.out/stacks/web/cdk.tf.json', { resource: { ...nsg, azurerm_network_security_rule: { webhook: rule }, ...on } });
  expect(await verify('cdktf.out', '--allows', 'webhook')).toMatchObject({ code: 0, stdout: expect.stringContaining('equal      nsg') });
});

test('a filter that nothing names has an exit code of its own', async () => {
  const { code, stdout } = await verify(write('alone.json', { Resources: { Sg: group(...PUBLISHED) } }), '--allows', 'webhook');
  expect([code, stdout]).toEqual([6, expect.stringMatching(/^equal: .*\n.*Sg\n.*NotAttached: Sg /)]);
});

test('runs accept and deny tests', async () => {
  const file = write('good.json', template(...PUBLISHED));
  const passing = write('pass.json', { allow: [{ from: '20.20.33.1', tcp: 443 }], deny: [{ from: '198.51.100.7', tcp: 443 }] });
  expect(await verify(file, '--tests', passing)).toMatchObject({
    code: 0, stdout: 'passed    allow inbound tcp 443 from 20.20.33.1\npassed    deny inbound tcp 443 from 198.51.100.7\n',
  });
  const failing = write('fail.json', { deny: [{ from: '20.20.33.1', tcp: 443 }] });
  expect(await verify(file, '--tests', failing)).toMatchObject({ code: 1, stdout: expect.stringContaining('Sg admits inbound tcp 443 from 20.20.33.1/32 by Resources.Sg') });
  expect((await verify(file, '--tests', write('none.json', {}))).code).toBe(5);
});

test('says what to give when nothing is meant', async () => {
  const record = { ...template(...PUBLISHED), Metadata: { 'cdk-m365-endpoints': { 'Stack/Sg': { 'Stack/Webhook': { sets: [{ slug: 'webhook' }] } } } } };
  expect(await verify(write('record.json', record))).toMatchObject({ code: 2, stderr: expect.stringContaining('--allows webhook, or give --tests <file>: the output records these sets') });
  expect(await verify(write('good.json', template(...PUBLISHED)))).toMatchObject({ code: 2, stderr: expect.stringContaining('name what you expect with --allows <slug>') });
});

test.each<[string, unknown, number]>([
  ['{}', {}, 5],
  ['a document of something else', { Vpcs: [] }, 5],
  ['no network security group', [], 5],
  ['a template without filters', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }, 1],
  ['text that is not JSON', '{', 1],
  ['a folder without anything', undefined, 5],
])('never finds %s equal', async (_, value, code) => {
  if (value === undefined) mkdirSync(join(cwd, 'empty'));
  expect((await verify(value === undefined ? 'empty' : write('bad.json', value), '--allows', 'webhook')).code).toBe(code);
});
