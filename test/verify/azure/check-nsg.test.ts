import { readTerraform } from '../../../lib/verify';
import { codes, document, HTTPS, RULE, rulesOf, without } from './nsg-fixture';

describe("findings: Azure's own rules", () => {
  const second = { ...HTTPS, name: 'second', priority: 201 };

  test('a tag Internet is read as everything', () => {
    const reading = rulesOf({ ...HTTPS, source_address_prefix: 'Internet' });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
    expect(codes(reading)).toEqual([`InternetTag ${RULE}`]);
  });

  test('a priority used twice in a direction', () => {
    expect(codes(rulesOf(HTTPS, { ...second, priority: 200 }))).toEqual(['DuplicatePriority resource.azurerm_network_security_rule.r1']);
    expect(codes(rulesOf(HTTPS, { ...second, priority: '200' }))).toEqual(['DuplicatePriority resource.azurerm_network_security_rule.r1']);
    expect(codes(rulesOf(HTTPS, { ...second, priority: 200, direction: 'Outbound' }))).toEqual([]);
    expect(codes(rulesOf(HTTPS, { ...second, priority: 200, network_security_group_name: 'other' }))).toEqual([]);
  });

  test('a name used twice', () => {
    expect(codes(rulesOf(HTTPS, { ...second, name: 'HTTPS' }))).toEqual(['DuplicateRuleName resource.azurerm_network_security_rule.r1']);
  });

  test.each([[100, []], [4096, []], [99, [`PriorityOutOfRange ${RULE}.priority`]], [4097, [`PriorityOutOfRange ${RULE}.priority`]]])('priority %d', (priority, expected) => {
    expect(codes(rulesOf({ ...HTTPS, priority }))).toEqual(expected);
  });

  test('both families in one rule, on one side or on two', () => {
    const mixed = { ...without(HTTPS, 'source_address_prefix'), source_address_prefixes: ['10.0.0.0/24', '::/0'] };
    expect(codes(rulesOf(mixed))).toEqual([`MixedFamilies ${RULE}`]);
    expect(codes(rulesOf({ ...HTTPS, destination_address_prefix: 'fd00::/8' }))).toEqual([`MixedFamilies ${RULE}`]);
    expect(codes(rulesOf({ ...HTTPS, destination_address_prefix: '10.0.0.0/8' }))).toEqual([]);
  });

  test.each([
    [['10.0.0.0/24', '10.0.0.0/24'], true], [['10.0.0.0/24', '10.0.0.128/25'], true], [['10.0.0.1', '10.0.0.1/32'], true],
    [['10.0.0.0/25', '10.0.0.128/25'], false],
  ])('prefixes %j of one list, overlapping: %s', (prefixes, overlap) => {
    const source = { ...without(HTTPS, 'source_address_prefix'), source_address_prefixes: prefixes };
    expect(codes(rulesOf(source))).toEqual(overlap ? [`OverlappingPrefixes ${RULE}.source_address_prefixes`] : []);
    const destination = { ...without(HTTPS, 'destination_address_prefix'), destination_address_prefixes: prefixes };
    expect(codes(rulesOf(destination))).toEqual(overlap ? [`OverlappingPrefixes ${RULE}.destination_address_prefixes`] : []);
  });

  test('the same prefix on both sides does not overlap', () => {
    expect(codes(rulesOf({ ...HTTPS, destination_address_prefix: HTTPS.source_address_prefix }))).toEqual([]);
  });

  test.each([
    ['source_address_prefixes', ['10.0.0.0/8']], ['destination_port_ranges', ['80']], ['destination_address_prefixes', ['10.0.0.0/8']], ['source_port_ranges', ['*']],
  ])('both forms of a field: %s', (field, value) => {
    expect(codes(rulesOf({ ...HTTPS, [field]: value }))).toEqual([`SingularAndPlural ${RULE}`]);
  });

  test.each(['source_address_prefix', 'source_port_range', 'destination_address_prefix', 'destination_port_range'])('neither form of a field: %s', (field) => {
    expect(codes(rulesOf(without(HTTPS, field)))).toEqual([`FieldMissing ${RULE}`]);
  });

  test('a tag in a list', () => {
    const tagged = { ...without(HTTPS, 'source_address_prefix'), source_address_prefixes: ['10.0.0.0/8', 'AzureCloud'] };
    expect(codes(rulesOf(tagged))).toEqual([`TagInList ${RULE}.source_address_prefixes[1]`]);
  });

  test.each([
    ['a', true], ['ab', false], ['a.b-c_d', false], ['_a_', false], ['-ab', true], ['ab-', true], ['ab.', true], ['a b', true], ['ab\n', true], ['', true],
    ['x'.repeat(80), false], ['x'.repeat(81), true],
  ])('rule name %j, bad: %s', (name, bad) => {
    expect(codes(rulesOf({ ...HTTPS, name }))).toEqual(bad ? [`RuleName ${RULE}.name`] : []);
  });

  test('a description of more than 140 characters', () => {
    expect(codes(rulesOf({ ...HTTPS, description: 'x'.repeat(140) }))).toEqual([]);
    expect(codes(rulesOf({ ...HTTPS, description: 'x'.repeat(141) }))).toEqual([`DescriptionTooLong ${RULE}.description`]);
  });

  test('host bits', () => {
    const reading = rulesOf({ ...HTTPS, source_address_prefix: '10.1.2.3/8' });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 10.0.0.0/8']);
    expect(codes(reading)).toEqual([`HostBits ${RULE}.source_address_prefix`]);
  });

  test.each(['300.1.1.1/8', '10.0.0.0/33', '10.0.0.1-10.0.0.9'])('%s is no range and admits nothing', (source) => {
    const reading = rulesOf({ ...HTTPS, source_address_prefix: source });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(codes(reading)).toEqual([`InvalidCidr ${RULE}.source_address_prefix`]);
  });

  test.each(['65536', '443-80', '80,443', 'https', '-1', '1-', '443.5'])('%s are no ports and admit nothing', (ports) => {
    const reading = rulesOf({ ...HTTPS, destination_port_range: ports });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(codes(reading)).toEqual([`InvalidPorts ${RULE}.destination_port_range`]);
  });

  test('source ports other than all', () => {
    const reading = rulesOf({ ...HTTPS, source_port_range: '1024-65535' });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(codes(reading)).toEqual([`SourcePorts ${RULE}`]);
    expect(codes(rulesOf({ ...HTTPS, source_port_range: '0-65535' }))).toEqual([]);
  });

  test('inline and separate rules on one group', () => {
    const path = 'resource.azurerm_network_security_group.nsg';
    expect(codes(readTerraform(document({ r0: second }, { security_rule: [HTTPS] })))).toEqual([`MixedInlineAndSeparate ${path}`]);
    expect(codes(readTerraform(document({ r0: second }, { security_rule: [] })))).toEqual([`MixedInlineAndSeparate ${path}`]);
    expect(codes(readTerraform(document({ r0: { ...second, network_security_group_name: 'other' } }, { security_rule: [HTTPS] })))).toEqual([]);
    expect(codes(readTerraform(document({ r0: second }, { security_rule: null })))).toEqual([]);
  });

  test('more rules than 1000, directions together', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...HTTPS, name: `rule-${i}`, priority: 100 + i, direction: i % 2 === 0 ? 'Inbound' : 'Outbound' }));
    const path = 'resource.azurerm_network_security_group.nsg';
    expect(codes(readTerraform(document({}, { security_rule: many(1000) })))).toEqual([]);
    expect(codes(readTerraform(document({}, { security_rule: many(1001) })))).toEqual([`TooManyRules ${path}`]);
    expect(readTerraform(document({}, { security_rule: many(1001) }), { rulesPerGroup: 1001 }).findings).toEqual([]);
  });

  test('more prefixes than 4000 on a side', () => {
    const prefixes = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);
    const source = (count: number) => ({ ...without(HTTPS, 'source_address_prefix'), source_address_prefixes: prefixes(count) });
    const path = 'resource.azurerm_network_security_group.nsg';
    expect(codes(rulesOf(source(4000)))).toEqual([]);
    expect(codes(rulesOf(source(4000), second))).toEqual([`TooManyPrefixes ${path}`]);
    expect(codes(rulesOf({ ...without(HTTPS, 'destination_address_prefix'), destination_address_prefixes: prefixes(4001) }))).toEqual([`TooManyPrefixes ${path}`]);
    expect(readTerraform(document({ r0: source(4001) }), { prefixesPerGroup: 4001 }).findings).toEqual([]);
  });

  test('a resource that may exist more than once', () => {
    const reading = rulesOf({ ...HTTPS, for_each: '${var.x}' });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(codes(reading)).toEqual([`ConditionalResource ${RULE}.for_each`]);
  });
});
