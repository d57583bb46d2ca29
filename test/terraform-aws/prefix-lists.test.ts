import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup as CdkSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { TerraformStack, Testing } from 'cdktf';
import { ExchangeHybridInbound, MailboxMigrationInbound } from '../../lib';
import { PrefixLists as CdkPrefixLists } from '../../lib/aws';
import { Direction, PortSet } from '../../lib/net';
import { PrefixListRulesOptions, PrefixLists, PrefixListsProps } from '../../lib/terraform-aws';
import { readTerraform } from '../../lib/verify';
import { errorOf, graphPublishes, hosts, ipv6Hosts, MAIL_PREFIXES, vpcOf } from '../aws/support';
import { fixtureCatalog, GRAPH_PREFIXES } from '../support/fixture-catalog';
import { rule } from '../support/rules';
import { difference, Document, expectAdmitted, fullSynth, graph, mailOutbound, newGroup, newStack, resources, synth, warningIds } from './support';

const LIST = 'aws_ec2_managed_prefix_list';

function scene(props: PrefixListsProps = {}, count = 1, options: PrefixListRulesOptions = {}) {
  const stack = newStack();
  const lists = new PrefixLists(stack, 'Lists', props);
  const groups = Array.from({ length: count }, (_, index) => newGroup(stack, `Group${index}`));
  if (count > 0) {
    lists.addRulesTo(groups.map(({ id }) => id), options);
  }
  return { stack, lists };
}

describe('the lists', () => {
  test('hold their entries, which say where they come from', () => {
    const { stack, lists } = scene({ tags: { owner: 'network' } });
    graph(stack, lists);
    expect(resources(synth(stack), LIST)).toEqual([
      {
        name: 'Lists-in-tcp-443-ipv4-1',
        address_family: 'IPv4',
        max_entries: 10,
        entry: ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25']
          .map((cidr) => ({ cidr, description: 'graph-change-notifications (stated)' })),
        tags: { owner: 'network' },
      },
      {
        name: 'Lists-in-tcp-443-ipv6-1',
        address_family: 'IPv6',
        max_entries: 10,
        entry: [{ cidr: '2001:db8:1::/48', description: 'graph-change-notifications (stated)' }],
        tags: { owner: 'network' },
      },
    ]);
  });

  test('are those of the CDK flavour', () => {
    const catalog = graphPublishes([...hosts(94), ...ipv6Hosts(12)]);
    const { stack, lists } = scene({}, 2);
    graph(stack, lists, { catalog });
    const cdkStack = new Stack();
    const cdkLists = new CdkPrefixLists(cdkStack, 'Lists');
    graph(cdkStack, cdkLists, { catalog });
    cdkLists.addRulesTo([1, 2].map((id) => new CdkSecurityGroup(cdkStack, `Group${id}`, { vpc: id === 1 ? vpcOf(cdkStack) : cdkStack.node.findChild('Vpc') as never })));
    const ours = resources(synth(stack), LIST).map(({ name, max_entries: size, entry }) => [name, size, entry.map(({ cidr }: { cidr: string }) => cidr)]);
    const theirs = Object.values(Template.fromStack(cdkStack).findResources('AWS::EC2::PrefixList'))
      .map(({ Properties: { PrefixListName, MaxEntries, Entries } }) => [PrefixListName, MaxEntries, Entries.map(({ Cidr }: { Cidr: string }) => Cidr)]);
    expect(ours).toHaveLength(3);
    expect(ours).toEqual(theirs);
  });

  test('change their MaxEntries in place, which the provider does in a request of its own', () => {
    const documentFor = (count: number) => {
      const { stack, lists } = scene({}, 1);
      graph(stack, lists, { catalog: graphPublishes(hosts(count)) });
      return synth(stack);
    };
    expect(difference(documentFor(9), documentFor(10))).toEqual([`${LIST} entry`, `${LIST} max_entries`]);
  });

  test.each([0, 101])('fails with maxEntries %s', (maxEntries) => {
    expect(errorOf(() => scene({ maxEntries })).code).toBe('InvalidQuota');
  });
});

describe('addRulesTo', () => {
  test('admits exactly what scenarios mean', () => {
    const { stack, lists } = scene({}, 2);
    const scenarios = [
      graph(stack, lists, { ports: [443, 8443] }),
      new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [lists], catalog: fixtureCatalog(), mailFlow: true }),
    ];
    expectAdmitted(synth(stack), scenarios.flatMap((scenario) => scenario.rules.rules));
  });

  test('writes outbound rules for outbound scenarios, and warns that they may restrict nothing', () => {
    const { stack, lists } = scene();
    mailOutbound(stack, lists);
    expectAdmitted(synth(stack), [rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })]);
    expect(warningIds(lists)).toEqual(['egressNotKnown']);
  });

  test('spreads what one group cannot hold over the next, by weight', () => {
    const { stack, lists } = scene({}, 2);
    graph(stack, lists, { catalog: graphPublishes([...hosts(94), ...ipv6Hosts(12)]) });
    const document = synth(stack);
    expect([...readTerraform(document).groups.values()].map(({ counts }) => counts.inbound)).toEqual([{ ipv4: 60, ipv6: 20 }, { ipv4: 60, ipv6: 0 }]);
    expectAdmitted(document, [rule([...hosts(94), ...ipv6Hosts(12)])]);
  });

  test('takes a raised quota', () => {
    const { stack, lists } = scene({ maxEntries: 100 }, 1, { rulesPerGroup: 100 });
    graph(stack, lists, { catalog: graphPublishes(hosts(94)) });
    expectAdmitted(synth(stack), [rule(hosts(94))], { rulesPerEc2Group: 100 });
  });

  test('fails when the lists weigh more than the groups hold', () => {
    const { stack, lists } = scene();
    expect(errorOf(() => graph(stack, lists, { catalog: graphPublishes(hosts(94)) })).code).toBe('PrefixListsFull');
  });

  test('fails for no group, and for one group twice', () => {
    const { stack, lists } = scene({}, 0);
    expect(errorOf(() => lists.addRulesTo([])).code).toBe('EmptyList');
    lists.addRulesTo(['sg-1']);
    expect(errorOf(() => new PrefixLists(stack, 'Others').addRulesTo(['sg-1'])).code).toBe('SharedGroup');
  });

  test('fails at synthesis for a group of the app with inline rules', () => {
    const { stack, lists } = scene({}, 0);
    lists.addRulesTo([new SecurityGroup(stack, 'Inline', { ingress: [] }).id]);
    graph(stack, lists);
    expect(() => synth(stack)).toThrow(/stack\/Inline has inline rules/);
  });
});

describe('prefixLists', () => {
  test('name the lists and the traffic that they are for', () => {
    const { stack, lists } = scene({}, 0);
    graph(stack, lists, { ports: [8443] });
    expect(lists.prefixLists.map(({ direction, protocol, ports, addressFamily, maxEntries }) => [direction, protocol, `${ports}`, addressFamily, maxEntries]))
      .toEqual([['inbound', 'tcp', '8443', 'IPv4', 10], ['inbound', 'tcp', '8443', 'IPv6', 10]]);
  });

  test('once read, fails when others are needed, and not when entries change', () => {
    const { stack, lists } = scene({}, 0);
    graph(stack, lists);
    void lists.prefixLists;
    new MailboxMigrationInbound(stack, 'Migration', { enforcedBy: [lists], catalog: fixtureCatalog() });
    expect(resources(synth(stack), LIST)[0].entry).toHaveLength(6);
    expect(errorOf(() => mailOutbound(stack, lists)).code).toBe('PrefixListsRead');
  });
});

test('sharedWith shares every list inside the organisation only', () => {
  const organisation = 'arn:aws:organizations::111122223333:organization/o-1234567890';
  const { stack, lists } = scene({ sharedWith: [organisation, '444455556666'] }, 0);
  graph(stack, lists);
  const document = synth(stack);
  expect(resources(document, 'aws_ram_resource_share')).toEqual([{ name: 'Lists-share', allow_external_principals: false }]);
  expect(resources(document, 'aws_ram_resource_association').map((each) => each.resource_arn)).toEqual([
    expect.stringMatching(/ipv4-1_\w+\.arn\}$/), expect.stringMatching(/ipv6-1_\w+\.arn\}$/),
  ]);
  expect(resources(document, 'aws_ram_principal_association').map((each) => each.principal)).toEqual(['444455556666', organisation]);
  expect(warningIds(lists)).toEqual([]);
  expect(errorOf(() => scene({ sharedWith: [] })).code).toBe('EmptyList');
});

test('lists in no rule are warned of, in what the CLI shows too', () => {
  const { stack, lists } = scene({}, 0);
  graph(stack, lists);
  synth(stack);
  expect(warningIds(lists)).toEqual(['unusedPrefixLists']);
});

test('say once where they come from', () => {
  const { stack, lists } = scene();
  graph(stack, lists);
  expect(Object.keys(fullSynth(stack)['//']['cdk-m365-endpoints'])).toEqual(['stack/Lists']);
});

describe('stability:', () => {
  const create = [
    graph, mailOutbound,
    (stack: TerraformStack, lists: PrefixLists) => new MailboxMigrationInbound(stack, 'Migration', { enforcedBy: [lists], catalog: fixtureCatalog() }),
  ];
  const inOrder = (order: number[]) => {
    const { stack, lists } = scene({}, 2);
    order.forEach((index) => create[index](stack, lists));
    return Testing.synth(stack, true);
  };

  test.each([[[1, 0, 2]], [[2, 1, 0]]])('scenarios created in the order %j give the same document', (order) => {
    expect(inOrder(order)).toBe(inOrder([0, 1, 2]));
  });

  const documentFor = (prefixes: string[]): Document => {
    const { stack, lists } = scene({}, 2);
    graph(stack, lists, { catalog: graphPublishes(prefixes) });
    return JSON.parse(Testing.synth(stack));
  };

  test('of 106 prefixes, each can go and changes the entries of one list (distribution: 106 × 1 resource)', () => {
    const all = [...hosts(94), ...ipv6Hosts(12)];
    const before = documentFor(all);
    const changes = all.map((gone) => difference(before, documentFor(all.filter((prefix) => prefix !== gone))));
    expect(changes).toEqual(Array.from({ length: 106 }, () => [`${LIST} entry`]));
  }, 60_000);
});

test('the fixture is admitted as it stands', () => {
  const { stack, lists } = scene();
  graph(stack, lists);
  expectAdmitted(synth(stack), [rule(GRAPH_PREFIXES)]);
});
