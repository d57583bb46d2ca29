import { HostPattern, HostPatternKind } from '../../net';

/** Host patterns that a Suricata rule matches exactly: every form that has a meaning. */
export const SURICATA_PATTERNS: readonly HostPatternKind[] = [
  HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD, HostPatternKind.DOTLESS_WILDCARD, HostPatternKind.MID_LABEL_WILDCARD,
];

/** Where Suricata sees the name of the remote side: in the hello of TLS, or in the request of HTTP. */
export enum NamedProtocol {
  TLS = 'tls',
  HTTP = 'http',
}

/**
 * The options of a Suricata rule that match a host pattern, and nothing else.
 *
 * `http.host` is in lower case already, without the port, and Suricata refuses `nocase`
 * on it. A star in the middle needs an expression; AWS allows `pcre` on both buffers.
 *
 * @see https://docs.suricata.io/en/suricata-7.0.8/rules/payload-keywords.html
 * @example
 * matchHost(HostPattern.parse('*.example.com'), NamedProtocol.TLS);
 * //=> 'tls.sni; content:".example.com"; endswith; nocase;'
 */
export function matchHost(pattern: HostPattern, protocol: NamedProtocol): string {
  const [buffer, nocase, flags] = protocol === NamedProtocol.TLS ? ['tls.sni', ' nocase;', 'i'] : ['http.host', '', ''];
  const text = `${pattern}`;
  const suffix = text.slice(text.lastIndexOf('*') + 1);
  if (pattern.kind === HostPatternKind.EXACT) {
    return `${buffer}; content:"${text}"; startswith; endswith;${nocase}`;
  }
  const ending = `${buffer}; content:"${suffix}"; endswith;${nocase}`;
  if (pattern.kind !== HostPatternKind.MID_LABEL_WILDCARD) {
    return ending;
  }
  const expression = text.replaceAll('.', '\\.').replaceAll('*', '[^.]+');
  return `${ending} pcre:"/^${expression}\\z/${flags}";`;
}
