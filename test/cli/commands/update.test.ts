import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, Cloud } from '../../../lib/catalog';
import { Io } from '../../../lib/cli/shell/io';
import { Result, temporaryFolder, tool } from '../support/tool';
import { Answer, china, json, PlayedWebService, playWebService, record, recordsOf } from '../support/web-service';

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
const statePath = () => join(folder.path, 'state', 'state.json');
const state = () => JSON.parse(readFileSync(statePath(), 'utf8'));

async function update(args: readonly string[] = [], overrides: Partial<Io> = {}): Promise<Result> {
  return tool(['update', ...args], {
    cwd: folder.path, ...overrides, env: { M365_ENDPOINTS_URL: service.url, M365_ENDPOINTS_PAGE_URL: 'none', M365_ENDPOINTS_STATE: statePath(), ...overrides.env },
  });
}

/** The lock of an update that went well; made once, since making it is slow. */
let goodLock: string | undefined;

async function haveLock(): Promise<string> {
  if (goodLock === undefined) {
    await update();
    goodLock = readFileSync(lockPath(), 'utf8');
    service.requests.length = 0;
  }
  writeFileSync(lockPath(), goodLock);
  return goodLock;
}

/** At a later time, since versions are asked at most hourly. */
const later = (hours: number) => ({ now: () => new Date(Date.UTC(2026, 10, 1, 10 + hours)) });

describe('update', () => {
  test('writes a lock that a catalog reads, with the new data', async () => {
    const { code, stdout } = await update();
    expect(code).toBe(0);
    expect(stdout).toContain('web-service-china 2026022700 → 2026100100');
    expect(stdout).toContain('the web service also has Bleu; --instance Bleu adds it');
    const catalog = Catalog.fromLock(lockPath());
    expect(catalog.require('china-1', Cloud.CHINA).flows[0].prefixes.toStrings()).toContain('40.73.4.5/32');
    expect(catalog.require('graph-change-notifications').publication.edition).toBe('2025-01');
    expect(catalog.require('worldwide-56').publication.edition).toBe('2026-08-14');
  });

  test('asks for the version first, and with the same client request id each time', async () => {
    await update();
    const id = state().clientRequestId;
    expect(service.requests).toEqual([
      `/version?clientrequestid=${id}`, `/endpoints/China?ServiceAreas=Common%2CExchange%2CSharePoint%2CSkype%2CMEM&clientrequestid=${id}`,
      `/changes/China/2026022700?clientrequestid=${id}`,
    ]);
    await update([], later(2));
    expect(service.requests[3]).toBe(`/version?clientrequestid=${id}`);
    expect(readFileSync(lockPath(), 'utf8')).not.toContain(id);
  });

  test('replaces an id that is the sample of the documentation', async () => {
    await update(['--check']);
    writeFileSync(statePath(), JSON.stringify({ clientRequestId: 'b10c5ed1-bad1-445f-b386-b919946339a7' }));
    await update(['--check']);
    expect(service.requests[1]).not.toContain('b10c5ed1');
  });

  test('asks for Intune, and has its sets from then on', async () => {
    const intune = { ...record(2000, '40.96.0.0/13'), urls: ['manage.microsoft.com'], serviceArea: 'MEM' };
    service.next.push(json([{ instance: 'Worldwide', latest: '2026100100' }]), json([...recordsOf('web-service-worldwide.2026-08-14'), intune]));
    const { code } = await update();
    expect(code).toBe(0);
    expect(service.requests[1]).toContain('ServiceAreas=Common%2CExchange%2CSharePoint%2CSkype%2CMEM');
    expect(Catalog.fromLock(lockPath()).where({ source: 'web-service-worldwide-mem' })).toEqual([]);
  });

  test('asks for versions at most hourly', async () => {
    await update(['--check']);
    await update(['--check']);
    expect(service.requests).toHaveLength(1);
    await update(['--check'], later(1));
    expect(service.requests).toHaveLength(2);
  });

  test('says that the lock is up to date, and leaves it as it is', async () => {
    const before = await haveLock();
    const { code, stdout } = await update([], later(3));
    expect([code, stdout]).toEqual([0, 'the web service also has Bleu; --instance Bleu adds it\nthe lock is up to date\n']);
    expect(readFileSync(lockPath(), 'utf8') === before).toBe(true);
  });

  test('adds an instance that is named', async () => {
    service.next.push(json([{ instance: 'Bleu', latest: '2026100100' }]), json([record(1, '40.73.4.5/32')]));
    const { code } = await update(['--instance', 'bleu']);
    expect(code).toBe(0);
    expect(Catalog.fromLock(lockPath()).require('bleu-1', Cloud.of('Bleu')).title).toBe('Exchange Online endpoints, id 1');
  });

  test('prints Markdown for a pull request, and everything else on standard error', async () => {
    const { stdout, stderr } = await update(['--format', 'markdown']);
    expect(stdout).toMatch(/^\*\*web-service-china 2026022700 → 2026100100\*\*\n/);
    expect(stdout).not.toContain('written:');
    expect(stderr).toContain('written:');
  });

  test('prints JSON', async () => {
    const result = JSON.parse((await update(['--json'])).stdout);
    expect(result).toMatchObject({
      upToDate: false, newer: [{ source: 'web-service-china', before: '2026022700', after: '2026100100' }], written: lockPath(), exitCode: 0,
    });
    expect(result.diff.changed.map(({ slug }: { slug: string }) => slug)).toContain('china-1');
  });

  test('tells its progress on a terminal', async () => {
    const { stderr } = await update([], { isTerminal: true });
    expect(stderr).toBe(`asking ${service.url}/version\nasking ${service.url}/endpoints/China\nasking ${service.url}/changes/China/2026022700\n`);
  });

  test('tries again after failures, each time later', async () => {
    service.next.push(json({}, 500), json({}, 503), (_, request) => request.socket.destroy());
    const { code, waits } = await update();
    expect([code, waits]).toEqual([0, [750, 1500, 3000]]);
  });

  test('waits as long as the server asks', async () => {
    service.next.push(json({}, 503, { 'retry-after': '7' }));
    expect((await update(['--check'])).waits).toEqual([7000]);
  });

  test('follows redirects on the same host', async () => {
    service.next.push((response) => void response.writeHead(302, { location: '/version/new' }).end());
    expect((await update(['--check'])).code).toBe(3);
    expect(service.requests[1]).toBe('/version/new');
  });

  test('goes through the proxy that the environment names, unless the host is exempt', async () => {
    const proxied = await update(['--check'], { env: { M365_ENDPOINTS_URL: 'http://mirror.example.com', HTTP_PROXY: service.url } });
    expect(proxied.code).toBe(3);
    expect(service.requests[0]).toMatch(/^http:\/\/mirror\.example\.com\/version\?/);
    const direct = await update(['--check'], { env: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'localhost,127.0.0.1' } });
    expect(direct.code).toBe(3);
  });
});

describe('update --check', () => {
  test('exits 3 when something newer exists, asks for nothing else, and writes no lock', async () => {
    const { code, stdout } = await update(['--check']);
    expect(code).toBe(3);
    expect(stdout).toContain('web-service-china 2026022700 → 2026100100');
    expect(service.requests).toHaveLength(1);
    expect(existsSync(lockPath())).toBe(false);
  });

  test('exits 0 when the lock is up to date', async () => {
    await haveLock();
    expect((await update(['--check'])).code).toBe(0);
  });
});

test('update --from reads mirrored files, of each source the newest, and asks nobody', async () => {
  const mirror = join(folder.path, 'mirror');
  mkdirSync(mirror);
  writeFileSync(join(mirror, 'china.2026100100.json'), JSON.stringify(china('40.73.4.6/32')));
  writeFileSync(join(mirror, 'china.2026090100.json'), JSON.stringify(china('40.73.4.5/32')));
  writeFileSync(join(mirror, 'package.json'), '{"name": "no document"}');
  expect((await update(['--from', 'mirror', '--check'])).code).toBe(3);
  const { code, stdout } = await update(['--from', 'mirror']);
  expect([code, service.requests]).toEqual([0, []]);
  expect(stdout).toContain('web-service-china 2026022700 → 2026100100');
  expect(Catalog.fromLock(lockPath()).require('china-1', Cloud.CHINA).flows[0].prefixes.toStrings()).toContain('40.73.4.6/32');
  expect((await update(['--from', 'mirror', '--check'])).code).toBe(0);
  expect((await update(['--from', 'nowhere'])).code).toBe(5);
});

test('update --from fails for a folder without any document, and leaves the lock as it was', async () => {
  const before = await haveLock();
  mkdirSync(join(folder.path, 'empty'));
  const { code, stderr } = await update(['--from', 'empty']);
  expect([code, stderr]).toEqual([5, expect.stringContaining('it holds no document of endpoints')]);
  expect(readFileSync(lockPath(), 'utf8')).toBe(before);
});

describe('a failed update', () => {
  const slow: Answer = () => undefined;
  const truncated: Answer = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('[{"instance": "China"');
    response.socket?.end();
  };
  const broken = (answer: Answer) => [answer, answer, answer, answer];

  test.each<[name: string, answers: Answer[], code: number, message: string]>([
    ['429', [json({}, 429)], 5, 'asks to wait (status 429): nothing was written; wait an hour, and do not ask again before 2026-11-01T13:00:00.000Z'],
    ['500 for good', broken(json({}, 500)), 5, 'it answered with status 500, 4 times in a row'],
    ['400', [json({}, 400)], 5, 'it answered with status 400'],
    ['a slow answer', broken(slow), 5, 'no complete answer within 0.05 s, 4 times in a row'],
    ['a truncated answer', broken(truncated), 5, 'the answer broke off'],
    ['text that is no JSON', broken((response) => void response.end('<html>')), 5, 'its answer is no complete JSON'],
    ['JSON of another shape', [json({ error: 'no' })], 5, 'its answer names no versions'],
    ['a redirect to another host', [(response) => void response.writeHead(302, { location: 'https://example.com/' }).end()], 5, 'only the same host is followed'],
    ['redirects in a circle', broken((response) => void response.writeHead(302, { location: '/version' }).end()), 5, 'it redirects more than 3 times'],
    ['a reset connection', broken((_, request) => request.socket.resetAndDestroy()), 5, '4 times in a row'],
    ['no sets', [json([{ instance: 'China', latest: '2026110100' }]), json([])], 5, 'its answer holds no endpoint sets'],
    ['a set that cannot be read', [json([{ instance: 'China', latest: '2026110100' }]), json([...china(), record(2000, 'nonsense')])], 1, ''],
    ['data that the guard refuses', [json([{ instance: 'China', latest: '2026110100' }]), json(china('40.0.0.0/8'))], 4, ''],
  ])('fails by %s, with the lock untouched', async (failure, answers, expected, message) => {
    const before = await haveLock();
    const files = readdirSync(folder.path);
    service.next.push(...answers);
    // Only a slow answer is waited for in vain; on a busy machine the others take their time.
    const { code, stderr } = await update(['--timeout', failure === 'a slow answer' ? '0.05' : '20'], later(2));
    expect(stderr).toContain(message);
    expect(stderr.split('\n').length).toBeLessThanOrEqual(2);
    expect(code).toBe(expected);
    expect(readFileSync(lockPath(), 'utf8') === before).toBe(true);
    expect(readdirSync(folder.path).filter((name) => name !== 'state')).toEqual(files.filter((name) => name !== 'state'));
  });

  test('fails after status 429 without asking again, until the time is over', async () => {
    service.next.push(json({}, 429, { 'retry-after': '7200' }));
    await update();
    const { code, stderr } = await update([], later(1));
    expect([code, service.requests.length]).toEqual([5, 1]);
    expect(stderr).toContain('before 2026-11-01T12:00:00.000Z');
    expect((await update([], later(3))).code).toBe(0);
  });

  test.each(['socks5://user:secret@127.0.0.1:1', 'nonsense://'])('fails with the proxy %s, and does not go around it', async (proxy) => {
    const { code, stderr } = await update([], { env: { HTTP_PROXY: proxy } });
    expect(code).toBe(5);
    expect(stderr).toContain('cannot use the proxy');
    expect(stderr).not.toContain('secret');
    expect(service.requests).toEqual([]);
  });

  test('fails with a proxy that refuses the tunnel', async () => {
    const { code, stderr } = await update([], { env: { M365_ENDPOINTS_URL: 'https://mirror.example.com', HTTPS_PROXY: service.url } });
    expect(code).toBe(5);
    expect(stderr).toMatch(/cannot ask https:\/\/mirror\.example\.com\/version: the proxy 127\.0\.0\.1:\d+ /);
  });

  test('fails with a lock that was changed by hand, and keeps it', async () => {
    writeFileSync(lockPath(), (await haveLock()).replace('40.73.4.5/32', '40.73.4.6/32'));
    const { code, stderr } = await update([], later(2));
    expect(code).toBe(5);
    expect(stderr).toContain('was changed at');
  });
});

test('an acknowledgement lets pass what the guard refuses, and is recorded with its reason', async () => {
  const wide = () => service.next.push(json([{ instance: 'China', latest: '2026110100' }]), json(china('40.0.0.0/8')));
  wide();
  const { findings } = JSON.parse((await update(['--json'])).stdout);
  const ids = findings.flatMap(({ message }: { message: string }) => /--acknowledge ([0-9a-f]{8})/.exec(message)?.[1] ?? []);
  expect(ids.length).toBeGreaterThan(0);
  service.next.push(json(china('40.0.0.0/8')));
  const { code } = await update([...ids.flatMap((id: string) => ['--acknowledge', id]), '--reason', 'a test']);
  expect(code).toBe(0);
  expect(readFileSync(lockPath(), 'utf8')).toContain('"reason": "a test"');
  expect(Catalog.fromLock(lockPath()).require('china-1', Cloud.CHINA).flows[0].prefixes.toStrings()).toContain('40.0.0.0/8');
});

test.each([
  [['--acknowledge', '00000000', '--reason', 'x'], 'is none of what the guard refuses'],
  [['--timeout', 'soon'], 'is not a number of seconds'],
  [['--instance', 'Mars'], 'is none of China, Bleu'],
])('fails with the wrong usage %p', async (args, message) => {
  const { code, stderr } = await update(args);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});
