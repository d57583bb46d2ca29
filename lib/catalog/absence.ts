import { HostPatternKind } from '../net';
import { Cloud } from './model/cloud';
import { EndpointSet } from './model/endpoint-set';

/**
 * Why the sets of one entry have nothing for `cloud`, and what the web service of that cloud has of its hosts.
 *
 * @param published the sets of the entry, in the clouds that have one
 * @param inCloud every set of `cloud`
 */
export function absenceReason(published: readonly EndpointSet[], inCloud: readonly EndpointSet[], cloud: Cloud): string {
  const reason = published.find(({ cloudsReason }) => cloudsReason !== undefined)?.cloudsReason;
  const clouds = [...new Set(published.flatMap((set) => set.clouds))];
  const same = sameHosts(published, inCloud);
  return [
    ...(reason === undefined ? [] : [reason]),
    `it has endpoints for ${clouds.join(', ')}`,
    ...(same.length === 0 ? [] : [`the web service has ${same.join(', ')} for ${cloud.name} too`]),
  ].join('; ');
}

/** Hosts of the entry that sets of the web service hold, each with the slugs of those: `login.example.com (china-13)`. */
function sameHosts(published: readonly EndpointSet[], inCloud: readonly EndpointSet[]): string[] {
  const ofWebService = inCloud.filter(({ webService }) => webService !== undefined);
  const hosts = new Map(published.flatMap(hostsOf).filter(({ kind }) => kind !== HostPatternKind.TEMPLATE).map((host) => [`${host}`, host]));
  return [...hosts.values()].flatMap((host) => {
    const slugs = ofWebService.filter((set) => hostsOf(set).some((other) => other.contains(host))).map(({ slug }) => slug);
    return slugs.length === 0 ? [] : [`${host} (${slugs.join(', ')})`];
  });
}

function hostsOf({ flows, trustedSites }: EndpointSet): EndpointSet['trustedSites'] {
  return [...flows.flatMap(({ hosts }) => hosts), ...trustedSites];
}
