import { Direction, PortSet, PrefixSet } from '../../../lib/net';
import { prove, readDocument, readDocuments } from '../../../lib/verify';

const COLLECTION = '/subscriptions/0000/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/config/ruleCollections/microsoft';

/** A rule as `az network manager security-admin-config rule-collection rule list` prints it. */
const rule = (name: string, priority: number, access: string, prefixes: readonly string[], others: object = {}) => ({
  access,
  description: '',
  destinationPortRanges: [access === 'Deny' ? '0-65535' : '443'],
  destinations: [{ addressPrefix: '10.0.1.0/24', addressPrefixType: 'IPPrefix' }],
  direction: 'Inbound',
  etag: '"0"',
  id: `${COLLECTION}/rules/${name}`,
  kind: 'Custom',
  name,
  priority,
  protocol: access === 'Deny' ? 'Any' : 'Tcp',
  provisioningState: 'Succeeded',
  resourceGroup: 'rg',
  resourceGuid: '00000000-0000-0000-0000-000000000000',
  sourcePortRanges: ['0-65535'],
  sources: prefixes.map((addressPrefix) => ({ addressPrefix, addressPrefixType: access === 'Deny' ? 'ServiceTag' : 'IPPrefix' })),
  systemData: { createdAt: '2026-01-01T00:00:00Z' },
  type: 'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules',
  ...others,
});

const RULES = [rule('admit', 1000, 'Allow', ['20.20.32.0/19']), rule('deny', 4000, 'Deny', ['Internet'])];
const meant = { rules: [{ direction: Direction.INBOUND, protocol: 'tcp', ports: PortSet.parse('443'), prefixes: PrefixSet.of('20.20.32.0/19') }] };

test('is read as the rules of one collection', () => {
  expect(readDocuments(RULES)).toHaveLength(1);
  expect([...readDocuments(RULES)[0].groups.keys()]).toEqual(['rg/microsoft']);
  expect(`${prove(RULES, meant)}`).toMatch(/^equal: rg\/microsoft/);
});

test.each<[string, unknown, RegExp]>([
  ['a wider source', [rule('admit', 1000, 'Allow', ['20.20.0.0/16']), RULES[1]], /^different/],
  ['a rule of Azure\'s own', [...RULES, rule('own', 100, 'Allow', ['*'], { kind: 'Default', flag: 'AllowVnetInbound' })], /^(different|unproven)/],
  ['a key that is not known', [rule('admit', 1000, 'Allow', ['20.20.32.0/19'], { schedule: 'nightly' }), RULES[1]], /^unproven/],
  ['a Deny before the Allow', [rule('early', 10, 'Deny', ['Internet']), ...RULES], /^(different|unproven)/],
])('is not equal with %s', (_, rules, verdict) => {
  expect(`${prove(rules, meant)}`).toMatch(verdict);
});

test('is no document by itself', () => {
  expect(() => readDocument(RULES[0])).toThrow(expect.objectContaining({ code: 'UnrecognisedDocument' }));
});
