import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../catalog';
import { byText } from '../../collections/by-text';
import { unresolvedTemplates } from '../../messages/errors';
import { HostPattern, HostPatternKind } from '../../net';
import { OptionTypes } from '../../rules/options/option-type';
import { concreteText, listOf, oneOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { CATALOG, CLOUD } from '../base/scenario-options';
import { requireTenant } from '../base/tenant-hosts';

/** A row about names that browsers must trust, by slug. */
export enum TrustedSiteRow {
  /** The sign-in pages. */
  AUTHENTICATION = 'trusted-sites-authentication',

  /** Teams, which also needs cookies of first and third parties. */
  TEAMS = 'trusted-sites-teams',

  /** SharePoint Online and OneDrive. Needs `tenant`. */
  SHAREPOINT = 'trusted-sites-sharepoint',

  /** Yammer, later Viva Engage. */
  YAMMER = 'trusted-sites-yammer',
}

/** Options of {@link TrustedSites}. */
export interface TrustedSitesProps {
  /**
   * The rows to gather names of.
   *
   * @default - all of them
   */
  readonly rows?: TrustedSiteRow[];

  /**
   * Name of the tenant, such as `contoso`, which `TrustedSiteRow.SHAREPOINT` needs.
   *
   * @default - none: that row is refused
   */
  readonly tenant?: string;

  /**
   * The Microsoft 365 cloud of the tenant. Beyond Worldwide only `TrustedSiteRow.SHAREPOINT` is known: name it in `rows`.
   *
   * @default Cloud.WORLDWIDE
   */
  readonly cloud?: Cloud;

  /**
   * The published data to use.
   *
   * @default Catalog.bundled()
   */
  readonly catalog?: Catalog;
}

const OPTIONS: OptionTypes<TrustedSitesProps> = {
  rows: listOf(oneOf('TrustedSiteRow', TrustedSiteRow), {
    example: 'TrustedSiteRow.TEAMS', empty: 'name a row, or leave the option out to gather all',
  }),
  tenant: concreteText('contoso'),
  cloud: CLOUD,
  catalog: CATALOG,
};

/** A name and the zone of Internet Explorer and Edge that it belongs to. */
export interface ZoneAssignment {
  /** The name as the policy takes it, such as `https://*.example.com`. */
  readonly site: string;

  /** `2` is the Trusted Sites zone. */
  readonly zone: string;
}

const TRUSTED_SITES_ZONE = '2';

/** What separates the entries of a list in a policy of Windows. */
const SEPARATOR = '&#xF000;';

/**
 * Browsers trust the sign-in pages, Teams, SharePoint Online and Yammer: a device setting, not a network rule.
 *
 * Provides the names as data and as policy values, for the tool that distributes your policies. It synthesises
 * nothing, and does not include the cookie settings that Teams needs.
 *
 * Additional endpoints rows 15 to 18 (2025-01).
 *
 * @see https://learn.microsoft.com/windows/client-management/mdm/policy-csp-internetexplorer#allowsitetozoneassignmentlist
 */
export class TrustedSites extends Construct {
  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: Object.values(TrustedSiteRow), example: { tenant: 'contoso' } };

  /** The names, distinct and in order of their text. */
  readonly hosts: readonly HostPattern[];

  /**
   * The names for the whole suite, which the rows of Teams and SharePoint ask for in addition: those of service area
   * Common in the web service. They are no part of `hosts` and of what is made of it: many cover more than a zone should.
   */
  readonly suiteWideHosts: readonly HostPattern[];

  /**
   * @throws EndpointError `EmptyList`, `UnresolvedTemplates` when a row needs the tenant, `NotPublishedForCloud` or `UnknownSlug`
   */
  constructor(scope: Construct, id: string, props: TrustedSitesProps = {}) {
    super(scope, id);
    const { rows = Object.values(TrustedSiteRow), tenant, cloud = Cloud.WORLDWIDE, catalog = Catalog.bundled() } = readOptions(OPTIONS, props);
    this.hosts = distinct(rows.flatMap((row) => catalog.require(row, cloud).trustedSites.flatMap((host) => resolve(row, host, tenant))));
    this.suiteWideHosts = distinct(catalog.where({ cloud, serviceArea: 'Common' }).flatMap(({ flows }) => flows.flatMap(({ hosts }) => hosts)));
  }

  /** The entries of the policy "Site to Zone Assignment List": each name over HTTPS, in the Trusted Sites zone. */
  get zoneAssignments(): ZoneAssignment[] {
    return this.hosts.map((host) => ({ site: `https://${host}`, zone: TRUSTED_SITES_ZONE }));
  }

  /**
   * The values of the Group Policy "Site to Zone Assignment List", by name of the value, as the registry holds them under
   * `Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings\ZoneMapKey`.
   */
  get groupPolicyValues(): Record<string, string> {
    return Object.fromEntries(this.zoneAssignments.map(({ site, zone }) => [site, zone]));
  }

  /**
   * The value of the Intune setting `./User/Vendor/MSFT/Policy/Config/InternetExplorer/AllowSiteToZoneAssignmentList`
   * (data type String): the policy enabled, with every name.
   */
  get intuneValue(): string {
    const list = this.zoneAssignments.flatMap(({ site, zone }) => [site, zone]).join(SEPARATOR);
    return `<enabled/><data id="IZ_ZonemapPrompt" value="${list}"/>`;
  }
}

function resolve(row: TrustedSiteRow, host: HostPattern, tenant: string | undefined): HostPattern[] {
  if (host.kind !== HostPatternKind.TEMPLATE) {
    return [host];
  }
  if (tenant === undefined) {
    throw unresolvedTemplates(row, [`${host}`], host.parameters);
  }
  return [host.resolve({ tenant: requireTenant(tenant) })];
}

/** Each once, in order of their text. */
function distinct(hosts: readonly HostPattern[]): HostPattern[] {
  return [...new Map(hosts.map((host) => [`${host}`, host])).values()].sort(byText(String));
}
