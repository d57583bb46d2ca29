import { App, Aspects, CfnResource, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NetworkFirewallRules, PrefixLists, WafIpSets, WafScope } from '../../lib/aws';
import { graph } from './support';

const POINTS = [
  ['PrefixLists', 'AWS::EC2::PrefixList', (stack: Stack) => new PrefixLists(stack, 'Point')],
  ['NetworkFirewallRules', 'AWS::NetworkFirewall::RuleGroup', (stack: Stack) => new NetworkFirewallRules(stack, 'Point')],
  ['WafIpSets', 'AWS::WAFv2::IPSet', (stack: Stack) => new WafIpSets(stack, 'Point', { scope: WafScope.REGIONAL })],
] as const;

describe.each(POINTS)('%s', (_, type, newPoint) => {
  test.each([
    ['a stack', (app: App) => new Stack(app, 'Stack')],
    ['a nested stack', (app: App) => new NestedStack(new Stack(app, 'Parent'), 'Nested')],
    ['a stage', (app: App) => new Stack(new Stage(app, 'Stage'), 'Stack')],
  ])('tags and aspects that came first see what is rendered in %s', (__, newScope) => {
    const app = new App();
    const seen: string[] = [];
    const stack = newScope(app);
    const stage = Stage.of(stack)!; // aspects of the app end where a stage begins
    Tags.of(stage).add('team', 'network');
    Aspects.of(stage).add({ visit: (node) => void (CfnResource.isCfnResource(node) && seen.push(node.cfnResourceType)) });
    graph(stack, newPoint(stack));
    app.synth();
    expect(seen).toContain(type);
    const resources = Object.values(Template.fromStack(stack).findResources(type));
    expect(resources.length).toBeGreaterThan(0);
    resources.forEach(({ Properties }) => expect(Properties.Tags).toEqual([{ Key: 'team', Value: 'network' }]));
  });

  test('the order in which scenarios come makes no difference', () => {
    const [one, other] = [['A', 'B', 'C'], ['C', 'A', 'B']].map((ids) => {
      const stack = new Stack(new App(), 'Stack');
      const point = newPoint(stack);
      ids.forEach((id) => graph(stack, point, {}, id));
      return JSON.stringify(Template.fromStack(stack));
    });
    expect(other).toBe(one);
  });
});
