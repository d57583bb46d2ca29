import * as ipaddr from 'ipaddr.js';
import { Acknowledgement, Catalog, EndpointSet, GuardCode, guardSets, hasErrors, parseEdition } from '../../../../lib/catalog';
import { Prefix, PrefixSet } from '../../../../lib/net';
import { RESERVED_PREFIXES } from '../../../../lib/net/addresses/reserved-prefixes';
import { editionJson, inboundFlow, row } from '../../../support/fixture-catalog';

function setOf(flow: object, ...clouds: string[]): readonly EndpointSet[] {
  return parseEdition(editionJson({ source: 'page', edition: '2025' }, [
    row('a', clouds.length > 0 ? clouds : ['Worldwide'], [inboundFlow('f', flow)]),
  ])).sets;
}

/** What the guard says of one flow, one a line, without the words. */
function judge(flow: object): string[] {
  return guardSets(setOf(flow)).map(({ code, severity, place, value }) => `${severity} ${code} at ${place}: ${value}`);
}

test('the bundled data passes', () => {
  expect(guardSets(Catalog.bundled().where({}))).toEqual([]);
});

describe('fails for prefixes', () => {
  test.each([
    ['0.0.0.0/0', ['0.0.0.0/0']],
    ['::/0', ['::/0']],
    ['40.0.0.0/11', ['40.0.0.0/11']],
    ['40.0.0.0/12', []],
    ['2603:1000::/31', ['2603:1000::/31']],
    ['2603:1000::/32', []],
  ])('that are too wide: %s', (prefix, values) => {
    expect(judge({ prefixes: [prefix] }).filter((line) => line.includes('PrefixTooWide'))).toEqual(
      values.map((value) => `error PrefixTooWide at a (Worldwide), flow f: ${value}`),
    );
  });

  test('that come in pieces', () => {
    expect(judge({ prefixes: ['40.0.0.0/13', '40.8.0.0/13', '40.16.0.0/12'] })).toEqual(['error PrefixTooWide at a (Worldwide), flow f: 40.0.0.0/11']);
  });

  test.each([
    ['10.1.0.0/16', 'private use (RFC 1918)'], ['172.31.255.255/32', 'private use (RFC 1918)'], ['192.168.7.0/24', 'private use (RFC 1918)'],
    ['100.64.0.1/32', 'shared address space of carriers (RFC 6598)'], ['127.0.0.1/32', 'loopback'], ['169.254.169.254/32', 'link-local'],
    ['192.0.2.0/24', 'documentation (RFC 5737)'], ['198.51.100.9/32', 'documentation'], ['203.0.113.0/26', 'documentation'], ['198.19.0.0/16', 'benchmarking'],
    ['224.0.0.1/32', 'multicast'], ['255.255.255.255/32', 'reserved'], ['::1/128', 'not global unicast'], ['::ffff:10.0.0.0/104', 'not global unicast'],
    ['fd00::/64', 'unique local'], ['fe80::/64', 'link-local'], ['ff02::1/128', 'multicast'], ['2001:db8:7::/48', 'documentation'], ['2002:a00::/40', '6to4'],
  ])('that are for something else: %s', (prefix, meaning) => {
    const findings = guardSets(setOf({ prefixes: ['20.190.128.0/18', prefix] }));
    expect(findings).toMatchObject([{ code: GuardCode.RESERVED_ADDRESSES, severity: 'error', value: Prefix.parse(prefix).toString() }]);
    expect(findings[0].message).toContain(meaning);
  });

  test('that hold reserved ones among others, naming these', () => {
    expect(judge({ prefixes: ['172.0.0.0/11'] })).toContain('error ReservedAddresses at a (Worldwide), flow f: 172.16.0.0/12');
  });
});

test('the reserved addresses are those that ipaddr.js calls anything but unicast', () => {
  const reserved = PrefixSet.union(RESERVED_PREFIXES.map(({ prefixes }) => prefixes));
  // These it calls by names of its own, although IANA gives them to anycast services that are globally reachable.
  const globallyReachable = PrefixSet.of('192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '2620:4f:8000::/48');
  // An edge of every reserved range, and one address beyond it on either side.
  for (const edge of [...reserved].flatMap((prefix) => neighbours(prefix))) {
    const range = ipaddr.parse(edge).range();
    const holds = reserved.contains(Prefix.parseAddress(edge));
    if (!globallyReachable.contains(Prefix.parseAddress(edge))) {
      expect([edge, range, holds]).toEqual([edge, range, range !== 'unicast' || !isGlobal(edge)]);
    }
  }
});

describe('fails for wildcards', () => {
  test.each(['*.com', '*.co.uk', '*.com.cn', '*.gov.us', '*office.com', '*com', '*.microsoft', 'www.*.com'])('over names of everybody: %s', (host) => {
    expect(judge({ hosts: [host] })).toEqual([`error WildcardTooWide at a (Worldwide), flow f: ${host}`]);
  });

  test.each([
    '*.office.com', '*.svc.ms', '*.go.com', '*.example.co.uk', '*cdn.onenote.net', 'autodiscover.*.onmicrosoft.com', 'com', 'outlook.office365.com', '<tenant>.sharepoint.com', '*.cloudapp.net',
  ])('but not for %s', (host) => {
    expect(judge({ hosts: [host] })).toEqual([]);
  });
});

test('fails for more ports than any service needs', () => {
  expect(judge({ hosts: ['a.example.com'], tcpPorts: '1-65535', udpPorts: '50000-59999' })).toEqual(['error TooManyPorts at a (Worldwide), flow f: TCP 1-65535']);
  expect(judge({ hosts: ['a.example.com'], tcpPorts: '443', udpPorts: '40000-60000' })).toEqual(['error TooManyPorts at a (Worldwide), flow f: UDP 40000-60000']);
  expect(judge({ hosts: ['a.example.com'], tcpPorts: '443', udpPorts: '40001-60000' })).toEqual([]);
});

test.each([
  [{ prefixes: ['40.0.0.0/11'] }, '40.0.0.0/11 is wider than a /12'],
  [{ prefixes: ['10.0.0.0/16'] }, '10.0.0.0/16 is for private use (RFC 1918)'],
  [{ hosts: ['*.com'] }, '*.com covers names that anybody can register'],
  [{ hosts: ['a.example.com'], tcpPorts: '1-65535' }, 'TCP 1-65535 is more than 20000 ports'],
])('says what is wrong and what to do: %j', (flow, problem) => {
  expect(guardSets(setOf(flow)).map(({ message }) => message)).toEqual([`${problem}; check it with the publisher, and acknowledge it if it is right`]);
});

test('names all clouds of a set', () => {
  expect(guardSets(setOf({ hosts: ['*.com'] }, 'Worldwide', 'China')).map(({ place }) => place)).toEqual(['a (Worldwide, China), flow f']);
});

test('says once what limits and evidence both find', () => {
  expect(guardSets(setOf({ hosts: ['*.com', '*.evil-example.com'], prefixes: ['192.0.2.0/24'] }), { previous: [] }).map(({ code, value }) => `${code} ${value}`)).toEqual([
    'ReservedAddresses 192.0.2.0/24', 'WildcardTooWide *.com', 'ForeignAddresses 192.0.2.0/24', 'ForeignHost *.evil-example.com',
  ]);
});

describe('an acknowledgement', () => {
  const WIDE: Acknowledgement = { code: GuardCode.PREFIX_TOO_WIDE, place: 'a (Worldwide), flow f', value: '40.0.0.0/8', reason: 'ticket 42' };
  const judged = (prefixes: string[], acknowledgement: Acknowledgement) => guardSets(setOf({ prefixes }), { acknowledgements: [acknowledgement] });

  test('lets exactly one thing pass, and its reason shows', () => {
    const [finding] = judged(['40.0.0.0/8'], WIDE);
    expect([finding.severity, hasErrors([finding])]).toEqual(['info', false]);
    expect(finding.message).toMatch(/acknowledged: ticket 42$/);
  });

  test.each([
    ['another prefix', ['44.0.0.0/8'], WIDE],
    ['a wider prefix', ['40.0.0.0/7'], WIDE],
    ['another flow', ['40.0.0.0/8'], { ...WIDE, place: 'a (Worldwide), flow g' }],
    ['another check', ['40.0.0.0/8'], { ...WIDE, code: GuardCode.RESERVED_ADDRESSES }],
  ])('fails to let %s pass, and is reported as unused', (_, prefixes, acknowledgement) => {
    expect(judged(prefixes, acknowledgement).map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error PrefixTooWide', 'warning AcknowledgementUnused']);
  });

  test('without use says so', () => {
    expect(judged(['40.0.0.0/13'], WIDE)).toEqual([{
      code: 'AcknowledgementUnused', severity: 'warning', place: WIDE.place, value: WIDE.value, message: 'the acknowledgement of 40.0.0.0/8 lets nothing pass; remove it',
    }]);
  });

  test('of what only evidence finds is without use where evidence is asked for', () => {
    const acknowledgements = [{ ...WIDE, code: GuardCode.FOREIGN_HOST, value: 'www.example.com' }];
    const sets = setOf({ prefixes: ['20.190.128.0/18'] });
    expect(guardSets(sets, { acknowledgements })).toEqual([]);
    expect(guardSets(sets, { acknowledgements, previous: [] }).map(({ code }) => code)).toEqual(['AcknowledgementUnused']);
  });

  test('is used by one of several findings', () => {
    const findings = guardSets(setOf({ prefixes: ['40.0.0.0/8', '44.0.0.0/8'] }), { acknowledgements: [WIDE] });
    expect(findings.map(({ severity, value }) => `${severity} ${value}`)).toEqual(['info 40.0.0.0/8', 'error 44.0.0.0/8']);
  });
});

/** The first and last address of a prefix, and the ones before and after, by ipaddr.js and counting bytes. */
function neighbours(prefix: Prefix): string[] {
  const first = ipaddr.parse(prefix.address).toByteArray().reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const bytes = prefix.family === 'IPv4' ? 4 : 16;
  return [first - 1n, first, first + prefix.size - 1n, first + prefix.size]
    .filter((value) => value >= 0n && value < 256n ** BigInt(bytes))
    .map((value) => ipaddr.fromByteArray(Array.from({ length: bytes }, (_, i) => Number((value / 256n ** BigInt(bytes - 1 - i)) % 256n))).toString());
}

/** Whether an IPv6 address that ipaddr.js calls unicast lies in 2000::/3, the only part that is in use; IPv4 has no such rest. */
function isGlobal(address: string): boolean {
  return !address.includes(':') || /^[23]/.test(address);
}

test('a network that its owner publishes as a whole passes for the one set that names it', () => {
  const judged = (slug: string) => guardSets(parseEdition(editionJson({ source: 'page', edition: '2025' }, [
    row(slug, ['Worldwide'], [inboundFlow('f', { prefixes: ['17.0.0.0/8'] })]),
  ])).sets).map(({ code }) => code);
  expect(judged('teams-mobile-push')).toEqual([]);
  expect(judged('another-row')).toEqual([GuardCode.PREFIX_TOO_WIDE]);
});
