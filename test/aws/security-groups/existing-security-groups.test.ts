import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnSecurityGroup, CfnSecurityGroupIngress, ISecurityGroup, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { SecurityGroups } from '../../../lib/aws';
import { Direction, PortSet } from '../../../lib/net';
import { GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { rule } from '../../support/rules';
import { errorOf, expectAdmitted, graph, GRAPH_RULE, hybrid, MAIL_PREFIXES, mailOutbound, NO_EGRESS, ruleTexts, vpcOf, writtenRules } from '../support';

const imported = (stack: Stack, id = 'sg-0aaa', options = {}) => SecurityGroup.fromSecurityGroupId(stack, `Import${id}`, id, options);
const ingressCount = (stack: Stack) => stack.node.findAll().filter((construct) => construct instanceof CfnSecurityGroupIngress).length;

const MAIL_RULE = rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') });

describe('an imported group', () => {
  test('gets each rule as a resource of its own, admitting exactly what is published', () => {
    const stack = new Stack();
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported(stack)]));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', GRAPH_PREFIXES.length);
    expectAdmitted(template, [GRAPH_RULE]);
    expect(new Set(writtenRules(template).map(({ group }) => group))).toEqual(new Set(['sg-0aaa']));
    expect(new Set(writtenRules(template).map(({ description }) => description))).toEqual(new Set(['graph-change-notifications (stated)']));
  });

  test('gets the rules of later scenarios beside those of earlier ones', () => {
    const stack = new Stack();
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported(stack)]);
    graph(stack, groups);
    hybrid(stack, groups);
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE, rule(['198.51.100.0/25', '2001:db8:e::/48'])]);
  });

  test('whose id is known at deployment only gets them too', () => {
    const stack = new Stack();
    const id = new CfnParameter(stack, 'GroupId').valueAsString;
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [SecurityGroup.fromSecurityGroupId(stack, 'Import', id)]));
    Template.fromStack(stack).allResourcesProperties('AWS::EC2::SecurityGroupIngress', { GroupId: { Ref: 'GroupId' } });
  });

  test('gets outbound rules when it restricts outbound traffic', () => {
    const stack = new Stack();
    mailOutbound(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported(stack, 'sg-0aaa', { allowAllOutbound: false })]));
    expectAdmitted(Template.fromStack(stack), [MAIL_RULE]);
  });

  test('fails for outbound rules when it allows everything, which is what CDK takes for granted', () => {
    const stack = new Stack();
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported(stack)]);
    expect(errorOf(() => mailOutbound(stack, groups)).code).toBe('EgressNotRestricted');
  });
});

describe.each([['inline', false], ['separate', true]])('a group of the app with %s rules', (_, disableInlineRules) => {
  test('keeps its own rules and gets the published ones beside them', () => {
    const stack = new Stack();
    const group = new SecurityGroup(stack, 'Own', { vpc: vpcOf(stack), allowAllOutbound: false, disableInlineRules });
    group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(22));
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [group]));
    group.addIngressRule(Peer.ipv4('10.0.0.0/8'), Port.tcp(3389));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    expectAdmitted(template, [GRAPH_RULE, rule(['10.0.0.0/8'], { ports: PortSet.parse('22,3389') })]);
  });

  test('gets outbound rules', () => {
    const stack = new Stack();
    const group = new SecurityGroup(stack, 'Own', { vpc: vpcOf(stack), allowAllOutbound: false, disableInlineRules });
    mailOutbound(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [group]));
    const template = Template.fromStack(stack);
    expectAdmitted(template, [MAIL_RULE]);
    expect(ruleTexts(template)).toEqual(['outbound tcp 25 198.51.100.128/26', 'outbound tcp 25 2001:db8:e:1::/64']);
    expect(writtenRules(template).filter(({ text }) => text === NO_EGRESS)).toHaveLength(1);
  });
});

describe('several groups', () => {
  const three = (stack: Stack) => ['sg-0aaa', 'sg-0bbb', 'sg-0ccc'].map((id) => imported(stack, id));

  test('share the rules within the quota and admit the union', () => {
    const stack = new Stack();
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', three(stack), { rulesPerGroup: 2 }));
    const template = Template.fromStack(stack);
    expectAdmitted(template, [GRAPH_RULE], { rulesPerGroup: 2 });
    expect(ruleTexts(template)).toHaveLength(GRAPH_PREFIXES.length);
  });

  test('fail when they are full, and are not added to', () => {
    const stack = new Stack();
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', three(stack), { rulesPerGroup: 1 });
    expect(errorOf(() => graph(stack, groups))).toMatchObject({
      code: 'SecurityGroupsFull',
      message: 'graph-change-notifications need 4 inbound IPv4 rules, and 3 groups of 1 can hold 3: have the quotas raised and set '
        + 'rulesPerGroup or groupsPerInterface, or leave addresses out with excludedPeers or addressFamilies',
    });
    expect(groups.securityGroups).toHaveLength(3);
  });

  test('can be read at any time', () => {
    const stack = new Stack();
    const all = three(stack);
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', all);
    expect(groups.securityGroups).toEqual(all);
    groups.securityGroups.pop();
    graph(stack, groups);
    expect(groups.securityGroups).toHaveLength(3);
  });
});

describe('fails for', () => {
  test('no group', () => {
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(new Stack(), 'Groups', []))).toMatchObject({
      code: 'EmptyList',
      message: 'securityGroups is an empty list, which never means any: name a group, or let SecurityGroups own its groups',
    });
  });

  test('an import with mutable: false, which would lose every rule, and adds nothing to any group', () => {
    const stack = new Stack();
    const own = new SecurityGroup(stack, 'Own', { vpc: vpcOf(stack) });
    const groups: ISecurityGroup[] = [own, imported(stack), imported(stack, 'sg-0bbb', { mutable: false })];
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(stack, 'Groups', groups))).toMatchObject({
      code: 'ImmutableGroup',
      message: 'Default/Importsg-0bbb is imported with mutable: false and would lose every rule silently: import it without that option',
    });
    expect(ingressCount(stack)).toBe(0);
    expect(groups.map((group) => group.node.children.filter((child) => !(child instanceof CfnSecurityGroup)))).toEqual([[], [], []]);
    expect(writtenRules(Template.fromStack(stack)).filter(({ text }) => text.startsWith('inbound'))).toEqual([]);
  });

  test.each<[string, (stack: Stack) => ISecurityGroup[]]>([
    ['the same group twice in one list', (stack) => Array<ISecurityGroup>(2).fill(imported(stack))],
    ['two imports of the same group', (stack) => ['One', 'Other'].map((id) => SecurityGroup.fromSecurityGroupId(stack, id, 'sg-0aaa'))],
  ])('%s', (_, groupsIn) => {
    const stack = new Stack();
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(stack, 'Groups', groupsIn(stack))).code).toBe('SharedGroup');
  });

  test('a group that is wrapped already, be it under another import', () => {
    const stack = new Stack();
    const group = imported(stack);
    const again = SecurityGroup.fromSecurityGroupId(stack, 'Again', 'sg-0aaa');
    SecurityGroups.fromSecurityGroups(stack, 'Groups', [group]);
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(stack, 'Others', [group]))).toMatchObject({
      code: 'SharedGroup',
      message: 'Default/Importsg-0aaa is wrapped twice, and EC2 rejects the rules that would be in it twice: let the scenarios share one enforcement point',
    });
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(stack, 'Others2', [again])).code).toBe('SharedGroup');
  });

  test('a wrong quota', () => {
    const stack = new Stack();
    expect(errorOf(() => SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported(stack)], { rulesPerGroup: 0 })).code).toBe('InvalidQuota');
  });
});

test('groups of two stacks that have the same logical id are not the same group', () => {
  const app = new App();
  const groups = ['One', 'Other'].map((id) => {
    const stack = new Stack(app, id);
    return new SecurityGroup(stack, 'Own', { vpc: vpcOf(stack) });
  });
  expect(() => SecurityGroups.fromSecurityGroups(Stack.of(groups[0]), 'Groups', groups)).not.toThrow();
});

test('of several existing groups, only as many as necessary get rules, in the order given', () => {
  const used = (rulesPerGroup: number) => {
    const stack = new Stack();
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', ['sg-0a', 'sg-0b', 'sg-0c'].map((id) => imported(stack, id)), { rulesPerGroup }));
    const template = Template.fromStack(stack);
    expectAdmitted(template, [GRAPH_RULE]);
    return [...new Set(writtenRules(template).map(({ group }) => group))].sort();
  };
  expect(used(60)).toEqual(['sg-0a']);
  expect(used(2)).toEqual(['sg-0a', 'sg-0b', 'sg-0c'].slice(0, 3));
});
