import { Basis } from '../../../lib/catalog';
import { describeOrigins, mergeOrigins } from '../../../lib/rules/model/origins';
import { origin } from '../../support/rules';

test('origins are described by slug and basis, sorted, once each', () => {
  expect(describeOrigins([origin('b', Basis.DERIVED), origin('a'), origin('b', Basis.DERIVED)])).toBe('a (stated), b (derived)');
});

test('what does not fit into 140 characters is counted, not cut', () => {
  const many = Array.from({ length: 12 }, (_, index) => origin(`a-rather-long-slug-of-an-endpoint-set-${String(index).padStart(2, '0')}`));
  const text = describeOrigins(many);
  expect(text).toBe('a-rather-long-slug-of-an-endpoint-set-00 (stated), a-rather-long-slug-of-an-endpoint-set-01 (stated) and 10 more');
  expect(text.length).toBeLessThanOrEqual(140);
});

test('a slug that alone is too long is counted too', () => {
  expect(describeOrigins([origin('x'.repeat(200))])).toBe('1 origins');
});

test('only characters that every platform accepts are used', () => {
  expect(describeOrigins([origin('a'), origin('b', Basis.USER)])).toMatch(/^[A-Za-z0-9 ._:/()#,@+=-]{1,140}$/);
});

test('merging keeps origins that differ in their source apart', () => {
  const source = { source: 's', edition: '1', published: '2025', entry: 'row 1', url: 'https://example.com' };
  const merged = mergeOrigins([{ ...origin('a'), source }, origin('a'), { ...origin('a'), source: { ...source } }]);
  expect(merged).toHaveLength(2);
});
