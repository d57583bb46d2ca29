import { aggregate, PrefixSet } from '../../lib/net';

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
});

test('fails on bad text by its position', () => {
  expect(() => aggregate(['10.0.0.0/8', '10.0.0.0/33'])).toThrow('1 of 2 prefixes is invalid:\n  entry 2: "10.0.0.0/33": the length is above 32');
});

test('the lines of a set are its prefixes, whole lines in every block', () => {
  const set = PrefixSet.of('2001:db8::/32', ...Array.from({ length: 3000 }, (_, i) => `10.${Math.floor(i / 256)}.${i % 256}.2/32`));
  const blocks = [...set.toLines()];
  expect(blocks.length).toBeGreaterThan(3);
  expect(blocks.filter((block) => !/^([\d.a-f:]+\/\d+\n)+$/.test(block))).toEqual([]);
  expect(blocks.join('').trim().split('\n')).toEqual(set.toStrings());
  expect([...PrefixSet.EMPTY.toLines()]).toEqual([]);
});
