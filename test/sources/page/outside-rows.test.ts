import { importAdditionalEndpointsPage } from '../../../lib/sources';

const read = (text: string) => {
  const { edition, findings } = importAdditionalEndpointsPage(text, { edition: '2025-01', basedOn: 'x' });
  return { hosts: edition.sets.flatMap(({ flows }) => flows.flatMap(({ hosts = [] }) => hosts)), errors: findings.filter(({ severity, code }) => severity === 'error' && code !== 'FactMissing').map(({ code, message }) => `${code} ${/"([^"]+)"/.exec(message)?.[1]}`) };
};

const ROW = '| 10 | Stream | web.microsoftstream.com TCP port 443 | Inbound |';
const HTML = '<table><tr><td>10</td><td>Stream</td><td>web.microsoftstream.com TCP port 443</td><td>Inbound</td></tr></table>';
const PLAIN = '10 Stream web.microsoftstream.com TCP port 443 Inbound';

describe.each(['Also 52.96.0.0/16.', 'Also 2603:1063:7::/48', 'Also *.contoso.com', 'All of them on TCP port 8443'])('a fact in no row, as in %j', (note) => {
  test.each([
    ['below Markdown', `${ROW}\n\n${note}`], ['above Markdown', `${note}\n\n${ROW}`], ['below HTML', `${HTML}<p>${note}</p>`], ['above text', `${note}\n${PLAIN}`], ['below text, under a heading', `${PLAIN}\n## Notes\n${note}`],
  ])('%s is an error that quotes it', (_, text) => {
    expect(read(text)).toEqual({ hosts: ['web.microsoftstream.com'], errors: [`RowUnknown ${note}`] });
  });
});

test.each(['See learn.microsoft.com for more', 'Version 16.0.1', 'Updated 2025-01-08 12:30:00', 'Ask your TCP/IP administrator'])('%j in no row is none', (note) => {
  expect([read(`${ROW}\n\n${note}`), read(`${HTML}<p>${note}</p>`)].map(({ errors }) => errors)).toEqual([[], []]);
});

test('a host with a port is in a flow of that port alone', () => {
  const { hosts, errors } = read('| 10 | Stream | web.microsoftstream.com, http://a.contoso.com, b.contoso.com:8443, c.contoso.com:443 TCP port 443 | Inbound |');
  expect(hosts).toEqual(['c.contoso.com', 'web.microsoftstream.com']);
  expect(errors.map((error) => error.split(' ')[0])).toEqual(['FactLeftOut', 'FactLeftOut']);
});

test('ports below the lists of the wizard are not those of the name for Exchange 2010', () => {
  const { edition, findings } = importAdditionalEndpointsPage('| 9 | Wizard | domains.live.com on TCP ports 80 & 443 <br> Worldwide: tds.configure.office.com <br> TCP 8443 | Outbound |', { edition: '2025-01', basedOn: 'x' });
  expect(edition.sets.flatMap(({ flows }) => flows.map(({ name, tcpPorts }) => `${name} ${tcpPorts}`))).toContain('exchange-2010 80,443');
  expect(findings.filter(({ code }) => code === 'FactLeftOut').map(({ message }) => message)).toEqual([expect.stringContaining('port TCP 8443')]);
});
