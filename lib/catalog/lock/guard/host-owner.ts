import { getDomain, getPublicSuffix } from 'tldts';
import { HostPattern, HostPatternKind } from '../../../net';
import { FORMER_DOMAINS, MICROSOFT_TOP_LEVEL_DOMAINS } from './published-facts';

const WITH_HOSTING_SERVICES = { allowPrivateDomains: true, detectIp: false, validateHostname: false } as const;
const REGISTRIES_ONLY = { ...WITH_HOSTING_SERVICES, allowPrivateDomains: false } as const;

/**
 * Hosting services below a domain that looks like one owner's, most of which the Public Suffix List lacks: anybody gets a name below
 * them, and a wildcard on the domain, or on the service, covers names of everybody.
 *
 * @see https://learn.microsoft.com/azure/security/fundamentals/azure-domains (checked 2026-11)
 */
const HOSTING_SERVICES: readonly string[] = [
  'blob.core.windows.net', 'cloudapp.azure.com', 'database.windows.net', 'documents.azure.com', 'redis.cache.windows.net', 's3.amazonaws.com',
  'search.windows.net', 'service.signalr.net', 'vault.azure.net', 'webpubsub.azure.com',
];

/**
 * Whether a pattern covers names that anybody can register, by the Public Suffix List: those of a registry (`*.co.uk`)
 * or of a hosting service (`*.azurewebsites.net`, `*.github.io`).
 *
 * @see https://publicsuffix.org
 */
export function coversPublicSuffix(pattern: HostPattern): boolean {
  if (pattern.kind === HostPatternKind.EXACT || pattern.kind === HostPatternKind.TEMPLATE) {
    return false;
  }
  const fixed = fixedPart(pattern);
  return fixed === '' || getPublicSuffix(fixed, WITH_HOSTING_SERVICES) === fixed
    || HOSTING_SERVICES.some((service) => `.${service}`.endsWith(`.${fixed}`));
}

/** The domain that was registered for the names of a pattern: `example.co.uk` of `*.www.example.co.uk`. */
export function registeredDomain(pattern: HostPattern): string | undefined {
  return getDomain(fixedPart(pattern), REGISTRIES_ONLY) ?? undefined;
}

/** Whether it is a name, or names, that one customer of a hosting service has: `contoso.azurewebsites.net`. */
export function isHosted(pattern: HostPattern): boolean {
  const fixed = fixedPart(pattern);
  const hosted = getDomain(fixed, WITH_HOSTING_SERVICES);
  return (hosted !== null && hosted !== getDomain(fixed, REGISTRIES_ONLY)) || HOSTING_SERVICES.some((service) => fixed.endsWith(`.${service}`));
}

/** Whether a name is Microsoft's by its domain alone. */
export function isOfMicrosoft(pattern: HostPattern): boolean {
  const domain = registeredDomain(pattern) ?? '';
  return FORMER_DOMAINS.includes(domain) || MICROSOFT_TOP_LEVEL_DOMAINS.includes(domain.slice(domain.lastIndexOf('.') + 1));
}

/** The whole labels after the last star or parameter of a pattern: all names that it covers end in them. */
function fixedPart(pattern: HostPattern): string {
  const text = pattern.toString();
  const last = Math.max(text.lastIndexOf('*'), text.lastIndexOf('>'));
  return last < 0 ? text : text.slice(last + 1).split('.').slice(1).join('.');
}
