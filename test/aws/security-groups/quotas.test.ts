import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { SECURITY_GROUP_LIMITS, SecurityGroupsQuota } from '../../../lib/aws';
import { groupsNeeded } from '../../../lib/aws-rules/security-groups/groups-needed';
import { Direction, PortSet } from '../../../lib/net';
import { readCloudFormation } from '../../../lib/verify';
import { rule } from '../../support/rules';
import { errorOf, expectAdmitted, graph, GRAPH_RULE, graphPublishes, hosts, hybrid, ipv6Hosts, mailOutbound, migration, scene, writtenRules } from '../support';

/** How many groups a stack gets for Graph with these prefixes. */
function groupsFor(prefixes: string[], quota: SecurityGroupsQuota = {}): number {
  const { stack, groups } = scene(quota);
  graph(stack, groups, { catalog: graphPublishes(prefixes) });
  return Object.keys(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup')).length;
}

describe('the number of groups', () => {
  test('is one as long as the rules fit', () => {
    expect(groupsFor(hosts(60))).toBe(1);
  });

  test('is two from one rule more', () => {
    expect(groupsFor(hosts(61))).toBe(2);
  });

  test('counts IPv4 and IPv6 apart', () => {
    expect(groupsFor([...hosts(60), ...ipv6Hosts(60)])).toBe(1);
    expect(groupsFor([...hosts(3), ...ipv6Hosts(61)])).toBe(2);
  });

  test('counts inbound and outbound apart', () => {
    const { stack, groups } = scene({ rulesPerGroup: 1 });
    graph(stack, groups, { catalog: graphPublishes(['192.0.2.1/32']) });
    mailOutbound(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    expectAdmitted(template, [
      rule(['192.0.2.1/32']),
      rule(['198.51.100.128/26', '2001:db8:e:1::/64'], { direction: Direction.OUTBOUND, ports: PortSet.parse('25') }),
    ], { rulesPerGroup: 1 });
  });

  test('follows a quota that was raised', () => {
    expect(groupsFor(hosts(94))).toBe(2);
    expect(groupsFor(hosts(94), { rulesPerGroup: 100 })).toBe(1);
  });

  test('grows with each scenario', () => {
    const { stack, groups } = scene({ rulesPerGroup: 4 });
    graph(stack, groups);
    hybrid(stack, groups);
    migration(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 2);
    expectAdmitted(template, [GRAPH_RULE, rule(['198.51.100.0/25', '198.51.100.128/26', '2001:db8:e::/48'])], { rulesPerGroup: 4 });
  });

  test.each([
    // rules, groups: filled to nine tenths while that leaves a place for a group of the target's own
    [0, 1], [60, 1], [61, 2], [108, 2], [109, 3], [162, 3], [163, 4], [216, 4], [240, 4], [241, 5], [300, 5], [301, 6],
  ])('for %d rules with the usual quotas is %d', (rules, groups) => {
    expect(groupsNeeded(rules, SECURITY_GROUP_LIMITS.rulesPerGroup, SECURITY_GROUP_LIMITS.groupsPerInterface)).toBe(groups);
  });
});

test('no group exceeds the quota, every rule occurs once, and together they admit exactly what is published, for any numbers', () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 12, max: 30 }), fc.boolean(),
    (ipv4, ipv6, rulesPerGroup, disableInlineRules) => {
      const prefixes = [...hosts(ipv4), ...ipv6Hosts(ipv6)];
      const { stack, groups } = scene({ rulesPerGroup, disableInlineRules });
      graph(stack, groups, { catalog: graphPublishes(prefixes) });
      const template = Template.fromStack(stack);
      expectAdmitted(template, [rule(prefixes)], { rulesPerGroup });
      const inbound = writtenRules(template).map(({ text }) => text).filter((text) => text.startsWith('inbound')).sort();
      expect(inbound).toEqual(prefixes.map((prefix) => `inbound tcp 443 ${prefix}`).sort());
      for (const { counts } of readCloudFormation(template.toJSON()).groups.values()) {
        expect(Math.max(counts.inbound.ipv4, counts.inbound.ipv6)).toBeLessThanOrEqual(rulesPerGroup);
      }
    },
  ), { numRuns: 15, seed: 1 });
});

describe('a quota', () => {
  const INVALID: [string, SecurityGroupsQuota, string][] = [
    ['no rule', { rulesPerGroup: 0 }, 'invalid rulesPerGroup 0: give a whole number from 1'],
    ['a fraction of a rule', { rulesPerGroup: 59.5 }, 'invalid rulesPerGroup 59.5: give a whole number from 1'],
    ['fewer than no rule', { rulesPerGroup: -60 }, 'invalid rulesPerGroup -60: give a whole number from 1'],
    ['no number of rules', { rulesPerGroup: NaN }, 'invalid rulesPerGroup NaN: give a whole number from 1'],
    ['endless rules', { rulesPerGroup: Infinity }, 'invalid rulesPerGroup Infinity: give a whole number from 1'],
    ['no group', { groupsPerInterface: 0 }, 'invalid groupsPerInterface 0: give a whole number from 1'],
    ['a fraction of a group', { groupsPerInterface: 1.5 }, 'invalid groupsPerInterface 1.5: give a whole number from 1'],
    [
      'a product that EC2 never grants', { rulesPerGroup: 61, groupsPerInterface: 20 },
      'invalid rulesPerGroup × groupsPerInterface 1220: give at most 1000, which EC2 never raises',
    ],
    [
      'rules that are too many with the usual five groups', { rulesPerGroup: 201 },
      'invalid rulesPerGroup × groupsPerInterface 1005: give at most 1000, which EC2 never raises',
    ],
  ];

  test.each(INVALID)('fails when it is %s', (_, quota, message) => {
    expect(errorOf(() => scene(quota))).toMatchObject({ code: 'InvalidQuota', message });
  });

  test.each([{ rulesPerGroup: 200 }, { rulesPerGroup: 62, groupsPerInterface: 16 }, { rulesPerGroup: 1000, groupsPerInterface: 1 }])('may be %j', (quota) => {
    expect(() => scene(quota)).not.toThrow();
  });
});

describe('fails when all groups are full,', () => {
  test('naming the scenarios, what they need and what there is', () => {
    const { stack, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 2 });
    graph(stack, groups);
    expect(errorOf(() => migration(stack, groups))).toMatchObject({
      code: 'SecurityGroupsFull',
      message: 'graph-change-notifications, mailbox-migration need 6 inbound IPv4 rules, and 2 groups of 2 can hold 4: have the quotas raised and set '
        + 'rulesPerGroup or groupsPerInterface, or leave addresses out with excludedPeers or addressFamilies',
    });
  });

  test('of IPv6, though IPv4 has room', () => {
    const { stack, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 1 });
    const catalog = graphPublishes(['192.0.2.1/32', ...ipv6Hosts(3)]);
    expect(errorOf(() => graph(stack, groups, { catalog })).message).toContain('need 3 inbound IPv6 rules, and 1 group of 2 can hold 2');
  });

  test('and not for the last rule that has a place', () => {
    const { stack, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 2 });
    graph(stack, groups);
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE], { rulesPerGroup: 2 });
  });
});

describe('securityGroups, once read,', () => {
  test('are all the groups there will be', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    graph(stack, groups);
    expect(groups.securityGroups).toHaveLength(2);
    hybrid(stack, groups);
    expect(groups.securityGroups).toHaveLength(2);
  });

  test('fails when a later scenario needs one more', () => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    void groups.securityGroups;
    expect(errorOf(() => graph(stack, groups))).toMatchObject({
      code: 'SecurityGroupsRead',
      message: 'securityGroups of Default/Groups was read when 1 were enough, but now 2 are needed: '
        + 'create every scenario before reading it, or use attachTo',
    });
  });

  test('are a copy, which no one can use to change the groups', () => {
    const { groups } = scene();
    groups.securityGroups.pop();
    expect(groups.securityGroups).toHaveLength(1);
  });

  test('refer to the groups in the template', () => {
    const stack = new Stack(new App(), 'Stack');
    const { groups } = scene({ rulesPerGroup: 3 }, stack);
    graph(stack, groups);
    const ids = Object.keys(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup'));
    expect(groups.securityGroups.map((group) => stack.resolve(group.securityGroupId) as object)).toEqual(ids.map((id) => ({ 'Fn::GetAtt': [id, 'GroupId'] })));
  });
});
