import { EndpointError } from '../../../lib/messages/errors';
import { HostPattern, HostPatternKind } from '../../../lib/net';

const pattern = (text: string) => HostPattern.parse(text);

describe('parse', () => {
  test.each([
    ['www.example.com', HostPatternKind.EXACT],
    ['localhost', HostPatternKind.EXACT],
    ['xn--bcher-kva.example', HostPatternKind.EXACT],
    ['my_bucket.example.com', HostPatternKind.EXACT],
    ['1.example.com', HostPatternKind.EXACT],
    ['www.example.3com', HostPatternKind.EXACT],
    ['*.example.com', HostPatternKind.LEADING_WILDCARD],
    ['*.com', HostPatternKind.LEADING_WILDCARD],
    ['autodiscover.*.onmicrosoft.com', HostPatternKind.MID_LABEL_WILDCARD],
    ['autodiscover.*.mail.example.com', HostPatternKind.MID_LABEL_WILDCARD],
    ['a.*.*.example.com', HostPatternKind.MID_LABEL_WILDCARD],
    ['*cdn.onenote.net', HostPatternKind.DOTLESS_WILDCARD],
    ['*-cdn.example.net', HostPatternKind.DOTLESS_WILDCARD],
    ['<tenant>.sharepoint.com', HostPatternKind.TEMPLATE],
    ['<tenant>-my.sharepoint.com', HostPatternKind.TEMPLATE],
    ['<email_domain>.outlookmobile.com', HostPatternKind.TEMPLATE],
    ['*.<tenant>.example.com', HostPatternKind.TEMPLATE],
  ])('%s is of kind %s', (text, kind) => {
    expect(pattern(text).kind).toBe(kind);
    expect(pattern(text).toString()).toBe(text);
  });

  test('stores lower case', () => {
    expect(String(pattern('WWW.Example.COM'))).toBe('www.example.com');
    expect(String(pattern('<Tenant>.SharePoint.com'))).toBe('<tenant>.sharepoint.com');
  });

  test.each([
    ['https://www.example.com/path?query', 'www.example.com'],
    ['HTTPS://*.Example.com:443', '*.example.com'],
    ['aka.ms/hybridwizard', 'aka.ms'],
    ['example.blob.core.windows.net/shcw/*', 'example.blob.core.windows.net'],
    ['*.example.com:443', '*.example.com'],
    ['www.example.com.', 'www.example.com'],
    [' www.example.com ', 'www.example.com'],
    ['<tenant>.sharepoint.com/sites', '<tenant>.sharepoint.com'],
  ])('fails on %j and proposes %s', (text, meant) => {
    expect(() => pattern(text)).toThrow(`did you mean "${meant}"?`);
  });

  test.each([
    ['', 'empty label'],
    ['.', 'empty label'],
    ['.example.com', 'empty label'],
    ['www..example.com', 'empty label'],
    ['*', 'a star must'],
    ['*.', 'empty label'],
    ['**', 'a star must'],
    ['**.example.com', 'a star must'],
    ['*.*.example.com', 'a star must'],
    ['*.a.*.example.com', 'a star must'],
    ['*cdn.*.example.com', 'a star must'],
    ['www*.example.com', 'a star must'],
    ['www*..example.com', 'empty label'],
    ['www.a*.example.com', 'a star must'],
    ['www.*a.example.com', 'a star must'],
    ['www.example.*', 'a star must'],
    ['*..example.com', 'empty label'],
    ['10.0.0.1', 'its last label is all digits'],
    ['10.0.0.10', 'its last label is all digits'],
    ['*.0.0.1', 'its last label is all digits'],
    ['10.0.0.0/8', 'characters other than'],
    ['2001:db8::1', 'characters other than'],
    ['[2001:db8::1]', 'characters other than'],
    ['-www.example.com', 'label "-www" starts or ends with a hyphen'],
    ['www-.example.com', 'label "www-" starts or ends with a hyphen'],
    [`${'a'.repeat(62)}-.example.com`, 'starts or ends with a hyphen'],
    ['bücher.example', 'punycode'],
    ['\u212aelvin.example', 'punycode'],
    ['www example.com', 'characters other than'],
    ['www.exam|ple.com', 'characters other than'],
    [`${'a'.repeat(64)}.example.com`, 'more than 63 characters'],
    [Array.from({ length: 128 }, () => 'a').join('.'), 'longer than 253 characters'],
    ['<>.example.com', 'characters other than'],
    ['<tenant.example.com', 'characters other than'],
    ['<1>.example.com', 'characters other than'],
    ['<a b>.example.com', 'characters other than'],
    ['<a><b', 'characters other than'],
  ])('fails on %j', (text, reason) => {
    expect(() => pattern(text)).toThrow(EndpointError);
    expect(() => pattern(text)).toThrow(reason);
    expect(() => pattern(text)).toThrow(/^invalid host pattern .*[^.]$/s);
  });

  test('fails on values that are not text', () => {
    expect(() => pattern(undefined as unknown as string)).toThrow('it is not text; write it like "www.example.com"');
  });

  test.each(['fe80::1', '10.0.0.0/8', 'a b.example.com'])('fails on %j without proposing a part of it', (text) => {
    expect(() => pattern(text)).toThrow(/; write a host name, such as "www\.example\.com", "\*\.example\.com" or "<tenant>\.example\.com"$/);
  });

  test('fails on hostile text in linear time', () => {
    // Quadratic time would take minutes, more than a test may.
    for (const piece of ['a', '.', '*', '-', '<a', '<', '*.', 'a-', '://', 'a:', ' ']) {
      expect(() => pattern(piece.repeat(100_000))).toThrow(/^invalid host pattern/);
      expect(pattern('*.example.com').matches(piece.repeat(100_000))).toBe(false);
    }
  });

  test('accepts the longest name and labels', () => {
    const label = 'a'.repeat(63);
    const name = `${label}.${label}.${label}.${'a'.repeat(61)}`;
    expect(name).toHaveLength(253);
    expect(pattern(name).matches(name)).toBe(true);
  });
});

describe('matches', () => {
  test.each<[string, string[], string[]]>([
    ['www.example.com', ['www.example.com', 'WWW.EXAMPLE.COM', 'www.example.com.'], ['example.com', 'a.www.example.com', 'www.example.com..']],
    ['*.example.com', ['a.example.com', 'a.b.example.com', 'A.Example.Com.'], ['example.com', '.example.com', 'aexample.com', 'a.example.com.evil.net']],
    ['autodiscover.*.example.com', ['autodiscover.a.example.com', 'AUTODISCOVER.b-c.example.com'],
      ['autodiscover.example.com', 'autodiscover.a.b.example.com', 'autodiscover..example.com', 'x.autodiscover.a.example.com']],
    ['a.*.*.example.com', ['a.b.c.example.com'], ['a.b.example.com', 'a.b.c.d.example.com']],
    ['*cdn.example.net', ['cdn.example.net', 'mycdn.example.net', 'a.cdn.example.net', 'a.mycdn.example.net'],
      ['dn.example.net', 'cdn.a.example.net', 'example.net', '.cdn.example.net', 'cdn.example.network']],
    ['*-cdn.example.net', ['a-cdn.example.net', 'b.a-cdn.example.net'], ['-cdn.example.net', 'cdn.example.net', 'a.-cdn.example.net']],
    ['<tenant>.example.com', [], ['tenant.example.com', 'a.example.com', '<tenant>.example.com']],
  ])('%s matches %j but not %j', (text, covered, others) => {
    expect(covered.filter((name) => !pattern(text).matches(name))).toEqual([]);
    expect(others.filter((name) => pattern(text).matches(name))).toEqual([]);
  });

  test.each(['https://a.example.com', 'a.example.com/', 'a.example.com:443', '*.example.com', 'a b.example.com', '\u212a.example.com', 'ä.example.com'])(
    'nothing that is no host name, such as %j', (name) => {
      expect(pattern('*.example.com').matches(name)).toBe(false);
      expect(pattern('*e.com').matches(name)).toBe(false);
    },
  );

  test('nothing before a template is resolved', () => {
    expect(pattern('<tenant>.example.com').matches('tenant.example.com')).toBe(false);
  });

  test('no IP address', () => {
    expect(pattern('*1').matches('10.0.0.1')).toBe(false);
  });
});

describe('contains', () => {
  const LABELS = ['a', 'b', 'c', 'ab', 'xa', 'x-a'];
  /** Every name of one to four of the labels. */
  const universe = (() => {
    const names: string[][] = [[], LABELS];
    for (let length = 2; length <= 4; length++) names.push(names[length - 1].flatMap((name) => LABELS.map((label) => `${label}.${name}`)));
    return names.flat();
  })();

  const patterns = [
    'a', 'a.b', 'b.a', 'x-a', 'a.b.a', 'a.a.b', 'ab.a.b', 'xa.b', 'a.b.a.b',
    '*.a', '*.b', '*.a.b', '*.b.a', '*.ab', '*.a.a.b',
    '*a', '*b', '*ab', '*a.b', '*-a', '*-a.b', '*b.a', '*xa',
    'a.*.b', 'a.*.a', 'b.*.a', 'a.*.a.b', 'a.*.*.b', 'a.b.*.b', 'a.*.b.a', 'x-a.*.b',
  ].map(pattern);

  test.each(patterns.map((each) => [String(each), each] as const))('of %s is what a list of names says', (_, outer) => {
    const names = (each: HostPattern) => universe.filter((name) => each.matches(name));
    const outerNames = new Set(names(outer));
    for (const inner of patterns) {
      expect([String(inner), outer.contains(inner)]).toEqual([String(inner), names(inner).every((name) => outerNames.has(name))]);
    }
  });

  test('treats a template as unrelated to all but itself', () => {
    const template = pattern('<tenant>.example.com');
    expect(template.contains(pattern('<TENANT>.example.com'))).toBe(true);
    expect(template.contains(pattern('a.example.com'))).toBe(false);
    expect(pattern('*.example.com').contains(template)).toBe(false);
    expect(template.contains(pattern('<name>.example.com'))).toBe(false);
    expect(pattern('<tenant>.*.example.com').contains(pattern('*.a.example.com'))).toBe(false);
  });
});

test('equality looks at the lower-case text', () => {
  expect(pattern('*.Example.com').equals(pattern('*.example.COM'))).toBe(true);
  expect(pattern('*.example.com').equals(pattern('*example.com'))).toBe(false);
});

describe('templates', () => {
  test('name their parameters once, in order', () => {
    expect(pattern('<b>.<a>.<b>-my.example.com').parameters).toEqual(['b', 'a']);
    expect(pattern('www.example.com').parameters).toEqual([]);
  });

  test.each([
    ['<tenant>.sharepoint.com', { tenant: 'Contoso' }, 'contoso.sharepoint.com', HostPatternKind.EXACT],
    ['<tenant>-my.sharepoint.com', { tenant: 'contoso' }, 'contoso-my.sharepoint.com', HostPatternKind.EXACT],
    ['<email_domain>.outlookmobile.com', { email_domain: 'contoso.com' }, 'contoso.com.outlookmobile.com', HostPatternKind.EXACT],
    ['*.<tenant>.example.com', { tenant: 'contoso' }, '*.contoso.example.com', HostPatternKind.LEADING_WILDCARD],
    ['<a>.<b>.<a>.example.com', { a: 'one', b: 'two' }, 'one.two.one.example.com', HostPatternKind.EXACT],
    ['<tenant>.example.com', { tenant: 'contoso', other: 'not a host' }, 'contoso.example.com', HostPatternKind.EXACT],
    ['www.example.com', {}, 'www.example.com', HostPatternKind.EXACT],
  ])('%s resolved with %j', (text, values, resolved, kind) => {
    expect(String(pattern(text).resolve(values as unknown as Record<string, string>))).toBe(resolved);
    expect(pattern(text).resolve(values as unknown as Record<string, string>).kind).toBe(kind);
  });

  test('fails on missing values and names them', () => {
    expect(() => pattern('<a>.<b>.<c>.example.com').resolve({ b: 'two' })).toThrow(
      'host pattern "<a>.<b>.<c>.example.com" needs a value for <a>, <c>: pass them to resolve()',
    );
    expect(() => pattern('<constructor>.example.com').resolve({})).toThrow('needs a value for <constructor>: pass it to resolve()');
  });

  test.each(['', '*', 'a b', '.', 'contoso.', '-contoso', 'https://contoso', '<tenant>', 'contöso', undefined, 7])('fails on the value %j', (value) => {
    const resolve = () => pattern('<tenant>.example.com').resolve({ tenant: value as string });
    expect(resolve).toThrow(value === undefined ? 'needs a value for <tenant>' : /^invalid value .* for <tenant>: /);
    expect(resolve).toThrow(EndpointError);
  });

  test('fails on a value that is not text, and says so', () => {
    expect(() => pattern('<tenant>.example.com').resolve({ tenant: 7 as unknown as string })).toThrow('invalid value 7 for <tenant>: it is not text');
  });
});

describe('overlaps', () => {
  const SUFFIXES = ['b.c', 'ab.c', 'a.b.c'];
  const PATTERNS = [
    ...SUFFIXES, 'b.b.c', '*.b.c', '*b.c', '*.c.c', '*.ab.c', '*ab.c', '*.a.b.c', 'a.*.c', 'b.*.c', 'a.*.b.c', 'a.*.*.c', 'ab.*.b.c', 'a.b.*.c', 'ab.*.c', '*b.a.c',
  ];
  const LABELS = ['a', 'b', 'c', 'ab', 'aab'];
  const longer = (names: readonly string[]) => names.flatMap((name) => LABELS.map((label) => `${label}.${name}`));
  const [two, three, four] = [longer(['c']), longer(longer(['c'])), longer(longer(longer(['c'])))];
  const NAMES = [...two, ...three, ...four, ...longer(four.filter((name) => name.endsWith('b.c')))];

  test.each(PATTERNS)('%s shares names with exactly those patterns with which it has one in common', (text) => {
    const shared = PATTERNS.filter((other) => NAMES.some((name) => pattern(text).matches(name) && pattern(other).matches(name)));
    const expected = PATTERNS.filter((other) => other === text || shared.includes(other));
    expect(PATTERNS.filter((other) => pattern(text).overlaps(pattern(other)))).toEqual(expected);
  });

  test('a template only itself', () => {
    expect(pattern('<a>.b.c').overlaps(pattern('<a>.b.c'))).toBe(true);
    expect(pattern('<a>.b.c').overlaps(pattern('*.b.c'))).toBe(false);
    expect(pattern('*.b.c').overlaps(pattern('<a>.b.c'))).toBe(false);
    expect(pattern('a.*.c').overlaps(pattern('<a>.b.c'))).toBe(false);
  });
});
