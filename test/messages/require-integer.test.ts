import { isIntegerWithin, requireInteger } from '../../lib/messages/require-integer';

test.each([1, 7, 10])('%p is a whole number from 1 to 10', (value) => {
  expect(requireInteger('maxThings', value, 1, 10)).toBe(value);
});

test.each([0, 11, 1.5, NaN, Infinity, '5', undefined])('fails for %p where a whole number from 1 to 10 is wanted', (value) => {
  expect(isIntegerWithin(value as number, 1, 10)).toBe(false);
  expect(() => requireInteger('maxThings', value as number, 1, 10)).toThrow(expect.objectContaining({
    code: 'InvalidQuota', message: `invalid maxThings ${value}: give a whole number from 1 to 10`,
  }));
});

test('without an end, every whole number from the first on is one', () => {
  expect(requireInteger('maxThings', Number.MAX_VALUE, 0)).toBe(Number.MAX_VALUE);
  expect(() => requireInteger('maxThings', Infinity, 0)).toThrow('invalid maxThings Infinity: give a whole number from 0');
  expect(() => requireInteger('maxThings', -1, 0)).toThrow(/from 0$/);
});

test('the last number that is exact is no end to speak of', () => {
  expect(() => requireInteger('maxThings', Number.MAX_VALUE, 1, Number.MAX_SAFE_INTEGER)).toThrow(/from 1$/);
});
