import * as fc from 'fast-check';
import { Prefix } from '../../../lib/net';
import { readCidr } from '../../../lib/verify/document/cidr';
import { JsonNode } from '../../../lib/verify/document/json-node';
import { Report } from '../../../lib/verify/document/report';

const read = (text: string, bare = false) => readCidr(new JsonNode(text, 'x'), new Report(), bare);

test.each([
  '1.2.3/24', '010.0.0.0/8', '0x0a.0.0.0/8', '10.0.0.0/08', '10.0.0.0/33', '10.0.0.0', '10.0.0.0/', '10.0.0.0/8/8', ' 10.0.0.0/8', '1.2.3.4.5/32', '1.2.3.256/32',
  'fe80::1%eth0/64', '::/129', ':::/0', '1::2::3/64', '::1.2.3/128', '::01.2.3.4/128', '::1.2.3.256/128', '12345::/16', '1:2:3:4:5:6:7/64', '1:2:3:4:5:6:7:8:9/64', '',
])('%p is no range', (text) => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['::1.2.3.4/128', '::102:304/128'], ['64:ff9b::1.2.3.4/96', '64:ff9b::/96'], ['1:2:3:4:5:6:1.2.3.4/128', '1:2:3:4:5:6:102:304/128'],
  ['2001:DB8:0:0::/32', '2001:db8::/32'], ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'], ['0.0.0.0/0', '0.0.0.0/0'], ['::/0', '::/0'],
])('%s is %s', (text, canonical) => {
  expect(read(text)?.text).toBe(canonical);
});

test('what the parser of lib/net takes is read as the same addresses', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const ipv4 = fc.tuple(octet, octet, octet, octet, fc.integer({ min: 0, max: 32 })).map(([a, b, c, d, length]) => `${a}.${b}.${c}.${d}/${length}`);
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  const ipv6 = fc.tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
    .map(([groups, length]) => `${groups.map((one) => one.toString(16)).join(':')}/${length}`);
  fc.assert(fc.property(fc.oneof(ipv4, ipv6), (text) => {
    const { text: canonical, addresses } = read(text)!;
    expect(Prefix.parse(canonical).toString()).toBe(canonical);
    expect(addresses.toStrings()).toEqual([canonical]);
  }), { numRuns: 500 });
});

test('a single address only where the platform takes one', () => {
  expect(read('192.0.2.1', true)?.text).toBe('192.0.2.1/32');
  expect(read('2001:db8::1', true)?.text).toBe('2001:db8::1/128');
  expect(read('192.0.2.1')).toBeUndefined();
});

test.each([['203.0.113.0/25', []], ['203.0.113.5/25', ['HostBits']], ['2001:db8::/32', []], ['2001:db8::1/32', ['HostBits']]])('bits behind the mask of %s', (text, found) => {
  const report = new Report();
  expect(readCidr(new JsonNode(text, 'at'), report)?.family).toBe(text.includes(':') ? 'ipv6' : 'ipv4');
  expect(report.findings.map(({ code }) => `${code}`)).toEqual(found);
});
