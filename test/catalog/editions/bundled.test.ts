/** The bundled data through diff, guard and lock: that what is published passes, and reads as a network engineer would say it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, EditionJson, guardSets, parseEdition, parseLock, renderDiffText, renderLock } from '../../../lib/catalog';
import { BUNDLED_EDITIONS } from '../../../lib/catalog/editions/bundled';

const editions = BUNDLED_EDITIONS.map(({ source, id }): EditionJson => JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'lib', 'data', `${source}.${id}.json`), 'utf8')));
const catalog = Catalog.bundled();

test('every edition passes the guard', () => {
  expect(guardSets(BUNDLED_EDITIONS.flatMap((entry) => entry.load().sets))).toEqual([]);
});

test.each(editions.map((json) => [`${json.source} ${json.edition}`, json] as const))('%s is right in full, and reads the same set by set', (_, json) => {
  const bundled = BUNDLED_EDITIONS.find(({ source, id }) => source === json.source && id === json.edition)!.load();
  expect(bundled).toEqual(parseEdition(json));
  expect(bundled.sets.every(({ flows, inexpressible }) => flows.length + inexpressible.length > 0)).toBe(true);
});

test('a lock of every edition says the same as the bundled catalog', () => {
  const lock = parseLock(renderLock({ retrieved: '2026-08-14T00:00:00Z', editions, acknowledgements: [] }));
  const newest = [...lock.shown.values()].reduce((all, id) => all.edition(id), catalog);
  expect(newest.diff(Catalog.of(...lock.editions))).toMatchObject({ added: [], removed: [], changed: [] });
});

test('the later edition of the additional endpoints withdrew single hosts and IPv6 in every cloud', () => {
  const lines = renderDiffText(catalog.edition('2025-01').diff(catalog.edition('2025-h2'))).split('\n');
  expect(lines.slice(0, 2)).toEqual(['additional-endpoints 2025-01 → 2025-h2', expect.stringMatching(/^0 sets added, 0 removed, \d+ changed$/)]);
  const graph = lines.filter((line) => /^\[~\] graph|prefixes/.test(line)).map((line) => line.trim());
  expect(graph).toEqual([
    '[~] graph-change-notifications, row 23, in Worldwide',
    '[-] prefixes, 90 IPv4 addresses, 12 IPv6 prefixes',
    '[~] graph-change-notifications, row 23, in USGovGCCHigh, USGovDoD',
    // Sixteen single hosts, four of which are two pairs.
    '[-] prefixes, 16 IPv4 addresses in 14 prefixes, 1 IPv6 prefix',
    '[~] graph-change-notifications, row 23, in China',
    '[-] prefixes, 8 IPv4 addresses, 1 IPv6 prefix',
  ]);
});
