import { parseEdition } from '../../../lib/catalog';
import { Finding } from '../../../lib/catalog/model/finding';
import { importAdditionalEndpointsPage } from '../../../lib/sources';
import { describeMaterial, readMaterial } from '../../support/material';

/** FACTS by row, written out here. */
const SLUGS_2025 = [
  'pst-import', 'support-assistant', 'entra-connect-sts', 'federation-proxy', 'unified-messaging-sbc', 'mailbox-migration', 'exchange-hybrid',
  'exchange-hybrid-authentication', 'hybrid-configuration-wizard', 'outlook-mobile-autodetect', 'exchange-hybrid-entra-authentication',
  'skype-legacy-client', 'skype-hybrid', 'skype-pstn-hybrid', 'trusted-sites-authentication', 'trusted-sites-teams', 'trusted-sites-sharepoint',
  'trusted-sites-yammer', 'entra-connect', 'entra-connect-china', 'stream', 'mfa-server', 'graph-change-notifications', 'network-connection-status',
  'teams-mobile-push',
];
const SLUGS_2018 = [
  'pst-import', 'support-assistant-sso-validation', 'entra-connect-sts', 'federation-proxy', 'unified-messaging-sbc', 'exchange-hybrid',
  'exchange-hybrid-authentication', 'hybrid-configuration-wizard', 'outlook-mobile-autodetect', 'skype-legacy-client', 'skype-hybrid',
  'skype-pstn-hybrid', 'trusted-sites-authentication', 'trusted-sites-teams', 'trusted-sites-sharepoint', 'trusted-sites-yammer',
];

const importPage = (text: string, edition = '2025-01') => importAdditionalEndpointsPage(text, { edition });
const page = (name: string) => readMaterial(`pages/additional-endpoints.${name}`);
const english = () => page('2025-01.en.txt');

/** `row 9, destination` and the code, once each. */
const summary = (findings: readonly Finding[]) => [...new Set(findings.map(({ severity, code, place }) => `${severity} ${code} ${place.split(',')[0]}`))];

function slugsByRow(text: string, edition?: string): string[] {
  const slugs: string[] = [];
  importPage(text, edition).edition.sets.forEach(({ row, slug }) => (slugs[Number(row) - 1] = slug));
  return slugs;
}

function set(text: string, slug: string, cloud = 'Worldwide') {
  const found = importPage(text).edition.sets.find((candidate) => candidate.slug === slug && candidate.clouds.includes(cloud));
  expect(found).toBeDefined();
  return found!;
}

describeMaterial('the published pages', () => {
  test.each(['2025-01.en.txt', '2025-01.sv.txt', '2025-01.fr.txt'])('%s has the 25 rows, each under its slug', (name) => {
    expect(slugsByRow(page(name))).toEqual(SLUGS_2025);
    expect(parseEdition(importPage(page(name)).edition).sets.length).toBeGreaterThanOrEqual(25);
  });

  test('the Markdown of 2018 has its 16 rows, and nothing is wrong but a dash', () => {
    expect(slugsByRow(page('2018-10.en.md'), '2018-10')).toEqual(SLUGS_2018);
    expect(summary(importPage(page('2018-10.en.md'), '2018-10').findings)).toEqual(['info Mojibake page']);
  });

  test('English has nothing to mend', () => {
    expect(summary(importPage(english()).findings)).toEqual(['info UrlReduced row 9']);
  });

  test('French has exactly its known damage', () => {
    expect(summary(importPage(page('2025-01.fr.txt')).findings).sort()).toEqual([
      'info NameChanged row 20', 'info SpaceMended row 13', 'info SpaceMended row 9', 'info UrlReduced row 9',
      'warning AddressMended row 23', 'warning ParameterMended row 17',
    ]);
  });

  test('French, mended, equals English', () => {
    expect(importPage(page('2025-01.fr.txt')).edition.sets).toEqual(importPage(english()).edition.sets);
  });

  test('Swedish has exactly its known damage', () => {
    expect(summary(importPage(page('2025-01.sv.txt')).findings).sort()).toEqual([
      'error FactMissing row 10', 'error FactMissing row 15', 'error FactMissing row 9', 'error FlowLost row 10', 'info NameChanged row 20',
      'warning ParameterMended row 17', 'warning PortRangeMended row 13',
    ]);
  });

  test('Swedish equals English but for rows 9, 10 and 15, which lost facts', () => {
    const without = (text: string) => importPage(text).edition.sets.filter(({ row }) => ![9, 10, 15].includes(Number(row)));
    expect(without(page('2025-01.sv.txt'))).toEqual(without(english()));
    expect(importPage(page('2025-01.sv.txt')).findings.filter(({ code }) => code === 'FactMissing').map(({ place, message }) => `${place}: ${message.split(':')[0]}`)).toEqual([
      'row 9, destination: the host aka.ms/hybridwizard is missing',
      'row 9, destination: the host shcwreleaseprod.blob.core.windows.net/shcw/* is missing',
      'row 10, purpose: the host <email_domain>.outlookmobile.com is missing',
      'row 10, purpose: the host <email_domain>.outlookmobile.us is missing',
      'row 10, purpose: the prefix 52.125.128.0/20 is missing',
      'row 10, purpose: the prefix 52.127.96.0/23 is missing',
      'row 15, purpose: the host secure.aadcdn.microsoftonline-p.com is missing',
    ]);
  });
});

describeMaterial('the facts of single rows', () => {
  test('row 2: sixteen hosts without their scheme, TCP 443', () => {
    const [flow] = set(english(), 'support-assistant').flows;
    expect(flow.hosts).toHaveLength(16);
    expect(flow.hosts).toContain('sara.api.support.microsoft.com');
    expect(flow.tcpPorts).toBe('443');
  });

  test('rows 3 and 4: the source is left to the app', () => {
    expect(set(english(), 'entra-connect-sts').flows.map(({ name, tcpPorts, peersFromApp }) => [name, tcpPorts, peersFromApp]))
      .toEqual([['federation-service', '80,443', true], ['remote-management', '5985', true]]);
    expect(set(english(), 'federation-proxy', 'China').flows.map(({ tcpPorts, peersFromApp }) => [tcpPorts, peersFromApp])).toEqual([['443', true], ['49443', true]]);
  });

  test('row 9: hosts for Worldwide, addresses for the US Government, a name with ports of its own for both', () => {
    expect(set(english(), 'hybrid-configuration-wizard').flows.map(({ hosts, prefixes, tcpPorts }) => [hosts, prefixes, tcpPorts])).toEqual([
      [[
        '*.store.core.windows.net', 'aka.ms', 'asl.configure.office.com', 'mshybridservice.trafficmanager.net', 'shcwreleaseprod.blob.core.windows.net',
        'tds.configure.office.com',
      ], undefined, '443'],
      [['domains.live.com'], undefined, '80,443'],
    ]);
    const government = set(english(), 'hybrid-configuration-wizard', 'USGovDoD');
    expect(government.flows[0].prefixes).toEqual(['40.118.209.192/32', '168.62.190.41/32']);
    expect(government.corrections?.map(({ field }) => field)).toEqual(['prefixes']);
  });

  test('row 13: thousands separators, two protocols, a port after a semicolon', () => {
    const [flow] = set(english(), 'skype-hybrid').flows;
    expect([flow.tcpPorts, flow.udpPorts, flow.prefixes]).toEqual(['5061,50000-59999', '50000-59999', ['13.107.64.0/18', '52.112.0.0/14']]);
  });

  test('rows 15 to 18: no flow, trusted sites, and why', () => {
    const sites = ['authentication', 'teams', 'sharepoint', 'yammer'].map((name) => set(english(), `trusted-sites-${name}`));
    expect(sites.map(({ flows, inexpressible, trustedSites }) => [flows.length, inexpressible?.length, trustedSites?.[0]])).toEqual([
      [0, 1, 'secure.aadcdn.microsoftonline-p.com'], [0, 2, '*.teams.cloud.microsoft'], [0, 1, '<tenant>.sharepoint.com'], [0, 1, '*.assets-yammer.com'],
    ]);
  });

  test('rows 16 and 17: the stale reference to row 14 is corrected, where a page has it', () => {
    expect(set(english(), 'trusted-sites-teams').corrections?.map(({ published }) => published)).toEqual(['row 14']);
    expect(set(english(), 'trusted-sites-sharepoint').corrections).toHaveLength(1);
    const older = importPage(page('2018-10.en.md'), '2018-10').edition.sets;
    expect(older.flatMap(({ corrections = [] }) => corrections)).toEqual([]);
  });

  test('row 20: hosts with ports of their own', () => {
    expect(set(english(), 'entra-connect-china', 'China').flows.map(({ tcpPorts, hosts }) => [tcpPorts, hosts])).toEqual([
      ['80', ['*.digicert.com', '*.entrust.net']],
      ['443', ['*.chinacloudapi.cn', '*.partner.microsoftonline.cn', 'secure.aadcdn.partner.microsoftonline-p.cn']],
    ]);
  });

  test('row 21: outbound, whatever the page says, and retired', () => {
    const stream = set(english(), 'stream');
    expect(stream.flows.map(({ direction }) => direction)).toEqual(['outbound']);
    expect(stream.corrections?.map(({ field, published }) => [field, published])).toEqual([['direction', 'inbound']]);
    expect(stream.retired?.date).toBe('2024');
  });

  test('row 23: 106, 19 and 14 prefixes; GCC belongs to Worldwide', () => {
    const prefixes = ['Worldwide', 'USGovGCCHigh', 'USGovDoD', 'China'].map((cloud) => set(english(), 'graph-change-notifications', cloud).flows[0].prefixes);
    expect(prefixes.map((list) => list?.length)).toEqual([106, 19, 19, 14]);
    expect(prefixes[0]).toContain('52.159.23.209/32');
  });

  test('rows 8, 9 and 11 of 2018 say less', () => {
    const older = (slug: string) => importPage(page('2018-10.en.md'), '2018-10').edition.sets.find((candidate) => candidate.slug === slug)!.flows[0];
    expect(older('hybrid-configuration-wizard')).toMatchObject({ hosts: ['domains.live.com'], tcpPorts: '80,443' });
    expect(older('outlook-mobile-autodetect').hosts).toEqual(['*.acompli.net', '*.outlookmobile.us']);
    expect(older('skype-hybrid').tcpPorts).toBe('50000-59999');
    expect(older('support-assistant-sso-validation')).toMatchObject({ direction: 'inbound', prefixes: ['104.211.54.99/32', '104.211.54.134/32'] });
  });
});

describeMaterial('changed pages', () => {
  test('other numbers give the same slugs', () => {
    const renumbered = english().replace(/^(\d{1,2}) (?=\p{L})/gmu, (_, number) => `${(Number(number) * 7) % 89} `);
    expect(new Set(importPage(renumbered).edition.sets.map(({ slug }) => slug))).toEqual(new Set(SLUGS_2025));
  });

  test('another order gives the same sets', () => {
    const [, ...rows] = english().split(/^(?=\d{1,2} \p{L})/mu);
    const last = rows.length - 1;
    rows[last] = rows[last].split('Managing Microsoft')[0];
    const sets = (text: string) => importPage(text).edition.sets;
    expect(sets([...rows].reverse().join(''))).toEqual(sets(english()));
  });

  test.each(SLUGS_2025.map((slug, index) => [index + 1, slug]))('a page without row %i reports %s as missing', (number, slug) => {
    const rows = english().split(/^(?=\d{1,2} \p{L})/mu);
    const { findings } = importPage(rows.filter((row) => !row.startsWith(`${number} `)).join(''));
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => [code, message.split(' ')[2]])).toEqual([['RowMissing', slug]]);
  });

  test('a row that nobody has seen is reported with what it says, and kept out', () => {
    const more = english().replace('Managing Microsoft 365 endpoints', '26 Quantum relay qr.example.net on TCP 8443, 20.1.2.0/24 Inbound\n');
    const { edition, findings } = importPage(more);
    expect(findings.filter(({ code }) => code === 'RowUnknown').map(({ place, message }) => [place, message])).toEqual([
      ['row 26', expect.stringMatching(/hosts qr\.example\.net, prefixes 20\.1\.2\.0\/24, TCP 8443$/)],
    ]);
    expect(JSON.stringify(edition)).not.toContain('20.1.2.0');
  });

  test('a row that is there twice is taken once, and reported', () => {
    const row = /^11 [^\n]*\n/m.exec(english())![0];
    const { edition, findings } = importPage(english().replace(row, `${row}99${row.slice(2)}`));
    expect(edition.sets.filter(({ slug }) => slug === 'exchange-hybrid-entra-authentication').map((found) => found.row)).toEqual([11]);
    expect(findings.map(({ code }) => code)).toContain('RowDuplicate');
  });

  test('facts of the page win over what was known, and the difference is noticed', () => {
    const changed = english().replace('52.125.128.0/20', '52.125.0.0/17').replace('*.msappproxy.net', '*.msappproxy.us');
    const { findings } = importPage(changed);
    expect(set(changed, 'outlook-mobile-autodetect').flows[0].prefixes).toEqual(['52.125.0.0/17', '52.127.96.0/23']);
    expect(summary(findings)).toEqual(expect.arrayContaining(['error FactMissing row 10', 'warning FactUnexpected row 10']));
    expect(findings.some(({ code }) => code === 'RowMissing')).toBe(true);
  });

  test('a list of row 23 is kept out when words that are not known head it, even if others are known: order tells nothing', () => {
    const { edition, findings } = importPage(english().replace('Public Cloud', 'Xaxa').replace('Microsoft Cloud for US Government', 'Yoyo'));
    expect(edition.sets.filter(({ slug }) => slug === 'graph-change-notifications').map(({ clouds }) => clouds)).toEqual([['China']]);
    expect(findings.filter(({ code }) => code === 'CloudUnknown').map(({ message }) => /"(\w+)" in front/.exec(message)?.[1])).toEqual(['Xaxa', 'Yoyo']);
    expect(JSON.stringify(edition)).not.toMatch(/20\.20\.32\.0|52\.244\.33\.45/);
  });

  test('a list of row 23 whose cloud is unknown is reported and kept out', () => {
    const changed = english().replace('Microsoft Cloud China operated by 21Vianet', 'Zuzu').replace('TCP port 443\n\nNote', 'Atlantis: 20.9.9.9\n\nTCP port 443\n\nNote');
    const { edition, findings } = importPage(changed);
    expect(findings.filter(({ code }) => code === 'CloudUnknown')).toHaveLength(2);
    expect(JSON.stringify(edition)).not.toMatch(/20\.9\.9\.9|42\.159\.72\.35/);
  });

  test.each(['0.0.0.0/0', '10.0.0.0/8', '192.168.1.7', '::/0', 'fe80::/10', '224.0.0.0/4', '20.0.0.0/6', '2001:db8::/32'])('%s never becomes a prefix', (prefix) => {
    const { edition, findings } = importPage(english().replace('52.159.23.209', prefix));
    expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['PrefixRefused', 'FactMissing']);
    expect(JSON.stringify(edition)).not.toContain(`"${prefix}`);
  });
});
