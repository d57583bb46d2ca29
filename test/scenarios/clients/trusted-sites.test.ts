import { TrustedSiteRow, TrustedSites } from '../../../lib/scenarios';
import { Root } from '../support';

test('gathers the names of every row, once and sorted, with those of the tenant', () => {
  expect(new TrustedSites(new Root(), 'S', { tenant: 'contoso' }).hosts.map(String)).toEqual([
    '*.assets-yammer.com', '*.teams.cloud.microsoft', '*.teams.microsoft.com', '*.yammer.com', '*.yammerusercontent.com',
    'contoso-my.sharepoint.com', 'contoso.sharepoint.com', 'secure.aadcdn.microsoftonline-p.com', 'teams.cloud.microsoft', 'teams.microsoft.com',
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
    '<enabled/><data id="IZ_ZonemapPrompt" value="https://contoso-my.sharepoint.com&#xF000;2&#xF000;https://contoso.sharepoint.com&#xF000;2"/>',
  );
});

test('fails for SharePoint without a tenant, and for no row', () => {
  expect(() => new TrustedSites(new Root(), 'S')).toThrow('trusted-sites-sharepoint: <tenant>.sharepoint.com is a template, which no rule can match: give tenant');
  expect(() => new TrustedSites(new Root(), 'S', { rows: [] })).toThrow(expect.objectContaining({ code: 'EmptyList' }));
});
