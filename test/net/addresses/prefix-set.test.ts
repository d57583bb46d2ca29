import { isBranded } from '../../../lib/collections/brand';
import { AddressFamily, Prefix, PrefixSet } from '../../../lib/net';

const set = (...texts: string[]) => PrefixSet.of(...texts);
const { IPV4, IPV6 } = AddressFamily;
const LAST6 = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128';

describe('minimal prefixes', () => {
  test.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['one prefix', ['10.0.0.0/8'], ['10.0.0.0/8']],
    ['duplicates', ['10.0.0.0/8', '10.0.0.0/8'], ['10.0.0.0/8']],
    ['a prefix inside another', ['10.0.0.0/8', '10.1.0.0/16'], ['10.0.0.0/8']],
    ['siblings', ['10.0.0.128/25', '10.0.0.0/25'], ['10.0.0.0/24']],
    ['siblings, repeatedly', ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/25'], ['10.0.0.0/24']],
    ['siblings with a prefix inside the first', ['10.0.0.0/25', '10.0.0.0/32', '10.0.0.128/25'], ['10.0.0.0/24']],
    ['neighbours that are not siblings', ['10.0.1.0/24', '10.0.2.0/24'], ['10.0.1.0/24', '10.0.2.0/24']],
    ['families out of order', ['2001:db8::/32', '10.0.0.0/8'], ['10.0.0.0/8', '2001:db8::/32']],
    ['halves of IPv4', ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
    ['halves of IPv6', ['8000::/1', '::/1'], ['::/0']],
    ['everything and a part', ['0.0.0.0/0', '10.0.0.0/8', '255.0.0.0/8'], ['0.0.0.0/0']],
    ['the end of IPv4', ['255.255.255.252/30', '255.255.255.255/32'], ['255.255.255.252/30']],
    ['the end of IPv6', [LAST6], [LAST6]],
  ])('of %s', (_, texts, minimal) => {
    expect(set(...texts).toStrings()).toEqual(minimal);
  });
});

describe('defects of other libraries', () => {
  test('subtracting two parts of one prefix leaves neither', () => {
    expect(set('10.0.0.0/32', '10.0.0.2/32').subtract(set('10.0.0.0/30')).isEmpty).toBe(true);
    expect(set('10.0.0.0/30').subtract(set('10.0.0.0/32', '10.0.0.2/32')).toStrings()).toEqual(['10.0.0.1/32', '10.0.0.3/32']);
  });

  test.each(['255.255.255.252/30', '255.255.255.255/32', LAST6, '0.0.0.0/0', '::/0', '128.0.0.0/1', '8000::/1'])('%s is not lost', (text) => {
    expect(set(text).toStrings()).toEqual([text]);
    expect(set(text).union(set('10.0.0.0/32')).contains(Prefix.parse(text))).toBe(true);
    expect(set(text).intersect(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6)).toStrings()).toEqual([text]);
    expect(set(text).subtract(set(text)).isEmpty).toBe(true);
  });

  test('0.0.0.0/1 and 128.0.0.0/1 make everything', () => {
    expect(set('0.0.0.0/1', '128.0.0.0/1').equals(PrefixSet.ALL_IPV4)).toBe(true);
    expect(set('0.0.0.0/1').union(set('128.0.0.0/1')).equals(PrefixSet.ALL_IPV4)).toBe(true);
  });

  test('the result is minimal when a small prefix stands between siblings', () => {
    expect(set('10.0.0.0/25', '10.0.0.0/32', '10.0.0.128/25').toStrings()).toEqual(['10.0.0.0/24']);
  });

  test('contains sees the union of its prefixes', () => {
    expect(set('10.0.0.0/25', '10.0.0.128/25').contains(Prefix.parse('10.0.0.0/24'))).toBe(true);
    expect(set('10.0.0.0/24', '10.0.1.0/25', '10.0.1.128/25').containsSet(set('10.0.0.0/23'))).toBe(true);
  });

  test('masks of 0 and 32 bits work', () => {
    expect(PrefixSet.ALL_IPV4.subtract(set('0.0.0.0/32')).count()).toBe(32);
    expect(PrefixSet.ALL_IPV4.subtract(set('255.255.255.255/32')).count()).toBe(32);
    expect(PrefixSet.ALL_IPV6.subtract(set('::/128')).count()).toBe(128);
    expect(PrefixSet.ALL_IPV6.subtract(set(LAST6)).count()).toBe(128);
    expect(PrefixSet.ALL_IPV4.contains(Prefix.parse('0.0.0.0/0'))).toBe(true);
  });

  test.each(['1::/16', '1:0:1::/48', '1:0:0:0:1::/80', '1::1:0/112'])('%s without its first address takes one prefix for each bit of the rest', (text) => {
    const [address, length] = text.split('/');
    expect(set(text).subtract(set(`${address}/128`)).count()).toBe(128 - Number(length));
  });

  test('IPv4-mapped IPv6 stays IPv6', () => {
    const mapped = set('::ffff:0:0/96');
    expect(mapped.toStrings()).toEqual(['::ffff:0:0/96']);
    expect(mapped.count(IPV4)).toBe(0);
    expect(mapped.overlaps(PrefixSet.ALL_IPV4)).toBe(false);
    expect(mapped.prefixes().every((prefix) => prefix.isIpv4Mapped)).toBe(true);
  });
});

describe('operations', () => {
  const a = set('10.0.0.0/24', '2001:db8::/32');
  const b = set('10.0.0.128/25', '10.0.1.0/24', '2001:db8:8000::/33');

  test('work on both families', () => {
    expect(a.union(b).toStrings()).toEqual(['10.0.0.0/23', '2001:db8::/32']);
    expect(a.subtract(b).toStrings()).toEqual(['10.0.0.0/25', '2001:db8::/33']);
    expect(a.intersect(b).toStrings()).toEqual(['10.0.0.128/25', '2001:db8:8000::/33']);
    expect(a.overlaps(b)).toBe(true);
    expect(a.containsSet(b)).toBe(false);
    expect(a.union(b).containsSet(b)).toBe(true);
  });

  test('with the empty set change nothing or leave nothing', () => {
    expect(a.union(PrefixSet.EMPTY).equals(a)).toBe(true);
    expect(a.subtract(PrefixSet.EMPTY).equals(a)).toBe(true);
    expect(a.intersect(PrefixSet.EMPTY).isEmpty).toBe(true);
    expect(a.containsSet(PrefixSet.EMPTY)).toBe(true);
    expect(PrefixSet.EMPTY.containsSet(a)).toBe(false);
    expect(PrefixSet.EMPTY.overlaps(PrefixSet.EMPTY)).toBe(false);
  });

  test('leave their operands alone', () => {
    const before = [String(a), String(b)];
    a.union(b);
    a.subtract(b);
    a.intersect(b);
    expect([String(a), String(b)]).toEqual(before);
  });

  test('do not mix families', () => {
    expect(PrefixSet.ALL_IPV4.overlaps(PrefixSet.ALL_IPV6)).toBe(false);
    expect(PrefixSet.ALL_IPV4.contains(Prefix.parse('::/0'))).toBe(false);
    expect(PrefixSet.ALL_IPV4.equals(PrefixSet.ALL_IPV6)).toBe(false);
  });
});

describe('views', () => {
  const both = set('10.0.0.0/24', '10.0.1.0/32', '2001:db8::/127');

  test('of one family', () => {
    expect(both.only(IPV4).toStrings()).toEqual(['10.0.0.0/24', '10.0.1.0/32']);
    expect(both.only(IPV6).toStrings()).toEqual(['2001:db8::/127']);
    expect(both.toStrings(IPV6)).toEqual(['2001:db8::/127']);
    expect(both.prefixes(IPV4).map(String)).toEqual(['10.0.0.0/24', '10.0.1.0/32']);
    expect(both.only(IPV4).union(both.only(IPV6)).equals(both)).toBe(true);
  });

  test('count prefixes and addresses', () => {
    expect([both.count(), both.count(IPV4), both.count(IPV6)]).toEqual([3, 2, 1]);
    expect([both.size(), both.size(IPV4), both.size(IPV6)]).toEqual([259n, 257n, 2n]);
    expect(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6).size()).toBe(2n ** 32n + 2n ** 128n);
    expect([PrefixSet.EMPTY.count(), PrefixSet.EMPTY.size()]).toEqual([0, 0n]);
  });

  test('iterate in canonical order', () => {
    expect([...both].map(String)).toEqual(both.toStrings());
    expect([...both].every((prefix) => prefix instanceof Prefix)).toBe(true);
    const [first] = both;
    expect(first.equals(Prefix.parse('10.0.0.0/24'))).toBe(true);
  });

  test('as text', () => {
    expect(String(both)).toBe('10.0.0.0/24,10.0.1.0/32,2001:db8::/127');
    expect(String(PrefixSet.EMPTY)).toBe('');
  });

  test('constants', () => {
    expect(PrefixSet.EMPTY.isEmpty).toBe(true);
    expect(PrefixSet.ALL_IPV4.toStrings()).toEqual(['0.0.0.0/0']);
    expect(PrefixSet.ALL_IPV6.toStrings()).toEqual(['::/0']);
  });
});

describe('factories', () => {
  test('from prefixes', () => {
    expect(PrefixSet.from([Prefix.parse('2001:db8::/32'), Prefix.parse('10.0.0.0/8')]).toStrings()).toEqual(['10.0.0.0/8', '2001:db8::/32']);
    expect(PrefixSet.from(set('10.0.0.0/8')).toStrings()).toEqual(['10.0.0.0/8']);
  });

  test('fails with every bad text in one error', () => {
    expect(() => set('10.0.0.0/8', '10.0.0.1', '::/0', '10.0.0.1/8')).toThrow([
      '2 of 4 prefixes are invalid:',
      '  entry 2: "10.0.0.1": it has no length; did you mean "10.0.0.1/32"?',
      '  entry 4: "10.0.0.1/8": it has bits set after the first 8; did you mean "10.0.0.0/8"?',
    ].join('\n'));
  });

  test('fails like parse on a single bad text', () => {
    expect(() => set('10.0.0.1')).toThrow('invalid prefix "10.0.0.1": it has no length; did you mean "10.0.0.1/32"?');
  });
});

describe('builder', () => {
  test('collects prefixes, text, addresses and sets in any order', () => {
    const builder = PrefixSet.builder();
    builder.addText('10.0.0.0/26');
    builder.addAddress('2001:db8::1');
    builder.addAddress('10.0.0.128');
    builder.add(Prefix.parse('10.0.0.64/26'));
    builder.add(Prefix.parse('2001:db8::/128'));
    builder.addSet(set('10.0.0.129/32', '2001:db8::2/127'));
    expect(builder.build().toStrings()).toEqual(['10.0.0.0/25', '10.0.0.128/31', '2001:db8::/126']);
  });

  test('goes on after build without changing what was built', () => {
    const builder = PrefixSet.builder();
    builder.addText('10.0.1.0/24');
    const first = builder.build();
    builder.addText('10.0.0.0/24');
    expect(builder.build().toStrings()).toEqual(['10.0.0.0/23']);
    expect(first.toStrings()).toEqual(['10.0.1.0/24']);
  });

  test('builds the empty set from nothing', () => {
    expect(PrefixSet.builder().build().equals(PrefixSet.EMPTY)).toBe(true);
  });

  test('fails once, naming ten bad entries and counting the others', () => {
    const builder = PrefixSet.builder();
    builder.addText('10.0.0.0/8');
    for (let i = 0; i < 12; i++) builder.addText(`10.0.0.${i}/33`);
    builder.addAddress('10.0.0.1/32');
    let message = '';
    try {
      builder.build();
    } catch (error) {
      message = (error as Error).message;
    }
    const lines = message.split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe('13 of 14 prefixes are invalid:');
    expect(lines[1]).toBe('  entry 2: "10.0.0.0/33": the length is above 32; write a number from 0 to 32 after the slash');
    expect(lines[11]).toBe('  and 3 more');
  });

  test('counts prefixes and sets among its entries', () => {
    const builder = PrefixSet.builder();
    builder.add(Prefix.parse('10.0.0.0/8'));
    builder.addSet(set('10.0.0.0/8', '::/0'));
    builder.addText('10.0.0.0/33');
    expect(() => builder.build()).toThrow('1 of 3 prefixes is invalid:\n  entry 3: "10.0.0.0/33"');
  });

  test('fails on values that are not text', () => {
    const builder = PrefixSet.builder();
    builder.addText(undefined as unknown as string);
    builder.addAddress(7 as unknown as string);
    expect(() => builder.build()).toThrow(/entry 1: undefined: it is not text.*\n.*entry 2: 7: it is not text/);
  });
});

// The columns double in size from 16 on; prefixes were lost there once.
test.each([15, 16, 17, 31, 32, 33, 64, 65, 1000])('%i scattered prefixes of each family are all there, added as text, as address and as prefix', (count) => {
  const ipv4 = Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${2 * (i % 128)}.1/32`);
  const ipv6 = Array.from({ length: count }, (_, i) => `2001:db8:${(2 * i + 1).toString(16)}::/48`);
  expect(PrefixSet.of(...ipv4, ...ipv6).toStrings()).toEqual([...ipv4, ...ipv6]);
  expect(PrefixSet.from([...ipv4, ...ipv6].map((text) => Prefix.parse(text))).toStrings()).toEqual([...ipv4, ...ipv6]);

  const builder = PrefixSet.builder();
  ipv4.forEach((text) => builder.addAddress(text.split('/')[0]));
  expect(builder.build().toStrings()).toEqual(ipv4);
});

test('is known by its name, also to another copy of this package', () => {
  expect(['PortSet', 'PrefixSet'].filter((name) => isBranded(PrefixSet.EMPTY, name))).toEqual(['PrefixSet']);
});
