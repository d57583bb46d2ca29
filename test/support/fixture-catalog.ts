import { Catalog, hashOfSets, parseEdition } from '../../lib/catalog';

/** Documentation addresses only: a data update must not touch the tests of renderers. */
const CLOUDS = ['Worldwide', 'USGovGCCHigh', 'USGovDoD', 'China'];

const EXCHANGE_HTTPS = ['198.51.100.0/25', '2001:db8:e::/48'];
const EXCHANGE_SMTP = ['198.51.100.128/26', '2001:db8:e:1::/64'];

/** What the fixture publishes for Graph, worldwide: three hosts that no one could merge, two ranges, one of IPv6. */
export const GRAPH_PREFIXES = ['192.0.2.1/32', '192.0.2.3/32', '192.0.2.6/32', '203.0.113.0/25', '2001:db8:1::/48'];

/** An edition's JSON, complete with its hash. */
export function editionJson(header: { source: string; edition: string; basedOn?: string }, sets: object[]): object {
  const json = { url: 'https://example.com/endpoints', published: header.edition.slice(0, 4), retrieved: null, ...header, sets };
  return { ...json, sha256: hashOfSets(json) };
}

/** One row, with whatever a test wants to be different. */
export function row(slug: string, clouds: string[], flows: object[], rest: object = {}): object {
  return { slug, row: 1, title: `What ${slug} is for`, clouds, flows, ...rest };
}

/** One inbound flow on TCP 443, with whatever a test wants to be different. */
export function inboundFlow(name: string, rest: object): object {
  return { name, direction: 'inbound', basis: 'stated', tcpPorts: '443', ...rest };
}

function additionalEndpoints(): object[] {
  const https = (cloud: string) => [`${cloud.toLowerCase()}-1`];
  const table = (cloud: string) => [`${cloud.toLowerCase()}-1`, `${cloud.toLowerCase()}-10`];
  return [
    ...CLOUDS.flatMap((cloud) => [
      row('mailbox-migration', [cloud], [inboundFlow('migration', { prefixesOf: table(cloud) })], { row: 6 }),
      row('exchange-hybrid', [cloud], [
        inboundFlow('coexistence', { basis: 'derived', prefixesOf: https(cloud) }),
        inboundFlow('coexistence-whole-table', { basis: 'derived', prefixesOf: table(cloud) }),
        inboundFlow('mail-flow', { basis: 'derived', tcpPorts: '25', prefixesOf: [`${cloud.toLowerCase()}-10`] }),
      ], { row: 7 }),
      row('exchange-hybrid-authentication', [cloud], [inboundFlow('authentication', { basis: 'derived', prefixesOf: https(cloud) })], { row: 8 }),
    ]),
    row('outlook-mobile-autodetect', CLOUDS, [
      inboundFlow('autodetect', { prefixes: ['203.0.113.128/26'] }),
      inboundFlow('exchange-online', { basis: 'derived', prefixesOf: ['worldwide-1'] }),
    ], { row: 10 }),
    row('graph-change-notifications', ['Worldwide'], [inboundFlow('notifications', { prefixes: GRAPH_PREFIXES })], { row: 23 }),
    row('graph-change-notifications', ['USGovGCCHigh', 'USGovDoD'], [inboundFlow('notifications', { prefixes: ['192.0.2.64/31'] })], { row: 23 }),
  ];
}

function exchangeOnline(cloud: string): object[] {
  const facts = { clouds: [cloud], serviceArea: 'Exchange', category: 'Allow', required: true, expressRoute: false };
  const service = (tcpPorts: string, prefixes: string[]) => [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts, prefixes }];
  return [
    { slug: `${cloud.toLowerCase()}-1`, id: 1, title: 'web services', ...facts, flows: service('80,443', EXCHANGE_HTTPS) },
    { slug: `${cloud.toLowerCase()}-10`, id: 10, title: 'mail', ...facts, flows: service('25', EXCHANGE_SMTP) },
  ];
}

/** A catalog with the slugs that the scenarios of this library use, and small made-up facts; as in the bundled one, the default edition is not the newest. */
export function fixtureCatalog(change: (sets: object[]) => object[] = (sets) => sets): Catalog {
  const editions = [
    parseEdition(editionJson({ source: 'additional-endpoints', edition: '2025-01' }, change(additionalEndpoints()))),
    parseEdition(editionJson({ source: 'additional-endpoints', edition: '2025-h2', basedOn: '2025-01' }, [
      row('graph-change-notifications', ['Worldwide'], [inboundFlow('notifications', { prefixes: ['203.0.113.0/25'] })], { row: 23 }),
    ])),
    ...CLOUDS.map((cloud) => parseEdition(editionJson({ source: `web-service-${cloud.toLowerCase()}`, edition: '2026' }, exchangeOnline(cloud)))),
  ];
  return Catalog.ofEntries(editions.map((edition) => ({
    source: edition.source, id: edition.id, ...(edition.id === '2025-01' ? { isDefault: true } : {}), load: () => edition,
  })));
}
