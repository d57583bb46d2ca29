import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { WafIpSets, WafIpSetsProps, WafScope } from '../../lib/aws';
import { Scenario } from '../../lib/scenarios';
import { admittedByRules, compare, readCloudFormation } from '../../lib/verify';

/** A stack with IP sets for the path of a webhook. */
export function wafScene(props: Partial<WafIpSetsProps> = {}, stack = new Stack(), id = 'FromGraph') {
  return { stack, waf: new WafIpSets(stack, id, { scope: WafScope.REGIONAL, path: '/api/notifications', ...props }) };
}

/** A web ACL that lets everything else through. */
export function webAcl(stack: Stack, rules: CfnWebACL.RuleProperty[], scope = 'REGIONAL'): CfnWebACL {
  const visibilityConfig = { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: 'acl' };
  return new CfnWebACL(stack, 'WebAcl', { scope, defaultAction: { allow: {} }, rules, visibilityConfig });
}

/** Every resource of a type, in order. */
export function resourcesOf(stack: Stack, type: string): Record<string, any>[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => Properties);
}

/** Expects a template to admit what the scenarios mean, to the address, and nothing that AWS would reject. */
export function expectSources(stack: Stack, ...scenarios: Scenario[]): void {
  const reading = readCloudFormation(Template.fromStack(stack).toJSON());
  expect([reading.findings, reading.unresolved]).toEqual([[], []]);
  expect(compare(reading.admitted, admittedByRules(scenarios.flatMap(({ rules }) => rules.rules)).admitted).toString()).toBe('admits exactly what was expected');
}
