import type { Dispatcher, Pool } from 'undici';
import { messageOf } from '../../../messages/errors';
import { Io } from '../../shell/io';
import { proxySettings, ProxySettings } from './proxy';

/** Longest answer in bytes; Worldwide has about 40,000. */
const LONGEST_ANSWER = 64 * 2 ** 20;

/** What a server said. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;

  /** Complete: a truncated one is an error. */
  readonly body: string;
}

/** A failure that no repetition mends: a proxy that wants other credentials, or a certificate that nobody vouches for. */
export class LastingFailure extends Error {}

/** How to reach a server. */
export interface HttpProps {
  /** Milliseconds for everything, from the connection to the last byte. */
  readonly timeout: number;
  readonly env: Io['env'];

  /** Media types that are wanted. */
  readonly accept: string;
}

/**
 * One GET request, without retries and without following redirects.
 *
 * Through the proxy that the environment names, or not at all: never past it. Certificates are always verified.
 *
 * @throws EndpointError `InvalidProxy` when a proxy is named that cannot be used
 * @throws LastingFailure, or another Error when there is no complete answer in time
 */
export async function httpGet(url: URL, { timeout, env, accept }: HttpProps): Promise<HttpAnswer> {
  const proxies = proxySettings(env);
  const { EnvHttpProxyAgent, Pool, request } = await import('undici');
  const signal = AbortSignal.timeout(timeout);
  // Plain HTTP is asked of the proxy, which may refuse tunnels to other ports than that of TLS.
  const dispatcher = new EnvHttpProxyAgent({
    ...proxies, proxyTunnel: false, clientFactory: (proxy, options) => failingOnce(new Pool(proxy, options), proxy.host),
  });
  try {
    const { statusCode, headers, body } = await request(addressOf(url), {
      dispatcher, signal, headers: { accept, 'user-agent': 'cdk-m365-endpoints', ...credentialsOf(url) },
    });
    return { status: statusCode, headers, body: await readBody(body) };
  } catch (error) {
    throw signal.aborted ? new Error(`no complete answer within ${timeout / 1000} s`) : explain(error, proxies);
  } finally {
    await dispatcher.destroy();
  }
}

/** A pool for tunnels in which a proxy that hangs up is an error: undici would ask it again and again until the time is over. */
function failingOnce(pool: Pool, proxy: string): Pool {
  const connect = pool.connect.bind(pool) as (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;
  return Object.assign(pool, {
    connect: async (options: Dispatcher.ConnectOptions) => connect(options).catch((error: unknown) => {
      throw new Error(`the proxy ${proxy} cannot be used: ${messageOf(error)}`);
    }),
  });
}

/** The address of a request: credentials are for a header, and stand in no error. */
function addressOf(url: URL): URL {
  const address = new URL(url);
  [address.username, address.password] = ['', ''];
  return address;
}

function credentialsOf({ username, password }: URL): { authorization?: string } {
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return text === ':' ? {} : { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

async function readBody(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      chunks.push(chunk);
      if (size > LONGEST_ANSWER) {
        throw new Error(`it is longer than ${LONGEST_ANSWER} bytes`);
      }
    }
  } catch (error) {
    throw new Error(`the answer broke off (${messageOf(error)})`);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What went wrong, in words that name the proxy where it was the proxy. */
function explain(error: unknown, { httpProxy, httpsProxy }: ProxySettings): Error {
  const [, status] = /^Proxy response \((\d+)\)/.exec(messageOf(error)) ?? [];
  const proxies = [...new Set([httpProxy, httpsProxy].filter((proxy) => proxy !== '').map((proxy) => new URL(proxy).host))].join(' or ');
  if (status !== undefined) {
    return status === '407' ? new LastingFailure(`the proxy ${proxies} wants credentials, or others (status 407)`)
      : new Error(`the proxy ${proxies} refuses with status ${status}`);
  }
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const text = messageOf(error) || code || 'no connection';
  if (/CERT|SIGNATURE/.test(code)) {
    return new LastingFailure(`its certificate cannot be trusted: ${text}`);
  }
  return new Error(proxies === '' || text.startsWith('the proxy ') ? text : `${text} (the proxy is ${proxies})`);
}
