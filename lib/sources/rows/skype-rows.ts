import { RowFacts } from '../cells/row-facts';
import { buildSet } from './build-flows';
import { CHINA, DOD, GCC_HIGH, setsOf, WORLDWIDE } from './clouds';
import { matches, mentions, RowDefinition, statesNothing, where } from './row-definition';

/** The sets of the web service with the addresses of Teams, by cloud. */
const TEAMS: readonly (readonly [cloud: string, ids: readonly number[]])[] = [
  [WORLDWIDE, [11, 12]], [GCC_HIGH, [7, 31]], [DOD, [7]], [CHINA, [3, 19]],
];

const saysSkype = (row: RowFacts) => /Skype/i.test(row.text) || /skypeforbusiness/.test(row.links.join(' '));

const SKYPE_LEGACY_CLIENT: RowDefinition = {
  slug: 'skype-legacy-client',
  title: 'Skype for Business clients of Office 2013 and before share the screen (RDP)',
  since: '2018-10',
  clues: [matches(/\bRDP\b/, 4), where((row) => saysSkype(row) && row.prefixes.length === 1, 3)],
  cell: 'destination',
  known: [{ since: '2018-10', tcpPorts: '443', prefixes: ['52.112.0.0/14'], hosts: [] }],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    flows: [{ name: 'screen-sharing', direction: 'outbound', basis: 'stated', tcp: row.tcp, prefixes: row.prefixes }],
    caveats: ['only clients that are out of support need it'],
  }, report)],
};

const SKYPE_HYBRID: RowDefinition = {
  slug: 'skype-hybrid',
  title: 'On-premises Skype for Business servers reach the online service',
  since: '2018-10',
  clues: [mentions('13.107.64.0/18', 4), where((row) => saysSkype(row) && !row.udp.isEmpty, 4)],
  cell: 'destination',
  known: [
    { since: '2018-10', tcpPorts: '50000-59999', udpPorts: '50000-59999', prefixes: ['13.107.64.0/18', '52.112.0.0/14'], hosts: [] },
    { since: '2019-10', tcpPorts: '5061,50000-59999', udpPorts: '50000-59999', prefixes: ['13.107.64.0/18', '52.112.0.0/14'], hosts: [] },
  ],
  toSets: (row, report) => [buildSet({
    clouds: [WORLDWIDE],
    flows: [{ name: 'edge', direction: 'outbound', basis: 'stated', tcp: row.tcp, udp: row.udp, prefixes: row.prefixes }],
    caveats: ['compare with the Teams sets of the web service: 13.107.64.0/18 has left them, and 52.122.0.0/15 is not in this row'],
  }, report)],
};

const SKYPE_PSTN_HYBRID: RowDefinition = {
  slug: 'skype-pstn-hybrid',
  title: 'The online service reaches on-premises Skype for Business edge servers for telephony',
  since: '2018-10',
  clues: [where((row) => saysSkype(row) && statesNothing(row), 4), matches(/\bPSTN\b/, 2), mentions('plan-hybrid-connectivity', 1)],
  cell: 'destination',
  known: [{ since: '2018-10', hosts: [], prefixes: [] }],
  toSets: (_row, report) => TEAMS.map(([cloud, ids]) => buildSet({
    clouds: [cloud],
    flows: [
      { name: 'access-edge', direction: 'inbound', basis: 'derived', portsBasis: 'vendor', tcp: '5061', prefixesOf: setsOf(cloud, ...ids) },
      { name: 'audio-video-edge', direction: 'inbound', basis: 'derived', portsBasis: 'vendor', tcp: '50000-59999', udp: '3478', prefixesOf: setsOf(cloud, ...ids) },
    ],
    caveats: [
      'the row states neither ports nor sources: the ports come from an older page of Microsoft, the sources are the Teams sets of the web service',
      'connections to TCP 50000-59999 come from port 443, which most rules cannot say',
    ],
  }, report)),
};

/** Rows of Skype for Business. */
export const SKYPE_ROWS: readonly RowDefinition[] = [SKYPE_LEGACY_CLIENT, SKYPE_HYBRID, SKYPE_PSTN_HYBRID];
