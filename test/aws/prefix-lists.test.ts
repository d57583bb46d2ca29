import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ISecurityGroup, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Peer } from '../../lib';
import { PrefixListRulesOptions, PrefixLists, PrefixListsProps } from '../../lib/aws';
import { Direction, PortSet } from '../../lib/net';
import { OnUnsupported } from '../../lib/rules';
import { admittedByRules, compare, readCloudFormation } from '../../lib/verify';
import { GRAPH_PREFIXES } from '../support/fixture-catalog';
import { host, rule } from '../support/rules';
import { errorOf, graph, GRAPH_RULE, graphPublishes, hosts, hybrid, ipv6Hosts, MAIL_PREFIXES, mailOutbound, migration, vpcOf, warningsOf } from './support';

type Resources = Record<string, { Type: string; Properties: Record<string, any> }>;

/** A stack with prefix lists, and `count` groups that refer to them. */
function scene(props: PrefixListsProps = {}, count = 1, options: PrefixListRulesOptions = {}) {
  const stack = new Stack(new App(), 'Stack');
  const vpc = vpcOf(stack);
  const lists = new PrefixLists(stack, 'Lists', props);
  const groups = Array.from({ length: count }, (_, index) => new SecurityGroup(stack, `Group${index}`, { vpc, allowAllOutbound: false }));
  if (count > 0) {
    lists.addRulesTo(groups, options);
  }
  return { stack, vpc, lists, groups };
}

function prefixLists(stack: Stack): Record<string, any>[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::EC2::PrefixList')).map(({ Properties }) => Properties);
}

const summary = (stack: Stack) => prefixLists(stack).map(({ PrefixListName, MaxEntries, Entries }) => `${PrefixListName}: ${Entries.length} of ${MaxEntries}`);

function expectAdmitted(stack: Stack, rules: Parameters<typeof admittedByRules>[0], limits: { rulesPerGroup?: number } = {}): void {
  const { admitted, findings, unresolved } = readCloudFormation(Template.fromStack(stack).toJSON(), limits);
  expect([findings, unresolved]).toEqual([[], []]);
  expect(compare(admitted, admittedByRules(rules).admitted).toString()).toBe('admits exactly what was expected');
}

describe('the lists', () => {
  test('are apart by family, and each entry says where it comes from', () => {
    const { stack, lists } = scene();
    graph(stack, lists);
    expect(prefixLists(stack)).toEqual([
      {
        PrefixListName: 'Lists-in-tcp-443-ipv4-1',
        AddressFamily: 'IPv4',
        MaxEntries: 10,
        Entries: ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25']
          .map((Cidr) => ({ Cidr, Description: 'graph-change-notifications (stated)' })),
      },
      {
        PrefixListName: 'Lists-in-tcp-443-ipv6-1',
        AddressFamily: 'IPv6',
        MaxEntries: 10,
        Entries: [{ Cidr: '2001:db8:1::/48', Description: 'graph-change-notifications (stated)' }],
      },
    ]);
  });

  test('are apart by direction and ports, and scenarios with the same traffic share them', () => {
    const { stack, lists } = scene();
    graph(stack, lists);
    migration(stack, lists);
    hybrid(stack, lists, { mailFlow: true });
    mailOutbound(stack, lists);
    expect(summary(stack)).toEqual([
      'Lists-in-tcp-25-ipv4-1: 1 of 10', 'Lists-in-tcp-25-ipv6-1: 1 of 10',
      'Lists-in-tcp-443-ipv4-1: 6 of 10', 'Lists-in-tcp-443-ipv6-1: 2 of 10',
      'Lists-out-tcp-25-ipv4-1: 1 of 10', 'Lists-out-tcp-25-ipv6-1: 1 of 10',
    ]);
  });

  test.each([
    [9, undefined, ['9 of 10']], [10, undefined, ['10 of 20']], [18, undefined, ['18 of 20']], [50, undefined, ['50 of 60']], [60, undefined, ['60 of 60']],
    [61, undefined, ['31 of 60', '30 of 60']], [60, 100, ['60 of 100']], [100, 100, ['100 of 100']], [3, 3, ['3 of 3']],
  ])('of %s prefixes with maxEntries %s are %j', (count, maxEntries, sizes) => {
    const { stack, lists } = scene({ maxEntries }, 0);
    graph(stack, lists, { catalog: graphPublishes(hosts(count)) });
    expect(summary(stack).map((text) => text.split(': ')[1])).toEqual(sizes);
  });

  test.each([0, 101, 1.5, -1, NaN])('fails with maxEntries %s', (maxEntries) => {
    expect(errorOf(() => scene({ maxEntries }))).toMatchObject({
      code: 'InvalidQuota', message: `invalid maxEntries ${maxEntries}: give a whole number from 1 to 100`,
    });
  });

  test('have names that EC2 takes, however long the prefix', () => {
    const { stack, lists } = scene({ namePrefix: 'ü'.repeat(300) }, 0);
    graph(stack, lists);
    const names = prefixLists(stack).map(({ PrefixListName }) => PrefixListName);
    expect(new Set(names).size).toBe(2);
    names.forEach((name) => expect(name).toMatch(/^[\w.-]{1,255}$/));
  });

  test('take deploy-time prefixes and ports untouched', () => {
    const { stack, lists } = scene();
    const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
    const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
    graph(stack, lists, { ports: [443, port], additionalPeers: [Peer.ipv4(prefix)] });
    expect(prefixLists(stack)[0].Entries.at(-1)).toEqual({ Cidr: { Ref: 'Prefix' }, Description: 'graph-change-notifications (user)' });
    const ingress = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress'));
    expect(ingress.map(({ Properties }) => Properties.FromPort)).toEqual(expect.arrayContaining([443, { Ref: 'Port' }]));
  });

  test('fails for host names', () => {
    const { stack, lists } = scene();
    expect(() => lists.enforce(stack, {
      rules: [rule([], { hosts: [host('*.example.com')] })],
      provenance: { scenario: 'S', cloud: 'Worldwide', sets: [{ slug: 'some-row', title: 'x' }], origins: [] },
      warnings: [],
      onUnsupported: OnUnsupported.FAIL,
      acknowledgedWarnings: [],
    })).toThrow(/an EC2 managed prefix list cannot match the host pattern/);
  });
});

describe('addRulesTo', () => {
  test.each([['before the scenarios', true], ['after them', false]])('%s admits exactly what they mean', (_, first) => {
    const { stack, vpc, lists, groups } = scene({}, first ? 2 : 0);
    graph(stack, lists);
    hybrid(stack, lists, { mailFlow: true });
    if (!first) {
      lists.addRulesTo([new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false })]);
    }
    expect(groups).toHaveLength(first ? 2 : 0);
    const other = new Stack();
    expectAdmitted(stack, [GRAPH_RULE, ...hybrid(other, new PrefixLists(other, 'L'), { mailFlow: true }).rules.rules]);
  });

  test('writes one rule for each list and range of ports', () => {
    const { stack, lists } = scene();
    graph(stack, lists, { ports: [443, 8443] });
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
    expect(rules.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[443, 443], [8443, 8443], [443, 443], [8443, 8443]]);
    expect(rules.map(({ Description }) => Description)).toEqual(Array.from({ length: 4 }, () => 'graph-change-notifications (stated)'));
    expectAdmitted(stack, [rule(GRAPH_PREFIXES), rule(GRAPH_PREFIXES, { ports: PortSet.parse('8443') })]);
  });

  test('writes outbound rules for outbound scenarios', () => {
    const { stack, lists } = scene();
    mailOutbound(stack, lists);
    expectAdmitted(stack, [rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })]);
  });

  test('spreads what one group cannot hold over the next, by weight', () => {
    const { stack, lists } = scene({}, 2);
    graph(stack, lists, { catalog: graphPublishes([...hosts(94), ...ipv6Hosts(12)]) });
    const { groups } = readCloudFormation(Template.fromStack(stack).toJSON());
    expect([...groups.values()].map(({ counts }) => counts.inbound)).toEqual([{ ipv4: 60, ipv6: 20 }, { ipv4: 60, ipv6: 0 }]);
    expectAdmitted(stack, [rule([...hosts(94), ...ipv6Hosts(12)])]);
  });

  test('fails when the lists weigh more than the groups hold', () => {
    const { stack, lists } = scene();
    expect(errorOf(() => graph(stack, lists, { catalog: graphPublishes(hosts(94)) }))).toMatchObject({
      code: 'PrefixListsFull',
      message: 'the prefix lists of Stack/Lists count as 120 inbound IPv4 rules (each list counts its MaxEntries) and do not fit into 1 group of 60: '
        + 'name more groups, have the quota raised and set rulesPerGroup, or set a lower maxEntries',
    });
  });

  test('takes a raised quota', () => {
    const { stack, lists } = scene({ maxEntries: 100 }, 1, { rulesPerGroup: 100 });
    graph(stack, lists, { catalog: graphPublishes(hosts(94)) });
    expectAdmitted(stack, [rule(hosts(94))], { rulesPerGroup: 100 });
  });

  const invalid: [string, (stack: Stack, lists: PrefixLists) => void, string][] = [
    ['no group', (_, lists) => lists.addRulesTo([]), 'EmptyList'],
    ['a quota of none', (stack, lists) => lists.addRulesTo([imported(stack)], { rulesPerGroup: 0 }), 'InvalidQuota'],
    ['an immutable group', (stack, lists) => lists.addRulesTo([imported(stack, { mutable: false })]), 'ImmutableGroup'],
    ['a group twice', (stack, lists) => lists.addRulesTo([imported(stack), imported(stack, {}, 'Again')]), 'SharedGroup'],
    ['the group of another', (stack, lists) => {
      lists.addRulesTo([imported(stack)]);
      new PrefixLists(stack, 'Others').addRulesTo([imported(stack, {}, 'Again')]);
    }, 'SharedGroup'],
    ['a group that lets everything out, for outbound rules', (stack, lists) => {
      mailOutbound(stack, lists);
      lists.addRulesTo([imported(stack)]);
    }, 'EgressNotRestricted'],
  ];

  test.each(invalid)('fails for %s', (_, action, code) => {
    const { stack, lists } = scene({}, 0);
    expect(errorOf(() => action(stack, lists)).code).toBe(code);
  });
});

describe('prefixLists', () => {
  test('are peers with the traffic that they are for', () => {
    const { stack, vpc, lists } = scene({}, 0);
    graph(stack, lists, { ports: [8443] });
    const group = new SecurityGroup(stack, 'Group', { vpc, allowAllOutbound: false });
    for (const { prefixList, ports, direction, addressFamily, maxEntries } of lists.prefixLists) {
      expect([`${ports}`, direction, maxEntries]).toEqual(['8443', 'inbound', 10]);
      expect(['IPv4', 'IPv6']).toContain(addressFamily);
      group.addIngressRule(prefixList, Port.tcp(8443));
    }
    expectAdmitted(stack, [rule(GRAPH_PREFIXES, { ports: PortSet.parse('8443') })]);
    expect(lists.prefixLists[0].prefixList).toBe(lists.prefixLists[0].prefixList);
  });

  test('once read, may change their entries', () => {
    const { stack, lists } = scene({}, 0);
    graph(stack, lists);
    expect(lists.prefixLists).toHaveLength(2);
    migration(stack, lists);
    expect(summary(stack)).toEqual(['Lists-in-tcp-443-ipv4-1: 6 of 10', 'Lists-in-tcp-443-ipv6-1: 2 of 10']);
  });

  test('once read, fails when others are needed', () => {
    const { stack, lists } = scene({}, 0);
    graph(stack, lists);
    void lists.prefixLists;
    expect(errorOf(() => hybrid(stack, lists, { mailFlow: true })).code).toBe('PrefixListsRead');
  });
});

describe('sharedWith', () => {
  test('shares every list inside the organisation only', () => {
    const organisation = 'arn:aws:organizations::111122223333:organization/o-1234567890';
    const { stack, lists } = scene({ sharedWith: [organisation, '444455556666'], maxEntries: 20 }, 0);
    graph(stack, lists);
    Template.fromStack(stack).hasResourceProperties('AWS::RAM::ResourceShare', {
      Name: 'Lists-share',
      AllowExternalPrincipals: false,
      Principals: [organisation, '444455556666'],
      ResourceArns: Match.arrayEquals([{ 'Fn::GetAtt': [Match.stringLikeRegexp('ipv4'), 'Arn'] }, { 'Fn::GetAtt': [Match.stringLikeRegexp('ipv6'), 'Arn'] }]),
    });
    expect(warningsOf(stack)).toEqual(['/Stack/Graph withdrawnPrefixes']);
  });

  test('fails when it names no one', () => {
    expect(errorOf(() => scene({ sharedWith: [] })).code).toBe('EmptyList');
  });
});

describe('lists in no rule', () => {
  test('are warned of', () => {
    const { stack, lists } = scene({}, 0);
    graph(stack, lists);
    Template.fromStack(stack);
    expect(warningsOf(stack)).toEqual(['/Stack/Lists unusedPrefixLists', '/Stack/Graph withdrawnPrefixes']);
  });

  test.each([
    ['with groups', 1, {}, {}],
    ['when acknowledged', 0, {}, { acknowledgedWarnings: ['cdk-m365-endpoints:unusedPrefixLists'] }],
  ])('%s are not', (_, groups, props, options) => {
    const { stack, lists } = scene(props, groups);
    graph(stack, lists, options);
    Template.fromStack(stack);
    expect(warningsOf(stack)).not.toContain('/Stack/Lists unusedPrefixLists');
  });
});

test('say once where they come from', () => {
  const { stack, lists } = scene();
  graph(stack, lists);
  const { Metadata } = Template.fromStack(stack).toJSON();
  expect(Object.keys(Metadata['cdk-m365-endpoints'])).toEqual(['Stack/Lists']);
});

describe('stability:', () => {
  const create = [graph, hybrid, migration, mailOutbound];
  const inOrder = (order: number[]) => {
    const { stack, lists } = scene({}, 2);
    order.forEach((index) => create[index](stack, lists));
    return JSON.stringify(Template.fromStack(stack).toJSON());
  };

  test.each([[[1, 0, 2, 3]], [[3, 2, 1, 0]], [[2, 3, 0, 1]]])('scenarios created in the order %j give the same template', (order) => {
    expect(inOrder(order)).toBe(inOrder([0, 1, 2, 3]));
  });

  /** Resources that differ, with what of them does: `Lists… Entries`. */
  function difference(before: Resources, after: Resources): string[] {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) => {
      if (before[id] === undefined || after[id] === undefined) return [`${before[id] === undefined ? '+' : '-'} ${id}`];
      return Object.keys(before[id].Properties ?? {})
        .filter((key) => JSON.stringify(before[id].Properties[key]) !== JSON.stringify(after[id].Properties[key])).map((key) => `${before[id].Type} ${key}`);
    });
  }

  function resourcesFor(prefixes: string[]): Resources {
    const { stack, lists } = scene({}, 4);
    graph(stack, lists, { catalog: graphPublishes(prefixes) });
    return Template.fromStack(stack).toJSON().Resources;
  }

  test('a list that outgrows its MaxEntries is replaced by another, since CloudFormation cannot change both at once', () => {
    expect(difference(resourcesFor(hosts(9)), resourcesFor(hosts(10)))).toEqual([
      expect.stringMatching(/^- Listsintcp443ipv41of10/), 'AWS::EC2::SecurityGroupIngress SourcePrefixListId', expect.stringMatching(/^\+ Listsintcp443ipv41of20/),
    ]);
  });

  test('a list of a fixed size keeps its id', () => {
    const ids = (count: number) => {
      const { stack, lists } = scene({ maxEntries: 20 });
      graph(stack, lists, { catalog: graphPublishes(hosts(count)) });
      return Object.keys(Template.fromStack(stack).toJSON().Resources as Resources);
    };
    expect(ids(20)).toEqual(ids(1));
  });

  const all = [...hosts(94), ...ipv6Hosts(12)];

  test('of 106 prefixes, each can go and changes the entries of one list (distribution: 106 × 1 resource)', () => {
    const before = resourcesFor(all);
    const changed = all.map((gone) => {
      const changes = difference(before, resourcesFor(all.filter((prefix) => prefix !== gone)));
      expect(changes).toEqual(['AWS::EC2::PrefixList Entries']);
      return changes.length;
    });
    expect(changed).toHaveLength(106);
  }, 60_000);
});

function imported(stack: Stack, options = {}, id = 'Imported'): ISecurityGroup {
  return SecurityGroup.fromSecurityGroupId(stack, id, 'sg-1', options);
}
