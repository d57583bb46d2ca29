import { PrefixSet } from '../../../lib/net';
import { Peer } from '../../../lib/rules';

test('a prefix is checked and kept', () => {
  expect(Peer.ipv4('192.0.2.0/24').prefixes.toStrings()).toEqual(['192.0.2.0/24']);
  expect(Peer.ipv6('2001:DB8::/32').prefixes.toStrings()).toEqual(['2001:db8::/32']);
});

test('a token of either framework passes through, with the family that the user said', () => {
  for (const token of ['${Token[TOKEN.42]}', '${TfToken[TOKEN.42]}', '${Token[Param.Ref.7]}/32']) {
    expect(Peer.ipv4(token).deployTimePrefixes).toEqual([{ family: 'IPv4', value: token }]);
    expect(Peer.ipv6(token).prefixes.isEmpty).toBe(true);
  }
});

test('the Internet is every address of both families', () => {
  expect(Peer.anyInternet().prefixes.toStrings()).toEqual(['0.0.0.0/0', '::/0']);
});

test.each([
  ['InvalidPrefix', () => Peer.ipv4('192.0.2.1')],
  ['InvalidPrefix', () => Peer.ipv4('192.0.2.1/24')],
  ['WrongFamily', () => Peer.ipv4('2001:db8::/32')],
  ['WrongFamily', () => Peer.ipv6('192.0.2.0/24')],
  ['AmbiguousInternet', () => Peer.ipv4('0.0.0.0/0')],
  ['AmbiguousInternet', () => Peer.ipv6('::/0')],
  ['EmptyList', () => Peer.prefixes(PrefixSet.EMPTY)],
  ['AmbiguousInternet', () => Peer.prefixes(PrefixSet.of('0.0.0.0/1', '128.0.0.0/1'))],
  ['InvalidHostPattern', () => Peer.host('https://example.com')],
])('fails with %s', (code, make) => {
  expect(make).toThrow(expect.objectContaining({ code }));
});

test('a peer says what it is', () => {
  expect(`${Peer.host('*.example.com')}`).toBe('*.example.com');
  expect(`${Peer.ipv6('${Token[TOKEN.1]}')}`).toBe('a deploy-time IPv6 prefix');
  expect(`${Peer.prefixes(PrefixSet.of('192.0.2.0/24'))}`).toContain('192.0.2.0/24');
});
