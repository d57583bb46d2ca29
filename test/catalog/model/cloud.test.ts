import { Cloud } from '../../../lib/catalog';

test('the same name is the same cloud, whatever its letter case', () => {
  expect(Cloud.of('worldwide')).toBe(Cloud.WORLDWIDE);
  expect(Cloud.of('Bleu')).toBe(Cloud.of('BLEU'));
});

test('a cloud that has no constant keeps its name', () => {
  expect(Cloud.of('Delos').name).toBe('Delos');
});

test.each(['', ' ', 'US Gov', '../China', '1st'])('fails for %j, which is no instance name', (name) => {
  expect(() => Cloud.of(name)).toThrow(expect.objectContaining({ code: 'InvalidCloud' }));
});
