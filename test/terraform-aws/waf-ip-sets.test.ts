import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { TerraformVariable } from 'cdktf';
import { OnUnsupported, Peer } from '../../lib/rules';
import { ExchangeHybridInbound } from '../../lib/scenarios';
import { WafIpSets, WafIpSetsProps, WafScope } from '../../lib/terraform-aws';
import { readTerraform } from '../../lib/verify';
import { errorOf, graphPublishes, hosts } from '../aws/support';
import { fixtureCatalog, GRAPH_PREFIXES } from '../support/fixture-catalog';
import { difference, Document, expectAdmitted, fullSynth, graph, newStack, resources, synth, warningIds, webAcl } from './support';

const EVERYONE = ['inbound tcp 443 from 0.0.0.0/0, ::/0'];

function scene(props: Partial<WafIpSetsProps> = {}) {
  const stack = newStack();
  return { stack, waf: new WafIpSets(stack, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications', ...props }) };
}

const setsOf = (document: Document) => resources(document, 'aws_wafv2_ip_set');

test('one IP set for each family holds the admitted sources', () => {
  const { stack, waf } = scene();
  graph(stack, waf);
  const description = 'graph-change-notifications: stated';
  const name = expect.stringMatching(/^stack-FromGraph-[0-9a-f]{8}-ipv[46]$/);
  expect(setsOf(synth(stack))).toEqual([
    { name, scope: 'REGIONAL', ip_address_version: 'IPV4', addresses: GRAPH_PREFIXES.slice(0, 4), description },
    { name, scope: 'REGIONAL', ip_address_version: 'IPV6', addresses: GRAPH_PREFIXES.slice(4), description },
  ]);
});

test.each(['/api/notifications', undefined])('the rule in a web ACL admits exactly what the scenarios mean, for the path %s', (path) => {
  const { stack, waf } = scene({ path });
  webAcl(stack, waf);
  const scenarios = [graph(stack, waf), new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [waf], catalog: fixtureCatalog() })];
  expectAdmitted(synth(stack), scenarios.flatMap(({ rules }) => rules.rules));
});

test('so does the rule group', () => {
  const { stack, waf } = scene();
  const scenario = graph(stack, waf);
  expect(waf.ruleGroup).toBe(waf.ruleGroup);
  const document = synth(stack);
  expectAdmitted(document, scenario.rules.rules);
  expect(resources(document, 'aws_wafv2_rule_group')[0]).toMatchObject({ capacity: 50, scope: 'REGIONAL' });
});

test('before any scenario everyone is blocked, and counting blocks nobody', () => {
  const { stack, waf } = scene();
  webAcl(stack, waf);
  expect(readTerraform(synth(stack)).admitted.isEmpty).toBe(true);
  const counting = scene({ countOnly: true });
  webAcl(counting.stack, counting.waf);
  graph(counting.stack, counting.waf);
  expect(readTerraform(synth(counting.stack)).admitted.describe()).toEqual(EVERYONE);
});

test('names are those that are given', () => {
  const { stack, waf } = scene({ name: 'graph' });
  expect(waf.ruleGroup.node.scope).toBe(waf);
  const document = synth(stack);
  expect(setsOf(document).map(({ name }) => name)).toEqual(['graph-ipv4', 'graph-ipv6']);
  expect(resources(document, 'aws_wafv2_rule_group')[0]).toMatchObject({ name: 'graph-50', lifecycle: { create_before_destroy: true } });
});

test('deploy-time prefixes pass through, and the whole Internet stands as halves', () => {
  const { stack, waf } = scene();
  graph(stack, waf, { additionalPeers: [Peer.ipv4(new TerraformVariable(stack, 'monitor', { type: 'string' }).stringValue), Peer.anyInternet()] });
  expect(setsOf(synth(stack)).map(({ addresses }) => addresses)).toEqual([['0.0.0.0/1', '128.0.0.0/1', '${var.monitor}'], ['::/1', '8000::/1']]);
});

test('fails on mail flow, and leaves it out when told to', () => {
  const hybrid = (onUnsupported: OnUnsupported) => {
    const { stack, waf } = scene();
    return warningIds(new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [waf], catalog: fixtureCatalog(), mailFlow: true, onUnsupported }));
  };
  expect(errorOf(() => hybrid(OnUnsupported.FAIL)).message).toMatch(/AWS WAF knows no ports and stands before TCP 443, and the rule is for TCP 25 only/);
  expect(hybrid(OnUnsupported.WARN)).toEqual(['unsupportedLeftOut']);
});

test.each<[Partial<WafIpSetsProps>, string]>([
  [{ ports: [] }, 'EmptyList'], [{ path: 'api' }, 'InvalidPathPrefix'], [{ capacity: 34 }, 'InvalidQuota'],
])('fails on %j', (props, code) => {
  expect(errorOf(() => scene(props)).code).toBe(code);
});

test('the order of scenarios makes no difference', () => {
  const inOrder = (reverse: boolean) => {
    const { stack, waf } = scene();
    webAcl(stack, waf);
    const create = [
      () => graph(stack, waf), () => new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [waf], catalog: fixtureCatalog() }),
    ];
    (reverse ? create.reverse() : create).forEach((one) => one());
    return JSON.stringify(fullSynth(stack));
  };
  expect(inOrder(true)).toBe(inOrder(false));
});

function documentWith(prefixes: string[]): Document {
  const { stack, waf } = scene();
  webAcl(stack, waf);
  graph(stack, waf, { catalog: graphPublishes(prefixes) });
  expect(waf.ruleGroup.node.scope).toBe(waf);
  return synth(stack);
}

test.each([0, 20, 39])('a new edition without prefix %d changes the addresses of one IP set', (index) => {
  const before = documentWith(hosts(40));
  const after = documentWith(hosts(40).filter((_, i) => i !== index));
  expect(difference(before, after)).toEqual(['aws_wafv2_ip_set addresses']);
  expect(setsOf(before)[0].addresses.filter((prefix: string) => prefix !== hosts(40)[index])).toEqual(setsOf(after)[0].addresses);
});

test('looks like this', () => {
  const { stack, waf } = scene();
  graph(stack, waf);
  expect(waf.ruleGroup.node.scope).toBe(waf);
  expect(synth(stack).resource).toMatchSnapshot();
});

test('a web ACL that is associated with an HTTP API fails', () => {
  const { stack, waf } = scene();
  const { arn: resourceArn } = new Apigatewayv2Stage(stack, 'Stage', { apiId: 'api', name: 'prod' });
  new Wafv2WebAclAssociation(stack, 'Association', { webAclArn: webAcl(stack, waf).arn, resourceArn });
  graph(stack, waf);
  expect(() => synth(stack)).toThrow(/stack\/Association associates a web ACL with an HTTP API/);
});
