import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataAzurermNetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-network-security-group';
import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformVariable, Testing } from 'cdktf';
import { Peer } from '../../../lib/rules';
import { ExchangeHybridInbound, MailboxMigrationInbound } from '../../../lib/scenarios';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { admitted, expectExactly, fullSynth, newGraph, newGroup, newRules, newStack, SomeService, synth, theRule, withCode, writtenRules } from '../support';

const NAMES = ['network_security_group_name', 'resource_group_name'] as const;

test('a rule says everything that Azure asks for, and nothing else', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newRules(stack, { destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64' }));
  expect(theRule(synth(stack), /ipv6/)).toEqual({
    name: 'Graph-graph-change-notifications.notifications-in-tcp-ipv6',
    description: 'graph-change-notifications (stated)',
    priority: expect.any(Number),
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    source_address_prefix: '2001:db8:1::/48',
    source_port_range: '*',
    destination_address_prefix: 'fd00:1::/64',
    destination_port_range: '443',
    network_security_group_name: '${azurerm_network_security_group.Nsg.name}',
    resource_group_name: '${azurerm_network_security_group.Nsg.resource_group_name}',
  });
});

describe('rules join', () => {
  test('a group of the same stack, by reference', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    for (const rule of writtenRules(synth(stack))) {
      expect(NAMES.map((name) => rule[name])).toEqual([
        '${azurerm_network_security_group.Nsg.name}', '${azurerm_network_security_group.Nsg.resource_group_name}',
      ]);
    }
  });

  test('a group that Terraform looks up, by reference', () => {
    const stack = newStack();
    const networkSecurityGroup = new DataAzurermNetworkSecurityGroup(stack, 'Nsg', { name: 'nsg-web', resourceGroupName: 'rg-web' });
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    for (const rule of writtenRules(synth(stack))) {
      expect(NAMES.map((name) => rule[name])).toEqual([
        '${data.azurerm_network_security_group.Nsg.name}', '${data.azurerm_network_security_group.Nsg.resource_group_name}',
      ]);
    }
  });

  test('a group made elsewhere, by its names', () => {
    const stack = newStack();
    const networkSecurityGroup = { name: 'nsg-web', resourceGroupName: 'rg-web' };
    const graph = newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    const document = synth(stack);
    expect(writtenRules(document).map((rule) => NAMES.map((name) => rule[name]))).toEqual([['nsg-web', 'rg-web'], ['nsg-web', 'rg-web']]);
    expect(Object.keys(document.resource)).toEqual(['azurerm_network_security_rule']);
    expectExactly(document, graph);
  });

  test('a group of another stack, through its state', () => {
    const app = Testing.app();
    const stack = newStack('web', app);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: newGroup(newStack('network', app)) }));
    app.synth();
    const document = JSON.parse(readFileSync(join(app.outdir, 'stacks', 'web', 'cdk.tf.json'), 'utf8'));
    expect(writtenRules(document)[0].network_security_group_name)
      .toMatch(/^\$\{data\.terraform_remote_state\..*azurerm_network_security_groupNsgname.*\}$/);
  });
});

describe('prefixes', () => {
  test('are of one family in a rule', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    const document = synth(stack);
    expect(writtenRules(document)).toHaveLength(2);
    expect(theRule(document, /ipv4/).source_address_prefixes).toEqual(['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25']);
    expect(theRule(document, /ipv6/).source_address_prefix).toBe('2001:db8:1::/48');
  });

  test('never overlap or repeat in a rule, whoever adds them', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newRules(stack), {
      additionalPeers: ['203.0.113.64/26', '203.0.113.128/25', '192.0.2.3/32'].map((cidr) => Peer.ipv4(cidr)),
    });
    const document = synth(stack);
    expect(theRule(document, /ipv4/).source_address_prefixes).toEqual(['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/24']);
    expectExactly(document, graph);
  });

  test('that two published sets share are in a rule once', () => {
    const stack = newStack();
    const migration = new MailboxMigrationInbound(stack, 'Migration', { enforcedBy: [newRules(stack)], catalog: fixtureCatalog() });
    const document = synth(stack);
    expect(theRule(document, /ipv6/).source_address_prefix).toBe('2001:db8:e::/48');
    expectExactly(document, migration);
  });

  test('may be everything, when the app says so', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack), { additionalPeers: [Peer.anyInternet()] });
    expect(admitted(synth(stack))).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
  });
});

describe('what is admitted', () => {
  test('is every published prefix on every chosen port, and no other', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newRules(stack), { ports: [8443, 443], excludedPeers: [Peer.ipv4('192.0.2.3/32')] });
    const document = synth(stack);
    const peers = '192.0.2.1/32, 192.0.2.6/32, 203.0.113.0/25, 2001:db8:1::/48';
    expect(admitted(document)).toEqual([`inbound tcp 443 from ${peers}`, `inbound tcp 8443 from ${peers}`]);
    expect(writtenRules(document).map((rule) => rule.destination_port_ranges)).toEqual([['443', '8443'], ['443', '8443']]);
    expectExactly(document, graph);
  });

  test('is what all scenarios of a group admit together', () => {
    const stack = newStack();
    const rules = newRules(stack);
    const hybrid = new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [rules], catalog: fixtureCatalog(), mailFlow: true });
    const document = [newGraph(stack, 'Graph', rules), newGraph(stack, 'Graph8443', rules, { ports: [8443] }), hybrid];
    expectExactly(synth(stack), ...document);
  });

  test('spells a range of ports as one', () => {
    const stack = newStack();
    const service = new SomeService(stack, 'Media', newRules(stack), { tcpPorts: '50000-59999,5061', udpPorts: '3478', prefixes: ['198.51.100.0/24'] });
    const document = synth(stack);
    expect(theRule(document, /tcp/)).toMatchObject({ protocol: 'Tcp', destination_port_ranges: ['5061', '50000-59999'] });
    expect(theRule(document, /udp/)).toMatchObject({ protocol: 'Udp', destination_port_range: '3478' });
    expectExactly(document, service);
  });

  test('is nothing before a scenario comes', () => {
    const stack = newStack();
    newRules(stack);
    expect(writtenRules(synth(stack))).toEqual([]);
  });
});

describe('deploy-time values', () => {
  test('pass through untouched beside concrete ones', () => {
    const stack = newStack();
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    const cidr = new TerraformVariable(stack, 'cidr', { type: 'string' });
    newGraph(stack, 'Graph', newRules(stack), { ports: [443, port.numberValue], additionalPeers: [Peer.ipv6(cidr.stringValue)] });
    const document = synth(stack);
    expect(theRule(document, /ipv4/)).toMatchObject({ name: 'Graph-graph-change-notifications.notifications-in-tcp-ipv4', destination_port_ranges: ['443', '${var.port}'] });
    expect(theRule(document, /ipv6/)).toMatchObject({
      destination_port_ranges: ['443', '${var.port}'], source_address_prefixes: ['2001:db8:1::/48', '${var.cidr}'],
    });
  });

  test('may be all there is', () => {
    const stack = newStack();
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    newGraph(stack, 'Graph', newRules(stack), { ports: [port.numberValue] });
    expect(theRule(synth(stack), /ipv4/).destination_port_range).toBe('${var.port}');
  });

  test('make the same rule whatever number their token has', () => {
    const synthesised = [0, 7].map((tokensBefore) => {
      const stack = newStack();
      const other = new TerraformVariable(stack, 'other', { type: 'number' });
      Array.from({ length: tokensBefore }, () => other.numberValue);
      const port = new TerraformVariable(stack, 'port', { type: 'number' });
      newGraph(stack, 'Graph', newRules(stack), { ports: [port.numberValue] });
      return fullSynth(stack);
    });
    expect(synthesised[0]).toBe(synthesised[1]);
  });
});

describe('what an app does to a rule', () => {
  test('stays when more scenarios come', () => {
    const stack = newStack();
    const rules = newRules(stack);
    newGraph(stack, 'Graph', rules);
    stack.node.findAll().find((construct) => construct instanceof NetworkSecurityRule)!.addOverride('lifecycle.prevent_destroy', true);
    newGraph(stack, 'Later', rules);
    expect(theRule(synth(stack), /^Graph-.*ipv4/)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });

  test('does not outlive a scenario that is replaced', () => {
    const stack = newStack();
    const rules = newRules(stack);
    newGraph(stack, 'Graph', rules);
    stack.node.tryRemoveChild('Graph');
    const graph = newGraph(stack, 'Graph', rules, { ports: [8443], excludedPeers: [Peer.ipv4('203.0.113.0/25')] });
    expectExactly(synth(stack), graph);
  });
});

describe('output', () => {
  test('names no directory of this machine and no date', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    for (const text of [JSON.stringify(synth(stack)), fullSynth(stack)]) {
      expect(text).not.toContain(process.cwd());
      expect(text).not.toContain(tmpdir());
      expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}/);
    }
  });

  test('is the same each time', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    expect(fullSynth(stack)).toBe(fullSynth(stack));
  });

  test('can be HCL', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    expect(Testing.synthHcl(stack, true)).toMatch(/resource "azurerm_network_security_rule" "FromMicrosoft_Rules_Graph-graph-change-notificationsnotifications-in-tcp-ipv4_\w+" \{/);
  });
});

test('fails on a host name, which a network security group cannot match', () => {
  const stack = newStack();
  const rules = newRules(stack);
  const host = { prefixes: [], hosts: ['*.example.com'], direction: 'outbound' };
  expect(() => newGraph(stack, 'Graph', rules, { additionalPeers: [Peer.host('relay.example.com')] })).toThrow(withCode('Unsupported'));
  expect(() => new SomeService(stack, 'Service', rules, host)).toThrow(/cannot enforce some-service: .*\*\.example\.com; an Azure Firewall policy/);
});
