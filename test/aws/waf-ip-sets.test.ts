import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { WafIpSets, WafScope } from '../../lib/aws';
import { AddressFamily, PrefixSet } from '../../lib/net';
import { OnUnsupported, Peer } from '../../lib/rules';
import { readCloudFormation } from '../../lib/verify';
import { GRAPH_PREFIXES } from '../support/fixture-catalog';
import { errorOf, graph, graphPublishes, hosts, hybrid, migration, warningsOf } from './support';
import { expectSources, resourcesOf, wafScene, webAcl } from './web-support';

const setsOf = (stack: Stack) => resourcesOf(stack, 'AWS::WAFv2::IPSet');

describe('the IP sets', () => {
  test('hold the admitted sources, one set for each family', () => {
    const { stack, waf } = wafScene();
    graph(stack, waf);
    expect(setsOf(stack)).toEqual([
      { Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: GRAPH_PREFIXES.slice(0, 4), Description: 'graph-change-notifications: stated' },
      { Scope: 'REGIONAL', IPAddressVersion: 'IPV6', Addresses: GRAPH_PREFIXES.slice(4), Description: 'graph-change-notifications: stated' },
    ]);
  });

  test('are both there when a family is left out, and its set admits nobody', () => {
    const { stack, waf } = wafScene();
    graph(stack, waf, { addressFamilies: [AddressFamily.IPV4] });
    expect(setsOf(stack)[1]).toMatchObject({ Addresses: [], Description: 'no IPv6 sources' });
  });

  test('hold the union of all scenarios, without overlaps', () => {
    const { stack, waf } = wafScene();
    const scenarios = [graph(stack, waf, { additionalPeers: [Peer.ipv4('198.51.100.0/24')] }), hybrid(stack, waf)];
    webAcl(stack, [waf.webAclRule(0)]);
    expect(setsOf(stack)[0].Addresses).toEqual([...GRAPH_PREFIXES.slice(0, 3), '198.51.100.0/24', GRAPH_PREFIXES[3]]);
    expect(setsOf(stack)[0].Description).toBe('exchange-hybrid: derived, graph-change-notifications: stated, graph-change-notifications: user');
    expectSources(stack, ...scenarios);
  });

  test('pass deploy-time prefixes through', () => {
    const { stack, waf } = wafScene();
    const parameter = new CfnParameter(stack, 'Monitor');
    graph(stack, waf, { additionalPeers: [Peer.ipv4(parameter.valueAsString)] });
    expect(setsOf(stack)[0].Addresses.at(-1)).toEqual({ Ref: 'Monitor' });
  });

  test('hold the whole Internet as halves, since no prefix may have length zero', () => {
    const { stack, waf } = wafScene();
    const scenario = graph(stack, waf, { additionalPeers: [Peer.anyInternet()] });
    webAcl(stack, [waf.webAclRule(0)]);
    expect(setsOf(stack).map(({ Addresses }) => Addresses)).toEqual([['0.0.0.0/1', '128.0.0.0/1'], ['::/1', '8000::/1']]);
    expectSources(stack, scenario);
  });

  test('fails on more prefixes than a set holds', () => {
    const { stack, waf } = wafScene();
    const many = Array.from({ length: 10_001 }, (_, index) => `10.${Math.floor(index / 128)}.${(index % 128) * 2}.0/24`);
    const error = errorOf(() => graph(stack, waf, { additionalPeers: [Peer.prefixes(PrefixSet.of(...many))] }));
    expect([error.code, error.message]).toEqual(['IpSetFull', expect.stringMatching(/^Default\/FromGraph would have 10005 IPv4 prefixes, and an IP set holds 10000: /)]);
  });
});

describe('the rule', () => {
  const statementsOf = (stack: Stack) => resourcesOf(stack, 'AWS::WAFv2::WebACL')[0].Rules[0].Statement.AndStatement.Statements;

  test('blocks requests of the path whose source is in neither set', () => {
    const { stack, waf } = wafScene();
    graph(stack, waf);
    webAcl(stack, [waf.webAclRule(7)]);
    const [rule] = resourcesOf(stack, 'AWS::WAFv2::WebACL')[0].Rules;
    expect(rule).toMatchObject({ Name: 'FromGraph', Priority: 7, Action: { Block: {} }, VisibilityConfig: { MetricName: 'FromGraph' } });
    expect(statementsOf(stack)[0].RegexMatchStatement).toMatchObject({
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Type: 'URL_DECODE', Priority: 0 }, { Type: 'URL_DECODE_UNI', Priority: 1 }, { Type: 'LOWERCASE', Priority: 2 }],
    });
    expect(statementsOf(stack).slice(1).map(({ NotStatement }: any) => NotStatement.Statement.IPSetReferenceStatement.Arn['Fn::GetAtt'][1])).toEqual(['Arn', 'Arn']);
  });

  test('admits exactly what the scenario means', () => {
    const { stack, waf } = wafScene();
    const scenario = graph(stack, waf);
    webAcl(stack, [waf.webAclRule(0)]);
    expectSources(stack, scenario);
  });

  test('without a path, is for every request', () => {
    const { stack, waf } = wafScene({ path: undefined });
    const scenario = graph(stack, waf);
    webAcl(stack, [waf.webAclRule(0)]);
    expect(statementsOf(stack)).toHaveLength(2);
    expectSources(stack, scenario);
  });

  test('before any scenario, blocks everyone', () => {
    const { stack, waf } = wafScene();
    webAcl(stack, [waf.webAclRule(0)]);
    expect(readCloudFormation(Template.fromStack(stack).toJSON()).admitted.isEmpty).toBe(true);
  });

  test('only counts when asked, and then admits everyone', () => {
    const { stack, waf } = wafScene({ countOnly: true });
    graph(stack, waf);
    webAcl(stack, [waf.webAclRule(0)]);
    expect(resourcesOf(stack, 'AWS::WAFv2::WebACL')[0].Rules[0].Action).toEqual({ Count: {} });
    expect(readCloudFormation(Template.fromStack(stack).toJSON()).admitted.describe()).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
  });

  test('has the name that is given', () => {
    const { stack, waf } = wafScene({ metricName: 'graph_only' });
    webAcl(stack, [waf.webAclRule(0)]);
    expect(resourcesOf(stack, 'AWS::WAFv2::WebACL')[0].Rules[0]).toMatchObject({ Name: 'graph_only', VisibilityConfig: { MetricName: 'graph_only' } });
  });
});

describe('the rule group', () => {
  test('is made when it is asked for, with a capacity that a path does not change', () => {
    const capacities = ['/api/notifications', undefined].map((path) => {
      const { stack, waf } = wafScene({ path });
      graph(stack, waf);
      expect(waf.node.tryFindChild('RuleGroup')).toBeUndefined();
      expect(waf.ruleGroup).toBe(waf.ruleGroup);
      return resourcesOf(stack, 'AWS::WAFv2::RuleGroup')[0].Capacity;
    });
    expect(capacities).toEqual([50, 50]);
  });

  test('admits exactly what the scenario means', () => {
    const { stack, waf } = wafScene();
    const scenario = graph(stack, waf);
    expect(waf.ruleGroup.node.scope).toBe(waf);
    expectSources(stack, scenario);
  });

  test.each([34, 0, 5001, 40.5])('fails on a capacity of %d', (capacity) => {
    const error = errorOf(() => wafScene({ capacity }));
    expect([error.code, error.message]).toEqual(['InvalidQuota', `invalid capacity ${capacity}: give a whole number from 35, which the rule needs, to 5000`]);
  });
});

describe('for CloudFront', () => {
  const inRegion = (region?: string) => wafScene({ scope: WafScope.CLOUDFRONT }, new Stack(new App(), 'Stack', { env: { region } }));

  test.each([['us-east-1'], [undefined]])('stands in a stack of region %s', (region) => {
    const { stack, waf } = inRegion(region);
    graph(stack, waf);
    expect(setsOf(stack).map(({ Scope }) => Scope)).toEqual(['CLOUDFRONT', 'CLOUDFRONT']);
  });

  test('fails in any other region that is known', () => {
    const error = errorOf(() => inRegion('eu-central-1'));
    expect([error.code, error.message]).toEqual(['WafRegion', expect.stringMatching(/its stack is in eu-central-1: put it into a stack in us-east-1/)]);
  });
});

describe('scenarios that a web ACL cannot express', () => {
  test('fails on mail flow: its sources would reach the web path', () => {
    const { stack, waf } = wafScene();
    expect(errorOf(() => hybrid(stack, waf, { mailFlow: true })).message).toMatch(/^cannot enforce exchange-hybrid: AWS WAF knows no ports and stands before TCP 443, and the rule is for TCP 25 only/);
  });

  test('leaves mail flow out when told to', () => {
    const { stack, waf } = wafScene();
    hybrid(stack, waf, { mailFlow: true, onUnsupported: OnUnsupported.WARN });
    void waf.webAclRule(0); // in use
    expect(setsOf(stack)[0].Addresses).toEqual(['198.51.100.0/25']);
    expect(warningsOf(stack)).toEqual(['/Default/Hybrid unsupportedLeftOut']);
  });

  test('takes other ports when the listener has them', () => {
    const { stack, waf } = wafScene({ ports: [8443] });
    graph(stack, waf, { ports: [8443] });
    webAcl(stack, [waf.webAclRule(0)]);
    expect(readCloudFormation(Template.fromStack(stack).toJSON(), { webPorts: [8443] }).admitted.describe()).toEqual([
      `inbound tcp 8443 from ${GRAPH_PREFIXES.join(', ')}`,
    ]);
  });

  test('fails on no ports at all', () => {
    expect(errorOf(() => wafScene({ ports: [] })).code).toBe('EmptyList');
  });
});

describe('stability', () => {
  const templateWith = (prefixes: string[]) => {
    const { stack, waf } = wafScene();
    graph(stack, waf, { catalog: graphPublishes(prefixes) });
    webAcl(stack, [waf.webAclRule(0)]);
    expect(waf.ruleGroup.node.scope).toBe(waf);
    return Template.fromStack(stack).toJSON().Resources as Record<string, any>;
  };
  const all = hosts(90);
  const before = templateWith(all);

  test.each([all[0], all[44], all[89]])('a new edition without %s changes one entry of one IP set', (gone) => {
    const after = templateWith(all.filter((prefix) => prefix !== gone));
    const changed = Object.keys({ ...before, ...after }).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
    expect(changed.map((id) => before[id].Type)).toEqual(['AWS::WAFv2::IPSet']);
    const [id] = changed;
    const Addresses = all.filter((prefix) => prefix !== gone).sort(byAddress);
    expect(after[id]).toEqual({ ...before[id], Properties: { ...before[id].Properties, Addresses } });
  });

  test('the order of scenarios makes no difference', () => {
    const inOrder = (reverse: boolean) => {
      const { stack, waf } = wafScene();
      webAcl(stack, [waf.webAclRule(0)]);
      const create = [graph, hybrid, migration].slice(0, 2);
      (reverse ? [...create].reverse() : create).forEach((scenario) => scenario(stack, waf));
      return JSON.stringify(Template.fromStack(stack).toJSON());
    };
    expect(inOrder(true)).toBe(inOrder(false));
  });

  test('provenance stands in the metadata of the template', () => {
    const { stack, waf } = wafScene();
    graph(stack, waf);
    expect(Template.fromStack(stack).toJSON().Metadata['cdk-m365-endpoints']['Default/FromGraph']['Default/Graph']).toMatchObject({ scenario: 'GraphChangeNotificationIngress' });
  });

  test('looks like this', () => {
    const { stack, waf } = wafScene();
    graph(stack, waf);
    expect(waf.ruleGroup.node.scope).toBe(waf);
    const { Metadata, Resources } = Template.fromStack(stack).toJSON();
    expect({ Metadata, Resources }).toMatchSnapshot();
  });
});

test('two of them in one stack have names of their own', () => {
  const { stack, waf } = wafScene();
  const other = new WafIpSets(stack, 'From Exchange 2', { scope: WafScope.REGIONAL, path: '/ews' });
  const names = [waf, other].map((one) => (one.webAclRule(0) as { name: string }).name);
  expect(names).toEqual(['FromGraph', expect.stringMatching(/^From-Exchange-2-[0-9a-f]{8}$/)]);
});

function byAddress(a: string, b: string): number {
  const number = (cidr: string) => cidr.split('/')[0].split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return number(a) - number(b);
}

test.each([['/apis/', true], ['/restapis/', false]])('a web ACL associated with %s<id>/stages/prod fails: %p', (kind, fails) => {
  const { stack, waf } = wafScene();
  graph(stack, waf);
  const api = new CfnApi(stack, 'Api', { name: 'api', protocolType: 'HTTP' });
  new CfnWebACLAssociation(stack, 'Association', {
    webAclArn: webAcl(stack, [waf.webAclRule(0)]).attrArn, resourceArn: `arn:aws:apigateway:${stack.region}::${kind}${api.ref}/stages/prod`,
  });
  const synthesise = () => Template.fromStack(stack);
  if (fails) expect(synthesise).toThrow(/Default\/Association associates a web ACL with an HTTP API, which takes none, so Default\/FromGraph can enforce nothing there/);
  else expect(synthesise).not.toThrow();
});
