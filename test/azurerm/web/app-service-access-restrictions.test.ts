import { FunctionAppFlexConsumption } from '@cdktf/provider-azurerm/lib/function-app-flex-consumption';
import { LinuxFunctionApp } from '@cdktf/provider-azurerm/lib/linux-function-app';
import { LinuxWebApp } from '@cdktf/provider-azurerm/lib/linux-web-app';
import { LogicAppStandard, LogicAppStandardConfig, LogicAppStandardSiteConfig } from '@cdktf/provider-azurerm/lib/logic-app-standard';
import { WindowsFunctionApp } from '@cdktf/provider-azurerm/lib/windows-function-app';
import { WindowsWebApp } from '@cdktf/provider-azurerm/lib/windows-web-app';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { AccessRestrictionAction, AppServiceAccessRestrictions, AppServiceAccessRestrictionsProps } from '../../../lib/azurerm';
import { Catalog } from '../../../lib/catalog';
import { PrefixSet } from '../../../lib/net';
import { OnUnsupported, Peer } from '../../../lib/rules';
import { ExchangeHybridInbound } from '../../../lib/scenarios';
import { prove, readTerraform } from '../../../lib/verify';
import { fixtureCatalog, GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { expectExactly, fullSynth, newGraph, newStack, synth, warningIds, withCode } from '../support';

interface Written {
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  readonly action: string;
  readonly ip_address: string;
}

type SiteConfig = AppServiceAccessRestrictions['siteConfig'];
const common = { name: 'app', resourceGroupName: 'rg', location: 'westeurope', servicePlanId: 'plan' };

/** Every kind of app. */
const APPS: Record<string, (scope: Construct, siteConfig: SiteConfig) => Construct> = {
  azurerm_linux_web_app: (scope, siteConfig) => new LinuxWebApp(scope, 'App', { ...common, siteConfig }),
  azurerm_windows_web_app: (scope, siteConfig) => new WindowsWebApp(scope, 'App', { ...common, siteConfig }),
  azurerm_linux_function_app: (scope, siteConfig) => new LinuxFunctionApp(scope, 'App', { ...common, siteConfig }),
  azurerm_windows_function_app: (scope, siteConfig) => new WindowsFunctionApp(scope, 'App', { ...common, siteConfig }),
  azurerm_function_app_flex_consumption: (scope, siteConfig) => new FunctionAppFlexConsumption(scope, 'App', {
    ...common,
    runtimeName: 'node',
    runtimeVersion: '22',
    storageContainerType: 'blobContainer',
    storageContainerEndpoint: 'https://example.com/container',
    storageAuthenticationType: 'SystemAssignedIdentity',
    siteConfig,
  }),
  azurerm_logic_app_standard: (scope, siteConfig) => newLogicApp(scope, siteConfig),
};

const newLogicApp = (scope: Construct, siteConfig: LogicAppStandardSiteConfig, rest: Partial<LogicAppStandardConfig> = {}) => new LogicAppStandard(scope, 'App', {
  name: 'app', resourceGroupName: 'rg', location: 'westeurope', appServicePlanId: 'plan', storageAccountName: 'store', storageAccountAccessKey: 'key', siteConfig, ...rest,
});

const restrictionsIn = (stack: TerraformStack, props: AppServiceAccessRestrictionsProps = {}) => (
  new AppServiceAccessRestrictions(stack, 'FromMicrosoft', props)
);
const newApp = (stack: TerraformStack, siteConfig: SiteConfig) => APPS.azurerm_linux_function_app(stack, siteConfig);
const siteOf = (document: any): any => document.resource.azurerm_linux_function_app.App.site_config;
const written = (document: any): Written[] => siteOf(document).ip_restriction;

/** What is synthesised for Graph. */
function graphApp(rest: Parameters<typeof newGraph>[3] = {}, props: AppServiceAccessRestrictionsProps = {}) {
  const stack = newStack();
  const restrictions = restrictionsIn(stack, props);
  newApp(stack, restrictions.siteConfig);
  const scenario = newGraph(stack, 'Graph', restrictions, rest);
  return { stack, scenario, document: synth(stack) };
}

/** Prefixes that no one could merge. */
const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);
const only = (prefixes: string[]) => ({
  additionalPeers: [Peer.prefixes(PrefixSet.of(...prefixes))], excludedPeers: [Peer.prefixes(PrefixSet.of(...GRAPH_PREFIXES))],
});

test('each range has a rule of its own, and everyone else is denied', () => {
  const { document, scenario } = graphApp();
  expect(written(document)).toEqual(GRAPH_PREFIXES.map((prefix) => ({
    name: prefix.includes(':') ? expect.stringMatching(/^m365-2001-db8-1--48-[0-9a-f]{8}$/) : `m365-${prefix.replace('/', '-')}`,
    description: 'graph-change-notifications (stated)',
    priority: 100,
    action: 'Allow',
    ip_address: prefix,
  })));
  expect(siteOf(document).ip_restriction_default_action).toBe('Deny');
  expectExactly(document, scenario);
});

describe.each(Object.keys(APPS))('%s', (type) => {
  const made = () => {
    const stack = newStack();
    const restrictions = restrictionsIn(stack);
    APPS[type](stack, restrictions.siteConfig);
    return { stack, restrictions };
  };

  test('takes them, and is proven equal', () => {
    const { stack, restrictions } = made();
    const scenario = newGraph(stack, 'Graph', restrictions);
    const document: any = synth(stack);
    expectExactly(document, scenario);
    expect(`${prove(document, { rules: scenario.rules.rules })}`).toMatch(/^equal/);
    expect(document.resource[type].App.site_config.ip_restriction).toHaveLength(GRAPH_PREFIXES.length);
  });

  test('admits nobody before a scenario does', () => {
    const { admitted, groups } = readTerraform(synth(made().stack));
    expect([...groups.keys()]).toEqual(['App']);
    expect(`${admitted}`).toBe(type === 'azurerm_logic_app_standard' ? 'inbound tcp 443 from 255.255.255.255/32' : 'nothing');
  });
});

describe('a Logic App, which has no default action', () => {
  const read = (site: object, app: object = {}) => (
    readTerraform({ resource: { azurerm_logic_app_standard: { App: { ...app, site_config: site } } } })
  );

  test('is given restrictions without one', () => {
    const stack = newStack();
    const restrictions = restrictionsIn(stack);
    newLogicApp(stack, restrictions.siteConfig, { httpsOnly: true });
    newGraph(stack, 'Graph', restrictions);
    expect(Object.keys((synth(stack) as any).resource.azurerm_logic_app_standard.App.site_config)).toEqual(['ip_restriction']);
    expect(warningIds(restrictions)).toEqual(['scmSiteOpen']);
  });

  test('denies the rest as soon as a rule exists, and is open before', () => {
    expect(read({ ip_restriction: [{ ip_address: '192.0.2.1/32' }] })).toMatchObject({ findings: [], groups: expect.objectContaining({ size: 1 }) });
    expect(read({ ip_restriction: [] })).toMatchObject({ groups: expect.objectContaining({ size: 0 }), uncovered: [{ preventsProof: true }] });
  });

  test('without public access admits nobody', () => {
    const withAccess = (access: string) => read({ ip_restriction: [{ ip_address: '192.0.2.1/32' }] }, { public_network_access: access });
    expect(withAccess('Disabled').admitted.isEmpty).toBe(true);
    expect(withAccess('${var.access}').unresolved).toHaveLength(1);
  });
});

test('the app may be made before or after the scenarios, and those come in any order', () => {
  const inOrder = (order: number[]) => {
    const stack = newStack();
    const restrictions = restrictionsIn(stack);
    const steps = [
      () => newApp(stack, restrictions.siteConfig),
      () => newGraph(stack, 'Graph', restrictions),
      () => new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [restrictions], catalog: fixtureCatalog() }),
    ];
    order.forEach((step) => steps[step]());
    return fullSynth(stack);
  };
  expect(new Set([[0, 1, 2], [2, 1, 0], [1, 0, 2]].map(inOrder)).size).toBe(1);
});

test('a range that several scenarios want names all of them', () => {
  const stack = newStack();
  const restrictions = restrictionsIn(stack);
  newApp(stack, restrictions.siteConfig);
  newGraph(stack, 'Graph', restrictions, { additionalPeers: [Peer.ipv4('198.51.100.128/25')] });
  new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [restrictions], catalog: fixtureCatalog() });
  expect(written(synth(stack)).find(({ ip_address: range }) => range === '198.51.100.0/24')?.description)
    .toBe('exchange-hybrid (derived), graph-change-notifications (user)');
});

test('other settings of the site stay', () => {
  const stack = newStack();
  const restrictions = restrictionsIn(stack);
  new LinuxFunctionApp(stack, 'App', { ...common, siteConfig: { ...restrictions.siteConfig, http2Enabled: true } });
  newGraph(stack, 'Graph', restrictions);
  expect(siteOf(synth(stack))).toMatchObject({ http2_enabled: true, ip_restriction_default_action: 'Deny' });
});

test('before any scenario everyone is denied', () => {
  const stack = newStack();
  newApp(stack, restrictionsIn(stack).siteConfig);
  expect(readTerraform(synth(stack)).admitted.isEmpty).toBe(true);
});

test('deploy-time prefixes pass through', () => {
  const stack = newStack();
  const restrictions = restrictionsIn(stack);
  newApp(stack, restrictions.siteConfig);
  newGraph(stack, 'Graph', restrictions, { additionalPeers: [Peer.ipv4(new TerraformVariable(stack, 'monitor', { type: 'string' }).stringValue)] });
  expect(written(synth(stack)).at(-1)).toMatchObject({ name: 'm365-deploytime1', ip_address: '${var.monitor}' });
});

test('names of long ranges end in a hash', () => {
  const long = '2001:db8:1111:2222:3333:4444:5555:';
  const { document } = graphApp(only([`${long}6661/128`, `${long}6663/128`, `${long}6665/128`]));
  const names = written(document).map(({ name }) => name);
  names.forEach((name) => expect(name).toMatch(/^m365-[0-9a-f.-]{1,27}$/));
  expect(new Set(names).size).toBe(names.length);
});

describe('with more ranges than rules', () => {
  test('rules hold up to eight, and admit exactly what is meant', () => {
    const { document, scenario } = graphApp(only(many(600)));
    const sizes = written(document).map(({ ip_address: ranges }) => ranges.split(',').length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(600);
    expect(sizes.length).toBeLessThanOrEqual(512);
    expectExactly(document, scenario);
  });

  test('a range that goes changes the one rule that holds it', () => {
    const rules = (prefixes: string[]) => (
      new Map(written(graphApp(only(prefixes), { maxRules: 60 }).document).map((rule) => [rule.name, rule.ip_address]))
    );
    const before = rules(many(150));
    const changed = many(150).filter((_, i) => i % 15 === 0).map((gone) => {
      const after = rules(many(150).filter((prefix) => prefix !== gone));
      return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).length;
    });
    expect(changed).toEqual(changed.map(() => 1));
  });

  test('fails when they do not fit at all', () => {
    expect(() => graphApp(only(many(17)), { maxRules: 2 })).toThrow(withCode('AccessRestrictionsFull'));
    expect(() => graphApp(only(many(16)), { maxRules: 2 })).not.toThrow();
  });
});

describe('stability', () => {
  const catalogWithout = (gone: string): Catalog => fixtureCatalog((sets) => (
    JSON.parse(JSON.stringify(sets), (_, value) => (Array.isArray(value) ? value.filter((item) => item !== gone) : value))
  ));

  test.each(GRAPH_PREFIXES)('a new edition without %s takes that rule away and touches no other', (gone) => {
    const before = written(graphApp().document);
    const after = written(graphApp({ catalog: catalogWithout(gone) }).document);
    expect(after).toEqual(before.filter(({ ip_address: range }) => range !== gone));
  });
});

describe('checks', () => {
  test('fails at synthesis when no app has them', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', restrictionsIn(stack));
    expect(() => synth(stack)).toThrow(/the access restrictions of stack\/FromMicrosoft are in no app: spread its siteConfig/);
  });

  test('fails at synthesis when an app admits everyone else', () => {
    const stack = newStack();
    const restrictions = restrictionsIn(stack);
    newApp(stack, { ...restrictions.siteConfig, ipRestrictionDefaultAction: 'Allow' });
    newGraph(stack, 'Graph', restrictions);
    expect(() => synth(stack)).toThrow(/stack\/App admits everyone beside the access restrictions of stack\/FromMicrosoft/);
  });

  test.each<[AppServiceAccessRestrictionsProps, string]>([
    [{ priority: 0 }, 'InvalidQuota'],
    [{ priority: 65_001 }, 'InvalidQuota'],
    [{ maxRules: 0 }, 'InvalidQuota'],
    [{ maxRules: 513 }, 'InvalidQuota'],
    [{ ports: [] }, 'EmptyList'],
  ])('fails on %j', (props, code) => {
    expect(() => restrictionsIn(newStack(), props)).toThrow(withCode(code));
  });

  test('fails on mail flow, and leaves it out when told to', () => {
    const hybrid = (onUnsupported: OnUnsupported) => {
      const stack = newStack();
      const restrictions = restrictionsIn(stack);
      newApp(stack, restrictions.siteConfig);
      new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [restrictions], catalog: fixtureCatalog(), mailFlow: true, onUnsupported });
      return written(synth(stack)).map(({ ip_address: range }) => range);
    };
    expect(() => hybrid(OnUnsupported.FAIL)).toThrow(/an access restriction of Azure App Service knows no ports and stands before TCP 443/);
    expect(hybrid(OnUnsupported.WARN)).toEqual(['198.51.100.0/25', '2001:db8:e::/48']);
  });
});

describe('rules of the app beside ours', () => {
  const otherRules = [
    { priority: 50, name: 'no-tor', action: AccessRestrictionAction.DENY, ipAddress: '192.0.2.0/24' },
    { priority: 200, name: 'front-door', serviceTag: 'AzureFrontDoor.Backend', headers: { xAzureFdid: ['0000-1111'] } },
    { priority: 300, name: 'subnet', virtualNetworkSubnetId: 'a-subnet' },
  ];

  test('stand before and after ours, by their priorities', () => {
    const all = written(graphApp({}, { otherRules }).document);
    expect(all).toHaveLength(GRAPH_PREFIXES.length + 3);
    expect(all.filter(({ name }) => !name.startsWith('m365-'))).toEqual([
      { priority: 50, name: 'no-tor', action: 'Deny', ip_address: '192.0.2.0/24' },
      { priority: 200, name: 'front-door', action: 'Allow', service_tag: 'AzureFrontDoor.Backend', headers: [{ x_azure_fdid: ['0000-1111'] }] },
      { priority: 300, name: 'subnet', action: 'Allow', virtual_network_subnet_id: 'a-subnet' },
    ]);
  });

  test('count against the rules of the app', () => {
    expect(written(graphApp(only(many(9)), { maxRules: 5, otherRules }).document)).toHaveLength(5);
    expect(() => graphApp(only(many(17)), { maxRules: 5, otherRules })).toThrow(withCode('AccessRestrictionsFull'));
    expect(() => graphApp({}, { maxRules: 3, otherRules })).toThrow(withCode('InvalidOption'));
  });

  test.each<[string, object, string]>([
    ['at the priority of ours', { priority: 100, serviceTag: 'AzureCloud' }, 'InvalidOption'],
    ['without a priority', { serviceTag: 'AzureCloud' }, 'InvalidQuota'],
    ['for nobody', { priority: 50 }, 'InvalidOption'],
    ['for two', { priority: 50, serviceTag: 'AzureCloud', ipAddress: '192.0.2.0/24' }, 'InvalidOption'],
    ['with an action that there is not', { priority: 50, serviceTag: 'AzureCloud', action: 'Block' }, 'InvalidOption'],
  ])('fail %s', (_, rule, code) => {
    expect(() => restrictionsIn(newStack(), { otherRules: [rule as never] })).toThrow(withCode(code));
  });
});

describe('ways around the restrictions are told', () => {
  const idsWith = (site: object, app: object, props: AppServiceAccessRestrictionsProps = {}) => {
    const stack = newStack();
    const restrictions = restrictionsIn(stack, props);
    new LinuxWebApp(stack, 'App', { ...common, siteConfig: { ...restrictions.siteConfig, ...site }, ...app });
    newGraph(stack, 'Graph', restrictions, { ports: props.ports });
    synth(stack);
    return warningIds(restrictions);
  };

  test('an open site of advanced tools, and requests by HTTP', () => {
    expect(idsWith({}, {})).toEqual(['scmSiteOpen', 'plainHttp']);
    expect(idsWith({ scmUseMainIpRestriction: true }, { httpsOnly: true })).toEqual([]);
    expect(idsWith({ scmIpRestrictionDefaultAction: 'Deny' }, { httpsOnly: true })).toEqual([]);
    expect(idsWith({}, {}, { ports: [80, 443] })).toEqual(['scmSiteOpen']);
  });

  test('unless acknowledged', () => {
    expect(idsWith({}, {}, { acknowledgedWarnings: ['cdk-m365-endpoints:scmSiteOpen', 'cdk-m365-endpoints:plainHttp'] })).toEqual([]);
  });
});

test('says where its ranges come from in the comment of the stack', () => {
  const { stack } = graphApp();
  expect(JSON.parse(fullSynth(stack))['//']['cdk-m365-endpoints']['stack/FromMicrosoft']['stack/Graph'].scenario).toBe('GraphChangeNotificationIngress');
});

test('looks like this', () => {
  expect(siteOf(graphApp().document)).toMatchSnapshot();
});

describeMaterial('by the schema of the provider', () => {
  test('is valid', () => {
    const schemaOf = (type: string) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block;
    const stack = newStack();
    const restrictions = restrictionsIn(stack);
    Object.entries(APPS).forEach(([type, app]) => app(new Construct(stack, type), restrictions.siteConfig));
    newGraph(stack, 'Graph', restrictions);
    expect(schemaProblems(synth(stack), schemaOf)).toEqual([]);
  });
});

test.each<[object, string[]]>([
  [{ ipAddress: '0.0.0.0/1, 128.0.0.0/1' }, ['opensToInternet']],
  [{ ipAddress: '::/0' }, ['opensToInternet']],
  [{ serviceTag: 'Internet' }, ['opensToInternet']],
  [{ serviceTag: 'AzureFrontDoor.Backend' }, []],
  [{ ipAddress: '203.0.113.0/24' }, []],
  [{ ipAddress: '0.0.0.0/0', action: AccessRestrictionAction.DENY }, []],
  [{ ipAddress: '0.0.0.0/0', headers: { xAzureFdid: ['55ce4ed1-4b06-4bf1-b40e-4638452104da'] } }, []],
])('another rule %j warns: %j', (rule, warned) => {
  const stack = newStack();
  const restrictions = new AppServiceAccessRestrictions(stack, 'FromMicrosoft', { otherRules: [{ priority: 90, ...rule }] });
  new LinuxWebApp(stack, 'App', { ...common, httpsOnly: true, siteConfig: { ...restrictions.siteConfig, scmUseMainIpRestriction: true } });
  newGraph(stack, 'Graph', restrictions);
  synth(stack);
  expect(warningIds(restrictions)).toEqual(warned);
});
