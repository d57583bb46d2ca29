import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, Cloud, EditionJson, editionJson, writeLock } from '../../../lib/catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { Result, temporaryFolder, tool } from '../support/tool';
import { Answer, json, PlayedWebService, playWebService, recordsOf } from '../support/web-service';

let service: PlayedWebService;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  service = await playWebService();
  folder = temporaryFolder();
});

afterEach(async () => {
  await service.close();
  folder.remove();
});

const lockPath = () => join(folder.path, 'm365-endpoints.lock.json');
const readLockText = () => (existsSync(lockPath()) ? readFileSync(lockPath(), 'utf8') : undefined);

async function update(...args: string[]): Promise<Result> {
  return tool(['update', ...args], {
    cwd: folder.path,
    env: { M365_ENDPOINTS_URL: service.url, M365_ENDPOINTS_PAGE_URL: `${service.url}/page`, M365_ENDPOINTS_STATE: join(folder.path, 'state', 'state.json') },
  });
}

const html = (body: string, title = 'Other endpoints not included in the Microsoft 365 IP Address and URL Web service - Learn'): Answer => (
  (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(
    `<!DOCTYPE html>\n<html lang="en-us"><head><title>${title}</title>\n<meta name="ms.date" content="2026-10-20T00:00:00Z" />\n</head><body><main>${body}</main></body></html>`,
  )
);

/** The rows of the newest page that there is, as Learn marks them up. */
function learnTable(change: (rows: string[]) => string[] = (rows) => rows): string {
  const rows = readMaterial('pages/additional-endpoints.2025-h2.en.md').split('\n').filter((line) => /^\|\d+\|/.test(line));
  const cell = (text: string) => text.replace(/`([^`]*)`/g, (_, code: string) => `<code>${code.replace(/</g, '&lt;').replace(/>/g, '&gt;')}</code>`)
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>').replace(/\[([^\]]*)\]\(([^)]*)\)/g, '<a href="$2" data-linktype="absolute-path">$1</a>').replaceAll('\\|', '|');
  const body = change(rows).map((row) => `<tr>\n${row.split(/(?<!\\)\|/).slice(1, -1).map((text) => `<td style="text-align: left;">${cell(text)}</td>`).join('\n')}\n</tr>`);
  return `<div class="table-wrapper"><table aria-label="Table 1" class="table table-sm">\n<thead><tr><th>Row</th><th>Purpose</th><th>Destination</th><th>Type</th></tr></thead>\n<tbody>${body.join('\n')}</tbody></table></div>`;
}

const NO_NEWS = json([{ instance: 'China', latest: '2026022700' }]);

describeMaterial('a month of the web service and of Learn', () => {
  const worldwide = () => recordsOf('web-service-worldwide.2026-08-14');
  const added = { ...worldwide()[0], id: 999, serviceArea: 'SharePoint', urls: ['*.sharepoint.com'], ips: ['13.107.136.0/22'], tcpPorts: '443', category: 'Allow', required: false };

  function playMonth(): void {
    const dod = recordsOf('web-service-usgovdod.2026033100').map((each) => (each.id === 1 ? { ...each, ips: (each.ips as string[]).slice(1), tcpPorts: '443' } : each));
    service.next.push(
      json([{ instance: 'Worldwide', latest: '2026103100' }, { instance: 'USGovDoD', latest: '2026103100' }, { instance: 'China', latest: '2026022700' }]),
      json([...worldwide(), added]),
      json([{ id: 1, endpointSetId: 999, disposition: 'Add', version: '2026103100', add: { effectiveDate: '20261130', urls: ['*.sharepoint.com'] } },
        { id: 2, endpointSetId: 1, disposition: 'change', version: '2026103100', add: { effectiveDate: '20261130', ips: ['192.0.2.0/24'] } }]),
      json(dod), json([]),
      html(learnTable((rows) => [...rows.map((row) => row.replace('20.20.32.0/19', '20.20.32.0/19`, `20.20.64.0/24')),
        '|26|**A new thing** for [@everybody](https://evil.example.com)|`new.thing.microsoft.com` TCP port 443|Outbound server traffic|'])),
    );
  }

  test('is one command, one lock, and one diff that is fit for a pull request', async () => {
    playMonth();
    const { code, stdout, stderr } = await update('--format', 'markdown');
    expect([code, stderr]).toEqual([0, expect.stringContaining(`written: ${lockPath()}`)]);
    expect(stdout).toContain('**web-service-worldwide 2026-08-14 → 2026103100**');
    expect(stdout).toContain('**web-service-usgovdod 2026033100 → 2026103100**');
    expect(stdout).toContain('**additional-endpoints 2025-01 → 2026-11-01**');
    expect(stdout).toMatch(/### New: worldwide-999, id 999, in Worldwide\n\n[^#]*- new: service area: `SharePoint`\n- new: category: `Allow`\n- new: required: `no`/);
    expect(stdout).toMatch(/### Changed: usgovdod-1, id 1, in USGovDoD\n\n[^#]*- gone: TCP ports: `80`/);
    expect(stdout).toMatch(/note: used by Microsoft365Outbound, row 6 mailbox-migration \(MailboxMigrationInbound\)/);
    expect(stdout).toMatch(/### Changed: graph-change-notifications, row 23/);
    expect(stdout).toContain('20.20.64.0/24');
    expect(stdout).toContain('### Microsoft uses what is new from\n\n- 2026-11-30, `worldwide-999`: `*.sharepoint.com`');
    expect(stdout).toContain('RowUnknown');
    // Whatever the page says stands in code spans, where it neither links nor mentions.
    expect(stdout.replace(/`[^`]*`/g, '')).not.toMatch(/@|https?:|www\./);

    const catalog = Catalog.fromLock(lockPath());
    expect(catalog.require('worldwide-999').required).toBe(false);
    expect(catalog.require('usgovdod-1', Cloud.US_GOV_DOD).flows[0].tcpPorts.toString()).toBe('443');
    const { publication, flows } = catalog.require('graph-change-notifications');
    expect([publication.edition, publication.published, flows[0].prefixes.toStrings()]).toEqual(['2026-11-01', '2026-10-20', expect.arrayContaining(['20.20.64.0/24'])]);
    expect(catalog.edition('2025-01').require('graph-change-notifications').publication.edition).toBe('2025-01');
  });

  test('is seen by --check, and is up to date afterwards', async () => {
    playMonth();
    service.next.splice(1, 4);
    const check = await update('--check', '--json');
    expect([check.code, JSON.parse(check.stdout).newer.map(({ source }: { source: string }) => source)]).toEqual([3, ['web-service-worldwide', 'web-service-usgovdod', 'additional-endpoints']]);
    expect(readLockText()).toBeUndefined();
  });

  test('a refusal holds back its cloud, and not the others', async () => {
    service.next.push(
      json([{ instance: 'Worldwide', latest: '2026103100' }, { instance: 'China', latest: '2026103100' }, { instance: 'USGovDoD', latest: '9999123100' }]),
      json([...worldwide(), added]), json([]),
      json(recordsOf('web-service-china.2026022700').map((each) => (each.id === 1 ? { ...each, ips: [...each.ips as string[], '8.8.8.0/24', '9.9.9.0/24'] } : each))), json([]),
      html(learnTable()),
    );
    const { code, stdout } = await update();
    expect(code).toBe(4);
    expect(stdout).toContain('refused: web-service-china, web-service-usgovdod');
    expect(stdout).toContain('the version 9999123100 is more than a month ahead');
    const catalog = Catalog.fromLock(lockPath());
    expect([catalog.require('worldwide-999').slug, catalog.require('china-1', Cloud.CHINA).publication.edition, catalog.require('usgovdod-1', Cloud.US_GOV_DOD).publication.edition])
      .toEqual(['worldwide-999', '2026022700', '2026033100']);
    // Two networks of one set are one question.
    const ids = new Set([...stdout.matchAll(/--acknowledge ([0-9a-f]{8})/g)].map(([, id]) => id));
    expect(ids.size).toBe(1);
  });
});

describeMaterial('the page of additional endpoints', () => {
  async function haveLock(): Promise<string> {
    service.next.push(NO_NEWS, html(learnTable()));
    expect((await update()).code).toBe(0);
    return readFileSync(lockPath(), 'utf8');
  }

  test('is left alone when it says what the lock says', async () => {
    const before = await haveLock();
    service.next.push(html(learnTable((rows) => rows.map((row) => row.replace('|Outbound', '| Outbound')))));
    const { code, stdout } = await update();
    expect([code, stdout]).toEqual([0, expect.stringContaining('the lock is up to date')]);
    expect(readLockText()).toBe(before);
  });

  test('may redirect to itself in another language', async () => {
    service.next.push(NO_NEWS, (response) => void response.writeHead(301, { location: '/en-us/page' }).end(), html(learnTable()));
    expect((await update()).code).toBe(0);
    expect(service.requests.map((request) => request.split('?')[0])).toEqual(['/version', '/page', '/en-us/page']);
  });

  test('may be a file', async () => {
    writeFileSync(join(folder.path, 'page.md'), readMaterial('pages/additional-endpoints.2025-h2.en.md'));
    service.next.push(NO_NEWS);
    expect((await update('--page', 'page.md')).code).toBe(0);
    expect(Catalog.fromLock(lockPath()).require('stream').publication).toMatchObject({ edition: '2026-11-01', published: '2025-01-08' });
  });

  test.each<[name: string, answer: Answer, message: RegExp]>([
    ['that asks for consent', html('<form>We value your privacy. <button>Accept all</button></form>', 'Before you continue'), /titled "Before you continue", has no table; is it a page that asks for consent or to sign in\?/],
    ['without the table', html('<p>This page has moved.</p>'), /has no table/],
    ['with another table', html('<table><tr><td>1</td><td>Apples</td></tr></table>'), /has no row of endpoints that is known/],
    ['that is gone', (response) => void response.writeHead(404).end('not here'), /it answered with status 404/],
    ['that redirects to a sign-in', (response) => void response.writeHead(302, { location: 'https://login.example.com/?secret=s3cret' }).end(), /it redirects to login\.example\.com, and only the same host is followed/],
    ['that asks to wait', json({}, 429), /asks to wait \(status 429\)/],
    ['that is empty', (response) => void response.end(''), /has no row of endpoints/],
  ])('%s is a clear answer, and the lock is untouched', async (_, answer, message) => {
    const before = await haveLock();
    service.next.push(answer);
    const { code, stderr } = await update();
    expect([code, stderr]).toEqual([5, expect.stringMatching(message)]);
    expect(stderr).not.toContain('s3cret');
    expect(readLockText()).toBe(before);
  });

  test('with a foreign address is refused, and can be acknowledged', async () => {
    const before = await haveLock();
    const poisoned = () => html(learnTable((rows) => rows.map((row) => row.replace('20.20.32.0/19', '20.20.32.0/19`, `8.8.8.0/24'))));
    service.next.push(poisoned());
    const refused = await update();
    expect([refused.code, readLockText()]).toEqual([4, before]);
    const [, id] = /ForeignAddresses at graph-change-notifications \(Worldwide\): 8\.8\.8\.0\/24 .*--acknowledge ([0-9a-f]{8})/.exec(refused.stdout) ?? [];
    service.next.push(poisoned());
    expect((await update('--acknowledge', id, '--reason', 'asked Microsoft')).code).toBe(0);
    expect(JSON.parse(readLockText() ?? '').acknowledgements).toEqual([
      { code: 'ForeignAddresses', place: 'graph-change-notifications (Worldwide)', value: '8.8.8.0/24', reason: 'asked Microsoft' },
    ]);
    // It stays beside what it lets pass, and goes with it.
    service.next.push(html(learnTable()));
    expect((await update()).code).toBe(0);
    expect(JSON.parse(readLockText() ?? '').acknowledgements).toEqual([]);
  });
});

test('a mirror of the web service alone does not let the page be asked elsewhere', async () => {
  const { code, stdout } = await tool(['update', '--check'], { cwd: folder.path, env: { M365_ENDPOINTS_URL: service.url, M365_ENDPOINTS_STATE: join(folder.path, 'state.json') } });
  expect([code, stdout]).toEqual([3, expect.stringContaining('the page of additional endpoints was not looked at')]);
});

test('a version of the far future is not newer', async () => {
  service.next.push(json([{ instance: 'China', latest: '9999123100' }]));
  const { code, stdout } = await update('--check', '--page', 'none');
  expect([code, stdout]).toEqual([3, expect.stringContaining('VersionAhead')]);
  expect(stdout).not.toContain('web-service-china 2026022700 →');
});

test('a lock that a version of the far future has frozen is thawed by the next real one', async () => {
  const frozen: EditionJson = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'lib', 'data', 'web-service-china.2026022700.json'), 'utf8'));
  const editions = [editionJson({ ...frozen, edition: '9999123100' }, frozen.sets)];
  writeLock(lockPath(), { retrieved: '2026-01-01T00:00:00Z', editions, acknowledgements: [] });
  service.next.push(json([{ instance: 'China', latest: '2026100100' }]), json(recordsOf('web-service-china.2026022700')), json([]));
  const { code, stdout } = await update('--page', 'none');
  expect([code, stdout]).toEqual([0, expect.stringContaining('web-service-china 9999123100 → 2026100100')]);
  expect(Catalog.fromLock(lockPath()).require('china-1', Cloud.CHINA).publication.edition).toBe('2026100100');
});
