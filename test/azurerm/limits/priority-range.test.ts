import { PriorityRange } from '../../../lib/azurerm';
import { withCode } from '../support';

test.each([[100, 4096], [100, 100], [4096, 4096], [200, 299]])('%p to %p is a range', (first, last) => {
  const range = PriorityRange.of(first, last);
  expect([range.first, range.last, `${range}`]).toEqual([first, last, `${first}-${last}`]);
});

test.each([
  [99, 200], [200, 4097], [0, 10], [-5, 200], [299, 200], [200.5, 299], [200, 299.5], [NaN, 299], [200, NaN], [-Infinity, Infinity], ['200', '299'],
] as [number, number][])('fails on %p to %p', (first, last) => {
  expect(() => PriorityRange.of(first, last)).toThrow(withCode('InvalidPriorityRange'));
  expect(() => PriorityRange.of(first, last)).toThrow(`invalid priorities ${first}-${last}: give whole numbers, the lower first, from 100 to 4096`);
});

test('it has room for two thirds of its priorities, rounded down', () => {
  expect([1, 2, 3, 4, 5, 6, 99, 100, 3997].map((size) => PriorityRange.of(100, 99 + size).capacity)).toEqual([0, 1, 2, 2, 3, 4, 66, 66, 2664]);
});

test('it includes both ends, and nothing outside', () => {
  const range = PriorityRange.of(200, 299);
  expect([199, 200, 299, 300].map((priority) => range.includes(priority))).toEqual([false, true, true, false]);
});

test.each([
  [[100, 199], false], [[100, 200], true], [[250, 260], true], [[100, 4096], true], [[299, 299], true], [[300, 400], false],
] as [[number, number], boolean][])('200-299 and %p overlap: %p', ([first, last], expected) => {
  const [one, other] = [PriorityRange.of(200, 299), PriorityRange.of(first, last)];
  expect([one.overlaps(other), other.overlaps(one)]).toEqual([expected, expected]);
});
