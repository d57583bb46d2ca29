import { ClientRequest, IncomingHttpHeaders, IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Socket } from 'node:net';
import { connect } from 'node:tls';

/** Longest answer in bytes; Worldwide has about 40,000. */
const LONGEST_ANSWER = 64 * 2 ** 20;

/** What a server said. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;

  /** Complete: a truncated one is an error. */
  readonly body: string;
}

/** How to reach a server. */
interface HttpProps {
  /** Milliseconds for everything, from the connection to the last byte. */
  readonly timeout: number;

  /** @default - a direct connection */
  readonly proxy?: URL;
}

/**
 * One GET request, without retries and without following redirects.
 *
 * On `node:http`, since the `fetch` of Node 20 knows no proxies. Certificates are always verified.
 *
 * @throws Error when there is no complete answer in time
 */
export async function httpGet(url: URL, { timeout, proxy }: HttpProps): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const tunnel = proxy !== undefined && url.protocol === 'https:' ? await openTunnel(proxy, url, signal) : undefined;
    return await readAnswer(openRequest(url, signal, proxy, tunnel));
  } catch (error) {
    throw signal.aborted ? new Error(`no complete answer within ${timeout / 1000} s`) : error;
  }
}

function openRequest(url: URL, signal: AbortSignal, proxy: URL | undefined, tunnel: Socket | undefined): ClientRequest {
  const headers = { 'accept': 'application/json', 'user-agent': 'cdk-m365-endpoints' };
  if (tunnel !== undefined) {
    return requestHttps(url, { headers, signal, agent: false, createConnection: () => connect({ socket: tunnel, servername: url.hostname }) });
  }
  if (url.protocol === 'https:') {
    return requestHttps(url, { headers, signal, agent: false });
  }
  return proxy === undefined
    ? requestHttp(url, { headers, signal, agent: false })
    : requestTo(proxy, { headers: { ...headers, host: url.host, ...authorization(proxy) }, signal, agent: false, path: url.href });
}

/** A connection through a proxy to the host of `url`, on which TLS is spoken with that host. */
async function openTunnel(proxy: URL, url: URL, signal: AbortSignal): Promise<Socket> {
  const authority = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = requestTo(proxy, { method: 'CONNECT', path: authority, headers: { host: authority, ...authorization(proxy) }, signal, agent: false });
    request.on('error', (error) => reject(new Error(`the proxy ${proxy.host} cannot be reached: ${error.message}`)));
    request.on('connect', (response: IncomingMessage, socket: Socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new Error(`the proxy ${proxy.host} refuses with status ${response.statusCode}`));
      }
    });
    request.end();
  });
}

function requestTo(proxy: URL, options: Parameters<typeof requestHttp>[1] & object): ClientRequest {
  return (proxy.protocol === 'https:' ? requestHttps : requestHttp)({ ...options, hostname: proxy.hostname, port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80) });
}

function authorization({ username, password }: URL): { 'proxy-authorization'?: string } {
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return username === '' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(text).toString('base64')}` };
}

async function readAnswer(request: ClientRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', (error) => reject(new Error(`the answer broke off (${error.message})`)));
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > LONGEST_ANSWER) {
          request.destroy(new Error(`the answer is longer than ${LONGEST_ANSWER} bytes`));
        }
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
    });
    request.end();
  });
}
