import { byText, compareTexts } from '../../lib/collections/by-text';

test('texts are in order of their code units, as sort() has them, whatever the locale', () => {
  const texts = ['b', 'a', 'ä', 'Z', '10', '9', '', 'a', '\u{1F600}', '\uFF5E'];
  expect([...texts].sort(compareTexts)).toEqual(['', '10', '9', 'Z', 'a', 'a', 'b', 'ä', '\u{1F600}', '\uFF5E']);
});

test('items of the same text keep their order', () => {
  const items = [{ name: 'b', id: 1 }, { name: 'a', id: 2 }, { name: 'b', id: 3 }, { name: 'a', id: 4 }];
  expect(items.sort(byText(({ name }) => name)).map(({ id }) => id)).toEqual([2, 4, 1, 3]);
});
