import { Acknowledgement, EndpointSet, GuardCode, parseEdition } from '../../../../lib/catalog';
import { judgeEvidence } from '../../../../lib/catalog/lock/guard/judge-evidence';
import { editionJson, inboundFlow, row } from '../../../support/fixture-catalog';

const parse = (...rows: object[]): readonly EndpointSet[] => parseEdition(editionJson({ source: 'some-source', edition: '2025' }, rows)).sets;
/** A row of a page with one flow. */
const page = (flow: object, { slug = 'a', clouds = ['Worldwide'], ...rest }: { slug?: string; clouds?: string[]; trustedSites?: string[] } = {}) => (
  row(slug, clouds, [inboundFlow('f', flow)], rest)
);
/** A set of the web service with one flow. */
const service = (serviceArea: string, flow: object, clouds = ['Worldwide']) => ({
  slug: 'set-1',
  id: 1,
  title: 'a set',
  clouds,
  serviceArea,
  category: 'Allow',
  required: true,
  expressRoute: false,
  flows: [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts: '443', ...flow }],
});
const ack = (code: GuardCode, place: string, value: string): Acknowledgement => ({ code, place, value, reason: 'ticket 42' });
const judged = (sets: readonly EndpointSet[], previous: readonly EndpointSet[] = [], ...acknowledgements: Acknowledgement[]) => (
  judgeEvidence(sets, previous, acknowledgements).map(({ code, place, value }) => `${code} at ${place}: ${value}`)
);
const why = (sets: readonly EndpointSet[], previous: readonly EndpointSet[] = []) => judgeEvidence(sets, previous, []).map(({ message }) => message.split('; check it with the publisher')[0]);

describe('addresses', () => {
  const sets = parse(page({ prefixes: ['192.0.2.0/24', '20.190.128.0/18'] }));
  const ours = (value: string) => ack(GuardCode.FOREIGN_ADDRESSES, 'a (Worldwide)', value);

  test('that are not Microsoft\'s must have been published in the same row of the same cloud', () => {
    expect(judged(sets)).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/24']);
    expect(why(sets)).toEqual(['192.0.2.0/24 is outside Microsoft\'s address space, and no known edition published it here']);
    expect(judged(sets, sets)).toEqual([]);
    expect(judged(sets, parse(page({ prefixes: ['192.0.2.0/25'] })))).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.128/25']);
    expect(judged(sets, parse(page({ prefixes: ['192.0.2.0/24'] }, { slug: 'b' }), page({ hosts: ['www.example.com'] })))).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/24']);
  });

  test('are judged in each cloud', () => {
    const both = parse(page({ prefixes: ['192.0.2.0/24'] }, { clouds: ['Worldwide', 'China'] }));
    expect(judged(both, parse(page({ prefixes: ['192.0.2.0/24'] }, { clouds: ['China'] })))).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/24']);
  });

  test('that are acknowledged are named as they are acknowledged, apart from the rest', () => {
    expect(judged(sets, [], ours('192.0.2.0/25'))).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/25', 'ForeignAddresses at a (Worldwide): 192.0.2.128/25']);
    expect(judged(sets, sets, ours('192.0.2.0/24'))).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/24']);
  });

  test.each<[string, Acknowledgement]>([
    ['elsewhere', { ...ours('192.0.2.0/24'), place: 'b (Worldwide)' }],
    ['under another check', { ...ours('192.0.2.0/24'), code: GuardCode.PREFIX_TOO_WIDE }],
    ['that the set does not have', ours('198.51.100.0/24')],
    ['that are Microsoft\'s', ours('20.190.128.0/18')],
    ['that are no prefix', ours('192.0.2.0-192.0.2.255')],
  ])('acknowledged %s are not named', (_, acknowledgement) => {
    expect(judged(sets, sets, acknowledgement)).toEqual([]);
    expect(judged(sets, [], acknowledgement)).toEqual(['ForeignAddresses at a (Worldwide): 192.0.2.0/24']);
  });
});

describe('hosts', () => {
  const sets = parse(page({ hosts: ['www.example.com'] }));
  const PLACE = 'a (Worldwide), flow f';
  const FOREIGN = `ForeignHost at ${PLACE}: www.example.com`;

  test('must be of a domain that was published somewhere', () => {
    expect(judged(sets)).toEqual([FOREIGN]);
    expect(why(sets)).toEqual(['www.example.com is of a domain that no known edition published']);
    expect(judged(sets, parse(page({ hosts: ['*.mail.example.com'] }, { slug: 'b' }), page({ hosts: ['a.example.net'] })))).toEqual([]);
    expect(judged(sets, parse(page({ hosts: ['a.example.net'] })))).toEqual([FOREIGN]);
  });

  test('may be of a domain that is Microsoft\'s, or that this package has', () => {
    expect(judged(parse(page({ hosts: ['www.cloud.microsoft', 'a.acompli.com', 'new-name.office.com'] })))).toEqual([]);
  });

  test('of a hosting service must have been published themselves, wherever that was', () => {
    const hosted = parse(page({ hosts: ['contoso.azurewebsites.net'] }));
    expect(why(hosted)).toEqual(['contoso.azurewebsites.net is a name that anybody can get from a hosting service, and no known edition published it']);
    expect(judged(hosted, parse(page({ hosts: ['fabrikam.azurewebsites.net'] })))).toEqual([`ForeignHost at ${PLACE}: contoso.azurewebsites.net`]);
    expect(judged(hosted, parse(page({ hosts: ['a.example.net'] }), page({ hosts: ['contoso.azurewebsites.net'] }, { slug: 'b' })))).toEqual([]);
    expect(judged(parse(page({ hosts: ['osiprod-weu-daffodil-signalr-00.service.signalr.net'] })))).toEqual([]);
    expect(judged(parse(page({ hosts: ['osiprod-eus-daffodil-signalr-00.service.signalr.net'] })))).toHaveLength(1);
  });

  test('that anybody can register must have been published in the same place', () => {
    const wide = parse(page({ hosts: ['*.azurewebsites.net'] }));
    expect(judged(wide)).toEqual([`WildcardTooWide at ${PLACE}: *.azurewebsites.net`]);
    expect(why(wide)).toEqual(['*.azurewebsites.net covers names that anybody can register']);
    expect(judged(wide, wide)).toEqual([]);
    expect(judged(wide, parse(page({ hosts: ['*.azurewebsites.net'] }, { slug: 'b' }), page({ hosts: ['a.example.net'] })))).toEqual([`WildcardTooWide at ${PLACE}: *.azurewebsites.net`]);
  });

  test('that this package has in the same place pass, however wide', () => {
    expect(judged(parse(page({ hosts: ['*.blob.core.windows.net'] }, { slug: 'pst-import' })))).toEqual([]);
    expect(judged(parse(page({ hosts: ['*.blob.core.windows.net'] })))).toEqual([`WildcardTooWide at ${PLACE}: *.blob.core.windows.net`]);
  });

  test('must have been published in every cloud of the set', () => {
    const both = parse(page({ hosts: ['*.azurewebsites.net'] }, { clouds: ['Worldwide', 'China'] }));
    expect(judged(both, parse(page({ hosts: ['*.azurewebsites.net'] })))).toEqual(['WildcardTooWide at a (Worldwide, China), flow f: *.azurewebsites.net']);
    expect(judged(parse(page({ hosts: ['*.blob.core.windows.net'] }, { slug: 'pst-import', clouds: ['Worldwide', 'France'] })))).toEqual([
      'WildcardTooWide at pst-import (Worldwide, France), flow f: *.blob.core.windows.net',
    ]);
  });

  test('that browsers are to trust are judged like those of flows', () => {
    expect(judged(parse(page({ hosts: ['new-name.office.com'] }, { trustedSites: ['www.example.com'] })))).toEqual(['ForeignHost at a (Worldwide), trusted sites: www.example.com']);
  });

  test('that are acknowledged are named even where they were published before', () => {
    const wide = parse(page({ hosts: ['*.azurewebsites.net', '*.github.io'] }));
    expect(judged(wide, wide, ack(GuardCode.WILDCARD_TOO_WIDE, PLACE, '*.github.io'))).toEqual([`WildcardTooWide at ${PLACE}: *.github.io`]);
    const two = parse(page({ hosts: ['a.azurewebsites.net', 'b.azurewebsites.net'] }));
    const others = [ack(GuardCode.UNUSUAL_PORTS, PLACE, 'TCP 25'), ack(GuardCode.FOREIGN_HOST, PLACE, 'b.azurewebsites.net')];
    // What any edition published passes by itself, so that its acknowledgement is without use.
    expect(judged(two, two, ...others)).toEqual([]);
  });

  test.each<[string, Acknowledgement]>([
    ['another value', ack(GuardCode.WILDCARD_TOO_WIDE, PLACE, '*.github.io')],
    ['another place', ack(GuardCode.WILDCARD_TOO_WIDE, 'b (Worldwide), flow f', '*.azurewebsites.net')],
    ['another check', ack(GuardCode.FOREIGN_HOST, PLACE, '*.azurewebsites.net')],
  ])('that were published before are not named for an acknowledgement of %s', (_, acknowledgement) => {
    const wide = parse(page({ hosts: ['*.azurewebsites.net'] }));
    expect(judged(wide, wide, acknowledgement)).toEqual([]);
  });
});

describe('ports', () => {
  const sets = parse(page({ hosts: ['new-name.office.com'], tcpPorts: '443,3389', udpPorts: '53,443' }));
  const PLACE = 'a (Worldwide), flow f';
  const [TCP, UDP] = [`UnusualPorts at ${PLACE}: TCP 3389`, `UnusualPorts at ${PLACE}: UDP 53`];

  test('must be those of the service, or have been open for the set', () => {
    expect(judged(sets)).toEqual([TCP, UDP]);
    expect(why(sets)[0]).toBe('TCP 3389 was never open for the set, and is not a port of its service');
    expect(judged(sets, parse(page({ hosts: ['new-name.office.com'], tcpPorts: '3389' })))).toEqual([UDP]);
    expect(judged(sets, sets)).toEqual([]);
    expect(judged(parse(service('Exchange', { hosts: ['new-name.office.com'], tcpPorts: '25,443' })))).toEqual([]);
    expect(judged(parse(service('Skype', { hosts: ['new-name.office.com'], tcpPorts: '25,443' })))).toEqual(['UnusualPorts at set-1 (Worldwide), flow service: TCP 25']);
  });

  test('may be those that this package has for the set', () => {
    const exchange = (slug: string) => parse(page({ hosts: ['new-name.office.com'], tcpPorts: '25' }, { slug }));
    expect(judged(exchange('exchange-hybrid'))).toEqual([]);
    expect(judged(exchange('a'))).toEqual([`UnusualPorts at ${PLACE}: TCP 25`]);
  });

  test('must have been open in every cloud of the set', () => {
    const both = parse(page({ hosts: ['new-name.office.com'], tcpPorts: '3389' }, { clouds: ['Worldwide', 'China'] }));
    expect(judged(both, parse(page({ hosts: ['new-name.office.com'], tcpPorts: '3389' })))).toEqual(['UnusualPorts at a (Worldwide, China), flow f: TCP 3389']);
    const half = parse(page({ hosts: ['new-name.office.com'], tcpPorts: '25' }, { slug: 'exchange-hybrid', clouds: ['Worldwide', 'France'] }));
    expect(judged(half)).toEqual(['UnusualPorts at exchange-hybrid (Worldwide, France), flow f: TCP 25']);
  });

  test('that are acknowledged are named even where they were open before', () => {
    expect(judged(sets, sets, ack(GuardCode.FOREIGN_HOST, 'b', 'x'), ack(GuardCode.UNUSUAL_PORTS, PLACE, 'UDP 53'))).toEqual([UDP]);
  });

  test.each<[string, Acknowledgement]>([
    ['another value', ack(GuardCode.UNUSUAL_PORTS, PLACE, 'TCP 22')],
    ['another place', ack(GuardCode.UNUSUAL_PORTS, 'b (Worldwide), flow f', 'TCP 3389')],
    ['another check', ack(GuardCode.TOO_MANY_PORTS, PLACE, 'TCP 3389')],
  ])('that were open before are not named for an acknowledgement of %s', (_, acknowledgement) => {
    expect(judged(sets, sets, acknowledgement)).toEqual([]);
  });
});

describe('the service area of an id', () => {
  const sets = (...areas: string[]) => areas.flatMap((area) => parse(service(area, { hosts: ['new-name.office.com'] })));

  test('stays what it was', () => {
    expect(judged(sets('Skype'), sets('Skype'))).toEqual([]);
    expect(judged(sets('Skype'), sets('Exchange', 'MEM', 'Exchange'))).toEqual(['ServiceAreaChanged at set-1 (Worldwide): Exchange, MEM to Skype']);
    expect(why(sets('Skype'), sets('MEM'))).toEqual(['MEM to Skype is another service for the same id, which is immutable']);
  });

  test('is free for a new id, and nothing that a row of a page has', () => {
    expect(judged(sets('Skype'))).toEqual([]);
    const pages = parse(page({ hosts: ['new-name.office.com'] }, { slug: 'set-1' }));
    expect(judged(pages, sets('Skype'))).toEqual([]);
    expect(judged(sets('Skype'), pages)).toEqual([]);
  });
});
