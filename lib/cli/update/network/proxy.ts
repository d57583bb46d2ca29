import { invalidProxy } from '../../../messages/errors';

/** The proxies that the environment names, as undici's `EnvHttpProxyAgent` takes them; empty text where there is none. */
export interface ProxySettings {
  /** For `http:`; undici takes it for `https:` too where that has none of its own. */
  readonly httpProxy: string;

  /** For `https:`. */
  readonly httpsProxy: string;

  /** Hosts that are asked directly. */
  readonly noProxy: string;
}

/**
 * The proxies that the environment names: `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, in lower case first,
 * then in upper. Values given here keep undici from reading the environment of the process.
 *
 * @throws EndpointError `InvalidProxy` when one is set that cannot be used: going around it would be wrong
 */
export function proxySettings(env: Readonly<Record<string, string | undefined>>): ProxySettings {
  const variable = (name: string) => [name, name.toUpperCase()].find((each) => env[each]);
  const proxy = (name: string) => {
    const named = variable(name) ?? variable('all_proxy');
    return named === undefined ? '' : proxyUrl(named, env[named] ?? '');
  };
  const noProxy = variable('no_proxy');
  return { httpProxy: proxy('http_proxy'), httpsProxy: proxy('https_proxy'), noProxy: noProxy === undefined ? '' : env[noProxy] ?? '' };
}

/** The URL of a proxy; the value is in no error, since it may hold a password. */
function proxyUrl(variable: string, value: string): string {
  const text = value.trim().includes('://') ? value.trim() : `http://${value.trim()}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw invalidProxy(variable);
  }
  return url.href;
}
