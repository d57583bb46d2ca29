import { RowFacts } from '../cells/row-facts';
import { US_GOVERNMENT } from './clouds';
import { RowCorrection } from './row-correction';

/** Words for traffic that leaves, in the languages of the page. */
const OUTBOUND = /outbound|sortant|salient|saída|in uscita|ausgehend|uitgaand|utgående|udgående|wychodząc|исходящ|giden|出站|傳出|送信|발신|아웃바운드|الصادر/i;

const COMMERCIAL_ADDRESSES = ['40.118.209.192/32', '168.62.190.41/32'];

/** Words for who connects, in the type of a row that calls them no servers, in the languages of the page. */
const USERS = /\b(?:user|client|device|utilisateur|appareil|usuario|dispositivo|utente|Benutzer|Gerät|användar|enhet)/i;

/** The type stands at the end of a row. */
const TYPE_LENGTH = 40;

/** A row for computers or phones of users that the page calls server traffic. */
const SERVER_ONLY = {
  field: 'type',
  published: 'outbound server-only traffic',
  since: '2022-01',
  stands: ({ text }: RowFacts) => !USERS.test(text.trimEnd().slice(-TYPE_LENGTH)),
};

const ROW_14 = {
  field: 'cross reference',
  published: 'row 14',
  reason: 'row 14 is about telephony since rows were added in 2019: the names for the whole suite, CDNs and telemetry are sets of the web service',
  since: '2019-01',
  stands: ({ text }: RowFacts) => /(?<!\d)14(?!\d)/.test(text),
};

/** What the page of additional endpoints has wrong. */
export const CORRECTIONS: readonly RowCorrection[] = [
  {
    slug: 'stream',
    field: 'direction',
    published: 'inbound',
    direction: 'outbound',
    reason: 'the row asks for the token of a user and lists hosts of Microsoft that a client calls, so the traffic leaves the network of the customer',
    since: '2019-06',
    // The word for inbound differs by language, and one that is not known here means no more than that.
    stands: ({ text }) => !OUTBOUND.test(text),
  },
  { slug: 'network-connection-status', ...SERVER_ONLY, reason: 'every Windows computer connects, those of users above all' },
  { slug: 'teams-mobile-push', ...SERVER_ONLY, reason: 'the row is about phones, which connect themselves' },
  { slug: 'trusted-sites-teams', ...ROW_14 },
  { slug: 'trusted-sites-sharepoint', ...ROW_14 },
  {
    slug: 'hybrid-configuration-wizard',
    clouds: US_GOVERNMENT,
    field: 'prefixes',
    published: `${COMMERCIAL_ADDRESSES.join(', ')} for GCC High and DoD`,
    reason: 'both lie in the commercial Azure cloud, so they are kept as published and marked, not trusted as government addresses',
    since: '2019-03',
    stands: ({ prefixes }) => COMMERCIAL_ADDRESSES.every((address) => prefixes.includes(address)),
  },
];
