import { NetworkManagerAdminRule } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule';
import { NetworkManagerAdminRuleCollection } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule-collection';
import { NetworkManagerDeployment } from '@cdktf/provider-azurerm/lib/network-manager-deployment';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { AdminRuleAction, AdminRules, AdminRulesOptions, DefaultDeny, PriorityRange } from '../../../lib/azurerm';
import { Catalog } from '../../../lib/catalog';
import { PrefixSet } from '../../../lib/net';
import { IEnforcementPoint, Peer } from '../../../lib/rules';
import { ExchangeHybridInbound } from '../../../lib/scenarios';
import { GroupReading, readTerraform } from '../../../lib/verify';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { Document, expectExactly, fullSynth, newGraph, newStack, SomeService, synth, warningIds, withCode } from '../support';

const RANGE = PriorityRange.ofAdminRules(1, 99);
const OUTBOUND = { direction: 'outbound', tcpPorts: '80,443', udpPorts: '3478-3481', prefixes: ['198.51.100.0/24', '2001:db8:5::/48'] };

const newCollection = (scope: Construct, id = 'Collection') => new NetworkManagerAdminRuleCollection(scope, id, {
  name: id, securityAdminConfigurationId: 'configuration', networkGroupIds: ['group'],
});

type NewPoint = (scope: Construct, options?: Partial<AdminRulesOptions>, id?: string) => IEnforcementPoint & { deploymentTrigger: string };

const STYLES: [name: string, create: NewPoint][] = [
  ['a given collection', (scope, options = {}, id = 'Admin') => new AdminRules(scope, id, {
    ruleCollection: scope.node.tryFindChild('Collection') as NetworkManagerAdminRuleCollection | undefined ?? newCollection(scope),
    priorities: RANGE,
    ...options,
  })],
  ['an own collection', (scope, options = {}, id = 'Admin') => AdminRules.withOwnCollection(scope, id, {
    networkManager: { id: 'manager' }, networkGroupIds: ['group'], name: 'microsoft-365', priorities: RANGE, ...options,
  })],
];

type AdminRule = Record<string, unknown> & { readonly name: string; readonly priority: number };

const resources = (document: Document, type: string) => Object.values((document.resource as Record<string, Record<string, AdminRule>>)[type] ?? {});
const written = (document: Document) => resources(document, 'azurerm_network_manager_admin_rule').sort((a, b) => (a.name < b.name ? -1 : 1));
const group = (document: Document): GroupReading => [...readTerraform(document).groups.values()][0];

function withAll(newPoint: NewPoint, catalog: Catalog = fixtureCatalog(), options: Partial<AdminRulesOptions> = {}): TerraformStack {
  const stack = newStack();
  const rules = newPoint(stack, options);
  newGraph(stack, 'Graph', rules, { catalog, ports: [443, 8443] });
  new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [rules], catalog, mailFlow: true });
  new SomeService(stack, 'Service', rules, OUTBOUND);
  return stack;
}

describe.each(STYLES)('with %s', (_, newPoint) => {
  test('inbound and outbound rules are admitted exactly', () => {
    const stack = newStack();
    const rules = newPoint(stack, { denyOtherInbound: DefaultDeny.internet(), denyOtherOutbound: DefaultDeny.internet() });
    const scenarios = [
      newGraph(stack, 'Graph', rules, { ports: [443, 8443], additionalPeers: [Peer.ipv6('2001:db8:9::/48')] }), new SomeService(stack, 'Service', rules, OUTBOUND),
    ];
    expectExactly(synth(stack), ...scenarios);
  });

  test('a rule says everything that Azure asks for', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newPoint(stack, { destination: 'Sql', destinationIpv6: 'fd00:1::/64' }));
    expect(written(synth(stack))).toEqual([
      {
        name: 'Graph-graph-change-notifications.notifications-in-tcp-ipv4',
        description: 'graph-change-notifications (stated)',
        priority: expect.any(Number),
        direction: 'Inbound',
        action: 'Allow',
        protocol: 'Tcp',
        source: ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25'].map((prefix) => ({ address_prefix: prefix, address_prefix_type: 'IPPrefix' })),
        source_port_ranges: ['0-65535'],
        destination: [{ address_prefix: 'Sql', address_prefix_type: 'ServiceTag' }],
        destination_port_ranges: ['443'],
        admin_rule_collection_id: expect.stringMatching(/^\$\{azurerm_network_manager_admin_rule_collection\.\w+\.id\}$/),
      },
      expect.objectContaining({
        name: 'Graph-graph-change-notifications.notifications-in-tcp-ipv6',
        source: [{ address_prefix: '2001:db8:1::/48', address_prefix_type: 'IPPrefix' }],
        destination: [{ address_prefix: 'fd00:1::/64', address_prefix_type: 'IPPrefix' }],
      }),
    ]);
  });

  test('an outbound rule has the remote side as its destination', () => {
    const stack = newStack();
    new SomeService(stack, 'Service', newPoint(stack, { source: '10.0.1.0/24' }), { ...OUTBOUND, tcpPorts: undefined }, { acknowledgedWarnings: [] });
    expect(written(synth(stack))).toEqual([expect.objectContaining({
      direction: 'Outbound',
      protocol: 'Udp',
      source: [{ address_prefix: '10.0.1.0/24', address_prefix_type: 'IPPrefix' }],
      destination: [{ address_prefix: '198.51.100.0/24', address_prefix_type: 'IPPrefix' }],
      destination_port_ranges: ['3478-3481'],
    })]);
  });

  test('a deploy-time local side passes through', () => {
    const stack = newStack();
    const subnet = new TerraformVariable(stack, 'subnet', { type: 'string' });
    newGraph(stack, 'Graph', newPoint(stack, { destination: subnet.stringValue }));
    expect(written(synth(stack))).toEqual([expect.objectContaining({ destination: [{ address_prefix: '${var.subnet}', address_prefix_type: 'IPPrefix' }] })]);
  });

  test('network security groups decide, unless AlwaysAllow is chosen', () => {
    const [allow, always] = [undefined, AdminRuleAction.ALWAYS_ALLOW].map((action) => {
      const stack = newStack();
      const graph = newGraph(stack, 'Graph', newPoint(stack, { action }));
      return { warnings: warningIds(graph), reading: group(synth(stack)) };
    });
    expect(allow.reading.delivered?.isEmpty).toBe(true);
    expect(always.reading.delivered?.equals(always.reading.space)).toBe(true);
    expect(always.reading.space.equals(allow.reading.space)).toBe(true);
    expect(allow.warnings).toEqual(['withdrawnPrefixes', 'adminAllowIsNoOp']);
    expect(always.warnings).toEqual(['withdrawnPrefixes', 'overridesNetworkSecurityGroups']);
  });

  test('the rest is denied where that is asked for, after every rule that admits', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack, { destination: '10.0.1.0/24', denyOtherInbound: DefaultDeny.internet(2000) }));
    expect(warningIds(graph)).toEqual(['withdrawnPrefixes', 'noAddressOfFamily']);
    const document = synth(stack);
    expect(group(document)).toMatchObject({ otherInboundDenied: true, otherOutboundDenied: false });
    const deny = written(document).find(({ action }) => action === 'Deny')!;
    expect(deny).toEqual({
      name: 'Admin-ipv4-in-deny-internet',
      description: 'Denies inbound traffic from the Internet that no rule before it admits',
      priority: 2000,
      direction: 'Inbound',
      action: 'Deny',
      protocol: 'Any',
      source: [{ address_prefix: 'Internet', address_prefix_type: 'ServiceTag' }],
      destination: [{ address_prefix: '10.0.1.0/24', address_prefix_type: 'IPPrefix' }],
      admin_rule_collection_id: expect.any(String),
    });
  });

  test('each denying rule has a priority of its own, as a collection asks for', () => {
    const stack = newStack();
    newPoint(stack, {
      destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64', denyOtherInbound: DefaultDeny.internet(), denyOtherOutbound: DefaultDeny.everything(),
    });
    const document = synth(stack);
    expect(written(document).map(({ name, priority }) => `${name} ${priority}`)).toEqual([
      'Admin-ipv4-in-deny-internet 4096', 'Admin-ipv6-in-deny-internet 4095', 'Admin-out-deny-everything 4094',
    ]);
    expect(group(document)).toMatchObject({ otherInboundDenied: true, otherOutboundDenied: true });
  });

  test('every rule has a priority of its own, across directions', () => {
    const document = synth(withAll(newPoint));
    const priorities = written(document).map(({ priority }) => priority);
    expect(priorities.length).toBeGreaterThan(8);
    expect(new Set(priorities).size).toBe(priorities.length);
    expect(priorities.filter((priority) => !RANGE.includes(priority))).toEqual([]);
    expect(readTerraform(document).findings).toEqual([]);
  });

  test('the order of scenarios changes nothing', () => {
    const texts = [['A', 'B', 'C'], ['C', 'A', 'B']].map((ids) => {
      const stack = newStack();
      const rules = newPoint(stack);
      ids.forEach((id) => newGraph(stack, id, rules));
      return fullSynth(stack);
    });
    expect(texts[0]).toBe(texts[1]);
  });

  test('a prefix that is withdrawn changes only the source of the rule that holds it', () => {
    const without = fixtureCatalog((sets) => JSON.parse(JSON.stringify(sets).replace('"192.0.2.3/32",', '')));
    const [before, after] = [fixtureCatalog(), without].map((catalog) => written(synth(withAll(newPoint, catalog))));
    const changed = before.flatMap((rule, i) => Object.keys(rule).filter((key) => JSON.stringify(rule[key]) !== JSON.stringify(after[i][key])).map((key) => `${rule.name} ${key}`));
    expect(after).toHaveLength(before.length);
    expect(changed).toEqual(['Graph-graph-change-notifications.notifications-in-tcp-ipv4 source']);
  });

  test('the trigger of a deployment changes with the rules, and with nothing else', () => {
    const triggers = [fixtureCatalog(), fixtureCatalog(), fixtureCatalog().edition('2025-h2')].map((catalog) => {
      const stack = newStack();
      const rules = newPoint(stack);
      new NetworkManagerDeployment(stack, 'Deployment', {
        networkManagerId: 'manager', location: 'westeurope', scopeAccess: 'SecurityAdmin', configurationIds: ['configuration'], triggers: { rules: rules.deploymentTrigger },
      });
      newGraph(stack, 'Graph', rules, { catalog });
      return resources(synth(stack), 'azurerm_network_manager_deployment')[0].triggers;
    });
    expect(triggers[0]).toEqual({ rules: expect.stringMatching(/^[0-9a-f]{16} \$\{sha1\(join\(" ", \[azurerm_network_manager_admin_rule\./) });
    expect(triggers[1]).toEqual(triggers[0]);
    expect(triggers[2]).not.toEqual(triggers[0]);
  });

  test('the comment of the stack says what the rules rest on', () => {
    expect(Object.keys(JSON.parse(fullSynth(withAll(newPoint)))['//']['cdk-m365-endpoints']['stack/Admin'])).toEqual(['stack/Graph', 'stack/Hybrid', 'stack/Service']);
  });

  test('looks like this', () => {
    expect(written(synth(withAll(newPoint, fixtureCatalog(), { denyOtherInbound: DefaultDeny.internet() })))).toMatchSnapshot();
  });

  describeMaterial('by the schema of the provider', () => {
    test('is valid', () => {
      const stack = withAll(newPoint, fixtureCatalog(), { denyOtherInbound: DefaultDeny.internet(), denyOtherOutbound: DefaultDeny.everything() });
      expect(schemaProblems(synth(stack), (type) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block)).toEqual([]);
    });
  });

  test('fails for more prefixes than a level holds', () => {
    const stack = newStack();
    const scattered = Peer.prefixes(PrefixSet.of(...Array.from({ length: 1000 }, (__, i) => `10.${Math.floor(i / 128)}.0.${2 * (i % 128)}/32`)));
    expect(() => newGraph(stack, 'Graph', newPoint(stack), { additionalPeers: [scattered] })).toThrow(withCode('AdminRulesFull'));
    const other = newStack();
    newGraph(other, 'Graph', newPoint(other, { prefixesPerLevel: 2000 }), { additionalPeers: [scattered] });
  });

  test('fails for more rules than it may have', () => {
    expect(() => withAll(newPoint, fixtureCatalog(), { rulesPerLevel: 5 })).toThrow(withCode('AdminRulesFull'));
    expect(() => newPoint(newStack(), { rulesPerLevel: 0 })).toThrow(withCode('InvalidQuota'));
  });

  test.each([1, 99, 100])('fails when a denying rule would stand among the rules that admit, at priority %i', (priority) => {
    const both = { destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64', denyOtherInbound: DefaultDeny.internet(priority) };
    expect(() => newPoint(newStack(), both)).toThrow(withCode('DenyBeforeAllow'));
  });

  test('fails for host names', () => {
    const stack = newStack();
    expect(() => newGraph(stack, 'Graph', newPoint(stack), { additionalPeers: [Peer.host('relay.example.com')] })).toThrow(withCode('Unsupported'));
  });
});

test('an own collection brings its configuration', () => {
  const stack = newStack();
  AdminRules.withOwnCollection(stack, 'Admin', { networkManager: { id: 'manager' }, networkGroupIds: ['a', 'b'], name: 'microsoft-365', priorities: RANGE });
  const document = synth(stack);
  expect(resources(document, 'azurerm_network_manager_security_admin_configuration')).toEqual([{ name: 'microsoft-365', network_manager_id: 'manager' }]);
  expect(resources(document, 'azurerm_network_manager_admin_rule_collection')).toEqual([{
    name: 'microsoft-365', network_group_ids: ['a', 'b'], security_admin_configuration_id: expect.stringMatching(/^\$\{azurerm_network_manager_security_admin_configuration\.Admin_Configuration_\w+\.id\}$/),
  }]);
});

test('fails for an own collection without network groups', () => {
  expect(() => AdminRules.withOwnCollection(newStack(), 'Admin', { networkManager: { id: 'manager' }, networkGroupIds: [], name: 'a', priorities: RANGE }))
    .toThrow(withCode('EmptyList'));
});

test('fails when two enforcement points of a collection may take the same priorities', () => {
  const stack = newStack();
  STYLES[0][1](stack, { priorities: PriorityRange.ofAdminRules(1, 99) });
  expect(() => STYLES[0][1](stack, { priorities: PriorityRange.ofAdminRules(99, 200) }, 'Overlapping')).toThrow(withCode('OverlappingPriorities'));
});

test.each([[1], [4096]])('fails at synthesis when a rule of the app has our priority %i', (priority) => {
  const stack = newStack();
  const collection = newCollection(stack);
  newGraph(stack, 'Graph', new AdminRules(stack, 'Admin', { ruleCollection: collection, priorities: RANGE, denyOtherInbound: DefaultDeny.internet() }));
  new NetworkManagerAdminRule(stack, 'Mine', { name: 'mine', action: 'Deny', direction: 'Outbound', protocol: 'Any', priority, adminRuleCollectionId: collection.id });
  expect(() => synth(stack)).toThrow(new RegExp(`stack/Mine has priority ${priority}, which stack/Admin takes or may take`));
});

test('fails for priorities that Azure does not know, and for those of another platform', () => {
  expect(() => PriorityRange.ofAdminRules(0, 10)).toThrow(withCode('InvalidPriorityRange'));
  expect(() => PriorityRange.ofAdminRules(4000, 4097)).toThrow(withCode('InvalidPriorityRange'));
});
