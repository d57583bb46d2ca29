import { Arguments } from '../../shell/arguments';

/** The URL that a variable or an option gives; the value is in no error, since it may hold a password. */
export function httpUrl(name: string, text: string, example: string, args: Arguments): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw args.wrong(`${name} is not a URL such as ${example}`);
  }
  return url;
}

/** A URL below another, whose query stays: mirrors keep keys in it. */
export function below(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`;
  return url;
}

/** A URL as it may be shown and written down: without credentials and query, either of which may be a secret. */
export function shownUrl({ protocol, host, pathname }: URL): string {
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}
