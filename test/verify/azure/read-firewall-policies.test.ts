import { Direction, PortRange } from '../../../lib/net';
import { AdmittedNames, AdmittedSpace, compare, NameSet, readTerraform, type Reading } from '../../../lib/verify';
import { outbound } from '../space/packets';
import { clean, codes, without } from './nsg-fixture';

const TURN = {
  name: 'turn',
  protocols: ['UDP'],
  source_addresses: ['*'],
  destination_addresses: ['52.112.0.0/14', '203.0.113.7'],
  destination_ports: ['3478-3481'],
};

const WEB = {
  name: 'web',
  protocols: [{ type: 'Http', port: 80 }, { type: 'Https', port: 443 }],
  source_addresses: ['10.0.0.0/8'],
  destination_fqdns: ['*.office.example', 'office.example'],
};

const GROUP = 'resource.azurerm_firewall_policy_rule_collection_group.g';

const network = (priority: number, action: string, ...rule: object[]) => ({ name: `n${priority}`, priority, action, rule });

/** A group with network and application collections, and whatever else is in the document. */
function group(networkCollections: object[], applicationCollections: object[] = [], rest: object = {}, resources: object = {}): Reading {
  return readTerraform({
    resource: {
      azurerm_firewall_policy_rule_collection_group: {
        g: {
          name: 'm365',
          priority: 500,
          firewall_policy_id: '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/hub',
          network_rule_collection: networkCollections,
          application_rule_collection: applicationCollections,
          ...rest,
        },
      },
      ...resources,
    },
  });
}

const MIGRATION = {
  name: 'migration',
  protocols: ['TCP'],
  source_addresses: ['192.0.2.0/24', '203.0.113.7'],
  destination_address: '198.51.100.4',
  destination_ports: ['443'],
  translated_address: '10.10.0.20',
  translated_port: '8443',
};

const dnat = (rest: object = {}, collection: object = {}) => (
  group([network(200, 'Deny', { ...TURN, destination_addresses: ['*'] })], [], {
    nat_rule_collection: [{ name: 'in', priority: 300, action: 'Dnat', rule: [{ ...MIGRATION, ...rest }], ...collection }],
  })
);
const networkRule = (rest: object) => group([network(200, 'Allow', { ...TURN, ...rest })]);
const applicationRule = (rest: object) => group([], [network(200, 'Allow', { ...WEB, ...rest })]);
const namesOf = (reading: Reading) => [clean(reading), reading.names.describe()][1];

test('network rules admit addresses, application rules names', () => {
  const reading = group([network(200, 'Allow', TURN)], [network(300, 'Allow', WEB)]);
  expect(clean(reading)).toEqual(['outbound udp 3478-3481 to 52.112.0.0/14, 203.0.113.7/32']);
  expect(reading.names.describe()).toEqual([
    'outbound tcp 80 to *.office.example, office.example', 'outbound tcp 443 to *.office.example, office.example',
  ]);
  expect([...reading.groups.values()].map(({ declared, counts, rules }) => [declared, counts.outbound, rules.map(({ name }) => name)])).toEqual([
    [false, { ipv4: 1, ipv6: 0 }, ['turn', 'web']],
  ]);
});

describe('DNAT rules', () => {
  test('let senders in, on the port that the firewall listens on', () => {
    const reading = dnat();
    expect(clean(reading)).toEqual(['inbound tcp 443 from 192.0.2.0/24, 203.0.113.7/32']);
    const [policy] = reading.groups.values();
    expect([policy.counts.inbound, policy.counts.outbound.ipv4]).toEqual([{ ipv4: 1, ipv6: 0 }, 1]);
    expect(policy.rules.find(({ name }) => name === 'migration')).toMatchObject({ direction: Direction.INBOUND, access: 'allow', local: ['198.51.100.4 to 10.10.0.20:8443'] });
  });

  test('may name IP groups, and every sender', () => {
    const groups = { azurerm_ip_group: { senders: { name: 'senders', cidrs: ['192.0.2.0/25'] } } };
    const nat = (rest: object) => ({ nat_rule_collection: [{ name: 'in', priority: 300, action: 'Dnat', rule: [{ ...MIGRATION, ...rest }] }] });
    expect(clean(group([], [], nat({ source_addresses: undefined, source_ip_groups: ['${azurerm_ip_group.senders.id}'] }), groups)))
      .toEqual(['inbound tcp 443 from 192.0.2.0/25']);
    expect(clean(group([], [], nat({ source_addresses: ['*'], protocols: ['TCP', 'UDP'], destination_ports: ['5061'] }))))
      .toEqual(['inbound tcp 5061 from 0.0.0.0/0, ::/0', 'inbound udp 5061 from 0.0.0.0/0, ::/0']);
  });

  test('are refused with another action, and reported without a source or a destination', () => {
    expect(() => dnat({}, { action: 'Allow' })).toThrow('expected Dnat');
    expect(codes(dnat({ source_addresses: undefined }))).toEqual([`FieldMissing ${GROUP}.nat_rule_collection[0].rule[0]`]);
    expect(codes(dnat({ destination_address: undefined }))).toEqual([`FieldMissing ${GROUP}.nat_rule_collection[0].rule[0]`]);
    expect(codes(dnat({ destination_ports: undefined }))).toEqual([`FieldMissing ${GROUP}.nat_rule_collection[0].rule[0]`]);
    expect(clean(dnat({}, { action: '${var.action}' }))).toEqual(clean(dnat()));
    expect(codes(dnat({ translated_address: undefined }))).toEqual([
      `FieldMissing ${GROUP}.nat_rule_collection[0].rule[0]`, `DenyAfterDnat ${GROUP}.network_rule_collection[0].rule[0]`,
    ]);
    expect(() => dnat({ protocols: ['Any'] })).toThrow('expected TCP or UDP');
    expect(codes(dnat({}, { priority: 200 }))).toEqual([`DuplicatePriority ${GROUP}.network_rule_collection[0]`]);
  });
});

describe('a Deny after a DNAT rule', () => {
  const behind = (deny: object) => group([network(200, 'Deny', { ...TURN, protocols: ['TCP'], destination_ports: ['8443'], ...deny })], [], {
    nat_rule_collection: [{ name: 'in', priority: 300, action: 'Dnat', rule: [MIGRATION] }],
  });

  test('is reported where the rule sends traffic on to, which is read as let in', () => {
    for (const destination of ['*', '10.10.0.0/16', '10.10.0.20']) {
      const reading = behind({ destination_addresses: [destination] });
      expect(codes(reading)).toEqual([`DenyAfterDnat ${GROUP}.network_rule_collection[0].rule[0]`]);
      expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 192.0.2.0/24, 203.0.113.7/32']);
    }
  });

  test.each([['another server', { destination_addresses: ['10.10.0.21'] }], ['another port', { destination_ports: ['443'] }], ['another protocol', { protocols: ['UDP'] }]])(
    'of %s is not', (_, deny) => expect(codes(behind(deny))).toEqual([]),
  );
});

test('a star at the very left stands for anything, dots included', () => {
  const { names } = applicationRule({ protocols: [{ type: 'Https', port: 443 }], destination_fqdns: ['*.a.example', '*b.example'] });
  const set = names.names(Direction.OUTBOUND);
  expect(['x.a.example', 'y.x.a.example', 'b.example', 'xb.example', 'y.xb.example', 'y.b.example'].filter((name) => !set.has(name))).toEqual([]);
  expect(['a.example', 'xa.example', 'c.example'].filter((name) => set.has(name))).toEqual([]);
});

test('one star is every name', () => {
  expect(namesOf(applicationRule({ protocols: [{ type: 'Https', port: 443 }], destination_fqdns: ['*'] }))).toEqual(['outbound tcp 443 to *']);
});

test('a network rule on names admits exactly those', () => {
  const reading = networkRule({ destination_addresses: undefined, destination_fqdns: ['a.example'] });
  expect(clean(reading)).toEqual([]);
  expect(reading.names.describe()).toEqual(['outbound udp 3478-3481 to a.example']);
});

describe('protocols of a network rule', () => {
  test.each([
    [['TCP', 'UDP'], ['outbound tcp 3478 to 203.0.113.7/32', 'outbound udp 3478 to 203.0.113.7/32']],
    [['udp'], ['outbound udp 3478 to 203.0.113.7/32']],
  ])('%j', (protocols, lines) => {
    expect(clean(networkRule({ protocols, destination_addresses: ['203.0.113.7'], destination_ports: ['3478'] }))).toEqual(lines);
  });

  test('all of them on all ports', () => {
    expect(clean(networkRule({ protocols: ['Any'], destination_addresses: ['203.0.113.7'], destination_ports: ['*'] }))).toEqual([
      'outbound tcp all ports to 203.0.113.7/32', 'outbound udp all ports to 203.0.113.7/32', 'outbound other to 203.0.113.7/32',
    ]);
  });

  test('ports of a protocol that has none mean nothing', () => {
    const reading = networkRule({ protocols: ['ICMP'] });
    expect(codes(reading)).toEqual([`PortsWithoutMeaning ${GROUP}.network_rule_collection[0].rule[0].protocols[0]`]);
    expect(reading.admitted.describe()).toEqual(['outbound icmp to 52.112.0.0/14, 203.0.113.7/32']);
  });

  test('fails on a protocol that Azure does not know', () => {
    expect(() => networkRule({ protocols: ['SCTP'] })).toThrow(/found "SCTP", expected Any, TCP, UDP or ICMP/);
  });
});

describe('IP groups', () => {
  const reference = { destination_addresses: undefined, destination_ip_groups: ['${azurerm_ip_group.turn.id}'] };
  const withGroup = (body: object) => group([network(200, 'Allow', { ...TURN, ...reference })], [], {}, { azurerm_ip_group: { turn: { name: 'ipg', ...body } } });

  test('stand for their addresses', () => {
    expect(clean(withGroup({ cidrs: ['52.112.0.0/14'] }))).toEqual(['outbound udp 3478-3481 to 52.112.0.0/14']);
  });

  test('hold IPv4 only', () => {
    const reading = withGroup({ cidrs: ['52.112.0.0/14', '2603:1063::/38'] });
    expect(codes(reading)).toEqual(['WrongFamily resource.azurerm_ip_group.turn.cidrs[1]']);
    expect(reading.admitted.describe()).toEqual(['outbound udp 3478-3481 to 52.112.0.0/14']);
  });

  test('take 5000 entries', () => {
    const cidrs = Array.from({ length: 5001 }, (_, i) => `10.${Math.floor(i / 256)}.${i % 256}.0/24`);
    expect(codes(withGroup({ cidrs: cidrs.slice(1) }))).toEqual([]);
    expect(codes(withGroup({ cidrs }))).toEqual(['TooManyPrefixes resource.azurerm_ip_group.turn.cidrs']);
  });

  test('that the document does not hold are unresolved', () => {
    expect(networkRule(reference).unresolved.map(({ text }) => text)).toEqual(['${azurerm_ip_group.turn.id}']);
    expect(networkRule({ destination_ip_groups: ['/subscriptions/0/ipGroups/x'] }).unresolved).toHaveLength(1);
  });

  test('count for the limit of a firewall', () => {
    const many = Array.from({ length: 201 }, (_, i) => `/subscriptions/0/ipGroups/${i}`);
    expect(codes(networkRule({ source_addresses: undefined, source_ip_groups: many }))).toEqual([
      `TooManyIpGroups ${GROUP}.network_rule_collection[0].rule[0]`,
    ]);
    expect(codes(networkRule({ source_addresses: undefined, source_ip_groups: many.slice(1) }))).toEqual([]);
  });
});

describe('what no reader of the document can tell', () => {
  test.each<[string, () => Reading]>([
    ['a service tag', () => networkRule({ destination_addresses: ['Microsoft365.Exchange.Optimize'] })],
    ['a range of addresses', () => networkRule({ destination_addresses: ['10.0.0.1-10.0.0.9'] })],
    ['an expression', () => networkRule({ destination_addresses: ['${var.prefix}'] })],
    ['a port that is an expression', () => networkRule({ destination_ports: ['${var.port}'] })],
    ['an FQDN tag', () => applicationRule({ destination_fqdns: undefined, destination_fqdn_tags: ['Microsoft365.Exchange.Optimize'] })],
    ['a URL', () => applicationRule({ destination_fqdns: undefined, destination_urls: ['www.example/x'] })],
    ['a web category', () => applicationRule({ destination_fqdns: undefined, web_categories: ['News'] })],
    ['a dynamic rule', () => group([{ ...network(200, 'Allow'), dynamic: { rule: { for_each: '${var.x}', content: TURN } } }])],
    ['a dynamic DNAT rule', () => dnat({}, { rule: undefined, dynamic: { rule: { for_each: '${var.x}', content: MIGRATION } } })],
    ['DNAT rules that are an expression', () => dnat({}, { rule: '${var.rules}' })],
    ['DNAT collections that are an expression', () => group([], [], { nat_rule_collection: '${var.collections}' })],
    ['protocols that are an expression', () => dnat({ protocols: '${var.protocols}' })],
    ['a protocol that is an expression', () => networkRule({ protocols: ['${var.protocol}'] })],
    ['a DNAT rule from an unknown group', () => dnat({ source_addresses: undefined, source_ip_groups: ['${data.azurerm_ip_group.x.id}'] })],
    ['an action that is an expression', () => group([network(200, '${var.action}', TURN)])],
  ])('%s is unresolved, and admits nothing here', (_, read) => {
    const reading = read();
    expect(reading.unresolved).toHaveLength(1);
    expect([reading.admitted.describe(), reading.names.describe()]).toEqual([[], []]);
  });
});

describe('what Azure rejects', () => {
  test.each<[string, () => Reading, string[]]>([
    ['a star in a network rule', () => networkRule({ destination_addresses: undefined, destination_fqdns: ['*.a.example'] }), ['HostPattern network_rule_collection[0].rule[0].destination_fqdns[0]']],
    ['a star in the middle', () => applicationRule({ destination_fqdns: ['a.*.example'] }), ['HostPattern application_rule_collection[0].rule[0].destination_fqdns[0]']],
    ['a star at the end', () => applicationRule({ destination_fqdns: ['www.contoso.*'] }), ['HostPattern application_rule_collection[0].rule[0].destination_fqdns[0]']],
    ['a port below 1', () => networkRule({ destination_ports: ['0'] }), ['InvalidPorts network_rule_collection[0].rule[0].destination_ports[0]']],
    ['a port above those of an application rule', () => applicationRule({ protocols: [{ type: 'Https', port: 64001 }] }), ['InvalidPorts application_rule_collection[0].rule[0].protocols[0].port']],
    ['no source', () => group([network(200, 'Allow', without(TURN, 'source_addresses'))]), ['FieldMissing network_rule_collection[0].rule[0]']],
    ['no destination', () => group([network(200, 'Allow', without(TURN, 'destination_addresses'))]), ['FieldMissing network_rule_collection[0].rule[0]']],
    ['two ports of a DNAT rule', () => dnat({ destination_ports: ['443', '80'] }), ['InvalidPorts nat_rule_collection[0].rule[0].destination_ports']],
    ['a port above those of a DNAT rule', () => dnat({ destination_ports: ['64001'] }), ['InvalidPorts nat_rule_collection[0].rule[0].destination_ports']],
    ['any port in a DNAT rule', () => dnat({ destination_ports: ['*'] }), ['InvalidPorts nat_rule_collection[0].rule[0].destination_ports']],
    ['no protocol', () => networkRule({ protocols: [] }), ['FieldMissing network_rule_collection[0].rule[0]']],
    ['two collections of a priority', () => group([network(200, 'Allow', TURN)], [{ ...network(200, 'Allow', WEB), name: 'other' }]), ['DuplicatePriority application_rule_collection[0]']],
    ['two collections of a name', () => group([network(200, 'Allow', TURN), { ...network(300, 'Allow', TURN), name: 'N200' }]), ['DuplicateRuleName network_rule_collection[1]']],
    ['two rules of a name', () => group([network(200, 'Allow', TURN, TURN)]), ['DuplicateRuleName network_rule_collection[0].rule[1]']],
    ['a priority below 100', () => group([network(99, 'Allow', TURN)]), ['PriorityOutOfRange network_rule_collection[0].priority']],
    ['a priority above 65000', () => group([network(200, 'Allow', TURN)], [], { priority: 65001 }), ['PriorityOutOfRange priority']],
    ['a name of a group', () => group([network(200, 'Allow', TURN)], [], { name: '_m365' }), ['RuleName name']],
  ])('%s is found', (_, read, found) => {
    expect(codes(read()).map((code) => code.replace(`${GROUP}.`, ''))).toEqual(found);
  });

  test('too many pairs of source and destination are found', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 256)}.${i % 256}.0/24`);
    expect(codes(networkRule({ source_addresses: many(100), destination_addresses: many(200) }))).toEqual([]);
    expect(codes(networkRule({ source_addresses: many(100), destination_addresses: many(201) }))).toEqual([`TooManyPairs ${GROUP}.network_rule_collection[0].rule[0]`]);
  });
});

test('a group that is too large is found', () => {
  const large = (bytes: number) => networkRule({ description: 'x'.repeat(bytes) });
  expect(codes(large(2_000_000))).toEqual([]);
  expect(codes(large(2 * 1024 * 1024))).toEqual([`GroupTooLarge ${GROUP}`]);
});

describe('the first rule that matches decides', () => {
  const deny = (rest: object = {}) => ({ ...TURN, name: 'deny', destination_addresses: ['52.112.0.0/16'], ...rest });
  const REST = 'outbound udp 3478-3481 to 52.113.0.0/16, 52.114.0.0/15, 203.0.113.7/32';
  const ALL = 'outbound udp 3478-3481 to 52.112.0.0/14, 203.0.113.7/32';

  test('by the priorities of collections', () => {
    expect(clean(group([network(200, 'Allow', TURN), network(100, 'Deny', deny())]))).toEqual([REST]);
    expect(clean(group([network(200, 'Allow', TURN), network(300, 'Deny', deny())]))).toEqual([ALL]);
  });

  test.each([[400, REST], [600, ALL]])('by the priorities of groups first, here %i and 500', (priority, line) => {
    const before = { name: 'before', priority, firewall_policy_id: '/SUBSCRIPTIONS/0/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/hub' };
    const reading = readTerraform({
      resource: {
        azurerm_firewall_policy_rule_collection_group: {
          a: { ...before, network_rule_collection: [network(9000, 'Deny', deny())] },
          b: { ...before, name: 'second', priority: 500, firewall_policy_id: before.firewall_policy_id.toLowerCase(), network_rule_collection: [network(100, 'Allow', TURN)] },
        },
      },
    });
    expect(clean(reading)).toEqual([line]);
  });

  test('network rules before application rules, whatever their priorities', () => {
    const everything = { name: 'rest', protocols: ['Any'], source_addresses: ['*'], destination_addresses: ['*'], destination_ports: ['*'] };
    const reading = group([network(60_000, 'Deny', everything)], [network(100, 'Allow', WEB)]);
    expect(reading.names.describe()).toEqual([]);
  });

  test('a Deny of addresses before names is found, and the names are read as admitted', () => {
    const reading = group([network(200, 'Deny', { ...deny(), protocols: ['TCP'], destination_ports: ['443'] })], [network(100, 'Allow', WEB)]);
    expect(codes(reading)).toEqual([`AddressDenyBeforeNames ${GROUP}.application_rule_collection[0].rule[0]`]);
    expect(reading.names.describe()).toHaveLength(2);
  });

  test('a Deny of names among application rules takes them away', () => {
    const reading = group([], [network(100, 'Deny', { ...WEB, source_addresses: ['*'], destination_fqdns: ['office.example'] }), network(200, 'Allow', WEB)]);
    expect(namesOf(reading)).toEqual(['outbound tcp 80 to *.office.example', 'outbound tcp 443 to *.office.example']);
  });

  test('a Deny of some sources is found, and read as denying nothing', () => {
    const reading = group([network(100, 'Deny', deny({ source_addresses: ['10.0.0.0/8'] })), network(200, 'Allow', TURN)]);
    expect(codes(reading)).toEqual([`SourceLimitedDeny ${GROUP}.network_rule_collection[0].rule[0]`]);
    expect(reading.admitted.describe()).toEqual([ALL]);
  });
});

describe('one rule changed', () => {
  const expected = AdmittedSpace.of([outbound('udp', 3478, 3481, '52.112.0.0/14', '203.0.113.7/32')]);
  const expectedNames = AdmittedNames.of([80, 443].map((port) => (
    { direction: Direction.OUTBOUND, protocol: 'tcp', ports: PortRange.of(port), names: NameSet.parse('*.office.example', 'office.example') }
  )));

  test('as meant, both compare equal', () => {
    const reading = group([network(200, 'Allow', TURN)], [network(300, 'Allow', WEB)]);
    expect([compare(reading.admitted, expected).equal, compare(reading.names, expectedNames).equal]).toEqual([true, true]);
  });

  test.each<[string, object, string[], string[]]>([
    ['a wider range', { destination_addresses: ['52.112.0.0/13', '203.0.113.7'] }, ['outbound udp 3478-3481 to 52.116.0.0/14'], []],
    ['an address less', { destination_addresses: ['52.112.0.0/14'] }, [], ['outbound udp 3478-3481 to 203.0.113.7/32']],
    ['a port more', { destination_ports: ['3478-3482'] }, ['outbound udp 3482 to 52.112.0.0/14, 203.0.113.7/32'], []],
    ['a protocol more', { protocols: ['TCP', 'UDP'] }, ['outbound tcp 3478-3481 to 52.112.0.0/14, 203.0.113.7/32'], []],
  ])('%s is noticed', (_, change, extra, missing) => {
    const comparison = compare(networkRule(change).admitted, expected);
    expect([comparison.extra.describe(), comparison.missing.describe()]).toEqual([extra, missing]);
  });

  test.each<[string, object, string[], string[]]>([
    ['a wider pattern', { destination_fqdns: ['*office.example'] }, [
      'outbound tcp 80 to *office.example except *.office.example and office.example', 'outbound tcp 443 to *office.example except *.office.example and office.example',
    ], []],
    ['a name less', { destination_fqdns: ['*.office.example'] }, [], ['outbound tcp 80 to office.example', 'outbound tcp 443 to office.example']],
    ['a port less', { protocols: [{ type: 'Https', port: 443 }] }, [], ['outbound tcp 80 to *.office.example, office.example']],
  ])('%s is noticed', (_, change, extra, missing) => {
    const comparison = compare(applicationRule(change).names, expectedNames);
    expect([comparison.extra.describe(), comparison.missing.describe()]).toEqual([extra, missing]);
  });
});

test('a policy without rules admits nothing, unless it may have those of a parent', () => {
  const read = (rest: object) => readTerraform({ resource: { azurerm_firewall_policy: { main: { name: 'main', location: 'l', resource_group_name: 'rg', ...rest } } } });
  expect([...read({}).groups].map(([key, { declared, space, names }]) => [key, declared, space.isEmpty, names?.isEmpty])).toEqual([['azurerm_firewall_policy.main', true, true, true]]);
  expect([...read({ base_policy_id: '/parent' }).groups]).toEqual([]);
  expect(read({ base_policy_id: '/parent' }).uncovered).toMatchObject([{ path: 'resource.azurerm_firewall_policy.main.base_policy_id', preventsProof: true }]);
});
