import { readServiceTags } from '../../../lib/sources/web-service/service-tags';

const PROPERTIES = { changeNumber: 12, region: '', regionId: 0, platform: 'Azure', systemService: 'AzureAD', addressPrefixes: ['20.190.128.0/18', '2603:1006:2000::/48'] };
const TAG = { name: 'AzureActiveDirectory', id: 'AzureActiveDirectory', properties: PROPERTIES };

function read(values: unknown, rest: object = {}) {
  return readServiceTags(JSON.stringify({ changeNumber: 380, cloud: 'Public', values, ...rest }));
}

test('reads each tag with its addresses', () => {
  const { serviceTags, findings } = read([TAG, { ...TAG, name: 'Storage.WestEurope', properties: { ...PROPERTIES, region: 'westeurope', systemService: '' } }]);
  expect(findings).toEqual([]);
  expect(serviceTags).toMatchObject({
    cloud: 'Public',
    changeNumber: 380,
    tags: [
      { name: 'AzureActiveDirectory', changeNumber: 12, region: undefined, systemService: 'AzureAD' },
      { name: 'Storage.WestEurope', region: 'westeurope', systemService: undefined },
    ],
  });
  expect(String(serviceTags?.tags[0].prefixes)).toBe('20.190.128.0/18,2603:1006:2000::/48');
});

test.each([
  ['a bad prefix', [{ ...TAG, properties: { ...PROPERTIES, addressPrefixes: ['20.190.128.0/8'] } }]],
  ['no name', [{ properties: PROPERTIES }]],
  ['no properties', [{ name: 'Storage' }]],
  ['no change number', [{ ...TAG, properties: { ...PROPERTIES, changeNumber: undefined } }]],
  ['a name that occurs twice', [TAG, TAG]],
  ['nothing of a tag', [null]],
])('fails to read a tag with %s, and leaves it out', (_, values) => {
  const { serviceTags, findings } = read(values);
  expect(serviceTags?.tags).toEqual([]);
  expect(findings.map(({ code }) => code)).toContain('TagLeftOut');
});

test.each([
  ['no list of tags', {}, {}, 'NotServiceTags'],
  ['too many tags', new Array<number>(10_001).fill(1), {}, 'NotServiceTags'],
  ['no cloud', [TAG], { cloud: undefined }, 'FieldMissing'],
])('fails to read a document with %s', (_, values, rest, code) => {
  expect(read(values, rest)).toMatchObject({ serviceTags: undefined, findings: [{ code }] });
});

test('fails to read what is no JSON', () => {
  expect(readServiceTags('<html>').findings).toMatchObject([{ code: 'NotJson' }]);
});
