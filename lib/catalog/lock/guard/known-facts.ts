import { HostPattern, HostPatternKind, PortSet, PrefixSet, Protocol } from '../../../net';
import { microsoftAddressSpace } from '../../editions/address-space';
import { BUNDLED_EDITIONS } from '../../editions/bundled';
import { Cloud } from '../../model/cloud';
import { EndpointSet } from '../../model/endpoint-set';
import { registeredDomain } from './host-owner';
import { OPERATOR_BLOCKS, servicePorts, ServicePorts } from './published-facts';

/** Facts that were published before, by the editions of this package or by some others. */
export class KnownFacts {
  private static theBundled?: KnownFacts;

  /** Those of every edition that comes with this package. */
  static bundled(): KnownFacts {
    return (KnownFacts.theBundled ??= new KnownFacts(BUNDLED_EDITIONS.flatMap((entry) => entry.load().sets)));
  }

  private readonly addressesByScope = new Map<string, PrefixSet>();
  private readonly hostsByScope = new Map<string, HostList>();
  private domains?: ReadonlySet<string | undefined>;

  constructor(private readonly sets: readonly EndpointSet[]) {}

  /** The addresses that were published where `set` stands. */
  addresses(set: EndpointSet, cloud: Cloud): PrefixSet {
    return remembered(this.addressesByScope, scopeOf(set, cloud), () => addressesOf(this.inScope(set, cloud)));
  }

  /** Whether a host was published where `set` stands, by itself or by a wildcard that covers it. */
  hasHost(host: HostPattern, set: EndpointSet, cloud: Cloud): boolean {
    return remembered(this.hostsByScope, scopeOf(set, cloud), () => new HostList(this.inScope(set, cloud).flatMap(hostsOf))).covers(host);
  }

  /** The same wherever it was published, in whatever cloud. */
  hasHostAnywhere(host: HostPattern): boolean {
    return remembered(this.hostsByScope, '', () => new HostList(this.sets.flatMap(hostsOf))).covers(host);
  }

  /** Whether any set has a name of the same registered domain as `host`. */
  hasDomainOf(host: HostPattern): boolean {
    this.domains ??= new Set(this.sets.flatMap(hostsOf).map(registeredDomain));
    const domain = registeredDomain(host);
    return domain !== undefined && this.domains.has(domain);
  }

  /** The ports that the set of the same slug had. */
  ports(set: EndpointSet, cloud: Cloud): ServicePorts {
    return this.sameSlug(set, cloud).flatMap(({ flows }) => flows).reduce((ports, { tcpPorts, udpPorts }): ServicePorts => ({
      [Protocol.TCP]: ports[Protocol.TCP].union(tcpPorts), [Protocol.UDP]: ports[Protocol.UDP].union(udpPorts),
    }), { [Protocol.TCP]: PortSet.EMPTY, [Protocol.UDP]: PortSet.EMPTY } as ServicePorts);
  }

  /** The service areas that the set of the same slug belonged to. */
  serviceAreas(set: EndpointSet, cloud: Cloud): string[] {
    return this.sameSlug(set, cloud).flatMap(({ webService }) => webService?.serviceArea ?? []);
  }

  private sameSlug({ slug }: EndpointSet, cloud: Cloud): EndpointSet[] {
    return this.sets.filter((known) => known.slug === slug && known.clouds.includes(cloud));
  }

  private inScope(set: EndpointSet, cloud: Cloud): EndpointSet[] {
    return this.sets.filter((known) => known.clouds.includes(cloud) && scopeOf(known, cloud) === scopeOf(set, cloud));
  }
}

/** Published hosts, most of which are asked for again as they are. */
class HostList {
  private readonly texts: ReadonlySet<string>;
  private readonly patterns: readonly HostPattern[];

  constructor(hosts: readonly HostPattern[]) {
    this.texts = new Set(hosts.map(String));
    this.patterns = hosts.filter(({ kind }) => kind !== HostPatternKind.EXACT);
  }

  covers(host: HostPattern): boolean {
    return this.texts.has(String(host)) || this.patterns.some((pattern) => pattern.contains(host));
  }
}

/**
 * Where a fact counts as published before: anywhere in the web service of the cloud, whose sets are divided and merged
 * from month to month; for a row, in the same row only. Apple's addresses in one row are no evidence for another.
 */
function scopeOf({ webService, slug }: EndpointSet, cloud: Cloud): string {
  return webService === undefined ? `${cloud} row ${slug}` : `${cloud} web service`;
}

/** Addresses that are known to be Microsoft's, or those of the partner that operates the cloud. */
export function ownAddresses(cloud: Cloud): PrefixSet {
  return OPERATOR_BLOCKS.filter((block) => block.cloud === cloud.name)
    .reduce((all, { prefixes }) => all.union(prefixes), microsoftAddressSpace().prefixes);
}

/** The well-known ports of the service that a set belongs to. */
export function usualPorts({ webService }: EndpointSet, cloud: Cloud): ServicePorts {
  return servicePorts(webService?.serviceArea, cloud.name);
}

/** All addresses that some sets publish themselves. */
export function addressesOf(sets: readonly EndpointSet[]): PrefixSet {
  const builder = PrefixSet.builder();
  sets.flatMap(({ flows }) => flows).forEach(({ prefixes }) => builder.addSet(prefixes));
  return builder.build();
}

/** All host patterns that a set publishes, for rules and for browsers. */
export function hostsOf({ flows, trustedSites }: EndpointSet): HostPattern[] {
  return [...flows.flatMap(({ hosts }) => hosts), ...trustedSites];
}

function remembered<V>(values: Map<string, V>, key: string, compute: () => V): V {
  const value = values.get(key) ?? compute();
  values.set(key, value);
  return value;
}
