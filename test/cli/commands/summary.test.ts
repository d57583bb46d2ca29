import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tool } from '../support/tool';

const cwd = mkdtempSync(join(tmpdir(), 'summary-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const write = (name: string, value: unknown) => {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), JSON.stringify(value));
};
const summary = async (...argv: string[]) => tool(['summary', ...argv], { cwd });

const stack = (templateFile: string) => ({ type: 'aws:cloudformation:stack', properties: { templateFile } });
const group = (count: number) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'a group',
    SecurityGroupIngress: Array.from({ length: count }, (_, i) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: `198.51.${i}.0/25` })),
    SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }],
  },
});
const RECORD = { 'A/Groups': { 'A/Hook': { scenario: 'Webhook', cloud: 'Worldwide', sets: [{ slug: 'webhook', title: 'x' }], origins: [] } } };
const WARNINGS = [{ type: 'aws:cdk:warning', data: 'mind this [ack: cdk-m365-endpoints:retired]' }, { type: 'aws:cdk:warning', data: 'of others' }];

write('cdk.out/manifest.json', {
  version: '1',
  artifacts: {
    A: { ...stack('A.template.json'), metadata: { '/A/Hook': WARNINGS } },
    B: stack('B.template.json'),
    Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } },
  },
});
write('cdk.out/A.template.json', {
  Metadata: { 'cdk-m365-endpoints': RECORD }, Resources: { Sg: group(55), I: { Type: 'AWS::EC2::Instance', Properties: { SecurityGroupIds: [{ Ref: 'Sg' }] } } },
});
write('cdk.out/B.template.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
write('cdk.out/assembly-Stage/manifest.json', { version: '1', artifacts: { C: stack('C.template.json') } });
write('cdk.out/assembly-Stage/C.template.json', { Resources: { Sg: group(61) } });

test('a line for each enforcement point, and what else there is to know', async () => {
  const { code, stdout, stderr } = await summary('cdk.out');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe([
    'A  EC2 security group  in TCP 443 from 55 IPv4 prefixes  55 of 60 rules, nearly full',
    'C  EC2 security group  in TCP 443 from 61 IPv4 prefixes  61 of 60 rules, over',
    '1 part is not understood; 1 warning (--verbose shows all)',
    '',
  ].join('\n'));
});

test('everything, when it is asked for', async () => {
  expect((await summary('cdk.out', '--verbose')).stdout).toMatchSnapshot();
});

test('as JSON', async () => {
  const { stacks } = JSON.parse((await summary('cdk.out', '--json')).stdout);
  expect(stacks.map(({ name, warnings }: Record<string, unknown>) => [name, warnings])).toEqual([
    ['A', ['mind this [ack: cdk-m365-endpoints:retired]']], ['B', []], ['C', []],
  ]);
});

test('fits a screen, and says how much it leaves out', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `S${i}`);
  write('many.out/manifest.json', { version: '1', artifacts: Object.fromEntries(names.map((name) => [name, stack(`${name}.template.json`)])) });
  names.forEach((name) => write(`many.out/${name}.template.json`, { Resources: { Sg: group(1) } }));
  const lines = (await summary('many.out')).stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(25);
  expect(lines[24]).toContain('and 16 more enforcement points');
});

test('reads the output of CDKTF', async () => {
  const annotations = [{ level: '@cdktf/warn', message: 'mind [ack: cdk-m365-endpoints:retired]' }];
  write('cdktf.out/manifest.json', { version: '0.21.0', stacks: { web: { synthesizedStackPath: 'stacks/web/cdk.tf.json', annotations } } });
  const rule = { security_group_id: '${aws_security_group.sg.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '198.51.100.0/24' };
  write('cdktf.out/stacks/web/cdk.tf.json', { resource: { aws_security_group: { sg: { name: 'x' } }, aws_vpc_security_group_ingress_rule: { one: rule } } });
  expect((await summary('cdktf.out')).stdout).toBe('web  EC2 security group  in TCP 443 from 198.51.100.0/24  1 of 60 rules\n1 warning (--verbose shows all)\n');
});

test('fails for a folder of something else', async () => {
  mkdirSync(join(cwd, 'empty'));
  expect((await summary('empty')).code).toBe(5);
});
