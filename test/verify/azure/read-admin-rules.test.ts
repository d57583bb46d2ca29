import { readTerraform, type GroupReading, type Reading } from '../../../lib/verify';

const item = (address_prefix: string, address_prefix_type = 'IPPrefix') => ({ address_prefix, address_prefix_type });

/** A rule as CDKTF writes it. */
const HTTPS = {
  name: 'https',
  admin_rule_collection_id: '${azurerm_network_manager_admin_rule_collection.c.id}',
  action: 'Allow',
  direction: 'Inbound',
  priority: 100,
  protocol: 'Tcp',
  source: [item('52.159.23.208/31')],
  source_port_ranges: ['0-65535'],
  destination: [item('*')],
  destination_port_ranges: ['443'],
};

const DENY = { ...HTTPS, name: 'deny', action: 'Deny', priority: 200, protocol: 'Any', source: [item('Internet', 'ServiceTag')], source_port_ranges: [], destination_port_ranges: null };

const RULE = 'resource.azurerm_network_manager_admin_rule.r0';

function read(...rules: object[]): Reading {
  return readTerraform({
    resource: {
      azurerm_network_manager_admin_rule_collection: { c: { name: 'c', network_group_ids: ['g'], security_admin_configuration_id: 's' } },
      azurerm_network_manager_admin_rule: Object.fromEntries(rules.map((rule, i) => [`r${i}`, rule])),
    },
  });
}

const only = (reading: Reading): GroupReading => {
  expect([...reading.groups.keys()]).toEqual(['c']);
  return reading.groups.get('c')!;
};
const codes = (reading: Reading) => reading.findings.map(({ code, path }) => `${code} ${path}`);
const clean = (reading: Reading) => {
  expect(reading.findings).toEqual([]);
  expect(reading.unresolved).toEqual([]);
  return reading.admitted.describe();
};

test('a rule admits its ports from its prefixes', () => {
  const reading = read(HTTPS);
  expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
  expect(only(reading)).toMatchObject({ declared: true, implicitEgress: false, counts: { inbound: { ipv4: 1, ipv6: 0 } } });
});

test('what is not written is not limited', () => {
  expect(clean(read({ ...HTTPS, source: undefined, destination: undefined, source_port_ranges: undefined, destination_port_ranges: null })))
    .toEqual(['inbound tcp all ports from 0.0.0.0/0, ::/0']);
});

test('an outbound rule admits to its destinations', () => {
  expect(clean(read({ ...HTTPS, direction: 'Outbound', protocol: 'udp', source: [item('*')], destination: [item('2001:db8::/32'), item('2001:db9::/32')], destination_port_ranges: ['3478-3481'] })))
    .toEqual(['outbound udp 3478-3481 to 2001:db8::/31']);
});

test('the first match by priority decides', () => {
  const wide = { ...HTTPS, name: 'wide', priority: 300, source: [item('*')] };
  const deny = { ...DENY, source: [item('*')], protocol: 'Tcp' };
  expect(clean(read(wide, deny, HTTPS))).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
  expect(clean(read(wide, { ...deny, priority: 301 }, HTTPS))).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
});

test('only what is always allowed is delivered whatever network security groups say', () => {
  expect(only(read(HTTPS)).delivered?.describe()).toEqual([]);
  expect(only(read({ ...HTTPS, action: 'AlwaysAllow' })).delivered?.describe()).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
  expect(only(read({ ...HTTPS, action: 'AlwaysAllow' }, { ...DENY, priority: 1, source: [item('52.159.23.208/32')] })).delivered?.describe())
    .toEqual(['inbound tcp 443 from 52.159.23.209/32']);
});

describe('the rest', () => {
  const denied = (...rules: object[]) => only(read(...rules)).otherInboundDenied;
  const local = (text: string) => ({ destination: [item(text)] });

  test('is denied by a rule for the Internet or for everything', () => {
    expect(denied(HTTPS, DENY)).toBe(true);
    expect(denied(HTTPS, { ...DENY, source: [item('*')] })).toBe(true);
    expect(denied({ ...HTTPS, ...local('10.0.1.0/24') }, { ...DENY, ...local('10.0.1.0/24') })).toBe(true);
    expect(denied({ ...HTTPS, ...local('10.0.1.0/24') }, DENY)).toBe(true);
  });

  test.each([
    ['no such rule', HTTPS],
    ['one for another local side', { ...DENY, ...local('10.0.2.0/24') }],
    ['one protocol', { ...DENY, protocol: 'Tcp' }],
    ['some ports', { ...DENY, protocol: 'Any', destination_port_ranges: ['443'] }],
    ['some addresses', { ...DENY, source: [item('52.0.0.0/8')] }],
    ['another tag', { ...DENY, source: [item('AzureCloud', 'ServiceTag')] }],
    ['an outbound rule', { ...DENY, direction: 'Outbound' }],
    ['a rule that may not exist', { ...DENY, count: 1 }],
  ])('is not denied by %s', (_, rule) => {
    expect(denied({ ...HTTPS, ...local('10.0.1.0/24'), name: 'other', priority: 99 }, rule)).toBe(false);
  });
});

describe('mutations are noticed', () => {
  const meant = read(HTTPS, DENY);
  const state = (reading: Reading) => JSON.stringify([
    reading.admitted.describe(), codes(reading), reading.unresolved,
    [...reading.groups].map(([key, group]) => [key, group.delivered?.describe(), group.otherInboundDenied, group.otherOutboundDenied]),
  ]);

  test.each<[string, object[]]>([
    ['a changed port', [{ ...HTTPS, destination_port_ranges: ['444'] }, DENY]],
    ['a widened port range', [{ ...HTTPS, destination_port_ranges: ['443-444'] }, DENY]],
    ['no ports', [{ ...HTTPS, destination_port_ranges: [] }, DENY]],
    ['a narrowed prefix', [{ ...HTTPS, source: [item('52.159.23.208/32')] }, DENY]],
    ['a widened prefix', [{ ...HTTPS, source: [item('52.159.23.208/30')] }, DENY]],
    ['no source', [{ ...HTTPS, source: [] }, DENY]],
    ['another protocol', [{ ...HTTPS, protocol: 'Udp' }, DENY]],
    ['every protocol', [{ ...HTTPS, protocol: 'Any' }, DENY]],
    ['another direction', [{ ...HTTPS, direction: 'Outbound' }, DENY]],
    ['AlwaysAllow', [{ ...HTTPS, action: 'AlwaysAllow' }, DENY]],
    ['Deny', [{ ...HTTPS, action: 'Deny' }, DENY]],
    ['a Deny that comes first', [HTTPS, { ...DENY, priority: 1, source: [item('*')] }]],
    ['a Deny of the Internet that comes first', [HTTPS, { ...DENY, priority: 1 }]],
    ['no Deny', [HTTPS]],
    ['a Deny of one protocol', [HTTPS, { ...DENY, protocol: 'Tcp' }]],
    ['another collection', [{ ...HTTPS, admin_rule_collection_id: 'elsewhere' }, DENY]],
  ])('%s', (_, rules) => {
    expect(state(read(...rules))).not.toBe(state(meant));
  });
});

test.each<[string, object, string[]]>([
  ['host bits', { source: [item('52.159.23.209/31')] }, [`HostBits ${RULE}.source[0].address_prefix`]],
  ['no prefix', { source: [item('52.159.23/24')] }, [`InvalidCidr ${RULE}.source[0].address_prefix`]],
  ['ports that are none', { destination_port_ranges: ['70000'] }, [`InvalidPorts ${RULE}.destination_port_ranges[0]`]],
  ['two families', { destination: [item('fd00::/8')] }, [`MixedFamilies ${RULE}`]],
  ['a priority out of range', { priority: 0 }, [`PriorityOutOfRange ${RULE}.priority`]],
  ['source ports', { source_port_ranges: ['1024-65535'] }, [`SourcePorts ${RULE}`]],
  ['an allowed Internet', { source: [item('Internet', 'ServiceTag')] }, [`InternetTag ${RULE}`]],
])('reports %s', (_, change, expected) => {
  expect(codes(read({ ...HTTPS, ...change }))).toEqual(expected);
});

test('reports a priority and a name that are taken twice, in whatever direction', () => {
  expect(codes(read(HTTPS, { ...HTTPS, direction: 'Outbound' }))).toEqual([
    'DuplicatePriority resource.azurerm_network_manager_admin_rule.r1', 'DuplicateRuleName resource.azurerm_network_manager_admin_rule.r1',
  ]);
});

test('reports more rules or prefixes than a level holds', () => {
  const sources = (i: number) => Array.from({ length: 10 }, (_, j) => item(`10.${i}.${j}.0/24`));
  const rules = Array.from({ length: 101 }, (_, i) => ({ ...HTTPS, name: `r${i}`, priority: i + 1, source: sources(i) }));
  expect(codes(read(...rules))).toEqual([`TooManyRules ${RULE}`, `TooManyPrefixes ${RULE}`]);
});

test('leaves what only Terraform knows unresolved', () => {
  const reading = read({ ...HTTPS, source: [item('${var.a}'), item('AzureCloud', 'ServiceTag')], destination_port_ranges: ['${var.p}'] });
  expect(reading.unresolved.map(({ text }) => text)).toEqual(['${var.a}', 'AzureCloud', '${var.p}']);
  expect(reading.admitted.isEmpty).toBe(true);
});
