import { aggregate, PrefixSet } from '../../../lib/net';

test('lists the fewest prefixes in canonical order and spelling', () => {
  expect(aggregate(['2001:DB8:8000::/33', '10.0.0.128/25', '10.0.0.0/25', '10.0.0.7/32', '2001:db8::/33'])).toEqual(['10.0.0.0/24', '2001:db8::/32']);
});

test('takes any iterable', () => {
  expect(aggregate(new Set(['10.0.0.0/8']))).toEqual(['10.0.0.0/8']);
  expect(aggregate([])).toEqual([]);
});

test('does not depend on order', () => {
  const texts = Array.from({ length: 64 }, (_, i) => `10.0.${(i * 37) % 64}.0/24`);
  expect(aggregate(texts)).toEqual(['10.0.0.0/18']);
  expect(aggregate([...texts].reverse())).toEqual(['10.0.0.0/18']);
});

test('lists more prefixes than fit into one block of text', () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `10.${Math.floor(i / 256)}.${i % 256}.2/32`);
  expect(aggregate(texts)).toEqual(texts);
  const texts6 = Array.from({ length: 5_000 }, (_, i) => `2001:db8:1111:2222:3333:4444:${(i + 0x1000).toString(16)}:5555/128`);
  expect(aggregate(texts6)).toEqual(texts6);
  const short = Array.from({ length: 0x800 }, (_, i) => `${(2 * i + 1).toString(16)}::/16`);
  expect(aggregate(short)).toEqual(short);
});

test('sorts long lists', () => {
  const scattered = (length: number, text: (i: number) => string) => Array.from({ length }, (_, i) => text((i * 7919) % length));
  const inOrder = (length: number, text: (i: number) => string) => Array.from({ length }, (_, i) => text(i));
  const ipv4 = (i: number) => `${1 + Math.floor(i / 200)}.${i % 200}.${(i * 31) % 256}.${2 * ((i * 17) % 128)}/32`;
  expect(aggregate(scattered(20_000, ipv4))).toEqual(inOrder(20_000, ipv4));
  const ipv6 = (i: number) => `${(0x2000 + i % 7).toString(16)}:${(i % 11 + 1).toString(16)}::${(2 * i + 2).toString(16)}/128`;
  const byWords = (i: number) => [i % 7, i % 11, i];
  const sorted = Array.from({ length: 5000 }, (_, i) => i).sort((a, b) => byWords(a).map((word, w) => word - byWords(b)[w]).find(Boolean) ?? 0);
  expect(aggregate(scattered(5000, ipv6))).toEqual(sorted.map(ipv6));
});

test('fails on bad text by its position', () => {
  expect(() => aggregate(['10.0.0.0/8', '10.0.0.0/33'])).toThrow('1 of 2 prefixes is invalid:\n  entry 2: "10.0.0.0/33": the length is above 32');
});

test('fails once on a text in place of a list', () => {
  expect(() => aggregate('10.0.0.0/8')).toThrow('invalid prefix "10.0.0.0/8": it is one text, and a list of texts is wanted; put it into brackets');
});

test('the lines of a set are its prefixes, whole lines in every block', () => {
  const set = PrefixSet.of('2001:db8::/32', ...Array.from({ length: 3000 }, (_, i) => `10.${Math.floor(i / 256)}.${i % 256}.2/32`));
  const blocks = [...set.toLines()];
  expect(blocks.length).toBeGreaterThan(3);
  expect(blocks.filter((block) => !/^([\d.a-f:]+\/\d+\n)+$/.test(block))).toEqual([]);
  expect(blocks.join('').trim().split('\n')).toEqual(set.toStrings());
  expect([...PrefixSet.EMPTY.toLines()]).toEqual([]);
});
