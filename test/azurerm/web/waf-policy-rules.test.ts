import { CdnFrontdoorFirewallPolicy, CdnFrontdoorFirewallPolicyConfig } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { WebApplicationFirewallPolicy, WebApplicationFirewallPolicyConfig } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { Fn, TerraformStack, TerraformVariable, Token } from 'cdktf';
import { WafPolicyRules, WafPolicyRulesOptions } from '../../../lib/azurerm';
import { PrefixSet } from '../../../lib/net';
import { IEnforcementPoint, OnUnsupported, Peer } from '../../../lib/rules';
import { ExchangeHybridInbound, Scenario } from '../../../lib/scenarios';
import { readTerraform } from '../../../lib/verify';
import { fixtureCatalog, GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { expectExactly, fullSynth, newGraph, newStack, synth, warningIds, warningsOn, withCode } from '../support';

type Options = Partial<WafPolicyRulesOptions>;

/** A rule as Terraform reads it; the two firewalls call its parts by different names. */
interface Written {
  readonly name: string;
  readonly priority: number;
  readonly action: string;
  readonly path?: { readonly match_values: string[]; readonly transforms: string[] };
  readonly sources: string[][];
}

interface Firewall {
  readonly make: (stack: TerraformStack, options?: Options, id?: string, rest?: object) => IEnforcementPoint;
  readonly type: string;
  readonly rules: string;
  readonly conditions: string;
  readonly values: number;
}

const frontDoorPolicy = (stack: TerraformStack, rest: Partial<CdnFrontdoorFirewallPolicyConfig> = {}) => (
  stack.node.tryFindChild('Policy') as CdnFrontdoorFirewallPolicy | undefined
) ?? new CdnFrontdoorFirewallPolicy(stack, 'Policy', { name: 'waf', resourceGroupName: 'rg', skuName: 'Standard_AzureFrontDoor', mode: 'Prevention', ...rest });

const gatewayPolicy = (stack: TerraformStack, rest: Partial<WebApplicationFirewallPolicyConfig> = {}) => (
  stack.node.tryFindChild('Policy') as WebApplicationFirewallPolicy | undefined
) ?? new WebApplicationFirewallPolicy(stack, 'Policy', {
  name: 'waf', resourceGroupName: 'rg', location: 'westeurope', managedRules: { managedRuleSet: [{ version: '3.2' }] }, ...rest,
});

const DEFAULTS = { priority: 10, path: '/api/notifications' };

const FIREWALLS: Record<string, Firewall> = {
  'Front Door': {
    make: (stack, options, id = 'FromGraph', rest = {}) => (
      WafPolicyRules.forFrontDoor(stack, id, { policy: frontDoorPolicy(stack, rest), ...DEFAULTS, ...options })
    ),
    type: 'azurerm_cdn_frontdoor_firewall_policy',
    rules: 'custom_rule',
    conditions: 'match_condition',
    values: 600,
  },
  'Application Gateway': {
    make: (stack, options, id = 'FromGraph', rest = {}) => (
      WafPolicyRules.forApplicationGateway(stack, id, { policy: gatewayPolicy(stack, rest), ...DEFAULTS, ...options })
    ),
    type: 'azurerm_web_application_firewall_policy',
    rules: 'custom_rules',
    conditions: 'match_conditions',
    values: 540,
  },
};

/** Prefixes that no one could merge. */
const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);
const peers = (count: number) => ({
  additionalPeers: [Peer.prefixes(PrefixSet.of(...many(count)))], excludedPeers: [Peer.prefixes(PrefixSet.of(...GRAPH_PREFIXES))],
});

describe('a rule of the app that allows before ours blocks', () => {
  const allow = (priority: number, action = 'Allow') => ({ name: `allow${priority}`, priority, action, type: 'MatchRule', matchCondition: [] });

  test('is told, and one behind ours or that blocks is not', () => {
    const stack = newStack();
    const policy = frontDoorPolicy(stack, { customRule: [allow(5), allow(50), allow(6, 'Block')] });
    const point = WafPolicyRules.forFrontDoor(stack, 'FromGraph', { policy, ...DEFAULTS });
    newGraph(stack, 'Graph', point);
    synth(stack);
    expect(warningsOn(point)).toEqual([expect.stringContaining('allow5 of stack/Policy allows requests before the rule of stack/FromGraph')]);
  });
});

describe.each(Object.keys(FIREWALLS))('on %s', (name) => {
  const { make, type, rules, conditions, values } = FIREWALLS[name];

  const written = (document: any): Written[] => document.resource[type].Policy[rules].map((rule: any) => {
    const variable = (condition: any) => condition.match_variable ?? condition.match_variables[0].variable_name;
    return {
      name: rule.name,
      priority: rule.priority,
      action: rule.action,
      path: rule[conditions].find((condition: any) => variable(condition) === 'RequestUri'),
      sources: rule[conditions].filter((condition: any) => condition.operator === 'IPMatch').map((condition: any) => condition.match_values),
    };
  });

  type Create = (stack: TerraformStack, point: IEnforcementPoint) => Scenario;
  const synthesised = (options: Options = {}, create: Create = (stack, point) => newGraph(stack, 'Graph', point)) => {
    const stack = newStack();
    const scenario = create(stack, make(stack, options));
    return { stack, scenario, document: synth(stack) };
  };

  test('one rule blocks everyone but the sources from the path', () => {
    const { document, scenario } = synthesised();
    expect(written(document)).toEqual([{
      name: 'FromGraph', priority: 10, action: 'Block', path: expect.objectContaining({ transforms: ['UrlDecode', 'Lowercase'] }), sources: [GRAPH_PREFIXES],
    }]);
    expectExactly(document, scenario);
  });

  test('without a path, from everything', () => {
    const { document, scenario } = synthesised({ path: undefined });
    expect(written(document)[0].path).toBeUndefined();
    expectExactly(document, scenario);
  });

  test('the path is compared with or without scheme and host', () => {
    const [pattern] = written(synthesised().document)[0].path!.match_values;
    const urls = [
      'https://a.example:443/api/notifications', '/api/notifications?x=/', 'https://a.example//api/x/../notifications',
      'https://a.example/other?x=/api/notifications',
    ];
    expect(urls.map((url) => new RegExp(pattern).test(url))).toEqual([true, true, true, false]);
  });

  test('before any scenario everyone is blocked', () => {
    const stack = newStack();
    make(stack);
    expect(readTerraform(synth(stack)).admitted.describe()).toEqual(['inbound tcp 443 from 255.255.255.255/32']);
  });

  test('only logs when asked, and then admits everyone', () => {
    const { document } = synthesised({ countOnly: true });
    expect(written(document)[0].action).toBe('Log');
    expect(readTerraform(document).admitted.describe()).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
  });

  test('warns when the policy blocks nothing', () => {
    const stack = newStack();
    const rest = name === 'Front Door' ? { mode: 'Detection' } : { policySettings: { mode: 'Detection' } };
    const point = make(stack, {}, 'FromGraph', rest);
    expect(warningIds(newGraph(stack, 'Graph', point))).toContain('detectionOnly');
    const quiet = newGraph(stack, 'Quiet', point, { acknowledgedWarnings: ['cdk-m365-endpoints:detectionOnly'] });
    expect(warningIds(quiet)).not.toContain('detectionOnly');
    const other = newStack();
    expect(warningIds(newGraph(other, 'Graph', make(other)))).not.toContain('detectionOnly');
  });

  test('several scenarios share the rule, in any order', () => {
    const inOrder = (reverse: boolean) => {
      const stack = newStack();
      const point = make(stack);
      const create = [
        () => newGraph(stack, 'Graph', point),
        () => new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [point], catalog: fixtureCatalog() }),
      ];
      const scenarios = (reverse ? create.reverse() : create).map((one) => one());
      expectExactly(synth(stack), ...scenarios);
      return fullSynth(stack);
    };
    expect(inOrder(true)).toBe(inOrder(false));
  });

  test('deploy-time prefixes pass through', () => {
    const { document } = synthesised({}, (stack, point) => (
      newGraph(stack, 'Graph', point, { additionalPeers: [Peer.ipv4(new TerraformVariable(stack, 'monitor', { type: 'string' }).stringValue)] })
    ));
    expect(written(document)[0].sources[0].at(-1)).toBe('${var.monitor}');
  });

  describe('with more prefixes than a condition takes', () => {
    test('the rule has several conditions, all of which must be met, and stays exact', () => {
      const { document, scenario } = synthesised({}, (stack, point) => newGraph(stack, 'Graph', point, peers(values + 1)));
      const [{ sources }] = written(document);
      expect(sources.length).toBeGreaterThan(1);
      expect(sources.every((list) => list.length <= values)).toBe(true);
      expectExactly(document, scenario);
    });

    test('a prefix that goes takes nothing else with it', () => {
      const listsOf = (prefixes: string[]) => written(synthesised({ valuesPerCondition: 20 }, (stack, point) => (
        newGraph(stack, 'Graph', point, { ...peers(1), additionalPeers: [Peer.prefixes(PrefixSet.of(...prefixes))] })
      )).document)[0].sources;
      const before = listsOf(many(100));
      const moved = many(100).filter((_, i) => i % 10 === 0).map((gone) => {
        const after = listsOf(many(100).filter((prefix) => prefix !== gone));
        return after.filter((list, i) => JSON.stringify(list) !== JSON.stringify(before[i])).length;
      });
      expect(moved).toEqual(moved.map(() => 1));
    });

    test('fails when the rule is full', () => {
      expect(() => synthesised({ valuesPerCondition: 5 }, (stack, point) => newGraph(stack, 'Graph', point, peers(46)))).toThrow(withCode('WebRuleFull'));
      expect(() => synthesised({ valuesPerCondition: 5 }, (stack, point) => newGraph(stack, 'Graph', point, peers(45)))).not.toThrow();
    });
  });

  describe('beside rules of the app', () => {
    const match = { operator: 'Contains', matchValues: ['x'] };
    const own = (priority: number, ruleName = 'mine') => {
      const rule = { name: ruleName, priority, action: 'Block' };
      return name === 'Front Door'
        ? { customRule: [{ ...rule, type: 'MatchRule', matchCondition: [{ matchVariable: 'QueryString', ...match }] }] }
        : { customRules: [{ ...rule, ruleType: 'MatchRule', matchConditions: [{ matchVariables: [{ variableName: 'QueryString' }], ...match }] }] };
    };
    const beside = (rest: object) => {
      const stack = newStack();
      const point = make(stack, {}, 'FromGraph', rest);
      newGraph(stack, 'Graph', point);
      return stack;
    };

    test('those stay, first and as they are', () => {
      expect(written(synth(beside(own(1)))).map((rule) => [rule.name, rule.priority])).toEqual([['mine', 1], ['FromGraph', 10]]);
    });

    test('several of ours come by priority, whichever was made first', () => {
      const names = (...order: number[]) => {
        const stack = newStack();
        order.forEach((priority) => make(stack, { priority, path: `/p${priority}` }, `P${priority}`));
        return written(synth(stack)).map((rule) => rule.name);
      };
      expect(names(30, 20)).toEqual(['P20', 'P30']);
      expect(names(20, 30)).toEqual(['P20', 'P30']);
    });

    test('fails at synthesis on a priority that is taken', () => {
      expect(() => synth(beside(own(10)))).toThrow(/mine in stack\/Policy has priority 10, as has the rule of stack\/FromGraph/);
    });

    test('fails at synthesis on a name that is taken', () => {
      expect(() => synth(beside(own(1, 'fromgraph')))).toThrow(/two rules of stack\/Policy are called fromgraph: set ruleName of stack\/FromGraph/);
    });

    test('fails at synthesis when the rules were replaced', () => {
      const stack = beside({});
      const policy: any = stack.node.findChild('Policy');
      (name === 'Front Door' ? policy.putCustomRule : policy.putCustomRules).call(policy, []);
      expect(() => synth(stack)).toThrow(/the custom rules of stack\/Policy were replaced, and that of stack\/FromGraph is lost/);
    });

    test('fails when they are known to Terraform only', () => {
      const unknown = Token.asAny(Fn.jsondecode('[]'));
      expect(() => beside(name === 'Front Door' ? { customRule: unknown } : { customRules: unknown })).toThrow(withCode('UnknownCustomRules'));
    });
  });

  test.each<[string, Options, string]>([
    ['a priority of zero', { priority: 0 }, 'InvalidQuota'],
    ['no values', { valuesPerCondition: 0 }, 'InvalidQuota'],
    ['no ports', { ports: [] }, 'EmptyList'],
    ['a path without a slash', { path: 'api' }, 'InvalidPathPrefix'],
    ['a path whose pattern is too long', { path: `/${'a'.repeat(120)}` }, 'InvalidPathPrefix'],
    ['a name with a dash', { ruleName: 'from-graph' }, 'InvalidWafRuleName'],
    ['a name with a digit first', { ruleName: '1graph' }, 'InvalidWafRuleName'],
  ])('fails on %s', (_, options, code) => {
    expect(() => make(newStack(), options)).toThrow(withCode(code));
  });

  test('has an alphanumeric name whatever the construct is called', () => {
    const ids = ['From-Graph', '1', 'From_Graph'];
    const names = ids.map((id) => {
      const stack = newStack();
      make(stack, {}, id);
      return written(synth(stack))[0].name;
    });
    names.forEach((one) => expect(one).toMatch(/^[A-Za-z][A-Za-z0-9]{0,127}$/));
    expect(new Set(names).size).toBe(3);
  });

  test('fails on mail flow, and leaves it out when told to', () => {
    const hybrid = (onUnsupported: OnUnsupported) => synthesised({}, (stack, point) => (
      new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [point], catalog: fixtureCatalog(), mailFlow: true, onUnsupported })
    ));
    expect(() => hybrid(OnUnsupported.FAIL)).toThrow(/knows no ports and stands before TCP 443, and the rule is for TCP 25 only/);
    expect(written(hybrid(OnUnsupported.WARN).document)[0].sources).toEqual([['198.51.100.0/25', '2001:db8:e::/48']]);
  });

  test.each(GRAPH_PREFIXES)('a new edition without %s changes that value alone', (gone) => {
    const textWith = (catalog = fixtureCatalog()) => JSON.stringify(synthesised({}, (stack, point) => newGraph(stack, 'Graph', point, { catalog })).document.resource);
    const withoutIt = (text: string) => JSON.parse(text, (_, value) => (Array.isArray(value) ? value.filter((item) => item !== gone) : value));
    expect(JSON.parse(textWith(fixtureCatalog((sets) => withoutIt(JSON.stringify(sets)))))).toEqual(withoutIt(textWith()));
  });

  test('says where its sources come from in the comment of the stack', () => {
    const { stack } = synthesised();
    expect(JSON.parse(fullSynth(stack))['//']['cdk-m365-endpoints']['stack/FromGraph']['stack/Graph'].scenario).toBe('GraphChangeNotificationIngress');
  });

  test('looks like this', () => {
    const { document } = synthesised();
    expect((document.resource as any)[type].Policy[rules]).toMatchSnapshot();
  });

  describeMaterial('by the schema of the provider', () => {
    test('is valid', () => {
      const { document } = synthesised();
      expect(schemaProblems(document, (one) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${one}.json`)).block)).toEqual([]);
    });
  });
});

test('fails on a priority above 100 on Application Gateway only', () => {
  expect(() => FIREWALLS['Application Gateway'].make(newStack(), { priority: 101 })).toThrow(/invalid priority 101: give a whole number from 1 to 100/);
  expect(() => FIREWALLS['Front Door'].make(newStack(), { priority: 101 })).not.toThrow();
});
