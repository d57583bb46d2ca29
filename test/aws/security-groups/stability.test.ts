import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroups, SecurityGroupsProps } from '../../../lib/aws';
import { GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { graph, graphPublishes, hosts, hybrid, ipv6Hosts, mailOutbound, migration, scene, vpcOf, writtenRules } from '../support';

/** What is synthesised for Graph with these prefixes. */
function synthesised(prefixes: string[], props: Partial<SecurityGroupsProps> = {}): Template {
  const { stack, groups } = scene(props);
  graph(stack, groups, { catalog: graphPublishes(prefixes) });
  return Template.fromStack(stack);
}

/** In which group each rule is, for each of these lists of prefixes: one template for all, since synthesis is slow. */
function placements(lists: string[][], disableInlineRules: boolean): Map<string, string>[] {
  const stack = new Stack(new App({ context: { '@aws-cdk/core:stackResourceLimit': 0 } }), 'Stack');
  const vpc = vpcOf(stack);
  lists.forEach((prefixes, index) => {
    const groups = new SecurityGroups(stack, `List${index}`, { vpc, disableInlineRules });
    graph(stack, groups, { catalog: graphPublishes(prefixes) }, `Graph${index}`);
  });
  const result = lists.map(() => new Map<string, string>());
  for (const { group, text } of writtenRules(Template.fromStack(stack))) {
    const [, list, number] = /^List(\d+)Group(\d)/.exec(group)!;
    result[Number(list)].set(text, number);
  }
  return result;
}

describe.each([['inline', false], ['separate', true]])('with %s rules', (_, disableInlineRules) => {
  type Create = (stack: Stack, groups: ReturnType<typeof scene>['groups']) => void;
  const scenarios: Create[] = [graph, hybrid, migration, mailOutbound];

  function inOrder(order: number[]): string {
    const { stack, groups } = scene({ rulesPerGroup: 3, disableInlineRules });
    order.forEach((index) => scenarios[index](stack, groups));
    return JSON.stringify(Template.fromStack(stack).toJSON());
  }

  test.each([[[1, 0, 2, 3]], [[3, 2, 1, 0]], [[2, 3, 0, 1]]])('scenarios created in the order %j give the same template', (order) => {
    expect(inOrder(order)).toBe(inOrder([0, 1, 2, 3]));
  });

  test('the order in which prefixes are published makes no difference', () => {
    const text = (prefixes: string[]) => JSON.stringify(synthesised(prefixes, { disableInlineRules }).toJSON().Resources);
    expect(text([...GRAPH_PREFIXES].reverse())).toBe(text(GRAPH_PREFIXES));
  });

  test.each(GRAPH_PREFIXES)('a new edition without %s takes that rule away and touches no other', (gone) => {
    const before = writtenRules(synthesised(GRAPH_PREFIXES, { disableInlineRules }));
    const after = writtenRules(synthesised(GRAPH_PREFIXES.filter((prefix) => prefix !== gone), { disableInlineRules }));
    expect(after).toEqual(before.filter(({ text }) => text !== `inbound tcp 443 ${gone}`));
  });
});

test.each([
  ['inline rules, any', false, hosts(90)],
  ['separate rules, every sixth', true, hosts(90).filter((_, index) => index % 6 === 0)],
])('of 90 hosts in two groups, with %s can go, and hardly any other rule moves', (_, disableInlineRules, leaving) => {
  const [before, ...afters] = placements([hosts(90), ...leaving.map((gone) => hosts(90).filter((host) => host !== gone))], disableInlineRules);
  expect(new Set(before.values()).size).toBe(2);
  const moved = afters.map((after, index) => {
    expect([...before.keys()].filter((text) => !after.has(text))).toEqual([`inbound tcp 443 ${leaving[index]}`]);
    return [...after].filter(([text, group]) => before.get(text) !== group).length;
  }).sort((a, b) => a - b);
  expect(moved[Math.floor(moved.length / 2)]).toBe(0);
  expect(Math.max(...moved)).toBeLessThanOrEqual(1);
});

test('of 94 IPv4 and 12 IPv6 prefixes, each can go and takes its rule with it; no other changes (distribution: 106 × 1 rule)', () => {
  const all = [...hosts(94), ...ipv6Hosts(12)];
  const [before, ...afters] = placements([all, ...all.map((gone) => all.filter((prefix) => prefix !== gone))], false);
  const changed = afters.map((after) => [...before].filter(([text, group]) => after.get(text) !== group).map(([text]) => text));
  expect(changed).toEqual(all.map((gone) => [`inbound tcp 443 ${gone}`]));
});

test('a separate rule keeps its logical id when another goes', () => {
  const resources = (prefixes: string[]) => (
    Object.entries(synthesised(prefixes, { disableInlineRules: true }).toJSON().Resources as Record<string, object>)
  );
  const before = resources(GRAPH_PREFIXES);
  const after = resources(GRAPH_PREFIXES.filter((prefix) => prefix !== '192.0.2.3/32'));
  expect(after).toEqual(before.filter(([, resource]) => !JSON.stringify(resource).includes('192.0.2.3/32')));
  expect(after).toHaveLength(before.length - 1);
});

test('a separate rule keeps its logical id and its place in the template when it moves to another group', () => {
  const ids = (rulesPerGroup: number) => Object.keys(synthesised(hosts(20), { disableInlineRules: true, rulesPerGroup })
    .findResources('AWS::EC2::SecurityGroupIngress'));
  expect(ids(12)).toEqual(ids(60));
});

test('the ids of the scenarios make no difference to the rules', () => {
  const rules = (...ids: string[]) => {
    const { stack, groups } = scene({ rulesPerGroup: 3 });
    graph(stack, groups, { ports: [443] }, ids[0]);
    graph(stack, groups, { ports: [80, 9000] }, ids[1]);
    return writtenRules(Template.fromStack(stack));
  };
  expect(rules('A', 'B')).toEqual(rules('B', 'A'));
});

test('what else is in the stack makes no difference', () => {
  const alone = scene();
  graph(alone.stack, alone.groups);
  const stack = new Stack();
  new CfnResource(stack, 'Before', { type: 'Test::Other::Resource' });
  const beside = scene({}, stack);
  graph(stack, beside.groups);
  new CfnResource(stack, 'After', { type: 'Test::Other::Resource' });
  const groups = (of: Stack) => Template.fromStack(of).findResources('AWS::EC2::SecurityGroup');
  expect(groups(stack)).toEqual(groups(alone.stack));
});

describe('the template', () => {
  const text = () => {
    const { stack, groups } = scene({ rulesPerGroup: 3, disableInlineRules: true });
    graph(stack, groups);
    hybrid(stack, groups);
    return JSON.stringify(Template.fromStack(stack).toJSON());
  };

  test('is the same at any time', () => {
    const now = text();
    jest.useFakeTimers({ now: new Date('2001-02-03T04:05:06Z') });
    try {
      expect(text()).toBe(now);
    } finally {
      jest.useRealTimers();
    }
    expect(now).not.toContain(new Date().toISOString().slice(0, 10));
  });

  test('contains no path of this machine', () => {
    for (const path of [resolve(__dirname, '..', '..', '..'), homedir(), process.cwd()].filter((candidate) => candidate !== '/')) {
      expect(text()).not.toContain(path);
    }
  });
});
