import { HostPattern, PortSet, Prefix, PrefixSet, Protocol } from '../../../net';
import { Cloud } from '../../model/cloud';
import { EndpointFlow, EndpointSet } from '../../model/endpoint-set';
import { Acknowledgement, GuardCode, GuardFinding, placeOf, refusal } from './guard-finding';
import { coversPublicSuffix, isHosted, isOfMicrosoft } from './host-owner';
import { judgeChanges } from './judge-changes';
import { addressesOf, KnownFacts, ownAddresses, usualPorts } from './known-facts';
import { FORMER_HOSTED_NAMES } from './published-facts';

/** Facts that were published before: by this package, and by the editions that are replaced. */
interface Evidence {
  readonly bundled: KnownFacts;
  readonly previous: KnownFacts;
  readonly acknowledgements: readonly Acknowledgement[];
}

/**
 * What of `sets` no evidence speaks for.
 *
 * What `previous` holds passes; where it was acknowledged it is named all the same, so that the acknowledgement stays
 * beside what it lets pass.
 */
export function judgeEvidence(
  sets: readonly EndpointSet[], previous: readonly EndpointSet[], acknowledgements: readonly Acknowledgement[],
): GuardFinding[] {
  const evidence = { bundled: KnownFacts.bundled(), previous: new KnownFacts(previous), acknowledgements };
  return [
    ...sets.flatMap((set) => [
      ...set.clouds.flatMap((cloud) => [...judgeAddresses(set, cloud, evidence), ...judgeServiceArea(set, cloud, evidence)]),
      ...set.flows.flatMap((flow) => judgeHosts(flow.hosts, set, `${placeOf(set)}, flow ${flow.name}`, evidence)),
      ...judgeHosts(set.trustedSites, set, `${placeOf(set)}, trusted sites`, evidence),
      ...set.flows.flatMap((flow) => judgePorts(flow, set, evidence)),
    ]),
    ...judgeChanges(sets, previous),
  ];
}

function judgeAddresses(set: EndpointSet, cloud: Cloud, { bundled, previous, acknowledgements }: Evidence): GuardFinding[] {
  const place = `${set.slug} (${cloud})`;
  const outside = addressesOf([set]).subtract(ownAddresses(cloud)).subtract(bundled.addresses(set, cloud));
  const accepted = acknowledgements.filter((each) => each.code === GuardCode.FOREIGN_ADDRESSES && each.place === place)
    .flatMap(({ value }) => Prefix.find(value) ?? []).filter((prefix) => outside.overlaps(PrefixSet.from([prefix])));
  const unknown = outside.subtract(previous.addresses(set, cloud)).subtract(PrefixSet.from(accepted));
  return [...accepted.map(String), ...unknown.toStrings()].map((value) => (
    refusal(GuardCode.FOREIGN_ADDRESSES, place, value, 'is outside Microsoft\'s address space, and no known edition published it here')
  ));
}

function judgeHosts(hosts: readonly HostPattern[], set: EndpointSet, place: string, evidence: Evidence): GuardFinding[] {
  const { bundled, previous, acknowledgements } = evidence;
  const isHeld = (facts: KnownFacts, host: HostPattern) => set.clouds.every((cloud) => facts.hasHost(host, set, cloud));
  return hosts.filter((host) => !isHeld(bundled, host)).flatMap((host) => {
    const code = coversPublicSuffix(host) ? GuardCode.WILDCARD_TOO_WIDE : GuardCode.FOREIGN_HOST;
    const isAccepted = acknowledgements.some((each) => each.code === code && each.place === place && each.value === String(host));
    const why = code === GuardCode.WILDCARD_TOO_WIDE ? 'covers names that anybody can register' : foreignness(host, [bundled, previous]);
    return why === undefined || (isHeld(previous, host) && !isAccepted) ? [] : [refusal(code, place, String(host), why)];
  });
}

/** Why a host, which was not published before, is nobody's that was published before. */
function foreignness(host: HostPattern, known: readonly KnownFacts[]): string | undefined {
  if (isHosted(host)) {
    return FORMER_HOSTED_NAMES.includes(`${host}`) || known.some((facts) => facts.hasHostAnywhere(host)) ? undefined
      : 'is a name that anybody can get from a hosting service, and no known edition published it';
  }
  return isOfMicrosoft(host) || known.some((facts) => facts.hasDomainOf(host)) ? undefined : 'is of a domain that no known edition published';
}

function judgePorts(flow: EndpointFlow, set: EndpointSet, { bundled, previous, acknowledgements }: Evidence): GuardFinding[] {
  const place = `${placeOf(set)}, flow ${flow.name}`;
  return ([[Protocol.TCP, flow.tcpPorts], [Protocol.UDP, flow.udpPorts]] as const).flatMap(([protocol, ports]) => {
    const unusual = set.clouds.reduce((all, cloud) => all.union(
      ports.subtract(usualPorts(set, cloud)[protocol]).subtract(bundled.ports(set, cloud)[protocol]),
    ), PortSet.EMPTY);
    const value = `${protocol.toUpperCase()} ${unusual}`;
    const isHeld = set.clouds.every((cloud) => previous.ports(set, cloud)[protocol].containsSet(unusual));
    const isAccepted = acknowledgements.some((each) => each.code === GuardCode.UNUSUAL_PORTS && each.place === place && each.value === value);
    return unusual.isEmpty || (isHeld && !isAccepted) ? []
      : [refusal(GuardCode.UNUSUAL_PORTS, place, value, 'was never open for the set, and is not a port of its service')];
  });
}

function judgeServiceArea(set: EndpointSet, cloud: Cloud, { bundled, previous }: Evidence): GuardFinding[] {
  const area = set.webService?.serviceArea;
  const former = [...new Set([...previous.serviceAreas(set, cloud), ...bundled.serviceAreas(set, cloud)])];
  return area === undefined || former.length === 0 || former.includes(area) ? [] : [
    refusal(GuardCode.SERVICE_AREA_CHANGED, `${set.slug} (${cloud})`, `${former.join(', ')} to ${area}`, 'is another service for the same id, which is immutable'),
  ];
}
