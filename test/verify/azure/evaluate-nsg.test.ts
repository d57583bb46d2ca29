import * as fc from 'fast-check';
import { Direction } from '../../../lib/net';
import { readTerraform } from '../../../lib/verify';
import { hits } from '../space/packets';
import { clean, codes, HTTPS, RULE, rulesOf } from './nsg-fixture';

describe('priorities', () => {
  const deny = { ...HTTPS, name: 'deny', access: 'Deny' };
  const wide = { ...HTTPS, name: 'wide', source_address_prefix: '52.159.23.208/31' };

  test('a Deny of higher precedence removes from a later Allow', () => {
    expect(clean(rulesOf(wide, { ...deny, priority: 199 }))).toEqual(['inbound tcp 443 from 52.159.23.208/32']);
  });

  test('a Deny of lower precedence removes nothing', () => {
    expect(clean(rulesOf(wide, { ...deny, priority: 201 }))).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
  });

  test('precedence is by number, not by text or position', () => {
    expect(clean(rulesOf({ ...deny, priority: '1000' }, { ...wide, priority: 200 }))).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
  });

  test('an Allow before a Deny stays', () => {
    expect(clean(rulesOf({ ...HTTPS, priority: 100 }, { ...deny, priority: 101, source_address_prefix: '*' }, { ...wide, priority: 102 })))
      .toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('a Deny of one direction, protocol or port leaves the others', () => {
    const all = { ...HTTPS, name: 'all', protocol: '*', destination_port_range: '*', priority: 300 };
    expect(clean(rulesOf(all, { ...deny, direction: 'Outbound', source_address_prefix: '*' }))).toHaveLength(3);
    expect(clean(rulesOf(all, deny))).toEqual([
      'inbound tcp 0-442 from 52.159.23.209/32', 'inbound tcp 444-65535 from 52.159.23.209/32',
      'inbound udp all ports from 52.159.23.209/32', 'inbound other from 52.159.23.209/32',
    ]);
    expect(clean(rulesOf(all, { ...deny, protocol: 'Icmp', destination_port_range: '*' }))).toContain('inbound other except icmp from 52.159.23.209/32');
  });

  test('a Deny for one local address leaves the others, with a finding', () => {
    const local = { ...deny, priority: 100, destination_address_prefix: '10.0.1.4/32' };
    for (const reading of [rulesOf(HTTPS, local), rulesOf({ ...HTTPS, destination_address_prefix: '10.0.1.0/24' }, local)]) {
      expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
      expect(codes(reading)).toEqual(['LocalDeny resource.azurerm_network_security_rule.r1']);
    }
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: '10.0.2.0/24' }, local))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: '10.0.1.4' }, local))).toEqual([]);
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: '10.0.1.4' }, { ...local, destination_address_prefix: '10.0.1.0/24' }))).toEqual([]);
  });

  test('a Deny for a local tag stands against the same tag, and is unresolved before any other local side', () => {
    const local = { ...deny, priority: 100, destination_address_prefix: 'VirtualNetwork' };
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: 'VirtualNetwork' }, local))).toEqual([]);
    for (const destination of ['10.0.0.0/8', '*', 'AzureCloud', '${var.subnet}']) {
      const reading = rulesOf({ ...HTTPS, destination_address_prefix: destination }, local);
      expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
      expect(reading.unresolved.map(({ text }) => text)).toEqual(['VirtualNetwork']);
    }
    const group = { destination_address_prefix: null, destination_application_security_group_ids: ['/asg/web'] };
    expect(rulesOf(HTTPS, { ...local, ...group }).unresolved.map(({ text }) => text)).toEqual(['/asg/web']);
    expect(clean(rulesOf(HTTPS, { ...local, priority: 900 }))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: 'Internet' }, { ...local, destination_address_prefix: 'Internet' }))).toEqual([]);
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: 'VirtualNetwork' }, { ...local, destination_address_prefix: '*' }))).toEqual([]);
  });

  test('a Deny for some source ports leaves the others, with a finding', () => {
    const reading = rulesOf({ ...deny, priority: 100, source_port_range: '1024' }, HTTPS);
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(codes(reading)).toEqual([`SourcePorts ${RULE}`]);
    expect(rulesOf({ ...deny, priority: 100, source_port_range: '1024' }, { ...HTTPS, source_port_range: '1024' }).admitted.isEmpty).toBe(true);
    expect(rulesOf({ ...deny, priority: 100 }, { ...HTTPS, source_port_range: '1024' }).admitted.isEmpty).toBe(true);
  });

  test('a Deny that is not known exactly removes nothing it may leave', () => {
    const all = { ...HTTPS, name: 'all', protocol: 'Icmp', destination_port_range: '*', priority: 300 };
    expect(rulesOf({ ...deny, protocol: 'Icmp' }, all).admitted.describe()).toEqual(['inbound icmp from 52.159.23.209/32']);
    expect(rulesOf({ ...deny, priority: 100, count: 0 }, HTTPS).admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(rulesOf({ ...deny, priority: 100, source_address_prefix: 'Internet' }, HTTPS).admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(rulesOf({ ...deny, priority: '${var.p}' }, HTTPS).admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(rulesOf({ ...deny, priority: 100 }, { ...HTTPS, priority: '${var.p}' }).admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });
});

/** A packet with its local side, which a space does not show. */
interface FullPacket {
  readonly direction: Direction;
  readonly protocol: string;
  readonly port: number;
  readonly remote: string;
  readonly local: string;
}

// Each prefix with the addresses of the universe that it holds, by hand.
const REMOTES: Record<string, string[]> = {
  '*': ['20.0.0.0', '20.0.0.1', '20.0.0.2', '20.0.0.3', '192.0.2.9', '2001:db8::1'],
  '0.0.0.0/0': ['20.0.0.0', '20.0.0.1', '20.0.0.2', '20.0.0.3', '192.0.2.9'],
  '20.0.0.0/30': ['20.0.0.0', '20.0.0.1', '20.0.0.2', '20.0.0.3'],
  '20.0.0.0/31': ['20.0.0.0', '20.0.0.1'],
  '20.0.0.2/31': ['20.0.0.2', '20.0.0.3'],
  '20.0.0.1': ['20.0.0.1'],
  '2001:db8::/32': ['2001:db8::1'],
};
const LOCALS: Record<string, string[]> = {
  '*': ['10.0.0.4', '10.0.0.5', '10.0.0.6', '172.16.0.1'],
  '10.0.0.4/30': ['10.0.0.4', '10.0.0.5', '10.0.0.6'],
  '10.0.0.4/31': ['10.0.0.4', '10.0.0.5'],
  '10.0.0.5/32': ['10.0.0.5'],
};
const PORTS: Record<string, number[]> = { '*': [0, 1, 2, 3], '1': [1], '1-2': [1, 2], '2-3': [2, 3] };
const PROTOCOLS: Record<string, string[]> = { '*': ['tcp', 'udp', 'icmp', 'gre'], 'Tcp': ['tcp'], 'Udp': ['udp'], 'Icmp': ['icmp'] };
const DIRECTIONS = { Inbound: Direction.INBOUND, Outbound: Direction.OUTBOUND } as const;

const universe: FullPacket[] = Object.values(DIRECTIONS).flatMap((direction) => PROTOCOLS['*'].flatMap((protocol) => PORTS['*'].flatMap((port) =>
  REMOTES['*'].flatMap((remote) => LOCALS['*'].map((local) => ({ direction, protocol, port, remote, local }))))));

const rule = fc.record({
  direction: fc.constantFrom('Inbound' as const, 'Outbound' as const),
  access: fc.constantFrom('Allow', 'Deny'),
  protocol: fc.constantFrom(...Object.keys(PROTOCOLS)),
  ports: fc.constantFrom(...Object.keys(PORTS)),
  remote: fc.constantFrom(...Object.keys(REMOTES)),
  local: fc.constantFrom('*', ...Object.keys(LOCALS)),
  priority: fc.integer({ min: 100, max: 4096 }),
})
  // Ports of a protocol without ports, and of all protocols, have no certain meaning.
  .map((one) => one.protocol === '*' || one.protocol === 'Icmp' ? { ...one, ports: '*' } : one);
type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never;

const rules = fc.uniqueArray(rule, { maxLength: 8, selector: (one) => one.priority });

function write(one: Rule): object {
  const [remote, local] = one.direction === 'Inbound' ? ['source', 'destination'] : ['destination', 'source'];
  return {
    name: `rule-${one.priority}`,
    priority: one.priority,
    direction: one.direction,
    access: one.access,
    protocol: one.protocol,
    source_port_range: '*',
    destination_port_range: one.ports,
    [`${remote}_address_prefix`]: one.remote,
    [`${local}_address_prefix`]: one.local,
  };
}

/** Azure's evaluation of one packet: the first matching rule by priority, and no when there is none. */
function passes(all: readonly Rule[], packet: FullPacket): boolean {
  let first: Rule | undefined;
  for (const one of all) {
    const matches = DIRECTIONS[one.direction] === packet.direction && PROTOCOLS[one.protocol].includes(packet.protocol)
      && PORTS[one.ports].includes(packet.port) && REMOTES[one.remote].includes(packet.remote) && LOCALS[one.local].includes(packet.local);
    if (matches && (first === undefined || one.priority < first.priority)) first = one;
  }
  return first?.access === 'Allow';
}

test('random Allow and Deny rules admit what Azure would, packet by packet', () => {
  let denied = 0;
  fc.assert(fc.property(rules, (all) => {
    const { admitted } = readTerraform({ resource: { azurerm_network_security_group: { nsg: { name: 'nsg', security_rule: all.map(write) } } } });
    for (const { direction, protocol, port, remote } of universe.filter(({ local }) => local === LOCALS['*'][0])) {
      const expected = LOCALS['*'].some((local) => passes(all, { direction, protocol, port, remote, local }));
      const allowedByAny = all.some((one) => one.access === 'Allow' && passes([one], { direction, protocol, port, remote, local: LOCALS['*'][0] }));
      if (allowedByAny && !expected) denied++;
      expect([direction, protocol, port, remote, hits(admitted, { direction, protocol, port, address: remote })])
        .toEqual([direction, protocol, port, remote, expected ? 1 : 0]);
    }
  }), { numRuns: 150 });
  // The case that matters, a Deny that takes an Allow away, must have come up.
  expect(denied).toBeGreaterThan(0);
});

describe('outbound traffic that no rule admits', () => {
  const allow = { ...HTTPS, name: 'allow', direction: 'Outbound', source_address_prefix: '*', destination_address_prefix: '52.159.23.209/32' };
  const deny = { ...allow, name: 'deny', access: 'Deny', protocol: '*', priority: 4096, destination_address_prefix: 'Internet', destination_port_range: '*' };
  const denied = (...written: object[]) => [...rulesOf(...written).groups.values()].map(({ otherOutboundDenied }) => otherOutboundDenied);

  test('is denied by a rule for the Internet or for everything, and the Allow before it stays', () => {
    for (const destination of ['Internet', '*']) {
      const both = [allow, { ...deny, destination_address_prefix: destination }];
      expect(denied(...both)).toEqual([true]);
      expect(clean(rulesOf(...both))).toEqual(['outbound tcp 443 to 52.159.23.209/32']);
    }
  });

  test.each([
    ['no such rule', allow],
    ['an inbound one', { ...deny, direction: 'Inbound' }],
    ['one that allows', { ...deny, access: 'Allow' }],
    ['one protocol', { ...deny, protocol: 'Tcp' }],
    ['some ports', { ...deny, destination_port_range: '443' }],
    ['some source ports', { ...deny, source_port_range: '443' }],
    ['one source', { ...deny, source_address_prefix: '10.0.0.0/8' }],
    ['some addresses', { ...deny, destination_address_prefix: '0.0.0.0/0' }],
    ['another tag', { ...deny, destination_address_prefix: 'AzureCloud' }],
    ['a rule that may not exist', { ...deny, count: 1 }],
  ])('is not denied by %s', (_, written) => {
    expect(denied(written)).toEqual([false]);
  });

  test('a Deny of the Internet before an Allow is reported, since it is read as denying nothing', () => {
    expect(codes(rulesOf({ ...deny, priority: 100 }, allow))).toEqual(['InternetTag resource.azurerm_network_security_rule.r0']);
  });
});
