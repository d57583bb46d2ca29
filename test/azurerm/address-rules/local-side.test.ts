import { ApplicationSecurityGroup } from '@cdktf/provider-azurerm/lib/application-security-group';
import { TerraformVariable } from 'cdktf';
import { NetworkSecurityGroupRulesOptions } from '../../../lib/azurerm';
import { AddressFamily } from '../../../lib/net';
import { expectExactly, newGraph, newRules, newStack, SomeService, STYLES, synth, theRule, warningIds, withCode, writtenRules } from '../support';

type Side = Pick<NetworkSecurityGroupRulesOptions, 'destination' | 'destinationIpv6'>;

/** The destination of the rule of each family; nothing for a family without a rule. */
function destinations(options: Side): (string | undefined)[] {
  const stack = newStack();
  newGraph(stack, 'Graph', newRules(stack, options));
  const rules = writtenRules(synth(stack));
  return ['ipv4', 'ipv6'].map((family) => rules.find(({ name }) => name.endsWith(family))?.destination_address_prefix);
}

// The permutations of what may be given for each family.
test.each<[string, Side, (string | undefined)[]]>([
  ['everything, when nothing is given', {}, ['*', '*']],
  ['everything, when that is given', { destination: '*' }, ['*', '*']],
  ['an IPv4 prefix, without any rule of IPv6', { destination: '10.0.1.0/24' }, ['10.0.1.0/24', undefined]],
  ['an IPv4 address, without any rule of IPv6', { destination: '10.0.1.4' }, ['10.0.1.4', undefined]],
  ['a prefix of each family', { destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64' }, ['10.0.1.0/24', 'fd00:1::/64']],
  ['an IPv6 prefix, without any rule of IPv4', { destinationIpv6: 'fd00:1::/64' }, [undefined, 'fd00:1::/64']],
  ['everything in one family and a prefix in the other', { destination: '*', destinationIpv6: 'fd00:1::/64' }, ['*', 'fd00:1::/64']],
  ['a prefix in one family and everything in the other', { destination: '10.0.1.0/24', destinationIpv6: '*' }, ['10.0.1.0/24', '*']],
  ['a service tag, in both families', { destination: 'VirtualNetwork' }, ['VirtualNetwork', 'VirtualNetwork']],
  ['a regional service tag', { destination: 'Storage.WestEurope' }, ['Storage.WestEurope', 'Storage.WestEurope']],
  ['a service tag for IPv6 only', { destination: '10.0.1.0/24', destinationIpv6: 'VirtualNetwork' }, ['10.0.1.0/24', 'VirtualNetwork']],
])('the destination is %s', (_, options, expected) => {
  expect(destinations(options)).toEqual(expected);
});

test('fails for a scenario that has no rule left, since nothing behind the group has its family', () => {
  const stack = newStack();
  expect(() => newGraph(stack, 'Graph', newRules(stack, { destination: '10.0.1.0/24' }), { addressFamilies: [AddressFamily.IPV6] })).toThrow(
    expect.objectContaining({ code: 'NothingReached' }),
  );
});

test('a deploy-time destination passes through, and is taken for IPv4', () => {
  const stack = newStack();
  const subnet = new TerraformVariable(stack, 'subnet', { type: 'string' });
  const graph = newGraph(stack, 'Graph', newRules(stack, { destination: subnet.stringValue }));
  expect(writtenRules(synth(stack)).map((rule) => [rule.name, rule.destination_address_prefix])).toEqual([['Graph-graph-change-notifications.notifications-in-tcp-ipv4', '${var.subnet}']]);
  expect(warningIds(graph)).toContain('noAddressOfFamily');
});

test('a deploy-time destination of each family passes through', () => {
  const stack = newStack();
  const [ipv4, ipv6] = ['ipv4', 'ipv6'].map((id) => new TerraformVariable(stack, id, { type: 'string' }).stringValue);
  newGraph(stack, 'Graph', newRules(stack, { destination: ipv4, destinationIpv6: ipv6 }));
  expect(writtenRules(synth(stack)).map((rule) => rule.destination_address_prefix)).toEqual(['${var.ipv4}', '${var.ipv6}']);
});

test.each(STYLES)('it is written with %s', (_, newPoint) => {
  const stack = newStack();
  const graph = newGraph(stack, 'Graph', newPoint(stack, { destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64' }));
  const document = synth(stack);
  expect(theRule(document, /ipv4/).destination_address_prefix).toBe('10.0.1.0/24');
  expect(theRule(document, /ipv6/).destination_address_prefix).toBe('fd00:1::/64');
  expectExactly(document, graph);
});

describe('a family that has no address behind the group', () => {
  test.each([
    ['IPv6', { destination: '10.0.1.0/24' }, 'IPv6 prefixes get no rule; name one with destinationIpv6 or sourceIpv6'],
    ['IPv4', { destinationIpv6: 'fd00:1::/64' }, 'IPv4 prefixes get no rule; name one with destination or source, or leave the family out with addressFamilies'],
  ])('gives a warning, here %s', (_, options, text) => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newRules(stack, options), { acknowledgedWarnings: ['cdk-m365-endpoints:withdrawnPrefixes'] });
    expect(warningIds(graph)).toEqual(['noAddressOfFamily']);
    expect(graph.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringContaining(text));
  });

  test('gives none when the app leaves the family out itself', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newRules(stack, { destination: '10.0.1.0/24' }), { addressFamilies: [AddressFamily.IPV4] });
    expect(warningIds(graph)).toEqual(['withdrawnPrefixes']);
    expectExactly(synth(stack), graph);
  });

  test('gives none when nothing of the family is published', () => {
    const stack = newStack();
    const service = new SomeService(stack, 'Service', newRules(stack, { destination: '10.0.1.0/24' }), { prefixes: ['198.51.100.0/24'] });
    expect(warningIds(service)).toEqual([]);
    expectExactly(synth(stack), service);
  });

  test('looks at the side of each direction', () => {
    const stack = newStack();
    const prefixes = ['198.51.100.0/24', '2001:db8::/48'];
    const rules = newRules(stack, { destination: '10.0.1.0/24', source: '*' });
    expect(warningIds(new SomeService(stack, 'In', rules, { prefixes }))).toEqual(['noAddressOfFamily']);
    expect(warningIds(new SomeService(stack, 'Out', rules, { prefixes, direction: 'outbound' }))).toEqual(['outboundAllowIsNoOp']);
    expect(writtenRules(synth(stack)).map(({ name }) => name)).toEqual(['In-some-service.service-in-tcp-ipv4', 'Out-some-service.service-out-tcp-ipv4', 'Out-some-service.service-out-tcp-ipv6']);
  });
});

describe('fails at once, before any scenario,', () => {
  const newLocal = (options: object) => () => newRules(newStack(), options);

  test.each([
    ['destination', 'fd00:1::/64', 'an IPv4 prefix'],
    ['destination', 'fd00:1::4', 'an IPv4 prefix'],
    ['source', 'fd00:1::/64', 'an IPv4 prefix'],
    ['destinationIpv6', '10.0.1.0/24', 'an IPv6 prefix'],
    ['sourceIpv6', '10.0.1.4', 'an IPv6 prefix'],
  ])('when %s is %s, of the other family', (option, text, allowed) => {
    expect(newLocal({ [option]: text })).toThrow(withCode('InvalidLocalSide'));
    expect(newLocal({ [option]: text })).toThrow(`invalid destination or source "${text}": give ${allowed}`);
  });

  test.each(['', ' ', '10.0.1', '10.0.1.0/33', '10.0.1.4/24', '300.0.0.0/8', '10.0.1.0/24,10.0.2.0/24', 'virtual network', '1Tag', 'Storage/WestEurope', '**'])(
    'on %p, which is nothing that Azure knows', (text) => {
      for (const option of ['destination', 'destinationIpv6', 'source', 'sourceIpv6']) {
        expect(newLocal({ [option]: text })).toThrow(withCode('InvalidLocalSide'));
      }
    },
  );
});

describe('several prefixes', () => {
  const destinationPrefixes = ['10.0.2.0/24', 'fd00:1::/64', '10.0.1.0/25', '10.0.1.128/25', '10.0.9.4'];

  test.each(STYLES)('stand in each rule as far as they are of its family, with %s', (_, newPoint) => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack, { destinationPrefixes }), { acknowledgedWarnings: ['cdk-m365-endpoints:withdrawnPrefixes'] });
    const document = synth(stack);
    expect(theRule(document, /ipv4/).destination_address_prefixes).toEqual(['10.0.1.0/24', '10.0.2.0/24', '10.0.9.4/32']);
    expect(theRule(document, /ipv6/).destination_address_prefix).toBe('fd00:1::/64');
    expect(warningIds(graph)).toEqual([]);
  });

  test('of one family leave the other out', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack, { destinationPrefixes: ['10.0.1.0/24'] }));
    expect(writtenRules(synth(stack)).map((rule) => rule.destination_address_prefix)).toEqual(['10.0.1.0/24']);
  });

  test('may be a list that only deployment knows, which is taken for IPv4', () => {
    const stack = newStack();
    const subnets = new TerraformVariable(stack, 'subnets', { type: 'list(string)' });
    newGraph(stack, 'Graph', newRules(stack, { destinationPrefixes: subnets.listValue }));
    expect(writtenRules(synth(stack)).map((rule) => rule.destination_address_prefixes)).toEqual(['${var.subnets}']);
  });

  test.each<[string, Partial<NetworkSecurityGroupRulesOptions>, string]>([
    ['an empty list', { destinationPrefixes: [] }, 'EmptyList'],
    ['a service tag among them', { destinationPrefixes: ['10.0.1.0/24', 'VirtualNetwork'] }, 'InvalidLocalSide'],
    ['text that is no prefix', { sourcePrefixes: ['10.0.1.0/33'] }, 'InvalidLocalSide'],
    ['both a list and a text', { destinationPrefixes: ['10.0.1.0/24'], destination: '10.0.1.0/24' }, 'InvalidOption'],
  ])('fail for %s', (_, options, code) => {
    expect(() => newRules(newStack(), options)).toThrow(withCode(code));
  });
});

describe('application security groups', () => {
  const newAsg = (stack: ReturnType<typeof newStack>) => (
    new ApplicationSecurityGroup(stack, 'Asg', { name: 'asg', resourceGroupName: 'rg', location: 'westeurope' })
  );

  test.each(STYLES)('stand in arguments of their own, in both families, with %s', (_, newPoint) => {
    const stack = newStack();
    newGraph(stack, 'Graph', newPoint(stack, { destinationApplicationSecurityGroupIds: [newAsg(stack).id] }));
    const rules = writtenRules(synth(stack)) as unknown as Record<string, unknown>[];
    expect(rules.map((rule) => rule.destination_application_security_group_ids)).toEqual([
      ['${azurerm_application_security_group.Asg.id}'], ['${azurerm_application_security_group.Asg.id}'],
    ]);
    expect(rules.every((rule) => !rule.destination_address_prefix)).toBe(true);
  });

  test('of the source are for outbound rules', () => {
    const stack = newStack();
    new SomeService(stack, 'Out', newRules(stack, { sourceApplicationSecurityGroupIds: ['asg'] }), { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
    expect(writtenRules(synth(stack))).toEqual([expect.objectContaining({ source_application_security_group_ids: ['asg'] })]);
  });

  test('fail in place of a prefix, with the option that takes them', () => {
    const text = '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/asg';
    for (const destination of [text, newAsg(newStack()).id]) {
      expect(() => newRules(newStack(), { destination })).toThrow('give it in destinationApplicationSecurityGroupIds');
    }
  });
});
