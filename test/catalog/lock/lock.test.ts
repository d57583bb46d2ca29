import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Acknowledgement, Catalog, EditionJson, editionJson, EndpointSetJson, GuardCode, LockContent, parseLock, readLock, renderLock, writeLock } from '../../../lib/catalog';

// A real module with writable functions, so that a test can make one of them fail.
jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs') }));

function set(slug: string, prefixes: string[], clouds = ['Worldwide']): EndpointSetJson {
  return { slug, row: 1, title: `What ${slug} is for`, clouds, flows: [{ name: 'service', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes }] };
}

function edition(id: string, sets: EndpointSetJson[], basedOn?: string): EditionJson {
  return editionJson({ source: 'page', edition: id, url: 'https://example.com/page', published: id, retrieved: null, basedOn }, sets);
}

const CONTENT: LockContent = {
  retrieved: '2026-08-14T09:00:00Z',
  acknowledgements: [],
  editions: [
    edition('2025', [set('graph', ['20.20.32.0/19', '20.190.128.0/18']), set('graph', ['40.72.70.0/23'], ['China']), set('mail', ['52.125.128.0/20'])]),
    edition('2026', [set('graph', ['20.20.32.0/19'])], '2025'),
  ],
};
const TEXT = renderLock(CONTENT);

/** The parsed JSON of a lock after a change by hand. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test that writes nonsense wherever it wants
function edited(edit: (json: any) => void, text = TEXT): string {
  const json = JSON.parse(text);
  edit(json);
  return JSON.stringify(json, null, 2);
}

describe('reading', () => {
  test('gives back what was written', () => {
    const lock = parseLock(TEXT);
    expect([lock.retrieved, lock.acknowledgements]).toEqual([CONTENT.retrieved, []]);
    expect(lock.editions.map(({ source, id, basedOn, sets }) => [source, id, basedOn, sets.length])).toEqual([['page', '2025', undefined, 3], ['page', '2026', '2025', 1]]);
  });

  test('does not mind line ends and indentation, which tools of repositories change', () => {
    expect(parseLock(TEXT.replaceAll('\n', '\r\n'))).toEqual(parseLock(TEXT));
    expect(parseLock(JSON.stringify(JSON.parse(TEXT)))).toEqual(parseLock(TEXT));
  });

  test('the same content is the same text', () => {
    expect(renderLock(structuredClone(CONTENT))).toBe(TEXT);
  });
});

describe('fails to read, naming the place,', () => {
  test.each([
    ['a truncated lock', TEXT.slice(0, 900), 'InvalidLock', /at its text: it is no complete JSON/],
    ['an empty one', '', 'InvalidLock', /at its text/],
    ['one of blanks', ' \n', 'InvalidLock', /at its text: it is empty/],
    ['one with a byte order mark', `\uFEFF${TEXT}`, 'InvalidLock', /it begins with a byte order mark/],
    ['one in UTF-16', TEXT.split('').join('\u0000'), 'InvalidLock', /it is not UTF-8/],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n', 'InvalidLock', /it is a pointer of Git LFS/],
    ['one in the middle of a merge', TEXT.replace('  "shown"', '<<<<<<< HEAD\n=======\n>>>>>>> update\n  "shown"'), 'InvalidLock', /the marker <{7} of an unfinished merge in line 5/],
    ['one with brackets without end', `{"lockVersion": 1, "editions": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'InvalidLock', /nested more than 32 levels deep/],
    ['one with objects without end', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'InvalidLock', /nested more than 32 levels deep/],
    ['one of another shape', '[]', 'InvalidLock', /at the top: .*expected an object/],
    ['one of another version', edited((json) => (json.lockVersion = 2)), 'InvalidLock', /at lockVersion: 2 is not 1/],
    ['an unknown field', edited((json) => (json.clientRequestId = 'x')), 'InvalidLock', /clientRequestId: the field is unknown/],
    ['a prefix changed by hand', edited((json) => (json.editions[0].sets[1].flows[0].prefixes[0] = '40.0.0.0/12')), 'TamperedLock', /editions\[0\]\.sets\[1\] \(graph\)/],
    ['a prefix added by hand', edited((json) => json.editions[1].sets[0].flows[0].prefixes.push('8.8.8.8/32')), 'TamperedLock', /editions\[1\]\.sets\[0\] \(graph\)/],
    ['a set removed by hand', edited((json) => json.editions[0].sets.pop()), 'TamperedLock', /editions\[0\]\.sets: there are 2 sets and 3 hashes/],
    ['sets in another order', edited((json) => json.editions[0].sets.reverse()), 'TamperedLock', /editions\[0\]\.sets\[0\] \(mail\)/],
    ['a set removed with its hash', edited((json) => [json.editions[0].sets.pop(), json.editions[0].setHashes.pop()]), 'InvalidLock', /editions\[0\]: .*sha256/],
    ['an edition removed by hand', edited((json) => json.editions.pop()), 'InvalidLock', /at shown: .*page: expected one of 2025, found "2026"/],
    ['another edition shown', edited((json) => (json.shown.page = '2025')), 'TamperedLock', /beside the sets: retrieved, shown/],
    ['an edition shown of a source that is not there', edited((json) => (json.shown.other = '2025')), 'InvalidLock', /at shown: .*other: the field is unknown/],
    ['a date changed by hand', edited((json) => (json.retrieved = '2026-08-15T09:00:00Z')), 'TamperedLock', /beside the sets: retrieved/],
    ['the head of an edition changed by hand', edited((json) => (json.editions[1].url = 'https://example.org')), 'TamperedLock', /the head of an edition/],
    ['an acknowledgement added by hand', edited((json) => json.acknowledgements.push({ code: 'PrefixTooWide', place: 'a', value: 'b', reason: 'c' })), 'TamperedLock', /acknowledgements/],
    ['an acknowledgement of nothing', edited((json) => json.acknowledgements.push({ code: 'Everything' })), 'InvalidLock', /acknowledgements\[0\]\.code/],
    ['an edition that is none', edited((json) => (json.editions[0] = null)), 'InvalidLock', /editions\[0\]: .*source/],
  ])('%s', (_, text, code, place) => {
    expect(() => parseLock(text, 'my.lock')).toThrow(expect.objectContaining({ code, message: expect.stringMatching(place) }));
    expect(() => parseLock(text, 'my.lock')).toThrow(/my\.lock/);
  });

  test.each([
    ['an edition that occurs twice', [CONTENT.editions[0], CONTENT.editions[0]], /editions\[1\]: 2025 of page occurs twice/],
    ['an edition without the one it is based on', [CONTENT.editions[1]], /editions\[0\]\.basedOn: 2025 of page does not stand before it/],
    ['an edition based on itself', [edition('2026', [set('a', ['20.20.32.0/19'])], '2026')], /does not stand before it/],
  ])('%s', (_, editions, message) => {
    expect(() => parseLock(renderLock({ ...CONTENT, editions }))).toThrow(message);
  });

  test('every cut of the text', () => {
    for (let length = 0; length < TEXT.length - 1; length += 7) {
      expect(() => parseLock(TEXT.slice(0, length))).toThrow(expect.objectContaining({ code: 'InvalidLock' }));
    }
  });

  test('every change of a single digit', () => {
    const digits = [...TEXT.matchAll(/\d/g)].map(({ index }) => index).filter((_, i) => i % 5 === 0);
    for (const at of digits) {
      const text = `${TEXT.slice(0, at)}${(Number(TEXT[at]) + 1) % 10}${TEXT.slice(at + 1)}`;
      expect(() => parseLock(text)).toThrow(expect.objectContaining({ code: expect.stringMatching(/Lock$/) }));
    }
  });
});

describe('the guard', () => {
  const wide = [edition('2025', [set('graph', ['40.0.0.0/8'])])];
  const acknowledgement: Acknowledgement = { code: GuardCode.PREFIX_TOO_WIDE, place: 'graph (Worldwide), flow service', value: '40.0.0.0/8', reason: 'ticket 42' };

  test('fails a lock that opens too much, even with the right hashes', () => {
    expect(() => parseLock(renderLock({ ...CONTENT, editions: wide }))).toThrow(
      expect.objectContaining({ code: 'RefusedLock', message: expect.stringContaining('at graph (Worldwide), flow service: 40.0.0.0/8 is wider than a /12') }),
    );
  });

  test('lets pass what the lock acknowledges, and the reason stays in the lock', () => {
    const lock = parseLock(renderLock({ ...CONTENT, editions: wide, acknowledgements: [acknowledgement] }));
    expect(lock.acknowledgements).toEqual([acknowledgement]);
  });
});

describe('the file', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'lock-'));
  const path = join(folder, 'm365-endpoints.lock.json');
  const newer: LockContent = { ...CONTENT, retrieved: '2026-09-01T00:00:00Z' };

  beforeEach(() => writeLock(path, CONTENT));
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('is written whole, and replaced whole', () => {
    expect(fs.readFileSync(path, 'utf8')).toBe(TEXT);
    writeLock(path, newer);
    expect(readLock(path).retrieved).toBe(newer.retrieved);
    expect(fs.readdirSync(folder)).toEqual(['m365-endpoints.lock.json']);
  });

  test('is what a catalog synthesises from', () => {
    const catalog = Catalog.fromLock(path);
    expect(catalog.require('graph').flows[0].prefixes.toStrings()).toEqual(['20.20.32.0/19']);
    expect(catalog.require('mail').publication.edition).toBe('2025');
    expect(catalog.edition('2025').require('graph').flows[0].prefixes.toStrings()).toEqual(['20.20.32.0/19', '20.190.128.0/18']);
    expect(catalog.find('graph-change-notifications')).toBeUndefined();
  });

  test('says which edition is shown, when that is not the newest', () => {
    writeLock(path, { ...CONTENT, shown: { page: '2025' } });
    expect(Catalog.fromLock(path).require('graph').publication.edition).toBe('2025');
    expect(readLock(path).shown).toEqual(new Map([['page', '2025']]));
  });

  test('may be a link, which stays one', () => {
    const link = join(folder, 'link.json');
    fs.symlinkSync(path, link);
    writeLock(link, newer);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readLock(path).retrieved).toBe(newer.retrieved);
    fs.rmSync(link);
  });

  test.each(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'] as const)('fails to be written when %s fails, and the old lock is untouched', (step) => {
    jest.spyOn(fs, step).mockImplementation(() => {
      throw new Error('ENOSPC: no space left on device');
    });
    expect(() => writeLock(path, newer)).toThrow(expect.objectContaining({ code: 'UnwrittenLock', message: expect.stringContaining('no space left on device') }));
    jest.restoreAllMocks();
    expect(fs.readFileSync(path, 'utf8')).toBe(TEXT);
    expect(fs.readdirSync(folder)).toEqual(['m365-endpoints.lock.json']);
  });

  test('fails to be written when only a part reached the disk', () => {
    const { writeFileSync } = jest.requireActual<typeof fs>('node:fs');
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, data) => writeFileSync(file, String(data).slice(0, 100)));
    expect(() => writeLock(path, newer)).toThrow(/could not be read back/);
    expect(fs.readFileSync(path, 'utf8')).toBe(TEXT);
    expect(fs.readdirSync(folder)).toEqual(['m365-endpoints.lock.json']);
  });

  test('fails to be written with content that no one could read, before anything is touched', () => {
    expect(() => writeLock(path, { ...newer, retrieved: 'today' })).toThrow(expect.objectContaining({ code: 'InvalidLock' }));
    expect(fs.readFileSync(path, 'utf8')).toBe(TEXT);
  });

  test('fails to be written into a folder that is not there', () => {
    expect(() => writeLock(join(folder, 'no', 'lock.json'), CONTENT)).toThrow(expect.objectContaining({ code: 'UnwrittenLock' }));
  });

  test('fails to be read when it is not there or changed, naming the path', () => {
    expect(() => Catalog.fromLock(join(folder, 'none.json'))).toThrow(expect.objectContaining({ code: 'UnreadableLock', message: expect.stringContaining('none.json') }));
    fs.writeFileSync(path, TEXT.replace('20.20.32.0', '20.20.64.0'));
    expect(() => Catalog.fromLock(path)).toThrow(expect.objectContaining({ code: 'TamperedLock', message: expect.stringContaining(path) }));
  });
});
