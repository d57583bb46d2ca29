import { getDomain, getPublicSuffix } from 'tldts';
import { BUNDLED_EDITIONS } from '../../../../lib/catalog/editions/bundled';
import { hostsOf } from '../../../../lib/catalog/lock/guard/known-facts';
import { FORMER_DOMAINS, FORMER_HOSTED_NAMES, MICROSOFT_TOP_LEVEL_DOMAINS, OPERATOR_BLOCKS, servicePorts } from '../../../../lib/catalog/lock/guard/published-facts';

test.each([
  [undefined, 'Worldwide', '80,443', '443'],
  ['Common', 'Worldwide', '80,443', '443'],
  ['SharePoint', 'China', '80,443', '443'],
  ['Exchange', 'Worldwide', '25,80,143,443,587,993,995', '443'],
  ['Exchange', 'China', '25,53,80,143,443,587,993,995', '443'],
  ['Skype', 'Worldwide', '80,443', '443,3478-3481'],
  ['Skype', 'China', '80,443', '443,3478-3481'],
  ['MEM', 'USGovDoD', '80,443', '123,443'],
])('the ports of %s in %s are TCP %s and UDP %s', (area, cloud, tcp, udp) => {
  expect(Object.entries(servicePorts(area, cloud)).map(([protocol, ports]) => `${protocol} ${ports}`)).toEqual([`tcp ${tcp}`, `udp ${udp}`]);
});

test('operators have the blocks that they publish, with a reason', () => {
  expect(OPERATOR_BLOCKS.map(({ cloud, prefixes, reason }) => `${cloud} ${prefixes} by ${reason.split(',')[0]}`)).toEqual([
    'China 2406:e500::/32 by the block of 21Vianet',
    'France 86.232.96.0/19,2a01:dfff:580::/41 by what Bleu',
    'Germany 142.221.96.0/19,2a07:3040:580::/41 by what Delos',
  ]);
});

test('Microsoft\'s top-level domains are some of the root', () => {
  expect(MICROSOFT_TOP_LEVEL_DOMAINS).toEqual(['azure', 'bing', 'hotmail', 'microsoft', 'office', 'skype', 'windows', 'xbox']);
  expect(MICROSOFT_TOP_LEVEL_DOMAINS.map((domain) => getPublicSuffix(`www.${domain}`))).toEqual(MICROSOFT_TOP_LEVEL_DOMAINS);
});

describe('former facts', () => {
  test('are registered domains, each once and in order', () => {
    expect(FORMER_DOMAINS.map((domain) => getDomain(`www.${domain}`, { allowPrivateDomains: true }))).toEqual(FORMER_DOMAINS);
    expect([...new Set(FORMER_DOMAINS)].sort()).toEqual(FORMER_DOMAINS);
    expect(FORMER_DOMAINS).toHaveLength(14);
  });

  test('are names of one hosting service', () => {
    expect(FORMER_HOSTED_NAMES).toEqual(['cus', 'neu', 'weu', 'wus'].map((region) => `osiprod-${region}-daffodil-signalr-00.service.signalr.net`));
  });

  test('are in no bundled edition, which would make them needless', () => {
    const published = BUNDLED_EDITIONS.flatMap((edition) => edition.load().sets).flatMap(hostsOf).map(String);
    expect(published.length).toBeGreaterThan(500);
    expect([...FORMER_DOMAINS, ...FORMER_HOSTED_NAMES].filter((domain) => published.some((host) => host === domain || host.endsWith(`.${domain}`)))).toEqual([]);
  });
});
