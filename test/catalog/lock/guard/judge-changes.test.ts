import { EndpointSet, parseEdition } from '../../../../lib/catalog';
import { BUNDLED_EDITIONS } from '../../../../lib/catalog/editions/bundled';
import { judgeChanges } from '../../../../lib/catalog/lock/guard/judge-changes';
import { editionJson, inboundFlow, row } from '../../../support/fixture-catalog';

/** The sets of an edition, given as prefixes by slug; a set without any has a name. */
const sets = (prefixes: Record<string, string[]>, { source = 'some-source', edition = '2025-01', clouds = ['Worldwide'] } = {}): readonly EndpointSet[] => (
  parseEdition(editionJson({ source, edition }, Object.entries(prefixes).map(([slug, list]) => (
    row(slug, clouds, [inboundFlow('f', list.length > 0 ? { prefixes: list } : { hosts: ['www.example.com'] })])
  )))).sets
);
const judged = (incoming: readonly EndpointSet[], previous: readonly EndpointSet[]) => judgeChanges(incoming, previous).map(({ code, place, value }) => `${code} at ${place}: ${value}`);

const A = ['192.0.2.0/26'];

describe('sets that are gone', () => {
  const four = { a: A, b: A, c: A, d: A };

  test('are half of them at the most', () => {
    expect(judged(sets({ a: A, b: A }), sets(four))).toEqual([]);
    expect(judged(sets({ a: A }), sets(four))).toEqual(['MostSetsGone at some-source (Worldwide): 3 of 4 sets']);
  });

  test('are counted by slug, in each cloud', () => {
    const china = { clouds: ['China'] };
    expect(judged([...sets({ a: A, b: A, c: A }), ...sets({ a: A }, china)], [...sets(four), ...sets(four, china)])).toEqual(['MostSetsGone at some-source (China): 3 of 4 sets']);
    expect(judged(sets({ a: A, b: A, c: A }), [...sets({ a: A, b: A, c: A }), ...sets({ a: A, b: A })])).toEqual([]);
  });

  test('are counted in a cloud that is gone as a whole', () => {
    expect(judged(sets(four), [...sets(four), ...sets({ a: A }, { clouds: ['China'] })])).toEqual([
      'MostSetsGone at some-source (China): 1 of 1 sets', 'MostAddressesGone at some-source (China): 64 of 64 IPv4 addresses',
    ]);
  });

  test('are not those of another source', () => {
    expect(judged(sets({ a: A }), [...sets({ a: A }), ...sets(four, { source: 'another-source' })])).toEqual([]);
    expect(judged([...sets({ a: A }), ...sets({ b: A }, { source: 'another-source' })], [...sets({ a: A }), ...sets(four, { source: 'another-source' })])).toEqual([
      'MostSetsGone at another-source (Worldwide): 3 of 4 sets',
    ]);
  });

  test('are said with what is unusual', () => {
    expect(judgeChanges(sets({ a: A }), sets(four))[0].message).toBe(
      '3 of 4 sets are gone at once, more than real updates take away; check it with the publisher, and acknowledge it if it is right',
    );
  });
});

describe('addresses that are gone', () => {
  test('are three quarters at the most, of a source and of each set', () => {
    const before = sets({ a: ['192.0.2.0/24'], b: ['198.51.100.0/24', '203.0.113.0/24'] });
    expect(judged(sets({ a: ['192.0.2.0/26'], b: ['198.51.100.0/25'] }), before)).toEqual([]);
    expect(judged(sets({ a: ['192.0.2.0/27', '192.0.2.64/28'], b: ['198.51.100.0/24', '203.0.113.0/24'] }), before)).toEqual([
      'MostAddressesGone at a (Worldwide): 208 of 256 IPv4 addresses',
    ]);
    expect(judged(sets({ a: ['192.0.2.0/26'], b: ['198.51.100.0/26'] }), before)).toEqual([
      'MostAddressesGone at some-source (Worldwide): 640 of 768 IPv4 addresses', 'MostAddressesGone at b (Worldwide): 448 of 512 IPv4 addresses',
    ]);
  });

  test('are counted by family', () => {
    expect(judged(sets({ a: ['192.0.2.0/24'] }), sets({ a: ['192.0.2.0/24', '2001:db8::/126'] }))).toEqual([
      'MostAddressesGone at some-source (Worldwide): 4 of 4 IPv6 addresses', 'MostAddressesGone at a (Worldwide): 4 of 4 IPv6 addresses',
    ]);
  });

  test('may be in another set of the source now', () => {
    expect(judged(sets({ a: ['198.51.100.0/24'], b: ['192.0.2.0/24'] }), sets({ a: ['198.51.100.0/24', '192.0.2.0/24'], b: ['192.0.2.0/24'] }))).toEqual([]);
  });

  test('are said with what is unusual', () => {
    expect(judgeChanges(sets({ a: ['198.51.100.0/24'] }), sets({ a: A }))[0].message).toBe(
      '64 of 64 IPv4 addresses are gone at once, more than real updates take away; check it with the publisher, and acknowledge it if it is right',
    );
  });
});

describe('new addresses', () => {
  const few = { a: ['40.96.0.0/24', '2603:1000::/64'] };

  test.each([
    [['40.96.0.0/24', '2603:1000::/64', '20.0.0.0/15'], []],
    [['40.96.0.0/24', '2603:1000::/64', '20.0.0.0/15', '20.4.0.0/32'], ['131073 IPv4 addresses']],
    [['40.96.0.0/24', '2603:1000::/64', '2603:2000::/32'], []],
    [['40.96.0.0/24', '2603:1000::/64', '2603:2000::/32', '2603:3000::/128'], ['79228162514264337593543950337 IPv6 addresses']],
  ])('are 2^17 of IPv4 and 2^96 of IPv6 at the most: %j', (prefixes, values) => {
    expect(judged(sets({ a: prefixes }), sets(few))).toEqual(values.map((value) => `ManyNewAddresses at some-source (Worldwide): ${value}`));
  });

  test('of a source that nobody knew are not judged by how many they are', () => {
    expect(judged(sets({ a: ['20.0.0.0/8'] }), [])).toEqual([]);
  });

  test('are said with what is unusual', () => {
    expect(judgeChanges(sets({ a: ['40.96.0.0/24', '2603:1000::/64', '20.0.0.0/8'] }), sets(few))[0].message).toBe(
      '16777216 IPv4 addresses are new, even if Microsoft\'s own, more than years of real updates brought; check it with the publisher, and acknowledge it if it is right',
    );
  });
});

describe('a source with editions in this package', () => {
  const MEM = { source: 'web-service-worldwide-mem' };
  const [bundled] = BUNDLED_EDITIONS.filter(({ source }) => source === MEM.source);
  const published = Object.fromEntries(bundled.load().sets.map(({ slug, flows }) => [slug, flows.flatMap(({ prefixes }) => prefixes.toStrings())]));
  const [[slug, prefixes]] = Object.entries(published).filter(([, list]) => list.length > 0);
  const next = sets(published, { ...MEM, edition: '2026' });

  test('comes as it was published', () => {
    expect([bundled.id, Object.keys(published).length]).toEqual(['2025-12-01', 15]);
    expect(judged(next, [])).toEqual([]);
  });

  test('is compared with the newest that is not newer than what comes, when nothing came before', () => {
    const most = { ...published, [slug]: prefixes.slice(0, 1) };
    expect(judged(sets(most, { ...MEM, edition: '2026' }), []).map((line) => line.split(':')[0])).toContain(`MostAddressesGone at ${slug} (Worldwide)`);
    expect(judged(sets(most, { ...MEM, edition: '2025' }), [])).toEqual([]);
  });

  test('says a loss against both once', () => {
    const most = sets({ ...published, [slug]: prefixes.slice(0, 1) }, { ...MEM, edition: '2026' });
    expect(judged(most, sets(published, { ...MEM, edition: '2025-12-05' })).filter((line) => line.startsWith(`MostAddressesGone at ${slug}`))).toHaveLength(1);
    expect(judged(sets({ other: Object.values(published).flat() }, { ...MEM, edition: '2026' }), sets({ a: A, b: A }, { ...MEM, edition: '2025-12-05' }))).toEqual([
      `MostSetsGone at ${MEM.source} (Worldwide): 2 of 2 sets`, `MostAddressesGone at ${MEM.source} (Worldwide): 64 of 64 IPv4 addresses`,
    ]);
  });

  test('may lose what its newer edition does not have either', () => {
    const former = (edition: string) => sets({ [slug]: ['192.0.2.0/24'] }, { ...MEM, edition });
    const lost = [`MostAddressesGone at ${MEM.source} (Worldwide): 256 of 256 IPv4 addresses`, `MostAddressesGone at ${slug} (Worldwide): 256 of 256 IPv4 addresses`];
    expect(judged(next, former('2025-11'))).toEqual([]);
    expect(judged(next, former('2025-12-02'))).toEqual(lost);
    expect(judged(next, [...former('2025-11'), ...former('2025-12-02')])).toEqual(lost);
  });

  test('loses what its newer edition still has', () => {
    expect(judged(sets({ ...published, [slug]: ['192.0.2.0/24'] }, { ...MEM, edition: '2026' }), sets(published, { ...MEM, edition: '2025-11' })).map((line) => line.split(':')[0]))
      .toContain(`MostAddressesGone at ${slug} (Worldwide)`);
  });

  test('measures new addresses by its edition, not by what crept in before', () => {
    const crept = { ...published, [slug]: [...prefixes, '20.64.0.0/15'] };
    expect(judged(sets({ ...crept, [slug]: [...crept[slug], '20.70.0.0/32'] }, { ...MEM, edition: '2026' }), sets(crept, { ...MEM, edition: '2025-12-05' }))).toEqual([
      `ManyNewAddresses at ${MEM.source} (Worldwide): 131073 IPv4 addresses`,
    ]);
  });
});

test('no edition of this package is based on another, so that each stands for itself', () => {
  expect(BUNDLED_EDITIONS.map((entry) => entry.load()).filter(({ basedOn }) => basedOn !== undefined)).toEqual([]);
});
