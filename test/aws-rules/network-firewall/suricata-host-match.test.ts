import { matchHost, NamedProtocol } from '../../../lib/aws-rules/network-firewall/suricata-host-match';
import { host } from '../../support/rules';

const { TLS, HTTP } = NamedProtocol;

test.each([
  ['www.example.com', TLS, 'tls.sni; content:"www.example.com"; startswith; endswith; nocase;'],
  ['*.example.com', TLS, 'tls.sni; content:".example.com"; endswith; nocase;'],
  ['*cdn.example.com', TLS, 'tls.sni; content:"cdn.example.com"; endswith; nocase;'],
  ['a.*.example.com', TLS, 'tls.sni; content:".example.com"; endswith; nocase; pcre:"/^a\\.[^.]+\\.example\\.com\\z/i";'],
  ['www.example.com', HTTP, 'http.host; content:"www.example.com"; startswith; endswith;'],
  ['a.*.example.com', HTTP, 'http.host; content:".example.com"; endswith; pcre:"/^a\\.[^.]+\\.example\\.com\\z/";'],
])('%s in %s', (pattern, protocol, options) => {
  expect(matchHost(host(pattern), protocol)).toBe(options);
});

describe('means what the pattern means, for every name of a small universe', () => {
  const labels = ['a', 'b', 'xb', 'ax'];
  const grow = (names: string[]) => names.flatMap((name) => labels.map((label) => `${label}.${name}`));
  const universe = [...labels, ...grow(labels), ...grow(grow(labels)), ...grow(grow(grow(labels)))];

  /** What Suricata does with a buffer, restated from its documentation. */
  function suricataMatches(options: string, name: string): boolean {
    const buffer = options.startsWith('tls.sni;') ? name : name.toLowerCase();
    return [...options.matchAll(/(content|pcre):"([^"]*)";((?: (?:startswith|endswith|nocase);)*)/g)].every(([, keyword, value, modifiers]) => {
      if (keyword === 'pcre') {
        const [, expression, flags] = /^\/(.*)\/(i?)$/.exec(value)!;
        return new RegExp(expression.replace(/\\z$/, '$'), flags).test(buffer);
      }
      const [text, found] = modifiers.includes('nocase') ? [buffer.toLowerCase(), value.toLowerCase()] : [buffer, value];
      const starts = !modifiers.includes('startswith') || text.startsWith(found);
      return text.includes(found) && starts && (!modifiers.includes('endswith') || text.endsWith(found))
        && (!modifiers.includes('startswith') || !modifiers.includes('endswith') || text.length === found.length);
    });
  }

  test.each(['a.b', '*.b', '*.a.b', '*b', '*b.a', 'a.*.b', 'a.*.*.b', 'xb.*.ax'])('%s', (pattern) => {
    for (const protocol of [TLS, HTTP]) {
      const options = matchHost(host(pattern), protocol);
      expect(universe.filter((name) => suricataMatches(options, name) !== host(pattern).matches(name))).toEqual([]);
      expect(universe.filter((name) => suricataMatches(options, name.toUpperCase()) !== host(pattern).matches(name))).toEqual([]);
    }
  });
});
