import { EndpointSetJson } from '../../catalog/editions/edition-json';
import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { CHINA, DOD, GCC_HIGH, WORLDWIDE } from './clouds';
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

const SUITE_WIDE = 'the names for the whole suite are needed too: those of service area Common in the web service (TrustedSites offers them as suiteWideHosts)';

interface ZoneFacts extends Pick<SetDraft, 'trustedSites' | 'caveats' | 'title'>, Partial<Pick<SetDraft, 'clouds'>> {
  readonly more?: NonNullable<EndpointSetJson['inexpressible']>;
}

function zone({ more = [], clouds = [WORLDWIDE], ...facts }: ZoneFacts): SetDraft[] {
  return [{ clouds, flows: [], inexpressible: [ZONE, ...more], ...facts }];
}

/** Names that the row means, and those that it states. */
function withStated({ hosts }: RowFacts, ...meant: string[]): string[] {
  return [...new Set([...meant, ...hosts.map(({ host }) => host)])];
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
  toSets: (row) => zone({
    trustedSites: withStated(row, '*.teams.cloud.microsoft', '*.teams.microsoft.com', 'teams.cloud.microsoft', 'teams.microsoft.com'),
    more: [COOKIES],
    caveats: ['the row names no host: those of Teams come from the web service (Worldwide id 12)', SUITE_WIDE],
  }),
};

/** The domain of SharePoint by cloud: that of the row, and those of the web service. */
const SHAREPOINT: readonly (readonly [cloud: string, domain: string])[] = [
  [WORLDWIDE, 'sharepoint.com'], [GCC_HIGH, 'sharepoint.us'], [DOD, 'sharepoint-mil.us'], [CHINA, 'sharepoint.cn'],
];

/** Every name that SharePoint gives to a tenant: its sites, its OneDrive, its administration, and the downloads of the first two. */
const TENANT_NAMES = ['<tenant>', '<tenant>-my', '<tenant>-admin', '<tenant>-files', '<tenant>-myfiles'];

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
    const namesBelow = (domain: string) => (template ? TENANT_NAMES.map((name) => `${name}.${domain}`) : []);
    return SHAREPOINT.flatMap(([cloud, domain]) => zone({
      clouds: [cloud],
      trustedSites: cloud === WORLDWIDE ? withStated(row, ...namesBelow(domain)) : namesBelow(domain),
      caveats: [
        ...(cloud === WORLDWIDE ? [] : [`the row says sharepoint.com; ${domain} is what the web service has for this cloud`]),
        'the row means every name with the name of the tenant in it: sites, OneDrive (-my), administration (-admin) and downloads (-files, -myfiles)',
        SUITE_WIDE,
      ],
    }));
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
    trustedSites: withStated(row, '*.assets-yammer.com', '*.yammer.com', '*.yammerusercontent.com'),
    caveats: ['the row names no host: those of Yammer come from the web service (Worldwide ids 117 and 118)', 'users must be authenticated at the proxy'],
  }),
};

/** Rows about the zone of trusted sites: settings of browsers, of which no rule can be made. */
export const TRUSTED_SITE_ROWS: readonly RowDefinition[] = [
  TRUSTED_SITES_AUTHENTICATION, TRUSTED_SITES_TEAMS, TRUSTED_SITES_SHAREPOINT, TRUSTED_SITES_YAMMER,
];
