import { readVersions } from '../../../lib/sources/web-service/web-service-versions';

const WORLDWIDE = { instance: 'Worldwide', latest: '2026081400' };

test('reads every instance, among them one that nobody knows yet', () => {
  const { instances, findings } = readVersions(JSON.stringify([WORLDWIDE, { latest: '2026010100', instance: 'Bleu' }]));
  expect(findings).toEqual([]);
  expect(instances).toEqual([{ ...WORLDWIDE, versions: [] }, { instance: 'Bleu', latest: '2026010100', versions: [] }]);
});

test('reads one instance with all its versions', () => {
  const { instances, findings } = readVersions(JSON.stringify({ ...WORLDWIDE, versions: ['2026081400', '2026073100'], note: '' }));
  expect(findings).toMatchObject([{ code: 'UnknownField', severity: 'info' }]);
  expect(instances).toEqual([{ ...WORLDWIDE, versions: ['2026081400', '2026073100'] }]);
});

test.each([
  ['a version of nine digits', [{ ...WORLDWIDE, latest: '202608140' }], 'VersionInvalid'],
  ['a version that is a number', [{ ...WORLDWIDE, latest: 2026081400 }], 'FieldInvalid'],
  ['a bad version among all', [{ ...WORLDWIDE, versions: ['latest'] }], 'VersionInvalid'],
  ['no instance', [{ latest: '2026081400' }], 'FieldMissing'],
  ['something else', ['Worldwide'], 'NotVersions'],
])('fails to read an instance with %s, and leaves it out', (_, json, code) => {
  const { instances, findings } = readVersions(JSON.stringify(json));
  expect(instances).toEqual([]);
  expect(findings).toMatchObject([{ code, severity: 'error' }]);
});

test('fails to read what is no JSON', () => {
  expect(readVersions('Service Unavailable')).toMatchObject({ instances: [], findings: [{ code: 'NotJson' }] });
});
