import { Peer } from '../../../lib/rules';
import { EntraConnectStsInbound, ExchangeHybridInbound, StreamOutbound } from '../../../lib/scenarios';
import { RecordingEnforcementPoint, Root } from '../support';

const enforcedBy = [new RecordingEnforcementPoint()];

test('tells what for, who connects to whom, on which ports, on what grounds, and what to know', () => {
  const scenario = new ExchangeHybridInbound(new Root(), 'S', { enforcedBy, mailFlow: true, additionalPeers: [Peer.ipv4('198.51.100.7/32')] });
  expect(scenario.describe().toString().split('\n')).toEqual([
    'ExchangeHybridInbound, Worldwide',
    '  exchange-hybrid: Exchange Online calls the on-premises Exchange servers of a hybrid organisation (free/busy and other shared features) (row 7 of additional-endpoints 2025-01)',
    '    inbound TCP 443 from 11 IPv4 and 12 IPv6 prefixes (derived from worldwide-1, worldwide-2)',
    '    inbound TCP 443 from 1 IPv4 prefix (user)',
    '    inbound TCP 25 from 4 IPv4 and 2 IPv6 prefixes (derived from worldwide-10)',
    '    inbound TCP 25 from 1 IPv4 prefix (user)',
    '    used by: your servers',
    expect.stringContaining('    note: the row names neither port nor source'),
    expect.stringContaining('    note: Exchange Online has blocked the shared service principal'),
  ]);
});

test('tells what is retired and corrected', () => {
  const text = new StreamOutbound(new Root(), 'S', { enforcedBy }).describe().toString();
  expect(text).toContain('    outbound TCP 443 to 9 host patterns (stated)\n');
  expect(text).toContain('    retired: 2024: Stream on SharePoint, which uses the hosts of SharePoint Online\n');
  expect(text).toContain('    corrected: direction, published as inbound: ');
});

test('tells why the app makes exceptions', () => {
  const sources = [Peer.ipv4('10.0.0.10/32').because('our only server', { owner: 'identity' })];
  const scenario = new EntraConnectStsInbound(new Root(), 'S', { enforcedBy, sources, excludedPeers: [Peer.ipv4('10.0.0.12/32').because('test', { until: '2027-03-31' })] });
  expect(scenario.describe().toString().split('\n').slice(-2)).toEqual([
    '  excludedPeers 10.0.0.12/32: test (until 2027-03-31)', '  sources 10.0.0.10/32: our only server (identity)',
  ]);
});
