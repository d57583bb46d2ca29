import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditionJson, editionJson, EndpointFlowJson, EndpointSetJson, parseEdition, writeLock } from '../../../lib/catalog';

/** Documentation addresses only, and few: what the tool prints of them stands in snapshots. */
const SETS: readonly EndpointSetJson[] = [
  set('webhook', 2, [{ name: 'notifications', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes: ['20.20.32.0/19', '52.96.1.1/32'] }]),
  set('mail', 3, [{ name: 'mail-flow', direction: 'inbound', basis: 'derived', tcpPorts: '25', prefixesOf: ['webhook'] }]),
  set('portal', 5, [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts: '80,443', udpPorts: '443', hosts: ['*.example.com', 'www.example.org'] }]),
  {
    ...set('stream', 9, [{ name: 'video', direction: 'outbound', basis: 'vendor', tcpPorts: '443', hosts: ['video.example.net'] }]),
    retired: { date: '2024', successor: 'another service' },
    corrections: [{ field: 'direction', published: 'inbound', reason: 'clients call it' }],
    caveats: ['a caveat'],
  },
  { ...set('trusted', 11, []), inexpressible: [{ what: 'a zone', reason: 'it is a setting' }], trustedSites: ['login.example.com'] },
];

function set(slug: string, row: number, flows: readonly EndpointFlowJson[]): EndpointSetJson {
  return { slug, row, title: `What ${slug} is for`, clouds: ['Worldwide', 'China'], flows };
}

/** Two editions of one source: in the newer one the webhook has lost its single address. */
export function fixtureEditions(): EditionJson[] {
  const header = { source: 'fixture-page', url: 'https://example.com/endpoints', retrieved: null };
  const [webhook, ...others] = SETS;
  const newer = { ...webhook, flows: webhook.flows.map((flow) => ({ ...flow, prefixes: ['20.20.32.0/19'] })) };
  return [
    editionJson({ ...header, edition: '2024-01', published: '2024-01' }, [webhook, ...others]),
    editionJson({ ...header, edition: '2025-01', published: '2025-01' }, [newer, ...others]),
  ].filter(parseEdition);
}

/** Writes the fixture as a lock that shows the older edition, and its path. */
export function writeFixtureLock(folder: string): string {
  const path = join(folder, 'fixture.lock.json');
  writeLock(path, { retrieved: '2026-01-01T00:00:00Z', editions: fixtureEditions(), shown: { 'fixture-page': '2024-01' }, acknowledgements: [] });
  return path;
}

/** Writes each edition to a file, and their paths. */
export function writeFixtureEditions(folder: string): string[] {
  return fixtureEditions().map((edition) => {
    const path = join(folder, `${edition.edition}.json`);
    writeFileSync(path, JSON.stringify(edition));
    return path;
  });
}
