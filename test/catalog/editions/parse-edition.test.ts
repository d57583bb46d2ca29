import { hashOfSets, parseEdition } from '../../../lib/catalog';
import { editionJson, inboundFlow, row } from '../../support/fixture-catalog';

const HEADER = { source: 'additional-endpoints', edition: '2025-01' };
const FLOW = inboundFlow('notifications', { prefixes: ['192.0.2.1/32'] });
const ROW = row('graph', ['Worldwide'], [FLOW]);

/** An edition of one row of one flow, changed where a test wants. */
function parseWith(flow: object, set: object = {}, header: object = {}): () => unknown {
  const json = editionJson(HEADER, [{ ...ROW, flows: [{ ...FLOW, ...flow }], ...set }]);
  return () => parseEdition({ ...json, ...header });
}

test('reads every field of a set', () => {
  const edition = parseEdition(editionJson(HEADER, [row('support', ['China'], [
    { name: 'client', direction: 'outbound', basis: 'vendor', tcpPorts: '443', udpPorts: '3478-3481', hosts: ['*.example.com'], prefixesOf: ['china-1'] },
  ], {
    caveats: ['look twice'],
    retired: { date: '2024-09-30', successor: 'something else' },
    corrections: [{ field: 'direction', published: 'inbound', reason: 'clients call it' }],
  })]));
  const [set] = edition.sets;
  expect(set).toMatchObject({
    slug: 'support',
    caveats: ['look twice'],
    retired: { date: '2024-09-30', successor: 'something else' },
    corrections: [{ field: 'direction', published: 'inbound', reason: 'clients call it' }],
    publication: { source: 'additional-endpoints', edition: '2025-01', entry: 'row 1' },
  });
  const [flow] = set.flows;
  expect([flow.tcpPorts.toString(), flow.udpPorts.toString(), flow.hosts.join(), flow.prefixesOf.join(), flow.basis]).toEqual([
    '443', '3478-3481', '*.example.com', 'china-1', 'vendor',
  ]);
});

test('reads a set that no rule can express', () => {
  const [set] = parseEdition(editionJson(HEADER, [row('trusted-sites', ['Worldwide'], [], {
    trustedSites: ['*.example.com'], required: false, inexpressible: [{ what: 'trusted sites', reason: 'a setting of browsers' }],
  })])).sets;
  expect([set.flows, set.trustedSites.join(), set.required, set.inexpressible]).toEqual([
    [], '*.example.com', false, [{ what: 'trusted sites', reason: 'a setting of browsers' }],
  ]);
});

test('reads a flow whose remote side is for the app to name', () => {
  const [set] = parseEdition(editionJson(HEADER, [row('sts', ['Worldwide'], [{ ...FLOW, prefixes: [], peersFromApp: true }])])).sets;
  expect(set.flows[0].peersFromApp).toBe(true);
});

test('reads the facts that only the web service has', () => {
  const facts = { id: 56, serviceArea: 'Common', category: 'Allow', required: true, expressRoute: false, notes: 'sign-in' };
  const { row: _, ...set } = ROW as { row: number };
  const [parsed] = parseEdition(editionJson(HEADER, [{ ...set, ...facts }])).sets;
  const { required, ...others } = facts;
  expect(parsed.webService).toEqual(others);
  expect(parsed.required).toBe(required);
  expect(parsed.publication.entry).toBe('id 56');
});

describe('fails, naming the place', () => {
  test.each([
    ['an unknown field', { portz: '443' }, 'sets[0].flows[0].portz: the field is unknown'],
    ['a wrong direction', { direction: 'both' }, 'sets[0].flows[0].direction: expected one of inbound, outbound, found "both"'],
    ['a basis that no publication has', { basis: 'user' }, 'sets[0].flows[0].basis: expected one of stated, derived, vendor'],
    ['a bad prefix', { prefixes: ['192.0.2.1/33'] }, 'sets[0].flows[0].prefixes: '],
    ['a bad port', { tcpPorts: '70000' }, 'sets[0].flows[0].tcpPorts: '],
    ['a bad host', { hosts: ['https://example.com/x'] }, 'sets[0].flows[0].hosts[0]: '],
    ['no port', { tcpPorts: undefined }, 'sets[0].flows[0]: the flow has no port; an empty list never means any'],
    ['no peer', { prefixes: [] }, 'sets[0].flows[0]: the flow has no peer, and does not leave it to the app; an empty list never means any'],
    ['a list that is none', { prefixes: '192.0.2.1/32' }, 'sets[0].flows[0].prefixes: expected a list, found "192.0.2.1/32"'],
    ['a list of something else', { prefixes: [32] }, 'sets[0].flows[0].prefixes[0]: expected text, found 32'],
  ])('for a flow with %s', (_, flow, message) => {
    expect(parseWith(flow)).toThrow(`invalid catalog data at ${message}`);
  });

  test.each([
    ['no cloud', { clouds: [] }, 'sets[0]: graph has no cloud'],
    ['no flow', { flows: [] }, 'sets[0]: graph has no flow, and does not say what cannot be expressed'],
    ['an invalid cloud', { clouds: ['US Gov'] }, 'invalid cloud "US Gov"'],
    ['a slug with a space', { slug: 'graph notifications' }, 'sets[0].slug: expected text like'],
    ['an empty title', { title: ' ' }, 'sets[0].title: expected text like'],
    ['a row that is no number', { row: '23' }, 'sets[0].row: expected a whole number, found "23"'],
    ['a retirement on no date', { retired: { date: 'soon', successor: 'x' } }, 'sets[0].retired.date: expected text like'],
    ['a retirement of two words', { retired: { date: '2024', successor: 'x', by: 'y' } }, 'sets[0].retired.by: the field is unknown'],
  ])('for a set with %s', (_, set, message) => {
    expect(parseWith({}, set)).toThrow(message);
  });

  test.each([
    ['no source', { source: undefined }, 'source: expected text like'],
    ['an address that is not https', { url: 'http://example.com' }, 'url: expected text like'],
    ['a date that is none', { published: '2025-garbage' }, 'published: expected text like'],
    ['a retrieval on no day', { retrieved: '2025' }, 'retrieved: expected text like'],
    ['a wrong hash', { sha256: '0'.repeat(64) }, 'sha256: the sets hash to'],
    ['an unknown field', { licence: 'x' }, 'licence: the field is unknown'],
  ])('for a header with %s', (_, header, message) => {
    expect(parseWith({}, {}, header)).toThrow(`invalid catalog data at ${message}`);
  });

  test.each([[null], ['{}'], [[]], [42]])('for %j, which is no object', (json) => {
    expect(() => parseEdition(json)).toThrow(/invalid catalog data at the top: expected an object/);
  });

  test('for a set that occurs twice in a cloud, whatever its flows', () => {
    const other = { ...ROW, flows: [{ ...FLOW, name: 'other' }] };
    expect(() => parseEdition(editionJson(HEADER, [ROW, other]))).toThrow('graph in Worldwide occurs twice');
  });

  test('for a flow that occurs twice in a set', () => {
    expect(() => parseEdition(editionJson(HEADER, [{ ...ROW, flows: [FLOW, FLOW] }]))).toThrow('flow notifications of graph occurs twice');
  });
});

test('the hash covers the sets and nothing else', () => {
  expect(hashOfSets({ sets: [1], url: 'a' })).toBe(hashOfSets({ url: 'b', sets: [1] }));
  expect(hashOfSets({ sets: [1] })).not.toBe(hashOfSets({ sets: [2] }));
});
