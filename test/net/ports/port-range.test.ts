import { EndpointError } from '../../../lib/messages/errors';
import { PortRange } from '../../../lib/net';

test('one port', () => {
  const port = PortRange.of(443);
  expect(port).toMatchObject({ first: 443, last: 443, size: 1 });
  expect(String(port)).toBe('443');
});

test('several ports', () => {
  const range = PortRange.of(50000, 59999);
  expect(range).toMatchObject({ first: 50000, last: 59999, size: 10000 });
  expect(String(range)).toBe('50000-59999');
});

test.each(['0', '443', '65535', '0-65535', '50000-59999'])('parse reads %s back', (text) => {
  expect(String(PortRange.parse(text))).toBe(text);
});

test('a range of one port is that port', () => {
  expect(String(PortRange.parse('443-443'))).toBe('443');
});

test('containment and equality', () => {
  const range = PortRange.of(100, 200);
  expect([PortRange.of(100, 200), PortRange.of(150), PortRange.of(99), PortRange.of(150, 201)].map((other) => range.contains(other)))
    .toEqual([true, true, false, false]);
  expect(range.equals(PortRange.parse('100-200'))).toBe(true);
  expect(range.equals(PortRange.of(100))).toBe(false);
  expect(range.equals(PortRange.of(99, 200))).toBe(false);
});

test.each([70000, 65536, -1, NaN, Infinity, 443.5, '443' as unknown as number, null as unknown as number])('fails on %p as a port', (port) => {
  expect(() => PortRange.of(port)).toThrow(EndpointError);
  expect(() => PortRange.of(port)).toThrow(/it is not a port; give an integer from 0 to 65535$/);
});

test('fails on a reversed range and proposes the right order', () => {
  expect(() => PortRange.of(59999, 50000)).toThrow('invalid port "59999-50000": the range is reversed; did you mean "50000-59999"?');
  expect(() => PortRange.parse('59999-50000')).toThrow('did you mean "50000-59999"?');
});

test.each([
  '', ' 443', '443 ', '+443', '-443', '0443', '443-', '-', '443-444-445', '443,444', '1e3', '0x1bb', '443.0', '50000–59999', '50,000-59,999', 'https',
  '443\n', '٤٤٣',
])('fails on %j', (text) => {
  expect(() => PortRange.parse(text)).toThrow(/^invalid port .*: it is neither a port nor a range of ports; write it like "443" or "50000-59999"$/s);
});

test.each(['70000', '443-70000', '99999999999999999999'])('fails on the port number in %s', (text) => {
  expect(() => PortRange.parse(text)).toThrow('give an integer from 0 to 65535');
});

test('fails on a number where text is due', () => {
  expect(() => PortRange.parse(443 as unknown as string)).toThrow('invalid port 443');
});
