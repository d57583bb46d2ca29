import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AddressFamily, OnUnsupported, Peer } from '../../../lib';
import { SECURITY_GROUP_LIMITS, SecurityGroups } from '../../../lib/aws';
import { Direction, PortSet } from '../../../lib/net';
import { readCloudFormation } from '../../../lib/verify';
import { GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { rule } from '../../support/rules';
import { CATALOG, errorOf, expectAdmitted, graph, GRAPH_RULE, hybrid, MAIL_PREFIXES, mailOutbound, migration, NO_EGRESS, ruleTexts, scene, writtenRules } from '../support';

const GROUP = 'AWS::EC2::SecurityGroup';

describe('a scenario', () => {
  test('admits exactly what is published, in one group when it fits', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs(GROUP, 1);
    expectAdmitted(template, [GRAPH_RULE]);
  });

  test('has one rule for each prefix and port, and writes it once', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { ports: [8443, 443] });
    expect(ruleTexts(Template.fromStack(stack))).toEqual([443, 8443].flatMap((port) => GRAPH_PREFIXES.map((prefix) => `inbound tcp ${port} ${prefix}`)).sort());
  });

  test('with neighbouring ports has one rule for the range', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { ports: [8444, 8443], addressFamilies: [AddressFamily.IPV6] });
    expect(ruleTexts(Template.fromStack(stack))).toEqual(['inbound tcp 8443-8444 2001:db8:1::/48']);
  });

  test('names slug and basis in the description of each rule, and nothing that an edition changes', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { additionalPeers: [Peer.ipv4('198.51.100.7/32')] });
    const described = new Map(writtenRules(Template.fromStack(stack)).map(({ text, description }) => [text, description]));
    expect(described.get('inbound tcp 443 192.0.2.1/32')).toBe('graph-change-notifications (stated)');
    expect(described.get('inbound tcp 443 198.51.100.7/32')).toBe('graph-change-notifications (user)');
  });

  test('admits what the app adds, and not what it excludes', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { additionalPeers: [Peer.ipv4('198.51.100.7/32')], excludedPeers: [Peer.ipv4('203.0.113.0/26')] });
    expectAdmitted(Template.fromStack(stack), [
      rule(['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '198.51.100.7/32', '203.0.113.64/26', '2001:db8:1::/48']),
    ]);
  });

  test('of everyone is one rule for each family', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { additionalPeers: [Peer.anyInternet()] });
    expect(ruleTexts(Template.fromStack(stack))).toEqual(['inbound tcp 443 0.0.0.0/0', 'inbound tcp 443 ::/0']);
  });
});

describe('several scenarios', () => {
  test('share the groups and admit the union', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    hybrid(stack, groups, { mailFlow: true });
    const template = Template.fromStack(stack);
    template.resourceCountIs(GROUP, 1);
    expectAdmitted(template, [
      GRAPH_RULE, rule(['198.51.100.0/25', '2001:db8:e::/48']), rule(MAIL_PREFIXES, { ports: PortSet.parse('25') }),
    ]);
  });

  test('that want the same rule get it once, with the origins of all', () => {
    const { stack, groups } = scene();
    hybrid(stack, groups);
    migration(stack, groups);
    const template = Template.fromStack(stack);
    expect(writtenRules(template).filter(({ text }) => text !== NO_EGRESS).map(({ text, description }) => `${text}: ${description}`)).toEqual([
      'inbound tcp 443 198.51.100.0/25: exchange-hybrid (derived), mailbox-migration (stated)',
      'inbound tcp 443 198.51.100.128/26: mailbox-migration (stated)',
      'inbound tcp 443 2001:db8:e::/48: exchange-hybrid (derived), mailbox-migration (stated)',
    ]);
    expectAdmitted(template, [rule(['198.51.100.0/25', '198.51.100.128/26', '2001:db8:e::/48'])]);
  });

  test('may want the same addresses on different ports', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    graph(stack, groups, { ports: [8443] }, 'OtherGraph');
    expectAdmitted(Template.fromStack(stack), [rule(GRAPH_PREFIXES, { ports: PortSet.parse('443,8443') })]);
  });
});

describe('outbound traffic', () => {
  test('is denied while no scenario has any, so that EC2 does not add its own rule', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    const template = Template.fromStack(stack);
    expect(writtenRules(template).filter(({ text }) => text.startsWith('outbound')).map(({ text }) => text)).toEqual([NO_EGRESS]);
    expect(readCloudFormation(template.toJSON()).admitted.only(Direction.OUTBOUND).isEmpty).toBe(true);
  });

  test('of a scenario replaces the rule that denies it', () => {
    const { stack, groups } = scene();
    mailOutbound(stack, groups);
    const template = Template.fromStack(stack);
    expect(writtenRules(template).map(({ text }) => text)).toEqual(['outbound tcp 25 198.51.100.128/26', 'outbound tcp 25 2001:db8:e:1::/64']);
    expectAdmitted(template, [rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })]);
  });

  test('stays denied in a group that got none of the outbound rules', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    graph(stack, groups);
    mailOutbound(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs(GROUP, 2);
    expectAdmitted(template, [GRAPH_RULE, rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })], { rulesPerGroup: 3 });
  });

  test('is allowed altogether when asked for', () => {
    const { stack, groups } = scene({ allowAllOutbound: true });
    graph(stack, groups);
    Template.fromStack(stack).hasResourceProperties(GROUP, {
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1', Description: 'Allow all outbound traffic by default' }],
    });
    expect(groups.securityGroups.map((group) => group.allowAllOutbound)).toEqual([true]);
  });

  test('fails when all of it is allowed and a scenario has rules for it', () => {
    const { stack, groups } = scene({ allowAllOutbound: true });
    expect(errorOf(() => mailOutbound(stack, groups))).toMatchObject({
      code: 'EgressNotRestricted',
      message: 'Default/Groups allows all outbound traffic, so outbound rules would restrict nothing: create or import it with allowAllOutbound: false',
    });
  });
});

describe('host names', () => {
  const named = { additionalPeers: [Peer.host('relay.example.com')] };

  test('fail, since a security group knows addresses only', () => {
    const { stack, groups } = scene();
    expect(errorOf(() => graph(stack, groups, named))).toMatchObject({
      code: 'Unsupported',
      message: 'cannot enforce graph-change-notifications: an EC2 security group cannot match the host pattern relay.example.com, since a packet '
        + 'that arrives tells the address of its sender and no name; name its addresses instead',
    });
  });

  test('are left out on request, and nothing else is', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { ...named, onUnsupported: OnUnsupported.WARN });
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE]);
  });
});

describe('the groups', () => {
  test('exist before any scenario, and admit nothing', () => {
    const template = Template.fromStack(scene().stack);
    template.resourceCountIs(GROUP, 1);
    expectAdmitted(template, []);
  });

  test('are numbered in their descriptions', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3, description: 'From Microsoft' });
    graph(stack, groups);
    expect(Object.values(Template.fromStack(stack).findResources(GROUP)).map(({ Properties }) => Properties.GroupDescription))
      .toEqual(['From Microsoft 1', 'From Microsoft 2']);
  });

  test.each([
    ['characters that EC2 refuses', 'für Büro'],
    ['a line break', 'two\nlines'],
    ['more characters than EC2 takes', 'x'.repeat(SECURITY_GROUP_LIMITS.descriptionLength)],
  ])('fails for a description with %s', (_, description) => {
    expect(errorOf(() => scene({ description })).code).toBe('InvalidDescription');
  });

  test('fails for a scenario that names no enforcement point', () => {
    expect(errorOf(() => graph(new Stack(), undefined!, { enforcedBy: [] })).code).toBe('EmptyList');
  });

  test('named twice by a scenario take its rules once', () => {
    const { stack, groups } = scene();
    graph(stack, groups, { enforcedBy: [groups, groups], catalog: CATALOG });
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE]);
  });

  test('two in one stack are independent of each other', () => {
    const { stack, vpc, groups } = scene();
    const others = new SecurityGroups(stack, 'Others', { vpc });
    graph(stack, groups);
    hybrid(stack, others);
    const admitted = [...readCloudFormation(Template.fromStack(stack).toJSON()).groups.values()].map(({ space }) => space.describe());
    expect(admitted).toEqual([
      ['inbound tcp 443 from 192.0.2.1/32, 192.0.2.3/32, 192.0.2.6/32, 203.0.113.0/25, 2001:db8:1::/48'],
      ['inbound tcp 443 from 198.51.100.0/25, 2001:db8:e::/48'],
    ]);
  });

  test('two may take the rules of one scenario', () => {
    const { stack, vpc, groups } = scene();
    const others = new SecurityGroups(stack, 'Others', { vpc });
    graph(stack, groups, { enforcedBy: [groups, others] });
    const [one, other] = [...readCloudFormation(Template.fromStack(stack).toJSON()).groups.values()];
    expect(one.space.isEmpty).toBe(false);
    expect(one.space.equals(other.space)).toBe(true);
  });
});
