import { isIPv6 } from 'net';
import * as fc from 'fast-check';
import * as ipaddr from 'ipaddr.js';
import { EndpointError } from '../../../lib/messages/errors';
import { AddressFamily, Prefix } from '../../../lib/net';

const prefix = (text: string) => Prefix.parse(text);

function errorOf(action: () => unknown): EndpointError {
  try {
    action();
  } catch (error) {
    return error as EndpointError;
  }
  throw new Error('did not throw');
}

describe('parse', () => {
  test.each([
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['128.0.0.0/1', '128.0.0.0/1'],
    ['192.0.2.1/32', '192.0.2.1/32'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
    ['1::/16', '1::/16'],
    ['8000::/1', '8000::/1'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8:0000:0000:0000:0000:0000:0000/32', '2001:db8::/32'],
    ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
    ['2001:db8::1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
    ['0:0:1:0:0:0:1:0/128', '0:0:1::1:0/128'],
    ['1:0:0:2:0:0:0:3/128', '1:0:0:2::3/128'],
    ['1:2:3:4:5:6:7::/128', '1:2:3:4:5:6:7:0/128'],
    ['::2:3:4:5:6:7:8/128', '0:2:3:4:5:6:7:8/128'],
    ['1:2:3:4:5:6:0:0/128', '1:2:3:4:5:6::/128'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128'],
    ['64:ff9b::192.0.2.1/128', '64:ff9b::c000:201/128'],
    ['1:2:3:4:5:6:192.0.2.1/128', '1:2:3:4:5:6:c000:201/128'],
    ['::0.0.0.0/0', '::/0'],
    ['::192.0.2.1/128', '::c000:201/128'],
  ])('reads %s as %s', (text, canonical) => {
    expect(prefix(text).toString()).toBe(canonical);
  });

  test.each([
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['10.0.0.1/0', '0.0.0.0/0'],
    ['255.255.255.255/31', '255.255.255.254/31'],
    ['128.0.0.1/1', '128.0.0.0/1'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8:ffff::/33', '2001:db8:8000::/33'],
    ['ffff::/0', '::/0'],
    ['::1.2.3.4/120', '::102:300/120'],
  ])('fails on the host bits of %s and proposes %s', (text, meant) => {
    const error = errorOf(() => prefix(text));
    expect(error.code).toBe('InvalidPrefix');
    expect(error.message).toContain(`did you mean "${meant}"?`);
    expect(prefix(meant).toString()).toBe(meant);
  });

  test.each([
    ['10.0.0.1', 'did you mean "10.0.0.1/32"?'],
    ['2001:db8::1', 'did you mean "2001:db8::1/128"?'],
    ['10.0.0.0/33', 'the length is above 32'],
    ['::/129', 'the length is above 128'],
    ['10.0.0.0/4294967304', 'the length is above 32'],
    ['10.0.0.0/', 'the length is empty'],
    ['10.0.0.0/-1', 'the length is not a decimal number'],
    ['10.0.0.0/+8', 'the length is not a decimal number'],
    ['10.0.0.0/8.0', 'the length is not a decimal number'],
    ['10.0.0.0/1e1', 'the length is not a decimal number'],
    ['10.0.0.0/0x8', 'the length is not a decimal number'],
    ['10.0.0.0/255.0.0.0', 'the length is not a decimal number'],
    ['10.0.0.0/08', 'the length has a leading zero'],
    ['::/00', 'the length has a leading zero'],
    ['10.0.0.0/8/8', 'more than one slash'],
    ['10.0.0.0//8', 'more than one slash'],
    ['/8', 'neither an IPv4 nor an IPv6 address'],
    ['', 'it is empty'],
    ['10.0.0.0 /8', 'white space'],
    ['10.0.0.0/8\n', 'white space'],
    ['\u00a010.0.0.0/8', 'white space'],
    ['fe80::1%eth0/128', 'zone id'],
    ['fe80::%25eth0/10', 'zone id'],
    ['example.com', 'neither an IPv4 nor an IPv6 address'],
    ['١٠.0.0.0/8', 'neither an IPv4 nor an IPv6 address'],
    ['10.0.0.0-10.0.0.255', 'neither an IPv4 nor an IPv6 address'],
    ['1.2.3./32', 'is not decimal'],
    ['1..2.3/32', 'is not decimal'],
    ['.1.2.3/32', 'is not decimal'],
    ['1.2.3.4./32', 'an IPv4 address has 4 numbers, not 5'],
    ['2001:db8:::/32', '"::" occurs more than once'],
    ['1::2::3/128', '"::" occurs more than once'],
    ['1:2:3:4:5:6:7/128', 'too few or too many groups'],
    ['1:2:3:4:5:6:7:8:9/128', 'too few or too many groups'],
    ['1:2:3:4::5:6:7:8/128', 'too few or too many groups'],
    [':1:2:3:4:5:6:7/128', 'too few or too many groups'],
    ['1:2:3:4:5:6:7:/128', 'too few or too many groups'],
    [':/128', 'too few or too many groups'],
    [':::/128', '"::" occurs more than once'],
    ['::00001/128', 'group 3 is not 1 to 4 hexadecimal digits'],
    ['::-1/128', 'group 3 is not 1 to 4 hexadecimal digits'],
    ['::1.2.3/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['::1.2.3.04/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['::1.2.3.256/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['::1.2.3.4:5/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['1:2:3:4:5:6:7:1.2.3.4/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['1:2:3:4:5:1.2.3.4/128', 'the IPv4 part is not four decimal numbers at the end'],
    ['1:2:3::4:5:6:1.2.3.4/128', 'the IPv4 part is not four decimal numbers at the end'],
  ])('fails on %j and says why', (text, reason) => {
    const error = errorOf(() => prefix(text));
    expect(error).toBeInstanceOf(EndpointError);
    expect(error.code).toBe('InvalidPrefix');
    expect(error.message).toContain(reason);
    expect(error.message).toMatch(/^invalid prefix .*[^.]$/s);
  });

  const EXPECTED = 'write an address and a length, such as "10.0.0.0/8" or "2001:db8::/32"';
  const OCTETS = 'write four decimal numbers from 0 to 255, such as "10.0.0.0"';
  const GROUPS = 'write eight groups of 1 to 4 hexadecimal digits, or "::" once for groups of zeros';

  test.each([
    ['', 'it is empty', EXPECTED],
    ['10.0.0.0/8 ', 'it contains white space', EXPECTED],
    ['fe80::1%eth0/128', 'a zone id is not part of an address', 'leave out the % and what follows'],
    ['example.com', 'it is neither an IPv4 nor an IPv6 address', EXPECTED],
    ['10.0.0.0', 'it has no length', 'did you mean "10.0.0.0/32"?'],
    ['10.0.0.0/8/8', 'it has more than one slash', EXPECTED],
    ['10.0.0.0/', 'the length is empty', 'write a number from 0 to 32 after the slash'],
    ['::/08', 'the length has a leading zero', 'write a number from 0 to 128 after the slash'],
    ['::/0128', 'the length has a leading zero', 'write a number from 0 to 128 after the slash'],
    ['10.0.0.0/08x', 'the length is not a decimal number', 'write a number from 0 to 32 after the slash'],
    ['10.0.0.0/x', 'the length is not a decimal number', 'write a number from 0 to 32 after the slash'],
    ['10.0.0.0/8x', 'the length is not a decimal number', 'write a number from 0 to 32 after the slash'],
    ['10.0.0.0/33', 'the length is above 32', 'write a number from 0 to 32 after the slash'],
    ['10.0.0.1/8', 'it has bits set after the first 8', 'did you mean "10.0.0.0/8"?'],
    ['10.0.0/8', 'an IPv4 address has 4 numbers, not 3', OCTETS],
    ['0x0a000000/8', 'an IPv4 address has 4 numbers, not 1', OCTETS],
    ['0X0a.0.0.0/8', 'number 1 of the address is not decimal', OCTETS],
    ['10.0.256.0/8', 'number 3 of the address is above 255', OCTETS],
    ['10.0.255.1000/8', 'number 4 of the address is above 255', OCTETS],
    ['10.010.0.0/8', 'number 2 of the address has a leading zero, which some tools read as octal', 'leave it out'],
    ['10.0..0/8', 'number 3 of the address is not decimal', OCTETS],
    ['0x10.0.0.0/8', 'number 1 of the address is not decimal', OCTETS],
    ['a0x1.0.0.0/8', 'it is neither an IPv4 nor an IPv6 address', EXPECTED],
    ['1::2::3/128', '"::" occurs more than once', GROUPS],
    ['1::2:3::4/128', '"::" occurs more than once', GROUPS],
    ['1:2:3/48', 'it has too few or too many groups', GROUPS],
    ['::1.2.3/128', 'the IPv4 part is not four decimal numbers at the end', GROUPS],
    ['1:2g::/32', 'group 2 is not 1 to 4 hexadecimal digits', GROUPS],
    ['1:G::/32', 'group 2 is not 1 to 4 hexadecimal digits', GROUPS],
  ])('says of %j that %s, and to %s', (text, problem, hint) => {
    expect(errorOf(() => prefix(text)).message).toBe(`invalid prefix ${JSON.stringify(text)}: ${problem}; ${hint}`);
  });

  test('says of one address that it has no length, or what is wrong with it', () => {
    expect(errorOf(() => Prefix.parseAddress('::1/128')).message).toBe('invalid prefix "::1/128": a single address has no length; did you mean "::1"?');
    expect(errorOf(() => Prefix.parseAddress('10.0.0/8')).message).toBe(`invalid prefix "10.0.0/8": an IPv4 address has 4 numbers, not 3; ${OCTETS}`);
    expect(errorOf(() => Prefix.parseAddress('')).message).toBe(`invalid prefix "": it is empty; ${EXPECTED}`);
    expect(errorOf(() => Prefix.parseAddress(7 as unknown as string)).message).toBe(`invalid prefix 7: it is not text; ${EXPECTED}`);
  });

  test.each([undefined, null, 10, {}, [], ['10.0.0.0/8']])('fails on %j, which is not text', (value) => {
    expect(() => prefix(value as unknown as string)).toThrow('it is not text');
  });

  test('fails on hostile text in linear time, with a short message', () => {
    for (const text of ['1'.repeat(1e6), '1.'.repeat(5e5), ':'.repeat(1e6), '1:'.repeat(5e5), '/'.repeat(1e6), ' '.repeat(1e6)]) {
      expect(errorOf(() => prefix(text)).message.length).toBeLessThan(300);
    }
  });
});

describe('text that other libraries silently read as another prefix', () => {
  test.each([
    '10.0.0.256', ' 10.0.0.0/8', '10.0.0/24', '1.2.3.4.5', '0x0a.0.0.0/8', '12345::/16', 'g603::/16', '2603:1006:2000/48',
    '10.0.0.0/', '10.0.0.0/-1', '010.0.0.1', '10', '10.0.0.0/33', '::/129', '10.0.0.256/32', '1.2.3.4.5/32', '010.0.0.1/32', '10/8',
    '0.0.0.0/33', '2001:db8::/129',
  ])('fails on %j', (text) => {
    expect(errorOf(() => prefix(text)).code).toBe('InvalidPrefix');
    expect(errorOf(() => Prefix.parseAddress(text)).code).toBe('InvalidPrefix');
  });
});

describe('parseAddress', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1/32'],
    ['0.0.0.0', '0.0.0.0/32'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['::', '::/128'],
    ['::1.2.3.4', '::102:304/128'],
  ])('reads %s as %s', (text, canonical) => {
    expect(Prefix.parseAddress(text).toString()).toBe(canonical);
  });

  test('fails on a length and proposes the address without it', () => {
    expect(() => Prefix.parseAddress('192.0.2.1/32')).toThrow(
      'invalid prefix "192.0.2.1/32": a single address has no length; did you mean "192.0.2.1"?',
    );
  });

  test.each(['', '1.2.3', '1.2.3.4 ', '1.2.3.4/', 'fe80::1%1', 'example.com', '1.2.3.04', '::/0/0'])('fails on %j', (text) => {
    expect(errorOf(() => Prefix.parseAddress(text)).code).toBe('InvalidPrefix');
  });
});

describe('IPv4-mapped IPv6', () => {
  test('stays IPv6 and says so', () => {
    const mapped = prefix('::ffff:0:0/96');
    expect(mapped.family).toBe(AddressFamily.IPV6);
    expect(mapped.toString()).toBe('::ffff:0:0/96');
    expect(mapped.isIpv4Mapped).toBe(true);
    expect(prefix('::ffff:192.0.2.1/128').toString()).toBe('::ffff:c000:201/128');
    expect(prefix('::ffff:192.0.2.1/128').isIpv4Mapped).toBe(true);
  });

  test('is unrelated to the IPv4 address it spells', () => {
    const mapped = Prefix.parseAddress('::ffff:192.0.2.1');
    const plain = Prefix.parseAddress('192.0.2.1');
    expect([mapped.equals(plain), mapped.overlaps(plain), prefix('::/0').contains(plain), prefix('0.0.0.0/0').contains(mapped)])
      .toEqual([false, false, false, false]);
  });

  test.each(['::/0', '::/95', '::fffe:0:0/95', '::fffe:0:0/96', '::1:0:0:0/96', '0:0:1:0:0:ffff::/96', '1::ffff:0:0/96', '255.255.0.0/16'])('is not %s', (text) => {
    expect(prefix(text).isIpv4Mapped).toBe(false);
  });
});

describe('relations', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.255.255.255/32', true],
    ['10.0.0.0/8', '11.0.0.0/32', false],
    ['10.0.0.0/8', '0.0.0.0/0', false],
    ['0.0.0.0/0', '255.255.255.255/32', true],
    ['128.0.0.0/1', '127.255.255.255/32', false],
    ['::/0', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128', true],
    ['2001:db8::/32', '2001:db8:8000::/33', true],
    ['2001:db8::/33', '2001:db8:8000::/33', false],
    ['2001:db8::/64', '2001:db8::/65', true],
    ['2001:db8:0:1::/64', '2001:db8::/65', false],
    ['::/0', '0.0.0.0/0', false],
    ['0.0.0.0/0', '::/0', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(prefix(outer).contains(prefix(inner))).toBe(expected);
  });

  test('overlap is containment in either direction', () => {
    expect(prefix('10.0.0.0/8').overlaps(prefix('10.1.0.0/16'))).toBe(true);
    expect(prefix('10.1.0.0/16').overlaps(prefix('10.0.0.0/8'))).toBe(true);
    expect(prefix('10.0.0.0/9').overlaps(prefix('10.128.0.0/9'))).toBe(false);
  });

  test('equality looks at family, address and length', () => {
    expect(prefix('2001:DB8::/32').equals(prefix('2001:db8:0::/32'))).toBe(true);
    expect(prefix('0.0.0.0/0').equals(prefix('::/0'))).toBe(false);
    expect(prefix('10.0.0.0/8').equals(prefix('10.0.0.0/9'))).toBe(false);
  });

  test('canonical order is IPv4 first, then by address, then the shorter length', () => {
    const ordered = ['0.0.0.0/0', '0.0.0.0/32', '9.0.0.0/8', '10.0.0.0/8', '200.0.0.0/8', '::/0', '::/128', '2001:db8::/32', 'ffff::/16'];
    const shuffled = [3, 8, 1, 6, 0, 7, 5, 2, 4].map((i) => prefix(ordered[i]));
    expect(shuffled.sort(Prefix.compare).map(String)).toEqual(ordered);
  });
});

test('properties describe the prefix', () => {
  const parsed = prefix('2001:DB8::/32');
  expect(parsed).toMatchObject({ family: AddressFamily.IPV6, length: 32, address: '2001:db8::', size: 2n ** 96n });
  expect(prefix('0.0.0.0/0').size).toBe(2n ** 32n);
  expect(prefix('1.2.3.4/32').size).toBe(1n);
  expect(prefix('::/0').size).toBe(2n ** 128n);
});

describe('compared with ipaddr.js and Node', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const sparse = fc.array(fc.oneof(fc.constant('0'), group), { minLength: 8, maxLength: 8 });

  test('IPv6 text reads back as the same bytes and is the text of RFC 5952', () => {
    fc.assert(fc.property(sparse, (groups) => {
      const text = groups.join(':');
      const ours = Prefix.parseAddress(text).address;
      expect(ipaddr.parse(ours).toByteArray()).toEqual(ipaddr.parse(text).toByteArray());
      expect(ours).toBe((ipaddr.parse(text) as ipaddr.IPv6).toRFC5952String());
    }), { numRuns: 500 });
  });

  test('IPv4 text reads back unchanged', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => {
      expect(Prefix.parseAddress(text).address).toBe(ipaddr.parse(text).toString());
    }));
  });

  test('an IPv6 text is accepted exactly when Node accepts it', () => {
    const piece = fc.constantFrom(':', '::', '0', '1', 'aB', 'fFfF', '00000', '1.2.3.4', '1.2.3', '255.255.255.255', '01.2.3.4', 'g', '.');
    const soup = fc.array(piece, { maxLength: 18 }).map((pieces) => pieces.join(''));
    const nearlyValid = fc.tuple(sparse, fc.nat(7), fc.nat(7), fc.constantFrom('', ':', '::', '1.2.3.4')).map(
      ([groups, from, count, middle]) => [...groups.slice(0, from), middle, ...groups.slice(from + count)].join(':'),
    );
    fc.assert(fc.property(fc.oneof(soup, nearlyValid, fc.ipV6()), (text) => {
      fc.pre(text.includes(':'));
      const accepted = (() => {
        try {
          return Prefix.parseAddress(text).family === AddressFamily.IPV6;
        } catch {
          return false;
        }
      })();
      expect(accepted).toBe(isIPv6(text));
    }), { numRuns: 5000 });
  });
});
