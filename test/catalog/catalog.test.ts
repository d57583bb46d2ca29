import { Basis, Catalog, Cloud, parseEdition } from '../../lib/catalog';
import { BUNDLED_EDITIONS } from '../../lib/catalog/editions/bundled';
import { Direction } from '../../lib/net';
import { editionJson, fixtureCatalog, GRAPH_PREFIXES, inboundFlow, row } from '../support/fixture-catalog';

const GRAPH = 'graph-change-notifications';

/** The prefixes of the first flow of a set. */
function prefixes(catalog: Catalog, slug: string, cloud?: Cloud): string[] | undefined {
  return catalog.find(slug, cloud)?.flows[0].prefixes.toStrings();
}

describe('looking up', () => {
  test('find answers for the worldwide cloud unless another is named', () => {
    expect(prefixes(fixtureCatalog(), GRAPH)).toEqual(GRAPH_PREFIXES);
    expect(prefixes(fixtureCatalog(), GRAPH, Cloud.US_GOV_DOD)).toEqual(['192.0.2.64/31']);
  });

  test('find answers undefined for a slug or a cloud that nobody published', () => {
    expect(fixtureCatalog().find('no-such-row')).toBeUndefined();
    expect(fixtureCatalog().find(GRAPH, Cloud.CHINA)).toBeUndefined();
  });

  test('fails to require an unpublished cloud, naming the published ones', () => {
    expect(() => fixtureCatalog().require(GRAPH, Cloud.CHINA)).toThrow(
      'graph-change-notifications has no endpoints for cloud "China": it has endpoints for Worldwide, USGovGCCHigh, USGovDoD',
    );
  });

  test('fails to require an unknown slug', () => {
    expect(() => fixtureCatalog().require('grap-change-notifications')).toThrow('no endpoint set is called "grap-change-notifications"');
  });

  test('where filters by cloud, source, service area and direction together', () => {
    const slugs = (sets: readonly { slug: string }[]) => sets.map((set) => set.slug);
    const catalog = fixtureCatalog();
    expect(slugs(catalog.where({ serviceArea: 'Exchange', cloud: Cloud.CHINA }))).toEqual(['china-1', 'china-10']);
    expect(slugs(catalog.where({ direction: Direction.INBOUND, cloud: Cloud.US_GOV_DOD, source: 'additional-endpoints' }))).toEqual([
      'mailbox-migration', 'exchange-hybrid', 'exchange-hybrid-authentication', 'outlook-mobile-autodetect', GRAPH,
    ]);
    expect(catalog.where({ source: 'web-service-china', direction: Direction.INBOUND })).toEqual([]);
  });
});

describe('editions', () => {
  const EMPTY = (edition: string, basedOn?: string) => parseEdition(editionJson({ source: 'x', edition, basedOn }, []));
  const oneSet = (edition: string, clouds: string[], prefix: string, basedOn?: string) => (
    parseEdition(editionJson({ source: 'x', edition, basedOn }, [row('a', clouds, [inboundFlow('f', { prefixes: [prefix] })])]))
  );

  test('the newest edition of a source is shown unless another is chosen', () => {
    const catalog = Catalog.of(oneSet('2025', ['China'], '192.0.2.1/32'), oneSet('2026', ['China'], '192.0.2.2/32'));
    expect(prefixes(catalog, 'a', Cloud.CHINA)).toEqual(['192.0.2.2/32']);
    expect(prefixes(catalog.edition('2025'), 'a', Cloud.CHINA)).toEqual(['192.0.2.1/32']);
  });

  test('the bundled catalog shows the additional endpoints of 2025-01', () => {
    expect(Catalog.bundled().require(GRAPH).publication.edition).toBe('2025-01');
  });

  test('an edition replaces a set cloud by cloud', () => {
    const catalog = Catalog.of(oneSet('2025', ['USGovGCCHigh', 'USGovDoD'], '192.0.2.1/32'), oneSet('2026', ['USGovDoD'], '192.0.2.2/32', '2025'));
    expect(prefixes(catalog, 'a', Cloud.US_GOV_DOD)).toEqual(['192.0.2.2/32']);
    expect(prefixes(catalog, 'a', Cloud.US_GOV_GCC_HIGH)).toEqual(['192.0.2.1/32']);
  });

  test('a set that a complete later edition no longer has is withdrawn as a whole', () => {
    const catalog = Catalog.of(oneSet('2025', ['China'], '192.0.2.1/32'), EMPTY('2026')).edition('2025');
    const set = catalog.require('a', Cloud.CHINA);
    expect(catalog.withdrawalFrom(set, set.flows[0], Cloud.CHINA)?.prefixes.toStrings()).toEqual(['192.0.2.1/32']);
  });

  test('fails for an edition based on itself', () => {
    expect(() => Catalog.of(EMPTY('2026', '2026')).find('a')).toThrow('unknown edition "2026"');
  });

  test('the bundled additional endpoints are those of 2025-01, although an older edition is listed first', () => {
    expect(BUNDLED_EDITIONS.find(({ source }) => source === 'additional-endpoints')?.id).toBe('2018-10');
    expect(Catalog.bundled().require(GRAPH).publication.edition).toBe('2025-01');
    expect(Catalog.bundled().find('outlook-mobile-autodetect')?.publication.edition).toBe('2025-01');
  });

  test('an edition shows its own sets and repeats the others from the one it is based on', () => {
    const later = fixtureCatalog().edition('2025-h2');
    expect(prefixes(later, GRAPH)).toEqual(['203.0.113.0/25']);
    expect(prefixes(later, GRAPH, Cloud.US_GOV_DOD)).toEqual(['192.0.2.64/31']);
    expect(later.require('exchange-hybrid').publication.edition).toBe('2025-01');
  });

  test('choosing an edition leaves the catalog that it was chosen from alone', () => {
    const catalog = fixtureCatalog();
    catalog.edition('2025-h2');
    expect(prefixes(catalog, GRAPH)).toEqual(GRAPH_PREFIXES);
  });

  test('fails for an unknown edition, naming the known ones', () => {
    expect(() => fixtureCatalog().edition('2031-01')).toThrow(/unknown edition "2031-01": the catalog has 2025-01 \(additional-endpoints\), 2025-h2/);
  });

  test('fails for an edition based on one that is not there', () => {
    const orphan = Catalog.of(parseEdition(editionJson({ source: 'x', edition: '2026', basedOn: '2025' }, [])));
    expect(() => orphan.find(GRAPH)).toThrow('unknown edition "2025"');
  });

  test('tells which prefixes a later edition withdrew', () => {
    const catalog = fixtureCatalog();
    const set = catalog.require(GRAPH);
    const withdrawal = catalog.withdrawalFrom(set, set.flows[0]);
    expect(withdrawal).toMatchObject({ edition: '2025-h2', isChosen: false });
    expect(catalog.edition('2025-01').withdrawalFrom(set, set.flows[0])).toMatchObject({ edition: '2025-h2', isChosen: true });
    expect(withdrawal?.prefixes.toStrings()).toEqual(GRAPH_PREFIXES.filter((prefix) => prefix !== '203.0.113.0/25'));
  });

  test('tells of no withdrawal in the latest edition, or where a later one does not mention the set', () => {
    const latest = fixtureCatalog().edition('2025-h2');
    const set = latest.require(GRAPH);
    expect(latest.withdrawalFrom(set, set.flows[0])).toBeUndefined();
    const other = fixtureCatalog().require('outlook-mobile-autodetect');
    expect(fixtureCatalog().withdrawalFrom(other, other.flows[0])).toBeUndefined();
  });
});

describe('overrides', () => {
  const override = { slug: GRAPH, prefixes: ['192.0.2.200/32'], reason: 'support case 42' };

  test('replace what was published, say so, and keep the reason', () => {
    const set = fixtureCatalog().withOverride(override).require(GRAPH);
    expect(set.flows[0].prefixes.toStrings()).toEqual(['192.0.2.200/32']);
    expect(set.flows[0].basis).toBe(Basis.USER);
    expect(set.flows[0].tcpPorts.toString()).toBe('443');
    expect(set.flows[0].overrideReason).toBe('support case 42');
  });

  test('leave the original catalog and the other clouds of a set alone', () => {
    const catalog = fixtureCatalog();
    const changed = catalog.withOverride({ ...override, cloud: Cloud.US_GOV_DOD });
    expect(prefixes(catalog, GRAPH, Cloud.US_GOV_DOD)).toEqual(['192.0.2.64/31']);
    expect(prefixes(changed, GRAPH, Cloud.US_GOV_DOD)).toEqual(['192.0.2.200/32']);
    expect(prefixes(changed, GRAPH, Cloud.US_GOV_GCC_HIGH)).toEqual(['192.0.2.64/31']);
    expect(prefixes(changed, GRAPH)).toEqual(GRAPH_PREFIXES);
  });

  test('stay when an edition is chosen afterwards', () => {
    expect(prefixes(fixtureCatalog().withOverride(override).edition('2025-h2'), GRAPH)).toEqual(['192.0.2.200/32']);
  });

  test('replace borrowed addresses too', () => {
    const set = fixtureCatalog().withOverride({ slug: 'exchange-hybrid', flow: 'mail-flow', prefixes: ['192.0.2.9/32'], reason: 'x' }).require('exchange-hybrid');
    expect(set.flows.find((flow) => flow.name === 'mail-flow')?.prefixesOf).toEqual([]);
    expect(set.flows.find((flow) => flow.name === 'coexistence')?.prefixesOf).toEqual(['worldwide-1']);
  });

  test('fails without a reason, for an unknown set, and for a flow that is unknown or not named', () => {
    const catalog = fixtureCatalog();
    expect(() => catalog.withOverride({ ...override, reason: ' ' })).toThrow(/gives no reason/);
    expect(() => catalog.withOverride({ ...override, slug: 'nothing' })).toThrow(/no endpoint set is called "nothing"/);
    expect(() => catalog.withOverride({ ...override, flow: 'mail' })).toThrow('graph-change-notifications has no flow "mail": it has notifications');
    expect(() => catalog.withOverride({ slug: 'exchange-hybrid', reason: 'x' })).toThrow(
      'exchange-hybrid has several flows: name the one that is overridden with flow, coexistence or coexistence-whole-table or mail-flow',
    );
    expect(() => catalog.withOverride({ ...override, prefixes: [] })).toThrow(/prefixes is an empty list, which never means any/);
  });
});

test('a row that differs by cloud keeps its slug', () => {
  const catalog = Catalog.of(parseEdition(editionJson({ source: 'x', edition: '2025' }, [
    row('a', ['Worldwide'], [inboundFlow('f', { prefixes: ['192.0.2.1/32'] })]),
    row('a', ['China'], [inboundFlow('f', { prefixes: ['192.0.2.2/32'] })]),
  ])));
  expect(prefixes(catalog, 'a', Cloud.CHINA)).toEqual(['192.0.2.2/32']);
});
