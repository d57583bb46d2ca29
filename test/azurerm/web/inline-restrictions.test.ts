/** The filters that stand inside a resource of the app: an Event Hubs namespace and a container app. */
import { ContainerApp, ContainerAppIngress } from '@cdktf/provider-azurerm/lib/container-app';
import { EventhubNamespace, EventhubNamespaceConfig } from '@cdktf/provider-azurerm/lib/eventhub-namespace';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { ContainerAppRestrictions, ContainerAppRestrictionsProps, EventHubNamespaceRules, EventHubNamespaceRulesProps } from '../../../lib/azurerm';
import { AddressFamily, PrefixSet } from '../../../lib/net';
import { OnUnsupported, Peer } from '../../../lib/rules';
import { ExchangeHybridInbound, GraphChangeNotificationIngressProps } from '../../../lib/scenarios';
import { prove, readTerraform } from '../../../lib/verify';
import { fixtureCatalog, GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { fullSynth, newGraph, newStack, synth, warningIds, withCode } from '../support';

const IPV4 = GRAPH_PREFIXES.filter((prefix) => !prefix.includes(':'));
const IPV4_ONLY = { addressFamilies: [AddressFamily.IPV4] };

const newNamespace = (stack: TerraformStack, rules: EventHubNamespaceRules, rest: Partial<EventhubNamespaceConfig> = {}) => new EventhubNamespace(stack, 'Namespace', {
  name: 'notifications', resourceGroupName: 'rg', location: 'westeurope', sku: 'Standard', networkRulesets: rules.networkRulesets, ...rest,
});

type ScenarioOptions = Partial<GraphChangeNotificationIngressProps>;

function graphHub(props: EventHubNamespaceRulesProps = {}, scenario: ScenarioOptions = {}, namespace: Partial<EventhubNamespaceConfig> = {}) {
  const stack = newStack();
  const rules = new EventHubNamespaceRules(stack, 'FromMicrosoft', props);
  newNamespace(stack, rules, namespace);
  return { stack, rules, graph: newGraph(stack, 'Graph', rules, scenario) };
}
const ruleSetOf = (stack: TerraformStack): any => (synth(stack) as any).resource.azurerm_eventhub_namespace.Namespace.network_rulesets[0];

const newContainerApp = (stack: TerraformStack, restrictions: ContainerAppRestrictions, rest: Partial<ContainerAppIngress> = {}) => new ContainerApp(stack, 'App', {
  name: 'webhook',
  resourceGroupName: 'rg',
  containerAppEnvironmentId: 'environment',
  revisionMode: 'Single',
  template: { container: [{ name: 'webhook', image: 'example.com/webhook:1', cpu: 0.25, memory: '0.5Gi' }] },
  ingress: {
    externalEnabled: true,
    targetPort: 8080,
    trafficWeight: [{ percentage: 100, latestRevision: true }],
    ipSecurityRestriction: restrictions.ipSecurityRestriction,
    ...rest,
  },
});

function graphApp(props: ContainerAppRestrictionsProps = {}, scenario: ScenarioOptions = IPV4_ONLY, ingress: Partial<ContainerAppIngress> = {}) {
  const stack = newStack();
  const restrictions = new ContainerAppRestrictions(stack, 'FromMicrosoft', props);
  newContainerApp(stack, restrictions, ingress);
  return { stack, restrictions, graph: newGraph(stack, 'Graph', restrictions, scenario) };
}
const rulesOf = (stack: TerraformStack): any[] => (synth(stack) as any).resource.azurerm_container_app.App.ingress.ip_security_restriction;
const verdict = (document: object, { rules }: { rules: { rules: any } }) => `${prove(document, { rules: rules.rules })}`;

test.each<[string[], string[]]>([
  [['0.0.0.0/0'], ['opensToInternet']],
  [['0.0.0.0/1', '128.0.0.0/1'], ['opensToInternet']],
  [['203.0.113.0/24'], []],
])('other ranges %j of a namespace warn: %j', (otherRanges, warned) => {
  const { stack, rules } = graphHub({ otherRanges });
  synth(stack);
  expect(warningIds(rules)).toEqual(warned);
});

/** Prefixes that no one could merge. */
const many = (count: number) => Array.from({ length: count }, (_, i) => `20.${i}.2.0/24`);
const only = (prefixes: string[]) => ({
  additionalPeers: [Peer.prefixes(PrefixSet.of(...prefixes))], excludedPeers: [Peer.prefixes(PrefixSet.of(...GRAPH_PREFIXES))],
});

describe('an Event Hubs namespace', () => {
  test('is given a rule for each range, denies the rest, and is proven equal', () => {
    const { stack, graph } = graphHub();
    expect(ruleSetOf(stack)).toEqual({
      default_action: 'Deny',
      ip_rule: GRAPH_PREFIXES.map((range) => ({ ip_mask: range, action: 'Allow' })),
      public_network_access_enabled: true,
      trusted_service_access_enabled: false,
      virtual_network_rule: [],
    });
    expect(verdict(synth(stack), graph)).toMatch(/^equal/);
  });

  test('may be made before or after the scenarios', () => {
    const inOrder = (isFirst: boolean) => {
      const stack = newStack();
      const rules = new EventHubNamespaceRules(stack, 'FromMicrosoft');
      if (isFirst) newNamespace(stack, rules);
      newGraph(stack, 'Graph', rules);
      if (!isFirst) newNamespace(stack, rules);
      return fullSynth(stack);
    };
    expect(inOrder(true)).toBe(inOrder(false));
  });

  test('before a scenario admits nobody, for which it needs a rule', () => {
    const stack = newStack();
    newNamespace(stack, new EventHubNamespaceRules(stack, 'FromMicrosoft'));
    expect(ruleSetOf(stack).ip_rule).toEqual([{ ip_mask: '255.255.255.255/32', action: 'Allow' }]);
  });

  test('admits ranges and subnets of the app too', () => {
    const { stack, graph } = graphHub({ otherRanges: ['192.0.2.0/25', '192.0.2.0/25', GRAPH_PREFIXES[0]], subnetIds: ['/subnets/one'], trustedServices: true });
    expect(ruleSetOf(stack)).toMatchObject({
      ip_rule: [...GRAPH_PREFIXES, '192.0.2.0/25'].map((range) => ({ ip_mask: range })),
      trusted_service_access_enabled: true,
      virtual_network_rule: [{ subnet_id: '/subnets/one', ignore_missing_virtual_network_service_endpoint: false }],
    });
    expect(verdict(synth(stack), graph)).toMatch(/^different[^]*192\.0\.2\.64\/26/);
  });

  test('takes values that are known only at deployment', () => {
    const stack = newStack();
    const range = new TerraformVariable(stack, 'range', { type: 'string' }).stringValue;
    const rules = new EventHubNamespaceRules(stack, 'FromMicrosoft', { otherRanges: [range] });
    newNamespace(stack, rules);
    newGraph(stack, 'Graph', rules, { additionalPeers: [Peer.ipv4(range)] });
    expect(ruleSetOf(stack).ip_rule.at(-1)).toEqual({ ip_mask: '${var.range}', action: 'Allow' });
  });

  test('refuses what does not fit, by name', () => {
    expect(() => graphHub({}, only(many(128)))).not.toThrow();
    expect(() => graphHub({}, only(many(129)))).toThrow(/stack\/FromMicrosoft has 129 ranges, and an Event Hubs namespace takes 128 IP rules: admit less/);
    expect(() => graphHub({ otherRanges: ['192.0.2.0/24'] }, only(many(128)))).toThrow(withCode('NetworkRulesFull'));
    expect(() => graphHub({ maxRules: 100, otherRanges: ['192.0.2.0/24'] }, only(many(100)))).toThrow(/an exact match needs 100 rules; with maxRules 99/);
    expect(() => graphHub({}, { ports: [5671] })).toThrow(/a network rule of an Event Hubs namespace knows no ports and stands before TCP 443/);
    expect(() => graphHub({ maxRules: 129 })).toThrow(withCode('InvalidQuota'));
    expect(() => graphHub({ maxRules: 1, otherRanges: ['192.0.2.0/24'] })).toThrow(withCode('InvalidOption'));
    expect(() => graphHub({ otherRanges: ['192.0.2.1/24'] })).toThrow(withCode('InvalidPrefix'));
    expect(() => graphHub({ subnetIds: Array.from({ length: 129 }, (_, i) => `${i}`) })).toThrow(withCode('InvalidOption'));
  });

  test.each<[string, Partial<EventhubNamespaceConfig>, RegExp]>([
    ['the Basic tier', { sku: 'Basic' }, /stack\/Namespace has the Basic tier, which takes no network rules/],
    ['no public access', { publicNetworkAccessEnabled: false }, /stack\/Namespace has no public network access/],
    ['rules of its own', { networkRulesets: [{ defaultAction: 'Deny' }] }, /the network rules of stack\/FromMicrosoft are in no namespace/],
  ])('with %s fails at synthesis', (_, namespace, message) => {
    expect(() => synth(graphHub({}, {}, namespace).stack)).toThrow(message);
  });
});

describe('a container app', () => {
  test('is given a rule for each range, and is proven equal', () => {
    const { stack, graph } = graphApp();
    expect(rulesOf(stack)).toEqual(IPV4.map((range) => ({
      name: `m365-${range.replace('/', '-')}`, description: 'graph-change-notifications (stated)', action: 'Allow', ip_address_range: range,
    })));
    expect(verdict(synth(stack), graph)).toMatch(/^equal/);
  });

  test('before a scenario admits nobody, for which it needs a rule', () => {
    const stack = newStack();
    newContainerApp(stack, new ContainerAppRestrictions(stack, 'FromMicrosoft'));
    expect(rulesOf(stack)).toEqual([expect.objectContaining({ name: 'm365-nobody', action: 'Allow', ip_address_range: '255.255.255.255/32' })]);
  });

  test('refuses what it cannot express, by name', () => {
    expect(() => graphApp({}, {})).toThrow(/an IP restriction of Azure Container Apps .*IPv6/);
    expect(() => graphApp({ maxRules: 5 }, { ...only(many(6)), ...IPV4_ONLY })).toThrow(/an exact match needs 6 rules; with maxRules 5/);
    expect(() => graphApp({}, { ...IPV4_ONLY, ports: [8443] })).toThrow(/knows no ports and stands before TCP 443/);
  });

  test('leaves out mail flow when told to', () => {
    const stack = newStack();
    const restrictions = new ContainerAppRestrictions(stack, 'FromMicrosoft');
    newContainerApp(stack, restrictions);
    new ExchangeHybridInbound(stack, 'Hybrid', {
      enforcedBy: [restrictions], catalog: fixtureCatalog(), mailFlow: true, onUnsupported: OnUnsupported.WARN, ...IPV4_ONLY,
    });
    expect(rulesOf(stack).map(({ ip_address_range: range }) => range)).toEqual(['198.51.100.0/25']);
  });

  test('that is in no app, or takes TCP, fails at synthesis', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', new ContainerAppRestrictions(stack, 'FromMicrosoft'), IPV4_ONLY);
    expect(() => synth(stack)).toThrow(/the IP restrictions of stack\/FromMicrosoft are in no container app/);
    expect(() => synth(graphApp({}, IPV4_ONLY, { transport: 'tcp', exposedPort: 9000 }).stack)).toThrow(/stack\/App takes plain TCP connections/);
  });

  test('that takes requests by HTTP is told, unless acknowledged', () => {
    const idsWith = (props: ContainerAppRestrictionsProps, ingress: Partial<ContainerAppIngress>) => {
      const { stack, restrictions } = graphApp(props, IPV4_ONLY, ingress);
      synth(stack);
      return warningIds(restrictions);
    };
    expect(idsWith({}, { allowInsecureConnections: true })).toEqual(['plainHttp']);
    expect(idsWith({}, {})).toEqual([]);
    expect(idsWith({ acknowledgedWarnings: ['cdk-m365-endpoints:plainHttp'] }, { allowInsecureConnections: true })).toEqual([]);
  });
});

describe('what a document says of them', () => {
  const hub = (ruleSet: object | undefined, rest: object = {}) => readTerraform({
    resource: { azurerm_eventhub_namespace: { N: { name: 'n', ...ruleSet === undefined ? {} : { network_rulesets: [ruleSet] }, ...rest } } },
  });
  const app = (ingress: object) => (
    readTerraform({ resource: { azurerm_container_app: { A: { name: 'a', ingress: { external_enabled: true, ...ingress } } } } })
  );
  const ipRules = [{ ip_mask: '192.0.2.1' }, { ip_mask: '203.0.113.0/24', action: 'Allow' }];
  const BOTH = ['inbound tcp 443 from 192.0.2.1/32, 203.0.113.0/24'];
  const restriction = (range: string, action = 'Allow') => ({ name: 'n', action, ip_address_range: range });

  test.each<[string, object, string[]]>([
    ['rules and a denial of the rest', { default_action: 'Deny', ip_rule: ipRules }, BOTH],
    ['an Allow of the rest', { default_action: 'Allow', ip_rule: ipRules }, ['inbound tcp 443 from 0.0.0.0/0, ::/0']],
    ['no public access', { default_action: 'Deny', ip_rule: ipRules, public_network_access_enabled: false }, []],
  ])('a namespace with %s', (_, ruleSet, admitted) => {
    expect(hub(ruleSet).admitted.describe()).toEqual(admitted);
  });

  test('a namespace without a rule is open, whatever its default action', () => {
    for (const ruleSet of [undefined, { default_action: 'Deny' }, { default_action: 'Deny', ip_rule: [] }]) {
      expect(hub(ruleSet).groups.size).toBe(0);
      expect(hub(ruleSet).uncovered).toMatchObject([{ preventsProof: true }]);
    }
    expect(hub(undefined, { public_network_access_enabled: false }).uncovered).toEqual([]);
  });

  test('subnets, and what is not known, are unresolved', () => {
    expect(hub({ default_action: 'Deny', ip_rule: ipRules, virtual_network_rule: [{ subnet_id: 's' }] }).unresolved).toHaveLength(1);
    expect(hub({ default_action: '${var.action}', ip_rule: ipRules }).unresolved).toHaveLength(1);
    expect(hub({ default_action: 'Deny', ip_rule: '${var.rules}' }).unresolved).toHaveLength(1);
    expect(hub({ default_action: 'Deny', ip_rule: [{ ip_mask: '192.0.2.1', action: 'Deny' }] }).unresolved).toHaveLength(1);
    expect(hub({ default_action: 'Deny', ip_rule: ipRules, later: 1 }).unresolved).toHaveLength(1);
  });

  test('trusted services are told, and too many rules', () => {
    expect(hub({ default_action: 'Deny', ip_rule: ipRules, trusted_service_access_enabled: true }).uncovered).toHaveLength(2);
    const rules = Array.from({ length: 129 }, (_, i) => ({ ip_mask: `10.0.${i}.0/24` }));
    expect(hub({ default_action: 'Deny', ip_rule: rules }).findings).toMatchObject([{ code: 'TooManyRules' }]);
  });

  test.each<[string, object[], string[], string[]]>([
    ['Allow', [restriction('192.0.2.1'), restriction('203.0.113.0/24')], BOTH, []],
    ['Deny', [restriction('0.0.0.0/1', 'Deny')], ['inbound tcp 443 from 128.0.0.0/1, ::/0'], []],
    ['both', [restriction('0.0.0.0/1'), restriction('128.0.0.0/2', 'Deny')], ['inbound tcp 443 from 0.0.0.0/1, 192.0.0.0/2, ::/0'], ['MixedActions']],
    ['IPv6', [restriction('2001:db8::/32')], ['inbound tcp 443 from 2001:db8::/32'], ['WrongFamily']],
  ])('a container app with rules that %s', (_, rules, admitted, codes) => {
    const reading = app({ ip_security_restriction: rules });
    expect(reading.admitted.describe()).toEqual(admitted);
    expect(reading.findings.map(({ code }) => code)).toEqual(codes);
  });

  test('a container app without a rule is open, unless nobody reaches it', () => {
    expect(app({}).uncovered).toMatchObject([{ preventsProof: true }]);
    expect(app({ external_enabled: false }).uncovered).toEqual([]);
    expect(app({ external_enabled: false, ip_security_restriction: [restriction('192.0.2.1')] }).uncovered).toMatchObject([{ preventsProof: false }]);
  });

  test('an ingress for TCP, and a transport that is not known, are unresolved', () => {
    expect(app({ transport: 'tcp', exposed_port: 9000, ip_security_restriction: [restriction('192.0.2.1')] }).unresolved.length).toBeGreaterThan(0);
    expect(app({ transport: '${var.t}', ip_security_restriction: [restriction('192.0.2.1')] }).unresolved).toHaveLength(1);
    expect(app({ transport: 'auto', ip_security_restriction: [restriction('192.0.2.1')] }).unresolved).toEqual([]);
  });
});

describeMaterial('by the schema of the provider', () => {
  test('both are valid', () => {
    const schemaOf = (type: string) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block;
    const hub = graphHub({ otherRanges: ['192.0.2.0/25'], subnetIds: ['/subnets/one'] });
    expect([hub, graphApp()].flatMap(({ stack }) => schemaProblems(synth(stack), schemaOf))).toEqual([]);
  });
});
