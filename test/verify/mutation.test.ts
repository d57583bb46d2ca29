import * as fc from 'fast-check';
import { AdmittedSpace, compare, readCloudFormation, readTerraform } from '../../lib/verify';
import { inbound, outbound } from './space/packets';

/** One rule of a template and, by hand, the line it alone stands for. */
interface Stated {
  readonly rule: Record<string, unknown>;
  readonly line: string;
}

const EC2: readonly Stated[] = [
  { rule: { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '52.159.23.209/32' }, line: 'inbound tcp 443 from 52.159.23.209/32' },
  { rule: { IpProtocol: 'tcp', FromPort: 25, ToPort: 25, CidrIp: '40.92.0.0/15' }, line: 'inbound tcp 25 from 40.92.0.0/15' },
  { rule: { IpProtocol: 'tcp', FromPort: 25, ToPort: 25, CidrIpv6: '2a01:111:f400::/48' }, line: 'inbound tcp 25 from 2a01:111:f400::/48' },
  { rule: { IpProtocol: 'udp', FromPort: 3478, ToPort: 3481, CidrIp: '52.112.0.0/14' }, line: 'inbound udp 3478-3481 from 52.112.0.0/14' },
];
const NSG: readonly Stated[] = EC2.map(({ rule, line }, i) => ({
  rule: {
    name: `rule-${i}`,
    priority: 200 + i,
    direction: 'Inbound',
    access: 'Allow',
    protocol: rule.IpProtocol,
    source_port_range: '*',
    source_address_prefixes: [rule.CidrIp ?? rule.CidrIpv6],
    destination_address_prefix: '*',
    destination_port_range: `${String(rule.FromPort)}-${String(rule.ToPort)}`,
  },
  line,
}));

const expected = AdmittedSpace.of([
  inbound('tcp', 443, 443, '52.159.23.209/32'), inbound('tcp', 25, 25, '40.92.0.0/15', '2a01:111:f400::/48'), inbound('udp', 3478, 3481, '52.112.0.0/14'),
]);

const readEc2 = (rules: readonly unknown[]) => readCloudFormation({
  Resources: Object.fromEntries(rules.map((rule, i) => [`In${i}`, { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: 'sg-1', ...rule as object } }])),
}).admitted;
const readNsg = (rules: readonly unknown[]) => readTerraform({ resource: { azurerm_network_security_group: { nsg: { name: 'nsg', security_rule: rules } } } }).admitted;

const platforms = [['CloudFormation', EC2, readEc2], ['Terraform', NSG, readNsg]] as const;

describe.each(platforms)('%s', (_, stated, read) => {
  const all = stated.map(({ rule }) => rule);

  test('the template as meant compares equal, in any order', () => {
    expect(compare(read(all), expected).toString()).toBe('admits exactly what was expected');
    fc.assert(fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
      expect(compare(read(order), expected).equal).toBe(true);
    }), { numRuns: 20 });
  });

  test.each(stated.map(({ line }, i) => [line, i] as const))('without %s exactly that is missing', (line, i) => {
    const comparison = compare(read(all.filter((__, j) => j !== i)), expected);
    expect(comparison.missing.describe()).toEqual([line]);
    expect(comparison.extra.isEmpty).toBe(true);
  });

  test('without any subset of rules exactly those are missing', () => {
    fc.assert(fc.property(fc.subarray([...stated]), (kept) => {
      const comparison = compare(read(kept.map(({ rule }) => rule)), expected);
      expect(comparison.equal).toBe(kept.length === stated.length);
      expect(comparison.extra.isEmpty).toBe(true);
      const gone = stated.filter((one) => !kept.includes(one)).map(({ line }) => line);
      // The two families on port 25 are one box when both are gone.
      const joined = gone.filter((line) => line.startsWith('inbound tcp 25 ')).length === 2
        ? [...gone.filter((line) => !line.startsWith('inbound tcp 25 ')), 'inbound tcp 25 from 40.92.0.0/15, 2a01:111:f400::/48']
        : gone;
      expect(comparison.missing.describe().sort()).toEqual(joined.sort());
    }));
  });
});

describe('one rule changed', () => {
  test.each<[string, Record<string, unknown>, string[], string[]]>([
    ['a wider range', { CidrIp: '52.159.23.208/31' }, ['inbound tcp 443 from 52.159.23.208/32'], []],
    ['one port more', { ToPort: 444 }, ['inbound tcp 444 from 52.159.23.209/32'], []],
    ['another port', { FromPort: 444, ToPort: 444 }, ['inbound tcp 444 from 52.159.23.209/32'], ['inbound tcp 443 from 52.159.23.209/32']],
    ['another protocol', { IpProtocol: 'udp' }, ['inbound udp 443 from 52.159.23.209/32'], ['inbound tcp 443 from 52.159.23.209/32']],
    ['every protocol', { IpProtocol: '-1' }, [
      'inbound tcp 0-442 from 52.159.23.209/32', 'inbound tcp 444-65535 from 52.159.23.209/32',
      'inbound udp all ports from 52.159.23.209/32', 'inbound other from 52.159.23.209/32',
    ], []],
  ])('CloudFormation, %s', (_, change, extra, missing) => {
    const comparison = compare(readEc2([{ ...EC2[0].rule, ...change }, ...EC2.slice(1).map(({ rule }) => rule)]), expected);
    expect(comparison.extra.describe()).toEqual(extra);
    expect(comparison.missing.describe()).toEqual(missing);
  });

  test.each<[string, Record<string, unknown>, string[], string[]]>([
    ['one prefix more', { source_address_prefixes: ['52.159.23.209', '10.0.0.0/8'] }, ['inbound tcp 443 from 10.0.0.0/8'], []],
    ['a wider port range', { destination_port_range: '443-500' }, ['inbound tcp 444-500 from 52.159.23.209/32'], []],
    ['a Deny', { access: 'Deny' }, [], ['inbound tcp 443 from 52.159.23.209/32']],
    ['the other direction', { direction: 'Outbound', source_address_prefixes: null, source_address_prefix: '*', destination_address_prefix: '10.1.0.0/16' },
      ['outbound tcp 443 to 10.1.0.0/16'], ['inbound tcp 443 from 52.159.23.209/32']],
  ])('Terraform, %s', (_, change, extra, missing) => {
    const comparison = compare(readNsg([{ ...NSG[0].rule, ...change }, ...NSG.slice(1).map(({ rule }) => rule)]), expected);
    expect(comparison.extra.describe()).toEqual(extra);
    expect(comparison.missing.describe()).toEqual(missing);
  });

  test('a Deny put before everything takes away exactly what it names', () => {
    const deny = { ...NSG[1].rule, name: 'deny', priority: 100, access: 'Deny', source_address_prefixes: ['40.92.0.0/16'], destination_port_range: '*' };
    const comparison = compare(readNsg([...NSG.map(({ rule }) => rule), deny]), expected);
    expect(comparison.missing.describe()).toEqual(['inbound tcp 25 from 40.92.0.0/16']);
    expect(comparison.extra.isEmpty).toBe(true);
  });

  test('one rule widened by any range outside shows exactly that range', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 255 }), fc.constantFrom('inbound', 'outbound'), (octet, direction) => {
      const range = `198.51.100.${octet}/32`;
      const rule = { Type: `AWS::EC2::SecurityGroup${direction === 'inbound' ? 'Ingress' : 'Egress'}`, Properties: { ...EC2[0].rule, CidrIp: range, GroupId: 'sg-1' } };
      const actual = expected.union(readCloudFormation({ Resources: { rule } }).admitted);
      const box = (direction === 'inbound' ? inbound : outbound)('tcp', 443, 443, range);
      const { missing, extra } = compare(actual, expected);
      expect(missing.isEmpty).toBe(true);
      expect(extra.equals(AdmittedSpace.of([box]))).toBe(true);
    }), { numRuns: 30 });
  });
});
