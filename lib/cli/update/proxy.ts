import { invalidProxy } from '../../messages/errors';

/**
 * The proxy for a request to `url`, as the environment names it; `undefined` for a direct connection.
 *
 * Read like curl does: `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, in lower case first, then in upper.
 *
 * @throws EndpointError `InvalidProxy` when one is set that cannot be used: going around it would be wrong
 */
export function proxyFor(url: URL, env: Readonly<Record<string, string | undefined>>): URL | undefined {
  const variable = (name: string) => env[name] || env[name.toUpperCase()] || undefined;
  const text = variable(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') ?? variable('all_proxy');
  if (text === undefined || isExempt(url, variable('no_proxy') ?? '')) {
    return undefined;
  }
  const proxy = URL.canParse(text) && text.includes('://') ? new URL(text) : URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
  if (proxy === undefined || !['http:', 'https:'].includes(proxy.protocol)) {
    throw invalidProxy(withoutPassword(proxy, text));
  }
  return proxy;
}

/** Whether `no_proxy` names the host: `*`, `example.com` and `.example.com` with what is below them, and `host:port`. */
function isExempt(url: URL, list: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).filter((entry) => entry !== '').some((entry) => {
    const [, name, only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const isBare = entry.split(':').length > 2; // an IPv6 address, which ends in no port
    const suffix = (isBare ? entry.toLowerCase() : name).replace(/^\*?\./, '');
    return entry === '*' || ((isBare || only === undefined || only === port) && (host === suffix || host.endsWith(`.${suffix}`)));
  });
}

function withoutPassword(proxy: URL | undefined, text: string): string {
  return proxy === undefined ? text.replace(/^.*@/, '') : `${proxy.protocol}//${proxy.host}`;
}
