import { importAdditionalEndpointsPage } from '../../../lib/sources';
import { CORRECTIONS } from '../../../lib/sources/rows/corrections';

/** Rows of our own, each with the error that the page is known for, and as they would be without it. */
const ROWS: Record<string, readonly [wrong: string, right: string]> = {
  'stream': [
    '| 21 | Microsoft Stream, with a token | web.microsoftstream.com TCP port 443 | Inbound server traffic |',
    '| 21 | Microsoft Stream, with a token | web.microsoftstream.com TCP port 443 | Outbound server traffic |',
  ],
  'network-connection-status': [
    '| 24 | Windows 10 and 11 | www.msftconnecttest.com | Outbound server-only traffic |', '| 24 | Windows 10 and 11 | www.msftconnecttest.com | Outbound traffic of client computers |',
  ],
  'teams-mobile-push': [
    '| 25 | Teams on Android and Apple devices | See FCM ports and your firewall | Outbound server-only traffic |',
    '| 25 | Teams on Android and Apple devices | See FCM ports and your firewall | Outbound user traffic |',
  ],
  'trusted-sites-teams': ['| 16 | Teams, besides what is listed in row 14 | | Trusted Sites |', '| 16 | Teams, besides what is listed elsewhere | | Trusted Sites |'],
  'trusted-sites-sharepoint': [
    '| 17 | .sharepoint.com names with \\<tenant> and OneDrive, besides row 14 | | Trusted Sites |',
    '| 17 | .sharepoint.com names with \\<tenant> and OneDrive | | Trusted Sites |',
  ],
  'hybrid-configuration-wizard': [
    '| 9 | Wizard | domains.live.com on TCP ports 80 & 443<br>GCC High, DoD: 40.118.209.192/32; 168.62.190.41/32 | out |',
    '| 9 | Wizard | domains.live.com on TCP ports 80 & 443<br>GCC High, DoD: 52.127.64.7/32; 168.62.190.41/32 | out |',
  ],
};

const importRow = (text: string, edition = '2025-01') => importAdditionalEndpointsPage(text, { edition, basedOn: 'another' });
const unused = (text: string, edition?: string) => importRow(text, edition).findings.filter(({ code }) => code === 'CorrectionUnused');

test('each known error is a case of this test', () => {
  expect(new Set(CORRECTIONS.map(({ slug }) => slug))).toEqual(new Set(Object.keys(ROWS)));
});

describe.each(Object.entries(ROWS))('the error of %s', (slug, [wrong, right]) => {
  const published = CORRECTIONS.filter((correction) => correction.slug === slug).map((correction) => correction.published);

  test('is written down where it was corrected', () => {
    const noted = importRow(wrong).edition.sets.flatMap(({ corrections = [] }) => corrections);
    expect([...new Set(noted.map((correction) => correction.published))]).toEqual(published);
    expect(noted.every(({ reason }) => reason.length > 20)).toBe(true);
    expect(unused(wrong)).toEqual([]);
  });

  test('is reported as no longer there, and not written down, when the page has mended it', () => {
    expect(unused(right)).toEqual([{
      code: 'CorrectionUnused', severity: 'warning', place: expect.stringMatching(/^row \d+, /), message: expect.stringContaining(published[0]),
    }]);
    expect(importRow(right).edition.sets.flatMap(({ corrections = [] }) => corrections)).toEqual([]);
  });

  test('is not looked for in an edition from before it', () => {
    expect(unused(right, '2018-10')).toEqual([]);
  });
});

test('the direction of Stream is outbound, whether the page says so or not', () => {
  const flows = ROWS.stream.map((text) => importRow(text).edition.sets[0].flows);
  expect(flows[0]).toMatchObject([{ direction: 'outbound', tcpPorts: '443', hosts: ['web.microsoftstream.com'] }]);
  expect(flows[1]).toEqual(flows[0]);
});

test('the commercial addresses are marked for the clouds that they are published for, and for no other', () => {
  const [wrong] = ROWS['hybrid-configuration-wizard'];
  expect(importRow(wrong).edition.sets.map(({ clouds, corrections = [] }) => [clouds.join('+'), corrections.length])).toEqual([['Worldwide', 0], ['USGovGCCHigh+USGovDoD', 1]]);
});
