import { Direction } from '../../../lib/net';
import { EVERY_REQUEST, type GroupReading, type Reading } from '../../../lib/verify/document/reading';
import { judgeTraffic, type TrafficScope } from '../../../lib/verify/proof/judge-traffic';
import type { TrafficTest } from '../../../lib/verify/proof/traffic-test';
import { group, names, reading, space, written } from './readings';

const A = group('a', [
  written('a[0]', ['192.0.2.0/24'], { description: 'graph' }), written('a[1]', ['192.0.2.0/28']), written('a[2]', ['192.0.2.0/24'], { access: 'deny' }),
]);
const outbound = (prefixes: string[]) => space(prefixes, { direction: Direction.OUTBOUND });

/** What becomes of one test, as one that is to be let through and as one that is not. */
function judged(
  groups: readonly GroupReading[], test: TrafficTest, { scope = {}, rest = {} }: { scope?: TrafficScope; rest?: Partial<Reading> } = {},
): string[] {
  const results = judgeTraffic([reading(groups, rest)], { allow: [test], deny: [test] }, scope);
  return results.map(({ expected, verdict, reasons }) => [`${expected} ${verdict}`, ...reasons].join('; '));
}

test.each<[TrafficTest, string]>([
  [{ from: '192.0.2.7', tcp: 443 }, 'inbound tcp 443 from 192.0.2.7'],
  [{ from: '192.0.2.0/24', udp: '1-3, 2-5, 7' }, 'inbound udp 1-5,7 from 192.0.2.0/24'],
  [{ to: '192.0.2.0/24', tcp: 443 }, 'outbound tcp 443 to 192.0.2.0/24'],
  [{ to: '2001:db8::7', tcp: 443 }, 'outbound tcp 443 to 2001:db8::7'],
  [{ to: '2001:db8::/32', tcp: 443 }, 'outbound tcp 443 to 2001:db8::/32'],
  [{ to: 'www.example.com', tcp: 443 }, 'outbound tcp 443 to www.example.com'],
  [{ to: '1.example.com', tcp: 443 }, 'outbound tcp 443 to 1.example.com'],
])('%j asks about one line of traffic', (test, text) => {
  expect(judgeTraffic([reading([])], { allow: [test] }).map(({ traffic }) => traffic)).toEqual([text]);
});

test('what contradicts a test is told with the filter and its rules', () => {
  expect(judged([A], { from: '192.0.2.7', tcp: 443 })).toEqual(['allow passed', 'deny failed; a admits inbound tcp 443 from 192.0.2.7/32 by a[0] "graph", a[1]']);
  expect(judged([A], { from: '192.0.2.77', tcp: 443 })[1]).toBe('deny failed; a admits inbound tcp 443 from 192.0.2.77/32 by a[0] "graph"');
  expect(judged([A], { from: '198.51.100.7', tcp: 443 })).toEqual(['allow failed; a does not admit inbound tcp 443 from 198.51.100.7/32', 'deny passed']);
  expect(judged([group('implicit', [], { space: outbound(['0.0.0.0/0']) })], { to: '192.0.2.7', tcp: 443 })[1]).toBe('deny failed; implicit admits outbound tcp 443 to 192.0.2.7/32');
});

test('every filter must let it through, and filters that are added up do so together', () => {
  const [one, other] = ['192.0.2.0/25', '192.0.2.128/25'].map((prefix, i) => group(`half${i}`, [written(`h${i}`, [prefix])]));
  const ask = { from: '192.0.2.0/24', tcp: 443 };
  expect(judged([one, other], ask)[0]).toBe('allow failed; half0 does not admit inbound tcp 443 from 192.0.2.128/25; half1 does not admit inbound tcp 443 from 192.0.2.0/25');
  expect(judged([one, other].map((half) => ({ ...half, addedUpOn: 'interface' as const })), ask)).toEqual([
    'allow passed', 'deny failed; half0, half1 admits inbound tcp 443 from 192.0.2.0/24 by h0, h1',
  ]);
});

describe('a name', () => {
  const byName = group('dns', [], { names: names(['www.example.com']), knowsNamesOnly: true });

  test('is asked of filters that know names', () => {
    expect(judged([byName], { to: 'www.example.com', tcp: 443 })).toEqual(['allow passed', 'deny failed; dns admits outbound tcp 443 to www.example.com']);
    expect(judged([byName], { to: 'www.example.net', tcp: 443 })).toEqual(['allow failed; dns does not admit outbound tcp 443 to www.example.net', 'deny passed']);
    expect(judged([A], { to: 'www.example.com', tcp: 443 })).toEqual(['allow', 'deny'].map((each) => `${each} unproven; no filter of the documents knows such traffic`));
    expect(judged([A, byName], { to: 'www.example.com', tcp: 443 })[0]).toBe('allow passed');
  });

  test('and an address are asked of rule groups that are added up when one of them knows it', () => {
    const policy = [{ ...byName, addedUpOn: 'policy' as const }, group('addresses', [], { space: outbound(['192.0.2.0/25']), addedUpOn: 'policy' })];
    expect(judged(policy, { to: 'www.example.com', tcp: 443 })[0]).toBe('allow passed');
    expect(judged(policy, { to: '192.0.2.7', tcp: 443 })[0]).toBe('allow passed');
  });

  test('may be served by any address, so that a filter of both does not prove that one is out of reach', () => {
    const both = group('firewall', [], { space: outbound(['192.0.2.0/25']), names: names(['www.example.com']) });
    expect(judged([both], { to: '198.51.100.7', tcp: 443 })).toEqual([
      'allow failed; firewall does not admit outbound tcp 443 to 198.51.100.7/32', 'deny unproven; firewall admits names, which any address may serve',
    ]);
    expect(judged([both], { from: '198.51.100.7', tcp: 443 })[1]).toBe('deny passed');
    expect(judged([group('firewall', [], { names: names([]) })], { to: '198.51.100.7', tcp: 443 })[1]).toBe('deny passed');
    expect(judged([both], { to: '192.0.2.7', tcp: 443 })[0]).toBe('allow passed');
  });

  test('is nothing that an address is asked of', () => {
    expect(judged([byName], { to: '198.51.100.7', tcp: 443 })).toEqual(['allow', 'deny'].map((each) => `${each} unproven; no filter of the documents knows such traffic`));
    expect(judged([A, byName], { from: '192.0.2.7', tcp: 443 })[0]).toBe('allow passed');
    expect(judged([group('none', []), byName], { to: '198.51.100.7', tcp: 443 })[1]).toBe('deny passed');
  });
});

describe('nothing passes', () => {
  const ask = { from: '192.0.2.7', tcp: 443 };

  test('while something is not understood', () => {
    expect(judged([A], ask, { rest: { unresolved: [{ path: 'u', text: 'x' }] } })).toEqual(['allow unproven; unresolved: u x', expect.stringMatching(/^deny failed; a admits/)]);
  });

  test('for a group that there is not', () => {
    expect(judged([A], ask, { scope: { groups: ['a', 'z'] } })[0]).toBe('allow unproven; z is a group that the documents do not have');
    expect(judged([A, group('b', [])], ask, { scope: { groups: ['a'] } })[0]).toBe('allow passed');
  });

  test('of a filter of some requests, unless these are meant', () => {
    const waf = (...texts: string[]) => [{ ...A, requests: texts.map((requests) => ({ requests, space: A.space })) }];
    expect(judged(waf(EVERY_REQUEST), ask)[0]).toBe('allow passed');
    expect(judged(waf(), ask)[0]).toBe('allow passed');
    expect(judged(waf('/a', '/b'), ask)[0]).toBe('allow unproven; a restricts some requests only, /a, /b: say in `requests` that these are meant');
    expect(judged(waf('/a', '/b'), ask, { scope: { requests: ['/a'] } })[0]).toBe('allow passed');
    expect(judged(waf('/a', '/b'), ask, { scope: { requests: ['/a', '/c'] } })[0]).toBe('allow unproven; a restricts /a, /b, not /a, /c');
    expect(judged([A], ask, { scope: { requests: ['/c'] } })[0]).toBe('allow passed');
  });
});
