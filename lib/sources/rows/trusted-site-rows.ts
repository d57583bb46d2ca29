import { EndpointSetJson } from '../../catalog/editions/edition-json';
import { FindingCode } from '../findings/finding-code';
import { WORLDWIDE } from './clouds';
import { matches, mentions, Report, RowDefinition, SetDraft, statesNothing, where } from './row-definition';

/** The host of sign-in pages; `…partner…` is the one in China, of another row. */
const SIGN_IN = 'secure.aadcdn.microsoftonline-p.com';

const ZONE = {
  what: 'names in the Trusted Sites zone of Internet Explorer or Edge',
  reason: 'a setting of browsers, not of networks: set it with a policy for devices; trustedSites lists the names',
};

const COOKIES = {
  what: 'cookies of first and third parties',
  reason: 'a setting of browsers, not of networks: allow them with a policy for devices',
};

function zone(rest: Pick<SetDraft, 'trustedSites' | 'caveats' | 'title'> & { more?: NonNullable<EndpointSetJson['inexpressible']> }): SetDraft[] {
  const { more = [], ...facts } = rest;
  return [{ clouds: [WORLDWIDE], flows: [], inexpressible: [ZONE, ...more], ...facts }];
}

const TRUSTED_SITES_AUTHENTICATION: RowDefinition = {
  slug: 'trusted-sites-authentication',
  title: 'Browsers trust the sign-in pages',
  since: '2018-08',
  clues: [
    where((row) => row.hosts.some(({ host }) => host === SIGN_IN) && row.hosts.length === 1, 5),
    where((row) => /FQDN/.test(row.text) && statesNothing(row) && !/Teams|SharePoint|Yammer|Viva/i.test(row.text), 4),
  ],
  cell: 'purpose',
  known: [{ since: '2018-08', hosts: [SIGN_IN], prefixes: [] }],
  toSets: (row) => zone({ trustedSites: row.hosts.map(({ host }) => host) }),
};

const TRUSTED_SITES_TEAMS: RowDefinition = {
  slug: 'trusted-sites-teams',
  title: 'Browsers trust Teams and let it set cookies',
  since: '2018-08',
  clues: [
    where((row) => /\bTeams\b/i.test(row.text) && statesNothing(row) && !/Android|Firebase|FCM|Apple/.test(row.text), 4),
    mentions('known-issues', 1),
  ],
  cell: 'purpose',
  known: [{ since: '2018-08', hosts: [], prefixes: [] }],
  toSets: () => zone({
    trustedSites: ['*.teams.cloud.microsoft', '*.teams.microsoft.com', 'teams.cloud.microsoft', 'teams.microsoft.com'],
    more: [COOKIES],
    caveats: ['the row names no host: those of Teams come from the web service (Worldwide id 12)'],
  }),
};

const TRUSTED_SITES_SHAREPOINT: RowDefinition = {
  slug: 'trusted-sites-sharepoint',
  title: 'Browsers trust SharePoint Online and OneDrive',
  since: '2018-08',
  clues: [where((row) => /sharepoint\.com/i.test(row.text), 4), matches(/OneDrive/, 2), matches(/<tenant>/, 1)],
  cell: 'purpose',
  known: [],
  toSets: (row, report: Report) => {
    const template = /sharepoint\.com/i.test(row.text) && row.text.includes('<tenant>');
    if (!template) {
      report(FindingCode.FACT_MISSING, 'error', 'the family of names <tenant>.sharepoint.com is missing: compare the page with another edition or language');
    }
    return zone({
      trustedSites: template ? ['<tenant>.sharepoint.com'] : [],
      caveats: ['every name under sharepoint.com with the name of the tenant in it is meant, such as <tenant>-my.sharepoint.com'],
    });
  },
};

const TRUSTED_SITES_YAMMER: RowDefinition = {
  slug: 'trusted-sites-yammer',
  title: 'Browsers trust Yammer',
  since: '2018-08',
  clues: [where((row) => /Yammer|Viva Engage/i.test(row.text) && statesNothing(row), 5)],
  cell: 'purpose',
  known: [{ since: '2018-08', hosts: [], prefixes: [] }],
  toSets: (row) => zone({
    ...(/Viva Engage/i.test(row.text) ? { title: 'Browsers trust Viva Engage, formerly Yammer' } : {}),
    trustedSites: ['*.assets-yammer.com', '*.yammer.com', '*.yammerusercontent.com'],
    caveats: ['the row names no host: those of Yammer come from the web service (Worldwide ids 117 and 118)', 'users must be authenticated at the proxy'],
  }),
};

/** Rows about the zone of trusted sites: settings of browsers, of which no rule can be made. */
export const TRUSTED_SITE_ROWS: readonly RowDefinition[] = [
  TRUSTED_SITES_AUTHENTICATION, TRUSTED_SITES_TEAMS, TRUSTED_SITES_SHAREPOINT, TRUSTED_SITES_YAMMER,
];
