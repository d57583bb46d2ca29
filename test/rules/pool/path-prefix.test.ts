import { PathPrefix } from '../../../lib/rules/pool/path-prefix';
import { errorOf } from '../../aws/support';

/** What AWS WAF and Azure do before they compare: decode, twice where asked, and lower-case. Written here from their documentation. */
function transformed(path: string, times = 2): string {
  const decode = (text: string) => text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, wide, narrow) => String.fromCharCode(parseInt(wide ?? narrow, 16)));
  return Array.from({ length: times }).reduce<string>((text) => decode(text), path).toLowerCase();
}

const matches = (prefix: string, path: string) => new RegExp(PathPrefix.of(prefix).pattern(512)).test(transformed(path));

describe('a request for the path', () => {
  test.each([
    ['as it is', '/api/notifications'],
    ['with a slash at the end', '/api/notifications/'],
    ['for something below it', '/api/notifications/graph/1'],
    ['for something that begins like it', '/api/notifications-old'],
    ['with a suffix', '/api/notifications.json'],
    ['in other letter case', '/API/Notifications'],
    ['with an encoded letter', '/api/%6eotifications'],
    ['with an encoded slash', '/api%2fnotifications'],
    ['encoded twice', '/%2561pi%252Fnotifications'],
    ['encoded in Microsoft\'s own way', '/api%u002fnotifications'],
    ['with doubled slashes', '//api///notifications'],
    ['with a backslash', '/api\\notifications'],
    ['with an encoded backslash', '/api%5cnotifications'],
    ['with a dot segment', '/./api/./notifications'],
    ['with a detour', '/x/../api/y/../notifications'],
    ['with an encoded detour', '/x/%2e%2e/api/notifications'],
    ['with a detour encoded twice', '/x/%252e%252e/api/notifications'],
    ['with a detour whose slash is encoded', '/x/..%2fapi/notifications'],
    ['with a detour by backslashes', '/x\\..\\api\\notifications'],
    ['with a detour behind it that only some servers take', '/api/notifications/%252e%252e/..'],
    ['with a detour before it, and one behind it that only some servers take', '/x/../api/notifications/%252e%252e/%252e%252e/y'],
    ['with a detour behind an encoded question mark', '/x%3f/../api/notifications'],
    ['with a host that a parser of URLs passes over', '//x/api/notifications'],
    ['with such a host after backslashes', '/%5cx/api/notifications'],
    ['as a full URL, which a request may name', 'http://x/api/notifications'],
    ['with path parameters', '/api;a=1/notifications;b=2'],
    ['with a segment of nothing but parameters', '/;x/api/notifications'],
    ['with parameters on a detour', '/x/..;y/api/notifications'],
    ['with dots behind a segment', '/api./notifications.'],
    ['with spaces behind a segment', '/api%20/notifications'],
    ['with three dots, which Windows takes for one', '/x/.../api/notifications'],
  ])('%s belongs to it', (_, path) => {
    expect(matches('/api/notifications', path)).toBe(true);
  });

  test('of one segment belongs to it', () => {
    expect(['/webhook', '//webhook', '/x/../webhook', '/webhook?y', '//x/webhook'].map((path) => matches('/webhook', path))).toEqual([true, true, true, true, true]);
  });

  test('with a full URL before it belongs to it where the platform compares that', () => {
    const pattern = new RegExp(PathPrefix.of('/api/v1.0').pattern(512, '(?:https?://[^/\\\\]*)?'));
    expect(['https://a.example:443/api/v1.0', '/api/v1.0/x', 'https://a.example//api/v1.0'].map((url) => pattern.test(url))).toEqual([true, true, true]);
    expect(['https://a.example/x/api/v1.0', 'https://a.example/api/v1x0', 'https://api/v1.0'].map((url) => pattern.test(url))).toEqual([false, false, false]);
  });
});

describe('a request for another path', () => {
  test.each([
    '/', '/api', '/api/', '/api/notification', '/apis/notifications', '/x/api/notifications', '/notifications', '/api/x/notifications',
    '/api-notifications', '/static/api/notifications.js', '/.well-known/notifications', '/api/.notifications', '/x/..y/notifications',
    '/x/../api/other', '/a;b/notifications', '/api/%2e%2e/x-notifications',
  ])('%s does not belong to it', (path) => {
    expect(matches('/api/notifications', path)).toBe(false);
  });
});

test('a dot of the path is a dot', () => {
  expect([matches('/v1.0', '/v1.0'), matches('/v1.0', '/v1x0')]).toEqual([true, false]);
});

test('the pattern has nothing that firewalls refuse', () => {
  const pattern = PathPrefix.of('/api/v1.0/notifications').pattern(512);
  expect(pattern).not.toMatch(/\((?!\?:)/); // capturing groups, look-around
  expect(pattern).not.toMatch(/[*+]\)[*+{]/); // nested repetition
});

test.each(['', '/', 'api', '/api/', '//api', '/a b', '/api/%6e', '/a?b', '/a/../b', '/a/./b', '/a*', '/ä', '/a;b'])('fails on %j', (path) => {
  expect(errorOf(() => PathPrefix.of(path)).code).toBe('InvalidPathPrefix');
});

test('fails on a path whose pattern is longer than the platform takes', () => {
  expect(errorOf(() => PathPrefix.of(`/${'a'.repeat(400)}`).pattern(512)).message).toMatch(/its pattern has \d+ characters, and 512 are allowed; give a shorter path$/);
});
