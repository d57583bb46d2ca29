import * as fc from 'fast-check';
import { Catalog, Cloud, diffSets, EndpointDiff, EndpointSet, FieldChange, parseEdition } from '../../../lib/catalog';
import { editionJson, fixtureCatalog, inboundFlow, row } from '../../support/fixture-catalog';

const FLOW = inboundFlow('service', { prefixes: ['192.0.2.0/24'], hosts: ['a.example.com'] });
const SET = { ...row('one', ['Worldwide'], [FLOW]), caveats: ['look twice'] };

function setsOf(...sets: object[]): readonly EndpointSet[] {
  return parseEdition(editionJson({ source: 'page', edition: '2025' }, sets)).sets;
}

/** The only change between a set and the same set with something different. */
function changeOf(set: object, flow: object = {}) {
  const { added, removed, changed } = diffSets(setsOf(SET), setsOf({ ...SET, flows: [{ ...FLOW, ...flow }], ...set }));
  expect([added, removed]).toEqual([[], []]);
  expect(changed).toHaveLength(1);
  return changed[0];
}

/** A field change as plain text. */
function plain(change: FieldChange): unknown {
  return change.kind === 'addresses' ? { ...change, added: change.added.toStrings(), removed: change.removed.toStrings() } : change;
}

describe('each field of a set', () => {
  test.each([
    ['title', { title: 'new words' }, { kind: 'value', before: 'What one is for', after: 'new words' }],
    ['required', { required: true }, { kind: 'value', before: undefined, after: 'true' }],
    ['caveats', { caveats: ['look thrice'] }, { kind: 'list', added: ['look thrice'], removed: ['look twice'] }],
    ['retired', { retired: { date: '2024', successor: 'nothing' } }, { kind: 'value', before: undefined, after: '2024: nothing' }],
    ['inexpressible', { inexpressible: [{ what: 'a path', reason: 'no rule has one' }] }, { kind: 'list', added: ['a path: no rule has one'], removed: [] }],
    ['trustedSites', { trustedSites: ['*.example.com'] }, { kind: 'list', added: ['*.example.com'], removed: [] }],
    ['corrections', { corrections: [{ field: 'direction', published: 'inbound', reason: 'clients call' }] }, {
      kind: 'list', added: ['direction, published as inbound: clients call'], removed: [],
    }],
  ])('%s', (field, set, difference) => {
    expect(changeOf(set)).toMatchObject({ slug: 'one', clouds: [Cloud.WORLDWIDE], fields: [{ field, ...difference }], flows: { changed: [] } });
  });

  test('facts of the web service', () => {
    const facts = { id: 1, slug: 'worldwide-1', serviceArea: 'Exchange', category: 'Allow', expressRoute: true, notes: 'a' };
    const { row: _, ...set } = SET as typeof SET & { row: number };
    const [change] = diffSets(
      setsOf({ ...set, ...facts }),
      setsOf({ ...set, ...facts, serviceArea: 'Skype', category: 'Default', expressRoute: false, notes: null }),
    ).changed;
    expect(change.fields).toEqual([
      { field: 'serviceArea', kind: 'value', before: 'Exchange', after: 'Skype' },
      { field: 'category', kind: 'value', before: 'Allow', after: 'Default' },
      { field: 'expressRoute', kind: 'value', before: 'true', after: 'false' },
      { field: 'notes', kind: 'value', before: 'a', after: undefined },
    ]);
  });

  test('the row number and the edition are none: a row that merely moved has not changed', () => {
    const later = parseEdition(editionJson({ source: 'page', edition: '2026' }, [{ ...SET, row: 8 }])).sets;
    expect(diffSets(setsOf(SET), later)).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('each field of a flow', () => {
  test.each([
    ['direction', { direction: 'outbound' }, { kind: 'value', before: 'inbound', after: 'outbound' }],
    ['basis', { basis: 'derived' }, { kind: 'value', before: 'stated', after: 'derived' }],
    ['tcpPorts', { tcpPorts: '443,5061-5062' }, { kind: 'list', added: ['5061-5062'], removed: [] }],
    ['udpPorts', { udpPorts: '3478' }, { kind: 'list', added: ['3478'], removed: [] }],
    ['prefixes', { prefixes: ['192.0.2.0/25', '203.0.113.0/24'] }, { kind: 'addresses', added: ['203.0.113.0/24'], removed: ['192.0.2.128/25'] }],
    ['hosts', { hosts: ['b.example.com'] }, { kind: 'list', added: ['b.example.com'], removed: ['a.example.com'] }],
    ['prefixesOf', { prefixesOf: ['worldwide-1'] }, { kind: 'list', added: ['worldwide-1'], removed: [] }],
    ['peersFromApp', { peersFromApp: true }, { kind: 'value', before: 'false', after: 'true' }],
  ])('%s', (field, flow, difference) => {
    const { fields, flows } = changeOf({}, flow);
    expect(fields).toEqual([]);
    expect(flows.changed.map(({ name, fields: changes }) => [name, changes.map(plain)])).toEqual([['service', [{ field, ...difference }]]]);
  });

  test('a flow with another name is another flow', () => {
    const { flows } = changeOf({}, { name: 'mail-flow' });
    expect([flows.added.map(({ name }) => name), flows.removed.map(({ name }) => name), flows.changed]).toEqual([['mail-flow'], ['service'], []]);
  });
});

describe('what is no difference', () => {
  test.each([
    ['a prefix split in two', { prefixes: ['192.0.2.0/25', '192.0.2.128/25'] }],
    ['a prefix inside another', { prefixes: ['192.0.2.0/24', '192.0.2.7/32'] }],
    ['ports in another spelling', { tcpPorts: '443,443-443' }],
    ['a host in capitals', { hosts: ['A.example.com'] }],
  ])('%s', (_, flow) => {
    expect(diffSets(setsOf(SET), setsOf({ ...SET, flows: [{ ...FLOW, ...flow }] }))).toEqual({ added: [], removed: [], changed: [] });
  });

  test('the order of sets, and one set for two clouds instead of two', () => {
    const other = { ...SET, slug: 'two' };
    const both = { ...SET, clouds: ['Worldwide', 'China'] };
    const china = { ...SET, clouds: ['China'] };
    expect(diffSets(setsOf(SET, china, other), setsOf(other, both))).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('clouds', () => {
  const names = ({ added, removed, changed }: EndpointDiff) => [
    added.map(({ set, clouds }) => `${set.slug} ${clouds}`), removed.map(({ set, clouds }) => `${set.slug} ${clouds}`), changed.map(({ slug, clouds }) => `${slug} ${clouds}`),
  ];

  test('a set that comes to a cloud is added there, and only there', () => {
    expect(names(diffSets(setsOf(SET), setsOf({ ...SET, clouds: ['Worldwide', 'China', 'USGovDoD'] })))).toEqual([['one China,USGovDoD'], [], []]);
    expect(names(diffSets(setsOf({ ...SET, clouds: ['Worldwide', 'China'] }), setsOf(SET)))).toEqual([[], ['one China'], []]);
  });

  test('a change that is the same in several clouds is stated once', () => {
    const changed = { ...SET, title: 'x' };
    expect(names(diffSets(setsOf({ ...SET, clouds: ['Worldwide', 'China'] }), setsOf({ ...changed, clouds: ['Worldwide', 'China'] })))).toEqual([[], [], ['one Worldwide,China']]);
    expect(names(diffSets(setsOf({ ...SET, clouds: ['Worldwide', 'China'] }), setsOf(SET, { ...changed, clouds: ['China'] })))).toEqual([[], [], ['one China']]);
  });
});

test('a slug of two sources is compared within each, and a set that moves to another source has not changed', () => {
  const sets = (source: string, ...all: object[]) => parseEdition(editionJson({ source, edition: '2025' }, all)).sets;
  const same = { ...SET, title: 'the same row of another page' };
  expect(diffSets([...sets('a', SET), ...sets('b', same)], [...sets('b', same), ...sets('a', SET)])).toEqual({ added: [], removed: [], changed: [] });
  expect(diffSets(sets('a', SET), sets('b', SET))).toEqual({ added: [], removed: [], changed: [] });
});

test('between catalogs, it names the editions that are compared', () => {
  const catalog = fixtureCatalog();
  const { editions, added, removed, changed } = catalog.diff(catalog.edition('2025-h2'));
  expect(editions[0]).toEqual({ source: 'additional-endpoints', before: '2025-01', after: '2025-h2' });
  expect([added, removed]).toEqual([[], []]);
  expect(changed.map(({ slug, clouds }) => [slug, clouds])).toEqual([['graph-change-notifications', [Cloud.WORLDWIDE]]]);
  expect(catalog.diff(Catalog.of()).removed).toHaveLength(catalog.where({}).length);
  expect(Catalog.of().diff(catalog).editions[0]).toEqual({ source: 'additional-endpoints', before: undefined, after: '2025-01' });
});

/** Prefixes inside 192.0.2.0/24, as the numbers of their first and last address. */
const blocks = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.nat(255)).map(([bits, at]) => {
  const size = 2 ** bits;
  const first = Math.floor(at / size) * size;
  return { text: `192.0.2.${first}/${32 - bits}`, first, size };
}), { minLength: 1, maxLength: 8 });

test('addresses that came and went are those that a list of 256 numbers says', () => {
  const members = (list: readonly { first: number; size: number }[]) => (
    new Set(list.flatMap(({ first, size }) => Array.from({ length: size }, (_, i) => first + i)))
  );
  const without = (one: Set<number>, other: Set<number>) => [...one].filter((address) => !other.has(address)).sort((a, b) => a - b);
  /** The last numbers of the addresses of some prefixes, read without the library. */
  const numbers = (prefixes: readonly string[]) => prefixes.flatMap((prefix) => {
    const [, first, length] = /^192\.0\.2\.(\d+)\/(\d+)$/.exec(prefix)!.map(Number);
    return Array.from({ length: 2 ** (32 - length) }, (_, i) => first + i);
  }).sort((a, b) => a - b);
  fc.assert(fc.property(blocks, blocks, (before, after) => {
    const withPrefixes = (list: readonly { text: string }[]) => setsOf({ ...SET, flows: [{ ...FLOW, prefixes: list.map(({ text }) => text) }] });
    const [change] = diffSets(withPrefixes(before), withPrefixes(after)).changed;
    const difference = change?.flows.changed[0].fields[0];
    const found = difference?.kind === 'addresses' ? [numbers(difference.added.toStrings()), numbers(difference.removed.toStrings())] : [[], []];
    expect(found).toEqual([without(members(after), members(before)), without(members(before), members(after))]);
  }), { numRuns: 300 });
});
