import { EndpointError } from '../../lib/messages/errors';
import { Direction } from '../../lib/net';
import { readTerraform } from '../../lib/verify';
import { clean, codes, document, HTTPS, RULE, rulesOf, without } from './azure/nsg-fixture';

describe('fields', () => {
  test('a rule admits its source on its destination ports', () => {
    expect(clean(rulesOf(HTTPS))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('plural fields', () => {
    const rule = {
      ...without(without(HTTPS, 'source_address_prefix'), 'destination_port_range'),
      source_address_prefixes: ['10.0.0.0/24', '10.0.1.0/24'],
      destination_port_ranges: ['80', '443-445', 446],
    };
    expect(clean(rulesOf(rule))).toEqual(['inbound tcp 80 from 10.0.0.0/23', 'inbound tcp 443-446 from 10.0.0.0/23']);
  });

  test('outbound rules admit their destination', () => {
    expect(clean(rulesOf({ ...HTTPS, direction: 'Outbound', source_address_prefix: '10.9.0.0/16', destination_address_prefix: '52.112.0.0/14' })))
      .toEqual(['outbound tcp 443 to 52.112.0.0/14']);
  });

  test('a single address needs no length', () => {
    expect(clean(rulesOf({ ...HTTPS, source_address_prefix: '52.159.23.209' }))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(clean(rulesOf({ ...HTTPS, source_address_prefix: 'fe80::1' }))).toEqual(['inbound tcp 443 from fe80::1/128']);
  });

  test.each(['*', 'Any'])('%s as source is every address of both families', (source) => {
    expect(clean(rulesOf({ ...HTTPS, source_address_prefix: source }))).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
  });

  test('0.0.0.0/0 as source is every IPv4 address', () => {
    expect(clean(rulesOf({ ...HTTPS, source_address_prefix: '0.0.0.0/0' }))).toEqual(['inbound tcp 443 from 0.0.0.0/0']);
  });

  test('* as port is every port', () => {
    expect(clean(rulesOf({ ...HTTPS, destination_port_range: '*' }))).toEqual(['inbound tcp all ports from 52.159.23.209/32']);
  });

  test.each([['Tcp', 'tcp'], ['TCP', 'tcp'], ['udp', 'udp']])('protocol %s', (protocol, name) => {
    expect(clean(rulesOf({ ...HTTPS, protocol }))).toEqual([`inbound ${name} 443 from 52.159.23.209/32`]);
  });

  test.each([['Icmp', 'icmp'], ['Esp', 'esp'], ['AH', 'ah']])('protocol %s, which has no ports', (protocol, name) => {
    expect(clean(rulesOf({ ...HTTPS, protocol, destination_port_range: '*' }))).toEqual([`inbound ${name} from 52.159.23.209/32`]);
    const limited = rulesOf({ ...HTTPS, protocol });
    expect(limited.admitted.describe()).toEqual([`inbound ${name} from 52.159.23.209/32`]);
    expect(codes(limited)).toEqual([`PortsWithoutMeaning ${RULE}`]);
  });

  test('protocol * is every protocol', () => {
    expect(clean(rulesOf({ ...HTTPS, protocol: '*', destination_port_range: '*' }))).toEqual([
      'inbound tcp all ports from 52.159.23.209/32', 'inbound udp all ports from 52.159.23.209/32', 'inbound other from 52.159.23.209/32',
    ]);
    const limited = rulesOf({ ...HTTPS, protocol: '*' });
    expect(limited.admitted.describe()).toEqual([
      'inbound tcp 443 from 52.159.23.209/32', 'inbound udp 443 from 52.159.23.209/32', 'inbound other from 52.159.23.209/32',
    ]);
    expect(codes(limited)).toEqual([`PortsWithoutMeaning ${RULE}`]);
  });

  test('access and direction in any case', () => {
    expect(clean(rulesOf({ ...HTTPS, access: 'ALLOW', direction: 'inbound' }))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('null, empty text and empty lists are not set', () => {
    const rule = { ...HTTPS, description: null, source_address_prefixes: [], destination_port_ranges: null, destination_address_prefixes: '', source_application_security_group_ids: [] };
    expect(clean(rulesOf(rule))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('rules keep name, description, priority, path and the local side', () => {
    const reading = rulesOf({ ...HTTPS, description: 'graph stated', destination_address_prefix: '10.0.1.0/24' });
    expect(reading.groups.get('nsg')?.rules[0]).toMatchObject({
      path: RULE, name: 'https', description: 'graph stated', priority: 200, access: 'allow', direction: 'inbound', local: ['10.0.1.0/24'],
    });
    expect(rulesOf(HTTPS).groups.get('nsg')?.rules[0].local).toEqual([]);
  });
});

describe('groups', () => {
  test('inline rules as a list and as one object', () => {
    expect(clean(readTerraform(document({}, { security_rule: [HTTPS] })))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(clean(readTerraform(document({}, { security_rule: HTTPS })))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('the list forms of Terraform JSON', () => {
    const azurerm_network_security_group = [{ a: [{ name: 'a', security_rule: [HTTPS] }] }];
    const azurerm_network_security_rule = [{ b: { ...HTTPS, name: 'b', network_security_group_name: 'a', destination_port_range: '80', priority: 300 } }];
    expect(readTerraform({ resource: [{ azurerm_network_security_group }, { azurerm_network_security_rule }] }).admitted.describe())
      .toEqual(['inbound tcp 80 from 52.159.23.209/32', 'inbound tcp 443 from 52.159.23.209/32']);
  });

  test.each([
    ['a reference', '${azurerm_network_security_group.nsg.name}', 'nsg'],
    ['its name', 'web-nsg', 'nsg'],
    ['its name in another case', 'WEB-nsg', 'nsg'],
    ['the name of another group', 'other', 'other'],
    ['a name that is a resource id of this document', 'nsg', '"nsg"'],
    ['a data source', '${data.azurerm_network_security_group.nsg.name}', 'data.azurerm_network_security_group.nsg'],
    ['another expression', '${var.nsg}', '${var.nsg}'],
  ])('a separate rule that names its group by %s', (_, name, key) => {
    const reading = readTerraform(document({ r0: { ...HTTPS, network_security_group_name: name } }));
    expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect([...reading.groups].filter(([, { rules }]) => rules.length > 0).map(([found]) => found)).toEqual([key]);
    expect(reading.groups.get(key)?.declared).toBe(key === 'nsg');
  });

  test('the same name in another resource group is another group', () => {
    const rule = { ...HTTPS, network_security_group_name: 'web-nsg' };
    const keyOf = (resource_group_name: string) =>
      [...readTerraform(document({ r0: { ...rule, resource_group_name } })).groups.values()].find(({ rules }) => rules.length > 0)?.key;
    expect(keyOf('rg')).toBe('nsg');
    expect(keyOf('other-rg')).toBe('web-nsg');
    expect(keyOf('${azurerm_resource_group.rg.name}')).toBe('nsg');
  });

  test('a reference to a group that is not declared', () => {
    const reading = readTerraform({ resource: { azurerm_network_security_rule: { r0: { ...HTTPS, network_security_group_name: '${azurerm_network_security_group.gone.name}' } } } });
    expect(codes(reading)).toEqual([`UnknownGroup ${RULE}.network_security_group_name`]);
    expect(reading.groups.get('gone')?.declared).toBe(false);
  });

  test('a Deny stands only against rules of its own group', () => {
    const deny = { ...HTTPS, name: 'deny', access: 'Deny', priority: 100, network_security_group_name: 'elsewhere' };
    const reading = rulesOf(HTTPS, deny);
    expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(reading.groups.get('elsewhere')?.space.isEmpty).toBe(true);
  });

  test('rules are counted by direction and family', () => {
    const reading = rulesOf(HTTPS, { ...HTTPS, name: 'v6', priority: 201, source_address_prefix: '::/0' }, { ...HTTPS, name: 'any', priority: 202, source_address_prefix: '*' });
    expect(reading.groups.get('nsg')?.counts).toEqual({ [Direction.INBOUND]: { ipv4: 2, ipv6: 2 }, [Direction.OUTBOUND]: { ipv4: 0, ipv6: 0 } });
  });

  test('other resources are not looked at', () => {
    expect(clean(readTerraform({ resource: { azurerm_resource_group: { rg: { name: 'x' } } } }))).toEqual([]);
    expect(clean(readTerraform({}))).toEqual([]);
  });
});

describe('unresolved values are listed and never guessed', () => {
  test.each([
    ['a service tag', { source_address_prefix: 'AzureLoadBalancer' }, 'source_address_prefix', 'AzureLoadBalancer'],
    ['a regional service tag', { source_address_prefix: 'AzureCloud.westeurope' }, 'source_address_prefix', 'AzureCloud.westeurope'],
    ['an expression', { source_address_prefix: '${var.source}' }, 'source_address_prefix', '${var.source}'],
    ['an expression for a list', { source_address_prefix: null, source_address_prefixes: '${var.sources}' }, 'source_address_prefixes', '${var.sources}'],
    ['a security group', { source_address_prefix: null, source_application_security_group_ids: ['asg'] }, 'source_application_security_group_ids[0]', 'asg'],
    ['a port', { destination_port_range: '${var.port}' }, 'destination_port_range', '${var.port}'],
    ['a protocol', { protocol: '${var.protocol}' }, 'protocol', '${var.protocol}'],
    ['an access', { access: '${var.access}' }, 'access', '${var.access}'],
    ['a direction', { direction: '%{ if x }Inbound%{ endif }' }, 'direction', '%{ if x }Inbound%{ endif }'],
  ])('%s', (_, change, key, text) => {
    const reading = rulesOf({ ...HTTPS, ...change });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(reading.unresolved).toEqual([{ path: `${RULE}.${key}`, text }]);
    expect(reading.findings).toEqual([]);
  });

  test('what is known of a list counts, the rest is listed', () => {
    const reading = rulesOf({ ...without(HTTPS, 'source_address_prefix'), source_address_prefixes: ['10.0.0.0/24', '${var.more}'] });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 10.0.0.0/24']);
    expect(reading.unresolved).toEqual([{ path: `${RULE}.source_address_prefixes[1]`, text: '${var.more}' }]);
  });

  test('a priority leaves the rule in, as it only orders', () => {
    const reading = rulesOf({ ...HTTPS, priority: '${var.p}' });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(reading.unresolved).toEqual([{ path: `${RULE}.priority`, text: '${var.p}' }]);
  });

  test('the local side is in no space, so it is never unresolved', () => {
    expect(clean(rulesOf({ ...HTTPS, destination_address_prefix: '${azurerm_subnet.s.address_prefixes[0]}' }))).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });

  test('inline rules that are an expression or generated', () => {
    const reading = readTerraform(document({}, { security_rule: '${var.rules}', dynamic: { security_rule: {} } }));
    expect(reading.unresolved.map(({ path }) => path).sort()).toEqual([
      'resource.azurerm_network_security_group.nsg.dynamic', 'resource.azurerm_network_security_group.nsg.security_rule',
    ]);
  });

  test('an escaped ${ is text', () => {
    expect(codes(rulesOf({ ...HTTPS, name: 'a$${b}' }))).toEqual([`RuleName ${RULE}.name`]);
    expect(codes(rulesOf({ ...HTTPS, name: 'a${b}' }))).toEqual([]);
  });
});

describe('malformed documents', () => {
  const failure = (json: unknown): EndpointError => {
    try {
      readTerraform(json);
    } catch (error) {
      if (error instanceof EndpointError) return error;
      throw error;
    }
    throw new Error('did not fail');
  };

  test.each<[string, unknown, string]>([
    ['text instead of JSON', '{}', 'the top'],
    ['null', null, 'the top'],
    ['resources that are text', { resource: 'x' }, 'resource'],
    ['a rule that is a number', document({}, { security_rule: [1] }), 'resource.azurerm_network_security_group.nsg.security_rule[0]'],
    ['an unknown access', document({ r0: { ...HTTPS, access: 'Permit' } }), `${RULE}.access`],
    ['an unknown direction', document({ r0: { ...HTTPS, direction: 'In' } }), `${RULE}.direction`],
    ['an unknown protocol', document({ r0: { ...HTTPS, protocol: 'sctp' } }), `${RULE}.protocol`],
    ['a protocol that is a property of every object', document({ r0: { ...HTTPS, protocol: 'constructor' } }), `${RULE}.protocol`],
    ['no name', document({ r0: without(HTTPS, 'name') }), `${RULE}.name`],
    ['no priority', document({ r0: without(HTTPS, 'priority') }), `${RULE}.priority`],
    ['a priority that is a word', document({ r0: { ...HTTPS, priority: 'first' } }), `${RULE}.priority`],
    ['prefixes that are text', document({ r0: { ...HTTPS, source_address_prefixes: '10.0.0.0/8' } }), `${RULE}.source_address_prefixes`],
    ['a prefix that is a number', document({ r0: { ...HTTPS, source_address_prefix: 10 } }), `${RULE}.source_address_prefix`],
    ['no group', document({ r0: { ...HTTPS, network_security_group_name: null } }), `${RULE}.network_security_group_name`],
  ])('fails for %s, naming the place', (_, json, path) => {
    const error = failure(json);
    expect(error.code).toBe('MalformedTemplate');
    expect(error.message).toContain(`at ${path}: `);
  });
});
