import { groupBy, groupByEach, sortedGroups } from '../../lib/collections/group-by';

const WORDS = ['pear', 'apple', 'peach', 'avocado', 'Plum'];

test('groups come in order of their first item, their items as they came', () => {
  expect([...groupBy(WORDS, (word) => word.length)]).toEqual([[4, ['pear', 'Plum']], [5, ['apple', 'peach']], [7, ['avocado']]]);
});

test('an item of many keys is in many groups, and one without keys in none', () => {
  expect([...groupByEach(['ab', '', 'b'], (word) => word)]).toEqual([['a', ['ab']], ['b', ['ab', 'b']]]);
});

test('sorted groups come in order of their keys by code units', () => {
  expect(sortedGroups(WORDS, (word) => word[0])).toEqual([['P', ['Plum']], ['a', ['apple', 'avocado']], ['p', ['pear', 'peach']]]);
});

test('no item makes no group', () => {
  expect(groupBy([], String).size).toBe(0);
});
