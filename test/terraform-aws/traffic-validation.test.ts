import { Testing } from 'cdktf';
import { Peer } from '../../lib';
import { compareWithRecord } from '../../lib/record';
import { SecurityGroups, TrafficValidation } from '../../lib/terraform-aws';
import { fixtureCatalog } from '../support/fixture-catalog';
import { graph, newGroup, newStack } from './support';

const catalogs = [fixtureCatalog()];

function stackWith(change: (stack: ReturnType<typeof newStack>, address: string) => void = () => undefined) {
  const stack = newStack();
  const group = newGroup(stack);
  const groups = SecurityGroups.fromSecurityGroupIds(stack, 'FromMicrosoft', [group.id]);
  graph(stack, groups, { additionalPeers: [Peer.ipv4('203.0.113.10/32').because('monitoring')] });
  TrafficValidation.addTo(stack, { catalogs });
  change(stack, `aws_vpc_security_group_ingress_rule.${groups.node.findAll().find(({ node }) => node.path.includes('inbound'))?.node.id}`);
  return stack;
}

const widen = (stack: ReturnType<typeof newStack>) => stack.addOverride('resource.aws_vpc_security_group_ingress_rule.Colleague', {
  security_group_id: '${aws_security_group.Group.id}', ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '198.51.100.0/24', description: 'ssh',
});

test('a stack that admits what its scenarios mean is written', () => {
  expect(() => Testing.synth(stackWith())).not.toThrow();
});

test('fails where a rule admits more, and names rule and mending', () => {
  expect(() => Testing.synth(stackWith(widen))).toThrow(/M365ExtraAdmitted: .*Group admits inbound tcp 22 from 198\.51\.100\.0\/24.*"ssh".*\n {2}fix: .*additionalPeers/);
});

test('a rule that is acknowledged does not fail', () => {
  const stack = newStack();
  TrafficValidation.addTo(stack, { catalogs, acknowledgedRules: ['M365ExtraAdmitted'] });
  graph(stack, SecurityGroups.fromSecurityGroupIds(stack, 'FromMicrosoft', [newGroup(stack).id]));
  widen(stack);
  expect(() => Testing.synth(stack)).not.toThrow();
});

test('the record attaches no filter: it names them in an output, and hands them to nobody', () => {
  const [{ proof }] = compareWithRecord(JSON.parse(Testing.synth(stackWith())), { catalogs })!.comparisons;
  expect(proof).toMatchObject({ verdict: 'equal', points: [{ isUnused: true }] });
});

test('the record is an output, which plans and states keep', () => {
  const document = JSON.parse(Testing.synth(stackWith()));
  const record = document.output['cdk-m365-endpoints-record'].value;
  expect(record).toMatchObject({ version: 1, points: { 'stack/FromMicrosoft': { filters: ['aws_security_group.Group'] } } });
  const resources = Object.entries<Record<string, Record<string, unknown>>>(document.resource).flatMap(([type, named]) => Object.entries(named).map(([name, { '//': _, ...values }]) => (
    { address: `${type}.${name}`, mode: 'managed', type, name, values: JSON.parse(JSON.stringify(values).replaceAll('${aws_security_group.Group.id}', 'sg-0a1b2c3d')) }
  )));
  const state = {
    format_version: '1.0',
    values: {
      outputs: { 'cdk-m365-endpoints-record': { sensitive: false, value: record } },
      root_module: { resources: resources.map((one) => (one.type === 'aws_security_group' ? { ...one, values: { ...one.values, id: 'sg-0a1b2c3d' } } : one)) },
    },
  };
  expect(compareWithRecord(state, { catalogs })?.comparisons.map(({ proof }) => `${proof}`)).toEqual([expect.stringMatching(/^equal/)]);
});
