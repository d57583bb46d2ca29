import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, Cloud, Edition, parseEdition } from '../lib/catalog';
import { ADDRESS_SPACE_EDITION, ADDRESS_SPACE_SOURCE } from '../lib/catalog/editions/address-space';
import { BUNDLED_EDITIONS } from '../lib/catalog/editions/bundled';
import { AddressFamily, PrefixSet } from '../lib/net';
import { describeMaterial, readMaterial } from './support/material';

const DATA = join(__dirname, '..', 'lib', 'data');
const CLOUDS = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];

const catalog = Catalog.bundled();

/** The addresses published in the flow of a set, those of the sets that it points at included. */
function addresses(slug: string, cloud: Cloud, flowName: string, from = catalog): PrefixSet {
  const flow = from.require(slug, cloud).flows.find(({ name }) => name === flowName)!;
  return flow.prefixesOf
    .flatMap((other) => from.require(other, cloud).flows)
    .reduce((union, other) => union.union(other.prefixes), flow.prefixes);
}

describe('files', () => {
  test('are those that the catalog knows, and no other', () => {
    const known = [...BUNDLED_EDITIONS.map(({ source, id }) => `${source}.${id}.json`), `${ADDRESS_SPACE_SOURCE}.${ADDRESS_SPACE_EDITION}.json`];
    expect(readdirSync(DATA).sort()).toEqual(known.sort());
  });

  test.each(BUNDLED_EDITIONS.map(({ source, id }) => `${source}.${id}.json`))('%s is valid, and named after its content', (file) => {
    const edition: Edition = parseEdition(JSON.parse(readFileSync(join(DATA, file), 'utf8')));
    expect(`${edition.source}.${edition.id}.json`).toBe(file);
  });

  test.each(BUNDLED_EDITIONS.map(({ source, id }) => `${source}.${id}.json`))('%s lists sorted prefixes, one a line', (file) => {
    const text = readFileSync(join(DATA, file), 'utf8');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    for (const { flows } of JSON.parse(text).sets) {
      for (const { prefixes = [] } of flows) {
        // As published, not merged: what can be merged is merged when rules are made.
        const sorted = [...prefixes].sort((a, b) => compareText(a, b));
        expect(prefixes).toEqual(sorted);
        expect(new Set(prefixes).size).toBe(prefixes.length);
      }
    }
  });
});

describe('meaning', () => {
  test('every set that a flow points at is published in the same clouds', () => {
    for (const set of catalog.where({})) {
      for (const cloud of set.clouds) {
        set.flows.flatMap((flow) => flow.prefixesOf).forEach((slug) => expect(catalog.require(slug, cloud).flows[0].prefixes.isEmpty).toBe(false));
      }
    }
  });

  test('no published prefix is very wide, private, or from a documentation range', () => {
    const odd = PrefixSet.of('0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.2.0/24',
      '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '::/3', '2001:db8::/32', '4000::/2', '8000::/1');
    // 17.0.0.0/8 is the network of Apple, which publishes it as a whole, for receiving and for sending.
    for (const { prefixes } of catalog.where({}).flatMap((set) => set.flows).filter(({ name }) => !name.startsWith('apple-all'))) {
      expect(prefixes.overlaps(odd)).toBe(false);
      expect(prefixes.prefixes(AddressFamily.IPV4).every(({ length }) => length >= 13)).toBe(true);
      expect(prefixes.prefixes(AddressFamily.IPV6).every(({ length }) => length >= 32)).toBe(true);
    }
  });

  test('what is left of row 23 in the later edition is the IPv4 part of the Entra set of each cloud', () => {
    const entra = new Map([[Cloud.WORLDWIDE, 'worldwide-56'], [Cloud.US_GOV_GCC_HIGH, 'usgovgcchigh-13'], [Cloud.US_GOV_DOD, 'usgovdod-13'], [Cloud.CHINA, 'china-17']]);
    const later = catalog.edition('2025-h2');
    for (const [cloud, slug] of entra) {
      const expected = catalog.require(slug, cloud).flows[0].prefixes;
      expect(addresses('graph-change-notifications', cloud, 'notifications', later).toString()).toBe(expected.only(AddressFamily.IPV4).toString());
      const withdrawn = addresses('graph-change-notifications', cloud, 'notifications').only(AddressFamily.IPV6);
      expect(expected.containsSet(withdrawn)).toBe(true);
    }
  });

  test('the additional endpoints, one fact a line', () => {
    const lines = ['2018-10', '2025-01', '2025-h2'].flatMap((edition) => catalog.edition(edition).where({ source: 'additional-endpoints' })
      .filter((set) => set.publication.edition === edition)
      .flatMap((set) => [...set.flows.flatMap((flow) => [
        [
          edition, set.publication.entry, set.slug, set.clouds.join(), flow.name, flow.direction, flow.basis, `tcp ${flow.tcpPorts}`,
          ...(flow.udpPorts.isEmpty ? [] : [`udp ${flow.udpPorts}`]), ...(flow.peersFromApp ? ['peers from the app'] : []),
          ...flow.prefixesOf, ...flow.hosts,
        ].join(' '),
        ...flow.prefixes.toStrings().map((prefix) => `  ${prefix}`),
      ]), ...(set.flows.length > 0 ? [] : [[edition, set.publication.entry, set.slug, set.clouds.join(), 'trusted sites', ...set.trustedSites].join(' ')])]));
    expect(`\n${lines.join('\n')}\n`).toMatchSnapshot();
  });
});

describeMaterial('against the material', () => {
  /** Row 23 as an independent reading: cut the row, cut it by cloud, and take whatever looks like an address. */
  function row23(edition: string): Record<string, string[]> {
    const page = readMaterial(`pages/additional-endpoints.${edition}.en.txt`);
    const row = /^23 [^]*?(?=^24 )/m.exec(page)![0];
    const [, worldwide, government, china] = row.split(/Public Cloud:|US Government:|21Vianet:/);
    const inCidr = (text: string) => (text.match(/(?<![\w.:])(?:\d+\.\d+\.\d+\.\d+|[0-9a-f]+:[0-9a-f:]+)(?:\/\d+)?/g) ?? [])
      .map((address) => (address.includes('/') ? address : `${address}/32`));
    return { worldwide: inCidr(worldwide), government: inCidr(government), china: inCidr(china) };
  }

  test('row 23 of 2025-01 is complete in every cloud', () => {
    const published = row23('2025-01');
    expect([published.worldwide, published.government, published.china].map((list) => list.length)).toEqual([106, 19, 14]);
    const clouds = [
      [Cloud.WORLDWIDE, published.worldwide],
      [Cloud.US_GOV_GCC_HIGH, published.government],
      [Cloud.US_GOV_DOD, published.government],
      [Cloud.CHINA, published.china],
    ] as const;
    for (const [cloud, prefixes] of clouds) {
      expect(rawPrefixes('additional-endpoints.2025-01.json', 'graph-change-notifications', cloud)).toEqual([...prefixes].sort(compareText));
    }
  });

  test('row 10 of 2025-01 has its two prefixes and its two templates', () => {
    const row = /^10 The AutoDetect[^]*?(?=^11 )/m.exec(readMaterial('pages/additional-endpoints.2025-01.en.txt'))![0];
    const [flow] = catalog.require('outlook-mobile-autodetect').flows;
    expect(flow.prefixes.toStrings()).toEqual(row.match(/\d+\.\d+\.\d+\.\d+\/\d+/g));
    expect(flow.hosts.map(String)).toEqual(row.match(/<email_domain>\S+/g));
  });

  test.each([
    ['worldwide', 'webservice.worldwide.2026-08-14.json', 'web-service-worldwide.2026-08-14.json'],
    ['usgovgcchigh', 'webservice.usgovgcchigh.2026033100.json', 'web-service-usgovgcchigh.2026033100.json'],
    ['usgovdod', 'webservice.usgovdod.2026033100.json', 'web-service-usgovdod.2026033100.json'],
    ['china', 'webservice.china.2026022700.json', 'web-service-china.2026022700.json'],
  ])('the web service of %s is complete: every id, address, name, port and flag', (instance, material, file) => {
    const facts = JSON.parse(readFileSync(join(DATA, file), 'utf8')).sets.map((set: Record<string, any>) => [
      set.id, set.serviceArea, set.category, set.required, set.expressRoute, set.notes, set.slug,
      portList(set.flows[0].tcpPorts), portList(set.flows[0].udpPorts), set.flows[0].prefixes ?? [], set.flows[0].hosts ?? [],
    ]);
    const published = JSON.parse(readMaterial(`data/${material}`)).map((set: Record<string, any>) => [
      set.id, set.serviceArea, set.category, set.required, set.expressRoute, set.notes, `${instance}-${set.id}`,
      portList(set.tcpPorts), portList(set.udpPorts),
      [...new Set<string>(set.ips ?? [])].sort(compareText), [...new Set<string>(set.urls ?? [])].sort(),
    ]);
    expect(facts).toEqual(published.sort(([a]: [number], [b]: [number]) => a - b));
  });

  test.each(CLOUDS)('the Exchange sets that hybrid rows point at are those of the web service, in %s', (cloud) => {
    const instance = { Worldwide: 'worldwide.2026-08-14', USGovGCCHigh: 'usgovgcchigh.2026033100', USGovDoD: 'usgovdod.2026033100', China: 'china.2026022700' }[cloud.name];
    const sets: { id: number; serviceArea: string; ips?: string[]; tcpPorts?: string }[] = JSON.parse(readMaterial(`data/webservice.${instance}.json`));
    const exchange = sets.filter((set) => set.serviceArea === 'Exchange' && set.ips !== undefined);
    const all = PrefixSet.of(...exchange.flatMap((set) => set.ips!));
    const smtp = PrefixSet.of(...exchange.filter((set) => portList(set.tcpPorts).includes('25')).flatMap((set) => set.ips!));
    expect(addresses('mailbox-migration', cloud, 'migration').toString()).toBe(all.toString());
    expect(addresses('exchange-hybrid', cloud, 'coexistence-whole-table').toString()).toBe(all.toString());
    expect(addresses('exchange-hybrid', cloud, 'mail-flow').toString()).toBe(smtp.toString());
  });
});

/** The prefixes of a set as its file lists them. */
function rawPrefixes(file: string, slug: string, cloud: Cloud): string[] {
  const { sets } = JSON.parse(readFileSync(join(DATA, file), 'utf8'));
  return sets.find((set: { slug: string; clouds: string[] }) => set.slug === slug && set.clouds.includes(cloud.name)).flows[0].prefixes;
}

function portList(ports: string | undefined): string[] {
  return (ports ?? '').split(',').map((port) => port.trim()).filter((port) => port !== '').sort();
}

/** IPv4 before IPv6, each by address, written out here without the library. */
function compareText(a: string, b: string): number {
  const key = (prefix: string) => {
    const [address, length] = prefix.split('/');
    if (!address.includes(':')) {
      return `4 ${address.split('.').map((part) => part.padStart(3, '0')).join('.')}/${length}`;
    }
    const [head, tail = ''] = address.split('::');
    const [front, back] = [head, tail].map((half) => half.split(':').filter((group) => group !== ''));
    const groups = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
    return `6 ${groups.map((group) => group.padStart(4, '0')).join(':')}/${length}`;
  };
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
