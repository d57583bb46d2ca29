import { App, Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cloud, HybridConfigurationWizardOutbound, IEnforcementPoint } from '../../lib';
import { DnsFirewallRules, NetworkFirewallRules, PrefixLists, RestApiPolicy, SecurityGroups, WafIpSets, WafScope } from '../../lib/aws';
import { errorOf, graph, vpcOf, warningsOf } from './support';

const NOTHING = 'cdk-m365-endpoints:enforcesNothing';
const told = (stack: Stack) => warningsOf(stack).filter((text) => text.endsWith('enforcesNothing'));

/** An enforcement point, and what uses it. */
interface Case<Point extends IEnforcementPoint> {
  make(stack: Stack): Point;
  use(point: Point): unknown;
}

const caseOf = <Point extends IEnforcementPoint>(make: Case<Point>['make'], use: Case<Point>['use']) => (inUse: boolean, acknowledgedWarnings: string[] = []) => {
  const stack = new Stack(new App(), 'Stack');
  const point = make(stack);
  if (point instanceof DnsFirewallRules) new HybridConfigurationWizardOutbound(stack, 'Wizard', { enforcedBy: [point], acknowledgedWarnings });
  else graph(stack, point, { acknowledgedWarnings });
  if (inUse) use(point);
  return told(stack);
};

test.each([
  ['SecurityGroups', caseOf((stack) => new SecurityGroups(stack, 'Point', { vpc: vpcOf(stack) }), ({ securityGroups }) => securityGroups)],
  ['WafIpSets', caseOf((stack) => new WafIpSets(stack, 'Point', { scope: WafScope.REGIONAL }), (point) => point.webAclRule(0))],
  ['WafIpSets by its group', caseOf((stack) => new WafIpSets(stack, 'Point', { scope: WafScope.REGIONAL }), ({ ruleGroup }) => ruleGroup)],
  ['RestApiPolicy', caseOf((stack) => new RestApiPolicy(stack, 'Point'), ({ document }) => document)],
  ['NetworkFirewallRules', caseOf((stack) => new NetworkFirewallRules(stack, 'Point'), (point) => point.reference(1))],
  ['DnsFirewallRules', caseOf((stack) => new DnsFirewallRules(stack, 'Point'), ({ ruleGroup }) => ruleGroup)],
])('%s that nothing uses says so, once it is complete, unless that is acknowledged', (_, toldBy) => {
  expect(toldBy(false)).toEqual(['/Stack/Point enforcesNothing']);
  expect(toldBy(false, [NOTHING])).toEqual([]);
  expect(toldBy(true)).toEqual([]);
});

describe('lists that another stack uses', () => {
  test.each([[undefined, true], [60, false]])('with maxEntries %s are warned of: %s', (maxEntries, warned) => {
    const app = new App();
    const [stack, other] = ['Lists', 'Other'].map((id) => new Stack(app, id));
    const lists = new PrefixLists(stack, 'Lists', { maxEntries });
    graph(stack, lists);
    const group = new SecurityGroup(other, 'Group', { vpc: new Vpc(other, 'Vpc'), allowAllOutbound: false });
    lists.prefixLists.forEach(({ prefixList }) => group.connections.allowFrom(prefixList, Port.tcp(443)));
    expect(warningsOf(stack).includes('/Lists/Lists sharedListMayBeReplaced')).toBe(warned);
  });
});

describe('slips', () => {
  test('a DNS rule group is associated with a VPC once, however often that is said', () => {
    const stack = new Stack();
    const rules = new DnsFirewallRules(stack, 'Rules');
    const vpc = vpcOf(stack);
    rules.associateWith(vpc, { priority: 200 });
    expect(() => rules.associateWith(vpc, { priority: 200 })).not.toThrow();
  });

  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['a security group as an enforcement point', (stack) => graph(stack, new SecurityGroup(stack, 'Group', { vpc: vpcOf(stack) }) as never), /SecurityGroups\.fromSecurityGroups/],
    ['gcc-high as a cloud', (stack) => graph(stack, new RestApiPolicy(stack, 'Policy'), { cloud: 'gcc-high' as unknown as Cloud }), /Cloud\.US_GOV_GCC_HIGH/],
    ['a WAF without props', (stack) => new (WafIpSets as never as new (scope: Stack, id: string) => WafIpSets)(stack, 'Waf'), /WafScope\.REGIONAL or WafScope\.CLOUDFRONT/],
  ])('fails for %s, with the way', (_, action, message) => {
    expect(errorOf(() => action(new Stack()))).toMatchObject({ code: 'InvalidOption', message: expect.stringMatching(message) });
  });
});
