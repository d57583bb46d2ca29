import { Cloud } from '../../../lib/catalog';
import { TrustedSiteRow, TrustedSites } from '../../../lib/scenarios';
import { Root } from '../support';

test('gathers the names of every row, once and sorted, with those of the tenant', () => {
  expect(new TrustedSites(new Root(), 'S', { tenant: 'contoso' }).hosts.map(String)).toEqual([
    '*.assets-yammer.com', '*.teams.cloud.microsoft', '*.teams.microsoft.com', '*.yammer.com', '*.yammerusercontent.com',
    'contoso-admin.sharepoint.com', 'contoso-files.sharepoint.com', 'contoso-my.sharepoint.com', 'contoso-myfiles.sharepoint.com', 'contoso.sharepoint.com',
    'secure.aadcdn.microsoftonline-p.com', 'teams.cloud.microsoft', 'teams.microsoft.com',
  ]);
});

const authentication = () => new TrustedSites(new Root(), 'S', { rows: [TrustedSiteRow.AUTHENTICATION, TrustedSiteRow.YAMMER] });

test('gives them as entries of the policy, in the Trusted Sites zone', () => {
  expect(authentication().zoneAssignments).toEqual([
    { site: 'https://*.assets-yammer.com', zone: '2' }, { site: 'https://*.yammer.com', zone: '2' }, { site: 'https://*.yammerusercontent.com', zone: '2' },
    { site: 'https://secure.aadcdn.microsoftonline-p.com', zone: '2' },
  ]);
  expect(authentication().groupPolicyValues).toMatchObject({ 'https://*.yammer.com': '2' });
});

test('gives them as the value of the Intune setting', () => {
  expect(new TrustedSites(new Root(), 'S', { rows: [TrustedSiteRow.SHAREPOINT], tenant: 'contoso' }).intuneValue).toBe(
    `<enabled/><data id="IZ_ZonemapPrompt" value="${['-admin', '-files', '-my', '-myfiles', ''].map((part) => `https://contoso${part}.sharepoint.com&#xF000;2`).join('&#xF000;')}"/>`,
  );
});

test('fails for SharePoint without a tenant, and for no row', () => {
  expect(() => new TrustedSites(new Root(), 'S')).toThrow('trusted-sites-sharepoint: <tenant>.sharepoint.com is a template, which no rule can match: give tenant');
  expect(() => new TrustedSites(new Root(), 'S', { rows: [] })).toThrow(expect.objectContaining({ code: 'EmptyList' }));
});

test.each([
  [Cloud.US_GOV_GCC_HIGH, 'sharepoint.us'], [Cloud.US_GOV_DOD, 'sharepoint-mil.us'], [Cloud.CHINA, 'sharepoint.cn'],
])('has the names of SharePoint in %s', (cloud, domain) => {
  const { hosts } = new TrustedSites(new Root(), 'S', { cloud, rows: [TrustedSiteRow.SHAREPOINT], tenant: 'contoso' });
  expect(hosts.map(String)).toEqual(['-admin', '-files', '-my', '-myfiles', ''].map((part) => `contoso${part}.${domain}`));
});

test('fails for a row that another cloud does not have, and tells what the web service has there', () => {
  expect(() => new TrustedSites(new Root(), 'S', { cloud: Cloud.US_GOV_DOD, tenant: 'contoso' })).toThrow(
    'trusted-sites-authentication has no endpoints for cloud "USGovDoD": the row names no cloud; its hosts are those of Worldwide; it has endpoints for Worldwide; '
    + 'the web service has secure.aadcdn.microsoftonline-p.com (usgovdod-14) for USGovDoD too',
  );
});

test('offers the names for the whole suite as data, and makes no settings of them', () => {
  const sites = new TrustedSites(new Root(), 'S', { rows: [TrustedSiteRow.TEAMS] });
  expect(sites.suiteWideHosts.map(String)).toEqual(expect.arrayContaining(['login.microsoftonline.com', '*.office.net']));
  expect(sites.zoneAssignments).toHaveLength(4);
});
