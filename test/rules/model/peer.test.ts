import { EndpointError } from '../../../lib/messages/errors';
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

test.each([
  '0.0.0.0/0,${Token[TOKEN.42]}', '${Token[TOKEN.42]}, 0.0.0.0/0', '${Token[TOKEN.1]}${Token[TOKEN.2]}', '10.0.0.0/${Token[TOKEN.42]}',
  '${Token[TOKEN.42]}/0', '${Token[TOKEN.42]}/33', '${Token[TOKEN.42]}/32\n', ' ${Token[TOKEN.42]}', '!${Token[TOKEN.42]}',
])('a text is one prefix or one token, and %j is neither', (text) => {
  expect(() => Peer.ipv4(text)).toThrow(expect.objectContaining({ code: 'InvalidPrefix' }));
});

test('a whole list that only deployment knows is not a text: the error says how to take one value of it', () => {
  expect(() => Peer.ipv4('#{Token[TOKEN.42]}')).toThrow(expect.objectContaining({ code: 'ListNotKnown', message: expect.stringContaining('Fn.select') }));
});

test.each([undefined, null, 7, {}, [], Object.create(null), Symbol('x')])('fails for a value that is not text with one error: %p', (value) => {
  for (const make of [Peer.ipv4, Peer.ipv6, Peer.host, Peer.prefixes] as ((value: unknown) => Peer)[]) {
    expect(() => make(value)).toThrow(EndpointError);
  }
});

describe('an exception says why', () => {
  test('with who answers and until when, and is the same peer otherwise', () => {
    const peer = Peer.ipv4('203.0.113.10/32');
    const explained = peer.because('monitoring', { owner: 'netops', until: '2027-03-31' });
    expect(explained.exception).toEqual({ reason: 'monitoring', owner: 'netops', until: '2027-03-31' });
    expect([explained.prefixes, explained.hosts, explained.deployTimePrefixes, `${explained}`]).toEqual([peer.prefixes, peer.hosts, peer.deployTimePrefixes, `${peer}`]);
    expect(peer.exception).toBeUndefined();
    expect(Peer.host('a.example.com').because('first').because('second').exception).toEqual({ reason: 'second' });
  });

  test('on a day that is past too, since synthesis has no clock', () => {
    expect(Peer.ipv4('203.0.113.10/32').because('monitoring', { until: '2001-02-28' }).exception?.until).toBe('2001-02-28');
  });

  test.each<[unknown, unknown]>([
    ['', undefined], ['  ', undefined], [undefined, undefined], [7, undefined], ['two\nlines', undefined], ['x'.repeat(201), undefined], ['${Token[TOKEN.1]}', undefined],
    ['ok', null], ['ok', 'netops'], ['ok', { owner: '' }], ['ok', { owner: {} }], ['ok', { until: '2027-02-29' }], ['ok', { until: '31.03.2027' }],
    ['ok', { until: new Date(0) }], ['ok', { until: '2027-3-1' }], ['ok', { until: '2027-13-01' }], ['ok', { untill: '2027-03-31' }],
  ])('fails for %p, %p', (reason, options) => {
    expect(() => Peer.ipv4('203.0.113.10/32').because(reason as string, options as object)).toThrow(EndpointError);
  });
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
