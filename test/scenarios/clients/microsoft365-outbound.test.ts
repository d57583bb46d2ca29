import { Catalog, Cloud, defineEdition, EndpointSetJson } from '../../../lib/catalog';
import { EndpointCategory, Microsoft365Outbound, Microsoft365OutboundProps, ServiceArea } from '../../../lib/scenarios';
import { line, RecordingEnforcementPoint, Root } from '../support';

const FACTS = { title: 'A service', clouds: ['Worldwide'], category: 'Default', required: true, expressRoute: false };
const service = (rest: object) => [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts: '443', ...rest }];
const set = (id: number, serviceArea: string, flow: object, rest: object = {}): EndpointSetJson => (
  { slug: `worldwide-${id}`, id, serviceArea, ...FACTS, ...rest, flows: service(flow) }
);

const CATALOG = Catalog.of(defineEdition({ source: 'web-service-worldwide', edition: '2026-01', url: 'https://example.com' }, [
  set(1, 'Exchange', { hosts: ['mail.example.com'], prefixes: ['192.0.2.0/25'], udpPorts: '443' }, { category: 'Optimize' }),
  set(8, 'Exchange', { hosts: ['autodiscover.*.onmicrosoft.com'], tcpPorts: '80,443' }, { required: false }),
  set(11, 'Skype', { prefixes: ['192.0.2.128/26'], tcpPorts: undefined, udpPorts: '443,3478-3481' }, { category: 'Optimize' }),
  set(31, 'SharePoint', { hosts: ['*.sharepoint.com', '*.other.example.com'] }),
  set(56, 'Common', { hosts: ['login.example.com'], prefixes: ['192.0.2.192/26'] }, { category: 'Allow' }),
  set(163, 'MEM', { hosts: ['manage.example.com'] }),
]));

const outbound = (options: Partial<Microsoft365OutboundProps> = {}) => new Microsoft365Outbound(new Root(), 'S', {
  enforcedBy: [new RecordingEnforcementPoint()], catalog: CATALOG, ...options,
});

/** The ids of the sets that are admitted. */
const idsOf = (options: Partial<Microsoft365OutboundProps>) => outbound(options).rules.provenance.sets.map(({ slug }) => Number(slug.split('-')[1]));

test('admits names, addresses and both protocols of every set', () => {
  expect(outbound({ ids: [1, 11] }).rules.rules.map(line)).toEqual([
    'out tcp 443 192.0.2.0/25 mail.example.com (stated)', 'out udp 443 192.0.2.0/25 mail.example.com (stated)', 'out udp 443,3478-3481 192.0.2.128/26 (stated)',
  ]);
});

test.each<[string, Partial<Microsoft365OutboundProps>, number[]]>([
  ['every area but Intune by default', {}, [1, 8, 11, 31, 56]],
  ['an area, with Common', { serviceAreas: [ServiceArea.EXCHANGE] }, [1, 8, 56]],
  ['Intune when it is asked for', { serviceAreas: [ServiceArea.INTUNE] }, [56, 163]],
  ['an area by its name', { serviceAreas: [ServiceArea.of('Skype')] }, [11, 56]],
  ['categories', { categories: [EndpointCategory.OPTIMIZE, EndpointCategory.ALLOW] }, [1, 11, 56]],
  ['required sets only', { requiredOnly: true }, [1, 11, 31, 56]],
  ['ids, whatever their area', { ids: [1, 163] }, [1, 163]],
  ['all but some ids', { exceptIds: [8, 31] }, [1, 11, 56]],
  ['what passes all options', { serviceAreas: [ServiceArea.EXCHANGE], categories: [EndpointCategory.OPTIMIZE], exceptIds: [56] }, [1]],
])('selects %s', (_, options, expected) => {
  expect(idsOf(options)).toEqual(expected);
});

test('quic: false leaves out UDP 443 alone', () => {
  expect(outbound({ ids: [1, 11], quic: false }).rules.rules.map(line)).toEqual([
    'out tcp 443 192.0.2.0/25 mail.example.com (stated)', 'out udp 3478-3481 192.0.2.128/26 (stated)',
  ]);
});

test('tenant admits the names of the tenant in place of those of every tenant, and no other change', () => {
  expect(outbound({ ids: [8, 31], tenant: 'contoso' }).rules.rules.map(line)).toEqual([
    'out tcp 80,443 autodiscover.contoso.onmicrosoft.com (stated)',
    'out tcp 443 contoso.sharepoint.com contoso-my.sharepoint.com *.other.example.com (stated)',
  ]);
});

test.each<[string, Cloud, string[]]>([
  ['GCC High', Cloud.US_GOV_GCC_HIGH, ['contoso.sharepoint.us', 'contoso-my.sharepoint.us']],
  ['DoD', Cloud.US_GOV_DOD, ['*.dps.mil', 'contoso.sharepoint-mil.us', 'contoso-my.sharepoint-mil.us']],
  ['China', Cloud.CHINA, ['contoso.sharepoint.cn', 'contoso-my.sharepoint.cn']],
])('tenant works in %s', (_, cloud, expected) => {
  const { rules } = outbound({ catalog: Catalog.bundled(), cloud, serviceAreas: [ServiceArea.SHAREPOINT], tenant: 'contoso' }).rules;
  const hosts = rules.flatMap((rule) => rule.hosts.map(String));
  expect([...new Set(hosts)].filter((host) => /sharepoint|dps/.test(host))).toEqual(expected);
  expect(hosts.filter((host) => /^autodiscover\.\*/.test(host))).toEqual([]);
});

describe('fails', () => {
  test.each<[string, Partial<Microsoft365OutboundProps>, string, RegExp]>([
    ['for an unknown id', { ids: [1, 999] }, 'UnknownEndpointIds', /no endpoint set of Worldwide has the id 999: m365-endpoints list --cloud Worldwide shows the ids/],
    ['for an unknown id to leave out', { exceptIds: [999] }, 'UnknownEndpointIds', /999/],
    ['when nothing passes', { categories: [EndpointCategory.OPTIMIZE], ids: [56] }, 'NothingSelected', /no endpoint set passes/],
    ['for an area that the cloud does not have', { serviceAreas: [ServiceArea.of('Yammer')] }, 'NothingSelected', /no endpoint set is of service area "Yammer" in Worldwide/],
    ['for an empty list of areas', { serviceAreas: [] }, 'EmptyList', /serviceAreas is an empty list, which never means any/],
    ['for an empty list of ids', { ids: [] }, 'EmptyList', /ids/],
    ['for a tenant that is no name', { tenant: 'contoso/x' }, 'InvalidHostParameter', /contoso\/x/],
  ])('%s', (_, options, code, message) => {
    expect(() => outbound(options)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});

test('the bundled web service is selected as published, in every cloud', () => {
  const clouds = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];
  const counts = clouds.map((cloud) => idsOf({ catalog: Catalog.bundled(), cloud }).length);
  expect(counts).toEqual([63, 26, 24, 22]);
});
