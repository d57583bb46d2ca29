import { SecurityGroup as Ec2SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Fn, TerraformOutput, TerraformResource, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { ExchangeHybridInbound, MailboxMigrationInbound, Peer } from '../../lib';
import { SecurityGroups as CdkSecurityGroups } from '../../lib/aws';
import { Direction, PortSet } from '../../lib/net';
import { SecurityGroups, SecurityGroupsProps } from '../../lib/terraform-aws';
import { readCloudFormation, readTerraform } from '../../lib/verify';
import { errorOf, graphPublishes, hosts, ipv6Hosts, vpcOf } from '../aws/support';
import { fixtureCatalog, GRAPH_PREFIXES } from '../support/fixture-catalog';
import { rule } from '../support/rules';
import { difference, Document, expectAdmitted, fullSynth, graph, mailOutbound, newGroup, newStack, resources, synth, warningIds } from './support';

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

function scene(props: Partial<SecurityGroupsProps> = {}, stack = newStack()) {
  return { stack, groups: new SecurityGroups(stack, 'Groups', { vpcId: 'vpc-1', ...props }) };
}

function hybrid(stack: TerraformStack, groups: SecurityGroups) {
  return new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [groups], catalog: fixtureCatalog(), mailFlow: true });
}

function migration(stack: TerraformStack, groups: SecurityGroups) {
  return new MailboxMigrationInbound(stack, 'Migration', { enforcedBy: [groups], catalog: fixtureCatalog() });
}

describe('owned groups', () => {
  test('have a name and a description, and no inline rules', () => {
    const { stack, groups } = scene({ tags: { owner: 'network' } });
    graph(stack, groups);
    expect(resources(synth(stack), 'aws_security_group')).toEqual([{
      description: 'Published Microsoft 365 endpoints 1',
      name_prefix: 'Groups-1-',
      revoke_rules_on_delete: true,
      tags: { owner: 'network' },
      vpc_id: 'vpc-1',
    }]);
  });

  test('have each rule as a resource of its own, named by its content', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    const document = synth(stack);
    expect(resources(document, INGRESS)).toHaveLength(5);
    expect(resources(document, INGRESS)[0]).toEqual({
      cidr_ipv4: '192.0.2.1/32',
      description: 'graph-change-notifications (stated)',
      from_port: 443,
      ip_protocol: 'tcp',
      security_group_id: expect.stringMatching(/^\$\{aws_security_group\.Groups_Group1_\w+\.id\}$/),
      to_port: 443,
    });
    expect(Object.keys(document.resource[INGRESS])[0]).toMatch(/^Groups_Rules_inbound_tcp_443_192021_32_[0-9A-F]{8}$/);
    expect(resources(document, EGRESS)).toEqual([]);
  });

  test('admit exactly what scenarios mean, in both directions', () => {
    const { stack, groups } = scene();
    const scenarios = [graph(stack, groups, { ports: [443, 8443] }), hybrid(stack, groups), mailOutbound(stack, groups)];
    expectAdmitted(synth(stack), scenarios.flatMap((scenario) => scenario.rules.rules));
  });

  test('allow all outbound traffic only when asked to', () => {
    const { stack, groups } = scene({ allowAllOutbound: true });
    graph(stack, groups);
    expect(resources(synth(stack), EGRESS)).toEqual([expect.objectContaining({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' })]);
    expect(errorOf(() => mailOutbound(stack, groups)).code).toBe('EgressNotRestricted');
  });

  test('pass deploy-time ports and prefixes through', () => {
    const { stack, groups } = scene();
    const port = Token.asNumber(new TerraformVariable(stack, 'port', { type: 'number' }).value);
    const prefix = new TerraformVariable(stack, 'prefix', { type: 'string' }).stringValue;
    graph(stack, groups, { ports: [port], additionalPeers: [Peer.ipv4(prefix)] });
    const rules = resources(synth(stack), INGRESS);
    expect(rules).toHaveLength(6);
    rules.forEach((each) => expect([each.from_port, each.to_port]).toEqual(['${var.port}', '${var.port}']));
    expect(rules.map((each) => each.cidr_ipv4)).toContain('${var.prefix}');
  });

  test.each([
    ['a quota', { rulesPerGroup: 0 }, 'InvalidQuota'],
    ['a description', { description: 'ü' }, 'InvalidDescription'],
  ])('fails for %s that EC2 does not take', (_, props, code) => {
    expect(errorOf(() => scene(props)).code).toBe(code);
  });

  test('fails when all groups are full', () => {
    const { stack, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 1 });
    expect(errorOf(() => graph(stack, groups)).code).toBe('SecurityGroupsFull');
  });
});

describe('securityGroupIds', () => {
  test('are all the groups', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    graph(stack, groups);
    new TerraformOutput(stack, 'ids', { value: Fn.join(',', groups.securityGroupIds) });
    expect(groups.securityGroupIds).toHaveLength(2);
    expect(JSON.parse(Testing.synth(stack)).output.ids.value.match(/aws_security_group\.\w+\.id/g)).toHaveLength(2);
  });

  test('once read, fails when a later scenario needs one more', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    void groups.securityGroupIds;
    expect(errorOf(() => graph(stack, groups))).toMatchObject({
      code: 'SecurityGroupsRead',
      message: 'securityGroupIds of stack/Groups was read when 1 were enough, but now 2 are needed: create every scenario before reading it',
    });
  });
});

describe('fromSecurityGroupIds', () => {
  test('fills groups one after another, only as many as necessary', () => {
    const stack = newStack();
    const groups = SecurityGroups.fromSecurityGroupIds(stack, 'Groups', ['sg-1', 'sg-2', 'sg-3'], { rulesPerGroup: 3 });
    graph(stack, groups);
    const document = synth(stack);
    expect(new Set(resources(document, INGRESS).map((each) => each.security_group_id))).toEqual(new Set(['sg-1', 'sg-2']));
    expect(groups.securityGroupIds).toEqual(['sg-1', 'sg-2', 'sg-3']);
    expectAdmitted(document, [rule(GRAPH_PREFIXES)]);
  });

  test('fails for no group, and for one group twice', () => {
    const stack = newStack();
    const group = newGroup(stack);
    expect(errorOf(() => SecurityGroups.fromSecurityGroupIds(stack, 'None', [])).code).toBe('EmptyList');
    SecurityGroups.fromSecurityGroupIds(stack, 'One', [group.id]);
    expect(errorOf(() => SecurityGroups.fromSecurityGroupIds(stack, 'Two', [group.id])).code).toBe('SharedGroup');
  });

  test('knows a group through a reference of another stack, and tells groups of one name in two stacks apart', () => {
    const app = Testing.app();
    const [one, two] = ['one', 'two'].map((id) => new TerraformStack(app, id));
    SecurityGroups.fromSecurityGroupIds(one, 'Groups', [newGroup(one).id]);
    const group = newGroup(two);
    SecurityGroups.fromSecurityGroupIds(two, 'Groups', [group.id]);
    expect(errorOf(() => SecurityGroups.fromSecurityGroupIds(one, 'Again', [group.id])).message).toMatch(/^two \$\{aws_security_group\.Group\.id\} is wrapped twice/);
  });

  test('fails at synthesis for a group with inline rules, by whatever class', () => {
    class Generated extends TerraformResource {
      readonly ingressInput = [];
      get id() {
        return this.getStringAttribute('id');
      }
    }
    const stack = newStack();
    const group = new Generated(stack, 'Inline', { terraformResourceType: 'aws_security_group' });
    graph(stack, SecurityGroups.fromSecurityGroupIds(stack, 'Groups', [group.id]));
    expect(() => synth(stack)).toThrow(/stack\/Inline has inline rules/);
  });

  test('fails at synthesis for a group of the app with inline rules', () => {
    const stack = newStack();
    const group = new Ec2SecurityGroup(stack, 'Inline', { vpcId: 'vpc-1', egress: [] });
    graph(stack, SecurityGroups.fromSecurityGroupIds(stack, 'Groups', [group.id]));
    expect(() => synth(stack)).toThrow(/stack\/Inline has inline rules \(ingress or egress\), and Terraform would delete the rules of stack\/Groups/);
  });

  test('warns that outbound rules may restrict nothing', () => {
    const stack = newStack();
    const groups = SecurityGroups.fromSecurityGroupIds(stack, 'Groups', ['sg-1']);
    expect(warningIds(mailOutbound(stack, groups))).toEqual(['egressNotKnown']);
    const acknowledged = newStack();
    expect(warningIds(mailOutbound(acknowledged, SecurityGroups.fromSecurityGroupIds(acknowledged, 'Groups', ['sg-1']), {
      acknowledgedWarnings: ['cdk-m365-endpoints:egressNotKnown'],
    }))).toEqual([]);
  });
});

test('says once where the rules come from', () => {
  const { stack, groups } = scene();
  graph(stack, groups);
  expect(Object.keys(fullSynth(stack)['//']['cdk-m365-endpoints'])).toEqual(['stack/Groups']);
});

test('the groups and their rules are those of the CDK flavour', () => {
  const prefixes = [...hosts(94), ...ipv6Hosts(12)];
  const { stack, groups } = scene();
  graph(stack, groups, { catalog: graphPublishes(prefixes) });
  const cdkStack = new Stack();
  const cdkGroups = new CdkSecurityGroups(cdkStack, 'Groups', { vpc: vpcOf(cdkStack) });
  graph(cdkStack, cdkGroups, { catalog: graphPublishes(prefixes) });
  const spaces = ({ groups: read }: ReturnType<typeof readTerraform>) => (
    [...read.values()].map(({ space }) => space.only(Direction.INBOUND).describe())
  );
  const ours = spaces(readTerraform(synth(stack)));
  expect(ours).toHaveLength(2);
  expect(ours).toEqual(spaces(readCloudFormation(Template.fromStack(cdkStack).toJSON())));
});

describe('stability:', () => {
  const create = [graph, hybrid, migration, mailOutbound] as ((stack: TerraformStack, groups: SecurityGroups) => unknown)[];
  const inOrder = (order: number[]) => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    order.forEach((index) => create[index](stack, groups));
    return Testing.synth(stack, true);
  };

  test.each([[[1, 0, 2, 3]], [[3, 2, 1, 0]], [[2, 3, 0, 1]]])('scenarios created in the order %j give the same document', (order) => {
    expect(inOrder(order)).toBe(inOrder([0, 1, 2, 3]));
  });

  const documentFor = (prefixes: string[]): Document => {
    const { stack, groups } = scene();
    graph(stack, groups, { catalog: graphPublishes(prefixes) });
    return JSON.parse(Testing.synth(stack));
  };

  const all = [...hosts(94), ...ipv6Hosts(12)];

  test('of 106 prefixes, each can go and takes one rule with it (distribution: 106 × 1 resource)', () => {
    const before = documentFor(all);
    const changes = all.map((gone) => difference(before, documentFor(all.filter((prefix) => prefix !== gone))));
    expect(changes).toEqual(all.map(() => [`- ${INGRESS}`]));
  }, 120_000);
});

test('outbound rules name the destination', () => {
  const { stack, groups } = scene();
  mailOutbound(stack, groups);
  expectAdmitted(synth(stack), [rule(['198.51.100.128/26', '2001:db8:e:1::/64'], { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })]);
});
