import { TerraformVariable } from 'cdktf';
import { Peer } from '../../../lib/rules';
import { admitted, expectExactly, newRules, newStack, SomeService, STYLES, synth, theRule, warningIds, warningsOn, writtenRules } from '../support';

const PREFIXES = ['198.51.100.0/24', '203.0.113.0/26', '2001:db8:5::/48'];

const FLOW = { direction: 'outbound', tcpPorts: '80,443', udpPorts: '3478-3481', prefixes: PREFIXES };

test('the remote side is the destination, and what is behind the group the source', () => {
  const stack = newStack();
  new SomeService(stack, 'Service', newRules(stack, { source: '10.0.1.0/24', sourceIpv6: 'fd00:1::/64', destination: 'Sql' }), FLOW);
  const document = synth(stack);
  expect(theRule(document, /tcp.*ipv4/)).toMatchObject({
    name: 'Service-some-service.service-out-tcp-ipv4',
    direction: 'Outbound',
    access: 'Allow',
    source_address_prefix: '10.0.1.0/24',
    source_port_range: '*',
    destination_address_prefixes: ['198.51.100.0/24', '203.0.113.0/26'],
    destination_port_ranges: ['80', '443'],
  });
  expect(theRule(document, /udp.*ipv6/)).toMatchObject({
    name: 'Service-some-service.service-out-udp-ipv6',
    protocol: 'Udp',
    source_address_prefix: 'fd00:1::/64',
    destination_address_prefix: '2001:db8:5::/48',
    destination_port_range: '3478-3481',
  });
  for (const rule of writtenRules(document)) {
    expect(rule).not.toHaveProperty('source_address_prefixes');
    expect('destination_address_prefix' in rule).toBe(!('destination_address_prefixes' in rule));
  }
});

test('the source is everything behind the group, when none is given', () => {
  const stack = newStack();
  new SomeService(stack, 'Service', newRules(stack), FLOW);
  expect(writtenRules(synth(stack)).map((rule) => rule.source_address_prefix)).toEqual(['*', '*', '*', '*']);
});

test('a deploy-time source passes through', () => {
  const stack = newStack();
  const subnet = new TerraformVariable(stack, 'subnet', { type: 'string' });
  new SomeService(stack, 'Service', newRules(stack, { source: subnet.stringValue }), { ...FLOW, udpPorts: undefined });
  expect(theRule(synth(stack), /./).source_address_prefix).toBe('${var.subnet}');
});

test.each(STYLES)('it is admitted exactly, beside what is inbound, with %s', (_, newPoint) => {
  const stack = newStack();
  const rules = newPoint(stack);
  const outbound = new SomeService(stack, 'Out', rules, FLOW, { additionalPeers: [Peer.ipv4('192.0.2.0/24')] });
  const inbound = new SomeService(stack, 'In', rules, { prefixes: PREFIXES });
  const document = synth(stack);
  expectExactly(document, outbound, inbound);
  expect(admitted(document)).toEqual([
    'inbound tcp 443 from 198.51.100.0/24, 203.0.113.0/26, 2001:db8:5::/48',
    'outbound tcp 80 to 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/26, 2001:db8:5::/48',
    'outbound tcp 443 to 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/26, 2001:db8:5::/48',
    'outbound udp 3478-3481 to 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/26, 2001:db8:5::/48',
  ]);
});

test('it warns that Azure admits all outbound traffic anyway', () => {
  const stack = newStack();
  const rules = newRules(stack);
  const outbound = new SomeService(stack, 'Out', rules, FLOW);
  expect(warningsOn(outbound)).toEqual([
    "some-service: Azure's default rule 65001, AllowInternetOutBound, allows outbound traffic anyway, so allowing it restricts nothing: " +
    'set denyOtherOutbound, or add a rule that denies the rest [ack: cdk-m365-endpoints:outboundAllowIsNoOp]',
  ]);
  expect(warningIds(new SomeService(stack, 'In', rules, { prefixes: PREFIXES }))).toEqual([]);
});
