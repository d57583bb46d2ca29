import { Disposition, readChanges } from '../../../lib/sources/web-service/web-service-changes';

const RECORD = {
  id: 424,
  endpointSetId: 32,
  disposition: 'Change',
  impact: 'AddedIp',
  version: '2018062700',
  add: { effectiveDate: '20180731', ips: ['20.190.128.0/18'], urls: ['*.example.com'] },
};

function read(...records: unknown[]) {
  return readChanges(JSON.stringify(records));
}

test('reads what came, from when on', () => {
  const { changes: [change], findings } = read(RECORD);
  expect(findings).toEqual([]);
  expect(change).toMatchObject({ id: 424, endpointSetId: 32, disposition: Disposition.CHANGE, impact: 'AddedIp', version: '2018062700', attributes: [] });
  expect([String(change.added?.prefixes), change.added?.hosts.join(), change.added?.effectiveDate]).toEqual(['20.190.128.0/18', '*.example.com', '2018-07-31']);
  expect(change.removed).toBeUndefined();
});

test('reads a record that both adds and removes', () => {
  const { changes: [change] } = read({ ...RECORD, remove: { ips: ['52.108.0.0/14'], urls: [] } });
  expect([String(change.added?.prefixes), String(change.removed?.prefixes)]).toEqual(['20.190.128.0/18', '52.108.0.0/14']);
});

test.each(['ADD', 'add', 'Add'])('reads the disposition %s', (disposition) => {
  expect(read({ ...RECORD, disposition }).changes[0].disposition).toBe(Disposition.ADD);
});

test('keeps an impact that nobody has seen, and does without one', () => {
  expect(read({ ...RECORD, impact: 'MovedToIPv8' }, { ...RECORD, impact: '' }).changes.map(({ impact }) => impact)).toEqual(['MovedToIPv8', undefined]);
});

test('sets previous and current facts side by side', () => {
  const { changes: [change], findings } = read({
    ...RECORD, add: null, previous: { category: 'Allow', required: true, notes: 'x' }, current: { category: 'Default', required: false, tcpPorts: '443' },
  });
  expect(findings).toEqual([]);
  expect(change.attributes).toEqual([
    { name: 'category', previous: 'Allow', current: 'Default' },
    { name: 'required', previous: 'true', current: 'false' },
    { name: 'notes', previous: 'x', current: undefined },
    { name: 'tcpPorts', previous: undefined, current: '443' },
  ]);
});

test.each([
  ['an unknown disposition', { disposition: 'move' }, 'DispositionUnknown'],
  ['a bad prefix', { add: { ips: ['20.190.128.0/8'] } }, 'PrefixInvalid'],
  ['a bad host', { remove: { urls: ['a b'] } }, 'HostInvalid'],
  ['a bad date', { add: { effectiveDate: 'soon' } }, 'DateInvalid'],
  ['no endpoint set', { endpointSetId: undefined }, 'FieldMissing'],
  ['additions that are a list', { add: [] }, 'FieldInvalid'],
])('fails to read a record with %s, and leaves it out', (_, change, code) => {
  const { changes, findings } = read({ ...RECORD, ...change }, { ...RECORD, id: 425 });
  expect(changes.map(({ id }) => id)).toEqual([425]);
  expect(findings.map((finding) => finding.code)).toEqual(expect.arrayContaining([code, 'ChangeLeftOut']));
});

test.each([['{}', 'NotChanges'], ['[1]', 'ChangeLeftOut'], ['', 'NotJson'], [`[${new Array<string>(1e6).fill('1').join()}]`, 'NotChanges']])('fails to read %.20s', (text, code) => {
  expect(readChanges(text)).toMatchObject({ changes: [], findings: [{ code }] });
});
