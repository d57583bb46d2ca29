import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { proxySettings } from '../../../lib/cli/update/network/proxy';
import { PLAYED_CERTIFICATE, PLAYED_KEY } from '../support/certificate';
import { PlayedProxy, playProxy } from '../support/proxy';
import { temporaryFolder, tool } from '../support/tool';

/** What lets a process run TypeScript, wherever it starts. */
const TSX = pathToFileURL(require.resolve('tsx')).href;

const MAIN = join(__dirname, '..', '..', '..', 'lib', 'cli', 'main.ts');

/** A web service that speaks TLS, and what it was asked. */
let server: Server;
let asked: string[];
let port: number;
let proxy: PlayedProxy | undefined;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  asked = [];
  folder = temporaryFolder();
  writeFileSync(join(folder.path, 'ca.pem'), PLAYED_CERTIFICATE);
  server = createServer({ key: PLAYED_KEY, cert: PLAYED_CERTIFICATE }, (request, response) => {
    asked.push(`${request.headers.host}${request.url?.split('?')[0]}`);
    response.end(JSON.stringify([{ instance: 'China', latest: '2026100100' }]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  folder.remove();
});

/** `update --check` in this process, which trusts no played certificate. */
async function checkHere(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await tool(['update', '--check'], {
    cwd: folder.path, env: { M365_ENDPOINTS_STATE: join(folder.path, 'state.json'), M365_ENDPOINTS_PAGE_URL: 'none', ...env },
  });
  return { code, output: stdout + stderr };
}

/** `update --check` in a process of its own, which trusts the certificate of the played server. */
async function check(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, 'update', '--check', '--timeout', '20'], {
    cwd: folder.path,
    env: {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: join(folder.path, 'ca.pem'),
      M365_ENDPOINTS_STATE: join(folder.path, 'state.json'),
      M365_ENDPOINTS_PAGE_URL: 'none',
      ...env,
    },
  });
  let output = '';
  [child.stdout, child.stderr].forEach((stream) => stream.on('data', (text) => (output += text)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

test('everything goes through the proxy, TLS to the server inside, and nothing past it', async () => {
  proxy = await playProxy({ to: port, credentials: 'user:se cret' });
  const { code, output } = await check({ M365_ENDPOINTS_URL: 'https://mirror.example.com', HTTPS_PROXY: `http://user:se%20cret@${proxy.host}` });
  expect([code, output]).toEqual([3, expect.stringContaining('web-service-china 2026022700 → 2026100100')]);
  // The name resolves nowhere: what the server heard came through the tunnel.
  expect([proxy.requests, asked]).toEqual([['CONNECT mirror.example.com:443'], ['mirror.example.com/version']]);
  expect(output).not.toMatch(/se cret|se%20cret|user/);
});

test.each([
  ['without credentials', 'http://', 'wants credentials, or others (status 407)'],
  ['with wrong credentials', 'http://user:wr0ng@', 'wants credentials, or others (status 407)'],
])('fails %s, and does not ask the server directly', async (_, start, message) => {
  proxy = await playProxy({ to: port, credentials: 'user:secret' });
  const { code, output } = await checkHere({ M365_ENDPOINTS_URL: `https://localhost:${port}`, HTTPS_PROXY: `${start}${proxy.host}` });
  expect([code, asked]).toEqual([5, []]);
  expect(output).toContain(`the proxy ${proxy.host} ${message}`);
  expect(output).not.toContain('wr0ng');
});

test('fails when the proxy is not there, and does not ask the server directly', async () => {
  const { code, output } = await checkHere({ M365_ENDPOINTS_URL: `https://localhost:${port}`, HTTPS_PROXY: 'http://user:secret@127.0.0.1:1' });
  expect([code, asked]).toEqual([5, []]);
  expect(output).toContain('127.0.0.1:1');
  expect(output).not.toContain('secret');
});

test('a host that no_proxy names is asked directly', async () => {
  proxy = await playProxy({ to: port });
  const { code } = await check({ M365_ENDPOINTS_URL: `https://localhost:${port}`, HTTPS_PROXY: `http://${proxy.host}`, no_proxy: 'example.com, localhost' });
  expect([code, proxy.requests, asked]).toEqual([3, [], [`localhost:${port}/version`]]);
});

test('fails with a certificate that nobody vouches for', async () => {
  const { code, output } = await checkHere({ M365_ENDPOINTS_URL: `https://localhost:${port}` });
  expect([code, asked]).toEqual([5, []]);
  expect(output).toContain('self-signed certificate');
});

describe('the proxies of an environment', () => {
  test.each([
    [{ HTTPS_PROXY: 'proxy.example.com:8080' }, { httpProxy: '', httpsProxy: 'http://proxy.example.com:8080/' }],
    [{ https_proxy: 'http://low.example.com', HTTPS_PROXY: 'http://high.example.com' }, { httpProxy: '', httpsProxy: 'http://low.example.com/' }],
    [{ ALL_PROXY: 'https://proxy.example.com' }, { httpProxy: 'https://proxy.example.com/', httpsProxy: 'https://proxy.example.com/' }],
    [{ HTTP_PROXY: 'http://a.example.com', all_proxy: 'http://b.example.com' }, { httpProxy: 'http://a.example.com/', httpsProxy: 'http://b.example.com/' }],
    [{ NO_PROXY: '*' }, { httpProxy: '', httpsProxy: '', noProxy: '*' }],
    [{ HTTPS_PROXY: '' }, { httpProxy: '', httpsProxy: '' }],
  ])('%j', (env, settings) => {
    expect(proxySettings(env)).toEqual({ noProxy: '', ...settings });
  });

  test.each(['user:secret', 'socks5://user:secret@127.0.0.1', 'ftp://user:secret@x', 'http://', 'user:secret@'])('fail to be read from %s, without showing it', (proxyText) => {
    expect(() => proxySettings({ HTTPS_PROXY: proxyText })).toThrow(expect.objectContaining({ code: 'InvalidProxy', message: expect.stringContaining('that HTTPS_PROXY names') }));
    expect(() => proxySettings({ HTTPS_PROXY: proxyText })).not.toThrow(/secret/);
  });
});
