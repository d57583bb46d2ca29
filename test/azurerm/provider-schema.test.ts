import { describeMaterial, readMaterial } from '../support/material';
import { BlockSchema, schemaProblems } from './provider-schema';

/** A small schema with one of each thing. */
const FIXTURE: BlockSchema = {
  attributes: {
    id: { type: 'string' },
    name: { type: 'string', required: true },
    priority: { type: 'number', optional: true },
    enabled: { type: 'bool', optional: true },
    prefixes: { type: ['set', 'string'], optional: true },
    tags: { type: ['map', 'string'], optional: true },
    inline: { type: ['set', ['object', { name: 'string', ports: ['set', 'string'] }]], optional: true },
  },
  block_types: {
    timeouts: { nesting_mode: 'single', block: { attributes: { create: { type: 'string', optional: true } } } },
    rule: { nesting_mode: 'list', min_items: 0, max_items: 2, block: { attributes: { host: { type: 'string', required: true } } } },
  },
};

function problems(thing: unknown): string[] {
  return schemaProblems({ resource: { azurerm_thing: { a: thing } } }, () => FIXTURE);
}

describe('the schema checker', () => {
  test('takes what the schema describes, and expressions in place of anything', () => {
    expect(problems({
      '//': {},
      'depends_on': [],
      'name': 'a',
      'priority': 1,
      'enabled': true,
      'prefixes': ['x'],
      'tags': { owner: 'me' },
      'inline': [{ name: 'a', ports: [] }, { name: null, ports: ['1'] }],
      'timeouts': { create: '1m' },
      'rule': [{ host: 'a' }, { host: 'b' }],
    })).toEqual([]);
    expect(problems({ name: '${var.a}', priority: '${var.b}', prefixes: '${var.c}', inline: '${var.d}' })).toEqual([]);
  });

  test('leaves resources of other providers alone', () => {
    expect(schemaProblems({ resource: { random_pet: { a: { x: 1 } } } }, () => undefined)).toEqual([]);
    expect(schemaProblems({}, () => undefined)).toEqual([]);
  });

  test.each([
    ['an unknown argument', { name: 'a', colour: 'red' }, ['colour: is unknown']],
    ['a missing argument', {}, ['name: is missing']],
    ['a required argument that is null', { name: null }, ['name: is missing']],
    ['an argument of the provider', { name: 'a', id: 'x' }, ['id: is set by the provider only']],
    ['a number as text', { name: 'a', priority: '100' }, ['priority: is "100", not a number']],
    ['text as a number', { name: 1 }, ['name: is 1, not a string']],
    ['a wrong truth value', { name: 'a', enabled: 'yes' }, ['enabled: is "yes", not a bool']],
    ['one value for a set', { name: 'a', prefixes: 'x' }, ['prefixes: is no set']],
    ['a set for one value', { name: ['a'] }, ['name: is a list, not a string']],
    ['a wrong item', { name: 'a', prefixes: ['x', 1] }, ['prefixes[1]: is 1, not a string']],
    ['a list for a map', { name: 'a', tags: ['x'] }, ['tags: is no map']],
    ['a key missing in an inline object', { name: 'a', inline: [{ name: 'b' }] }, ['inline[0].ports: is missing']],
    ['an unknown key in an inline object', { name: 'a', inline: [{ name: 'b', ports: [], port: '1' }] }, ['inline[0].port: is unknown']],
    ['a wrong key in an inline object', { name: 'a', inline: [{ name: 'b', ports: [443] }] }, ['inline[0].ports[0]: is 443, not a string']],
    ['an attribute as a block', { name: 'a', inline: { name: 'b', ports: [] } }, ['inline: is no set']],
    ['a block inside a wrong one', { name: 'a', timeouts: { create: 1, host: 'a' } }, ['timeouts[0].create: is 1, not a string', 'timeouts[0].host: is unknown']],
    ['a block as text', { name: 'a', rule: 'x' }, ['rule[0]: is no block']],
    ['too many blocks', { name: 'a', rule: [{ host: 'a' }, { host: 'b' }, { host: 'c' }] }, ['rule: occurs 3 times, not 0 to 2']],
  ])('fails on %s', (_, thing, expected) => {
    expect(problems(thing)).toEqual(expected.map((problem) => `azurerm_thing.a.${problem}`));
  });

  test('fails on a resource without a schema', () => {
    expect(schemaProblems({ resource: { azurerm_thing: { a: {} } } }, () => undefined)).toEqual(['azurerm_thing: has no schema']);
  });
});

describeMaterial('with the schema of the provider', () => {
  const schemaOf = (type: string) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block;

  test('a rule without its priority or with a port list as text is refused', () => {
    const rule = {
      name: 'a', access: 'Allow', direction: 'Inbound', protocol: 'Tcp', network_security_group_name: 'n', resource_group_name: 'r', destination_port_ranges: '443',
    };
    expect(schemaProblems({ resource: { azurerm_network_security_rule: { a: rule } } }, schemaOf)).toEqual([
      'azurerm_network_security_rule.a.priority: is missing', 'azurerm_network_security_rule.a.destination_port_ranges: is no set',
    ]);
  });

  test('an inline rule that lacks any key is refused', () => {
    const group = { name: 'n', location: 'l', resource_group_name: 'r', security_rule: [{ name: 'a' }] };
    expect(schemaProblems({ resource: { azurerm_network_security_group: { g: group } } }, schemaOf)).toHaveLength(15);
  });
});
