import { PrefixSet } from '../../../lib/net';
import { AdmittedSpace, compare } from '../../../lib/verify';
import { inbound, outbound } from './packets';

const expected = AdmittedSpace.of([inbound('tcp', 443, 443, '52.159.23.209/32'), outbound('udp', 3478, 3481, '52.112.0.0/14')]);

test('equal spaces compare equal, however they are cut', () => {
  const actual = AdmittedSpace.of([
    outbound('udp', 3478, 3479, '52.112.0.0/15', '52.114.0.0/15'), outbound('udp', 3480, 3481, '52.112.0.0/14'), inbound('tcp', 443, 443, '52.159.23.209/32'),
  ]);
  const comparison = compare(actual, expected);
  expect(comparison.equal).toBe(true);
  expect(comparison.missing.isEmpty).toBe(true);
  expect(comparison.extra.isEmpty).toBe(true);
  expect(comparison.toString()).toBe('admits exactly what was expected');
});

test('what is expected but not admitted is missing', () => {
  const comparison = compare(AdmittedSpace.of([outbound('udp', 3478, 3481, '52.112.0.0/14')]), expected);
  expect(comparison.equal).toBe(false);
  expect(comparison.missing.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  expect(comparison.extra.isEmpty).toBe(true);
});

test('what is admitted but not expected is extra', () => {
  const comparison = compare(expected.union(AdmittedSpace.of([inbound('tcp', 443, 444, '52.159.23.209/32')])), expected);
  expect(comparison.equal).toBe(false);
  expect(comparison.missing.isEmpty).toBe(true);
  expect(comparison.extra.describe()).toEqual(['inbound tcp 444 from 52.159.23.209/32']);
});

test('the other direction is another thing', () => {
  const comparison = compare(AdmittedSpace.of([outbound('tcp', 443, 443, '10.0.0.0/8')]), AdmittedSpace.of([inbound('tcp', 443, 443, '10.0.0.0/8')]));
  expect(comparison.toString()).toBe([
    'admits something else than expected',
    '  missing: inbound tcp 443 from 10.0.0.0/8',
    '  extra: outbound tcp 443 to 10.0.0.0/8',
  ].join('\n'));
});

test('a long report is cut and says by how much', () => {
  const scattered = Array.from({ length: 12 }, (_, i) => `10.0.0.${2 * i}/32`);
  const many = Array.from({ length: 23 }, (_, i) => inbound('tcp', 2 * i, 2 * i, ...scattered));
  const lines = compare(AdmittedSpace.of(many), AdmittedSpace.EMPTY).toString().split('\n');
  expect(lines).toHaveLength(1 + 20 + 1);
  expect(lines[1]).toBe(`  extra: inbound tcp 0 from ${scattered.slice(0, 10).join(', ')} and 2 more`);
  expect(lines.at(-1)).toBe('  extra: 3 more boxes');
});

test('ten thousand scattered prefixes compare as one set', () => {
  const prefixes = Array.from({ length: 10_000 }, (_, i) => `10.${Math.floor(i / 100)}.${i % 100}.${(i % 100) * 2}/32`);
  const whole = AdmittedSpace.of([inbound('tcp', 443, 443, ...prefixes)]);
  const one = AdmittedSpace.of(prefixes.map((prefix) => ({ ...inbound('tcp', 443, 443), addresses: PrefixSet.of(prefix) })));
  const without = AdmittedSpace.of([inbound('tcp', 443, 443, ...prefixes.filter((prefix) => prefix !== '10.50.7.14/32'))]);
  expect(compare(one, whole).equal).toBe(true);
  expect(compare(without, whole).missing.describe()).toEqual(['inbound tcp 443 from 10.50.7.14/32']);
});
