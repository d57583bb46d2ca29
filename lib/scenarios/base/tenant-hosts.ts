import { invalidTenant } from '../../messages/errors';
import { HostPattern } from '../../net';

/** Names under a domain of SharePoint Online that belong to a tenant: its sites, and the OneDrive of its users. */
const SHAREPOINT = /^\*\.(sharepoint(-mil)?\.[a-z.]+)$/;

/** The name of a tenant stands for the star. */
const AUTODISCOVER = /^autodiscover\.\*\.(?:mail\.)?onmicrosoft\.[a-z.]+$/;

/**
 * The names of one tenant in place of a pattern that stands for those of every tenant, as the web service gives them when
 * it is asked with `TenantName`; any other pattern as it is.
 *
 * @throws EndpointError `InvalidHostParameter` when `tenant` cannot be part of a host name
 * @see https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-ip-web-service
 */
export function tenantHosts(pattern: HostPattern, tenant: string): HostPattern[] {
  const [, domain] = SHAREPOINT.exec(`${pattern}`) ?? [];
  const templates = domain !== undefined
    ? [`<tenant>.${domain}`, `<tenant>-my.${domain}`]
    : [AUTODISCOVER.test(`${pattern}`) ? `${pattern}`.replace('*', '<tenant>') : `${pattern}`];
  const values = { tenant: requireTenant(tenant) };
  return templates.map((text) => HostPattern.parse(text).resolve(values));
}

/**
 * `tenant`, when it can be the name of one.
 *
 * @throws EndpointError `InvalidHostParameter` for several labels, such as a whole domain
 */
export function requireTenant(tenant: string): string {
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(tenant)) {
    throw invalidTenant(tenant);
  }
  return tenant;
}
