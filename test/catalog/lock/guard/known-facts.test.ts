import { Cloud, EndpointSet, parseEdition } from '../../../../lib/catalog';
import { addressesOf, hostsOf, KnownFacts, ownAddresses, usualPorts } from '../../../../lib/catalog/lock/guard/known-facts';
import { HostPattern, PrefixSet } from '../../../../lib/net';
import { editionJson, inboundFlow, row } from '../../../support/fixture-catalog';

const FACTS = { category: 'Allow', required: true, expressRoute: false };
/** A set of the web service; its slug is that of its id. */
const service = (id: number, cloud: string, serviceArea: string, flow: object) => (
  { slug: `${cloud.toLowerCase()}-${id}`, id, title: `set ${id}`, clouds: [cloud], serviceArea, ...FACTS, flows: [{ name: 'service', direction: 'outbound', basis: 'stated', ...flow }] }
);
const setsOf = (...sets: object[]): readonly EndpointSet[] => parseEdition(editionJson({ source: 'some-source', edition: '2025' }, sets)).sets;
const host = (text: string) => HostPattern.parse(text);

const [WEB, MAIL, CHINA, PAGE, OTHER_PAGE] = setsOf(
  service(1, 'Worldwide', 'Exchange', { tcpPorts: '80,443', prefixes: ['192.0.2.0/25'], hosts: ['*.mail.example.com', 'www.example.com'] }),
  service(2, 'Worldwide', 'MEM', { tcpPorts: '443', udpPorts: '123', prefixes: ['192.0.2.128/25'], hosts: ['time.example.net'] }),
  service(1, 'China', 'Exchange', { tcpPorts: '8080', prefixes: ['198.51.100.0/24'], hosts: ['mail.example.cn'] }),
  row('page', ['Worldwide', 'China'], [inboundFlow('a', { prefixes: ['203.0.113.0/25'] }), inboundFlow('b', { tcpPorts: '25', hosts: ['page.example.org'] })], { trustedSites: ['trusted.example.org'] }),
  row('other-page', ['Worldwide'], [inboundFlow('a', { prefixes: ['203.0.113.128/25'], hosts: ['*.other.example.org'] })]),
);
const known = new KnownFacts([WEB, MAIL, CHINA, PAGE, OTHER_PAGE]);

test('addresses are known anywhere in the web service of the cloud, and of a row in that row only', () => {
  expect(`${known.addresses(WEB, Cloud.WORLDWIDE)}`).toBe('192.0.2.0/24');
  expect(`${known.addresses(MAIL, Cloud.WORLDWIDE)}`).toBe('192.0.2.0/24');
  expect(`${known.addresses(WEB, Cloud.CHINA)}`).toBe('198.51.100.0/24');
  expect(`${known.addresses(PAGE, Cloud.WORLDWIDE)}`).toBe('203.0.113.0/25');
  expect(`${known.addresses(PAGE, Cloud.CHINA)}`).toBe('203.0.113.0/25');
  expect(`${known.addresses(OTHER_PAGE, Cloud.WORLDWIDE)}`).toBe('203.0.113.128/25');
  expect(known.addresses(OTHER_PAGE, Cloud.CHINA).isEmpty).toBe(true);
});

test.each<[string, EndpointSet, Cloud, boolean]>([
  ['www.example.com', MAIL, Cloud.WORLDWIDE, true],
  ['a.mail.example.com', MAIL, Cloud.WORLDWIDE, true],
  ['*.a.mail.example.com', MAIL, Cloud.WORLDWIDE, true],
  ['mail.example.com', MAIL, Cloud.WORLDWIDE, false],
  ['a.www.example.com', MAIL, Cloud.WORLDWIDE, false],
  ['www.example.com', WEB, Cloud.CHINA, false],
  ['page.example.org', WEB, Cloud.WORLDWIDE, false],
  ['page.example.org', PAGE, Cloud.CHINA, true],
  ['trusted.example.org', PAGE, Cloud.WORLDWIDE, true],
  ['a.other.example.org', PAGE, Cloud.WORLDWIDE, false],
  ['a.other.example.org', OTHER_PAGE, Cloud.WORLDWIDE, true],
])('%s was published there: (%#) %s', (text, set, cloud, expected) => {
  expect(known.hasHost(host(text), set, cloud)).toBe(expected);
});

test.each([['page.example.org', true], ['a.mail.example.com', true], ['mail.example.cn', true], ['b.example.org', false], ['example.org', false]])(
  '%s was published somewhere: %s', (text, expected) => {
    expect(known.hasHostAnywhere(host(text))).toBe(expected);
  },
);

test.each([['*.example.com', true], ['a.b.example.net', true], ['x.example.cn', true], ['x.example.co.uk', false], ['*.co.uk', false], ['*com', false]])(
  'a name of the domain of %s was published: %s', (text, expected) => {
    expect(known.hasDomainOf(host(text))).toBe(expected);
  },
);

test('a wildcard over a registry is no evidence for another', () => {
  expect(new KnownFacts(setsOf(row('page', ['Worldwide'], [inboundFlow('a', { hosts: ['*.co.uk'] })]))).hasDomainOf(host('*.com.au'))).toBe(false);
});

test('ports and service areas are those of the same slug in the same cloud', () => {
  const texts = (set: EndpointSet, cloud: Cloud) => [...Object.values(known.ports(set, cloud)).map(String), ...known.serviceAreas(set, cloud)];
  expect(texts(WEB, Cloud.WORLDWIDE)).toEqual(['80,443', '', 'Exchange']);
  expect(texts(MAIL, Cloud.WORLDWIDE)).toEqual(['443', '123', 'MEM']);
  expect(texts(PAGE, Cloud.CHINA)).toEqual(['25,443', '']);
  expect(texts(WEB, Cloud.CHINA)).toEqual(['', '']);
});

test('of the web service usual ports are those of the service area, and of a row those of the web', () => {
  expect(Object.values(usualPorts(MAIL, Cloud.WORLDWIDE)).map(String)).toEqual(['80,443', '123,443']);
  expect(Object.values(usualPorts(PAGE, Cloud.WORLDWIDE)).map(String)).toEqual(['80,443', '443']);
});

test('all hosts of a set, for rules and for browsers', () => {
  expect(hostsOf(PAGE).map(String)).toEqual(['page.example.org', 'trusted.example.org']);
  expect(`${addressesOf([WEB, OTHER_PAGE])}`).toBe('192.0.2.0/25,203.0.113.128/25');
});

test('the space of an operator is that of its cloud only', () => {
  const [ours, china, france, germany] = ['20.190.128.0/18', '2406:e500::/32', '86.232.96.0/19', '142.221.96.0/19'].map((prefix) => PrefixSet.of(prefix));
  const holds = (cloud: Cloud) => [ours, china, france, germany].map((prefixes) => ownAddresses(cloud).containsSet(prefixes));
  expect(holds(Cloud.WORLDWIDE)).toEqual([true, false, false, false]);
  expect(holds(Cloud.CHINA)).toEqual([true, true, false, false]);
  expect(holds(Cloud.FRANCE)).toEqual([true, false, true, false]);
  expect(holds(Cloud.GERMANY)).toEqual([true, false, false, true]);
});
