import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { Testing } from 'cdktf';
import { Peer } from '../../../lib/rules';
import { admitted, newGraph, newGroup, newOwnGroup, newStack, SomeService, STYLES, synth, theRule, writtenRules } from '../support';

/** Terraform refuses an inline rule that lacks any of these. */
const KEYS = [
  'access', 'description', 'destination_address_prefix', 'destination_address_prefixes', 'destination_application_security_group_ids',
  'destination_port_range', 'destination_port_ranges', 'direction', 'name', 'priority', 'protocol', 'source_address_prefix',
  'source_address_prefixes', 'source_application_security_group_ids', 'source_port_range', 'source_port_ranges',
];

test('an inline rule has every key', () => {
  const stack = newStack();
  const rules = newOwnGroup(stack);
  newGraph(stack, 'Graph', rules);
  new SomeService(stack, 'Service', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
  const written = writtenRules(synth(stack));
  expect(written).toHaveLength(3);
  written.forEach((rule) => expect(Object.keys(rule).sort()).toEqual(KEYS));
});

test('an inline rule says each thing once: one value in the singular argument, several in the plural one', () => {
  const stack = newStack();
  const rules = newOwnGroup(stack, { destination: '10.0.1.0/24', source: '10.0.2.0/24' });
  newGraph(stack, 'Graph', rules);
  new SomeService(stack, 'Service', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
  expect(theRule(synth(stack), /Graph.*ipv4/)).toMatchObject({
    source_address_prefix: '',
    source_address_prefixes: expect.arrayContaining(['203.0.113.0/25']),
    destination_address_prefix: '10.0.1.0/24',
    destination_address_prefixes: [],
    source_port_range: '*',
    destination_port_range: '443',
    destination_port_ranges: [],
  });
  expect(theRule(synth(stack), /Service/)).toMatchObject({
    source_address_prefix: '10.0.2.0/24',
    source_address_prefixes: [],
    destination_address_prefix: '198.51.100.0/24',
    destination_address_prefixes: [],
    source_port_range: '*',
    destination_port_range: '443',
    destination_port_ranges: [],
  });
});

test('it writes no rule as a resource of its own', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newOwnGroup(stack));
  expect(Object.keys(synth(stack).resource)).toEqual(['azurerm_network_security_group']);
});

test('it is the group that it was asked for', () => {
  const stack = newStack();
  newOwnGroup(stack, { tags: { owner: 'network-team' } });
  expect(Object.values(synth(stack).resource.azurerm_network_security_group ?? {})).toEqual([
    { name: 'nsg-web', resource_group_name: 'rg-web', location: 'westeurope', tags: { owner: 'network-team' } },
  ]);
});

test('it can be associated with a subnet', () => {
  const stack = newStack();
  const rules = newOwnGroup(stack);
  new SubnetNetworkSecurityGroupAssociation(stack, 'OnSubnet', { subnetId: 'a-subnet', networkSecurityGroupId: rules.networkSecurityGroup.id });
  expect(synth(stack).resource).toMatchObject({
    azurerm_subnet_network_security_group_association: {
      OnSubnet: { network_security_group_id: expect.stringMatching(/^\$\{azurerm_network_security_group\.FromMicrosoft_Group_\w+\.id\}$/) },
    },
  });
});

test('it holds the rules of all its scenarios', () => {
  const stack = newStack();
  const rules = newOwnGroup(stack);
  newGraph(stack, 'Graph', rules, { excludedPeers: [Peer.ipv4('192.0.2.0/24'), Peer.ipv6('2001:db8::/32')] });
  newGraph(stack, 'Admin', rules, { ports: [8443], excludedPeers: [Peer.ipv4('192.0.2.0/24'), Peer.ipv6('2001:db8::/32')] });
  expect(admitted(synth(stack))).toEqual(['inbound tcp 443 from 203.0.113.0/25', 'inbound tcp 8443 from 203.0.113.0/25']);
});

test('it has the same rules as separate ones would be', () => {
  const [separate, inline] = STYLES.map(([, newPoint]) => {
    const stack = newStack();
    newGraph(stack, 'Graph', newPoint(stack));
    return writtenRules(synth(stack));
  });
  inline.forEach((rule, i) => {
    const { network_security_group_name: group, resource_group_name: resourceGroup, ...rest } = separate[i];
    expect(rule).toMatchObject(rest);
  });
});

test('several can stand in a stack, with the same priorities', () => {
  const stack = newStack();
  const groups = ['A', 'B'].map((id) => newOwnGroup(stack, { name: `nsg-${id}` }, id));
  groups.forEach((group, i) => newGraph(stack, `Graph${i}`, group));
  newGroup(stack);
  expect(writtenRules(synth(stack))).toHaveLength(4);
});

test('it can be HCL', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newOwnGroup(stack));
  expect(Testing.synthHcl(stack, true)).toMatch(/security_rule \{\n/);
});

test('fails validation when the app replaces its rules', () => {
  const stack = newStack();
  const owned = newOwnGroup(stack);
  newGraph(stack, 'Graph', owned);
  owned.networkSecurityGroup.putSecurityRule([]);
  expect(() => synth(stack)).toThrow('the rules of stack/FromMicrosoft were replaced, and nothing else may add rules to its group');
});
