import { AddressFamily, HostPattern, HostPatternKind, PrefixSet } from '../../net';
import { RESERVED_PREFIXES } from '../../net/addresses/reserved-prefixes';
import { countAddresses } from '../diff/diff-tree';
import { EndpointFlow, EndpointSet } from '../model/endpoint-set';
import { Finding } from '../model/finding';

/**
 * How much published data may open. Wide enough for everything published so far, and no wider.
 *
 * @see https://endpoints.office.com/endpoints/Worldwide (its widest prefixes are 40.96.0.0/13 and several /32 of IPv6; checked 2026-08-14)
 */
export const GUARD_LIMITS = {
  /** Shortest prefix of IPv4, after merging: about a million addresses. */
  ipv4Length: 12,

  /** Shortest prefix of IPv6, after merging: what a registry gives to one provider. */
  ipv6Length: 32,

  /** Most ports of one protocol in a flow: the media ports of Skype for Business are 10,000. */
  ports: 20_000,

  /** How many times the addresses that it had a set may have. */
  growthFactor: 2,

  /** Sets that stay below so many IPv4 addresses may grow as they like. */
  ipv4Floor: 1024n,

  /** Sets that stay below so many IPv6 addresses may grow as they like: 256 networks of length 64. */
  ipv6Floor: 2n ** 72n,
} as const;

/**
 * Prefixes wider than the limit that a set may have all the same, by slug: their owner publishes the whole.
 *
 * @see https://support.apple.com/102266 (Apple; checked 2026-11)
 */
const WHOLE_NETWORKS: Readonly<Record<string, readonly string[]>> = { 'teams-mobile-push': ['17.0.0.0/8'] };

/** What a check of the guard is about. */
export enum GuardCode {
  /** A prefix, after merging, is shorter than the limit. */
  PREFIX_TOO_WIDE = 'PrefixTooWide',
  /** Private, multicast, documentation or other addresses that no public service has. */
  RESERVED_ADDRESSES = 'ReservedAddresses',
  /** A wildcard that covers names of everybody, such as `*.com`. */
  WILDCARD_TOO_WIDE = 'WildcardTooWide',
  /** More ports than the limit. */
  TOO_MANY_PORTS = 'TooManyPorts',
  /** A set has many times the addresses that it had. */
  SET_HAS_GROWN = 'SetHasGrown',
  /** An acknowledgement that lets nothing pass. */
  ACKNOWLEDGEMENT_UNUSED = 'AcknowledgementUnused',
}

/** The recorded decision of a human that one finding may pass. It is kept in the lock, with the data it lets pass. */
export interface Acknowledgement {
  /** The check that may pass. */
  readonly code: GuardCode;

  /** Where, exactly as the finding names it, such as `row-slug (Worldwide), flow service`. */
  readonly place: string;

  /** What may pass, exactly as the finding names it, such as `40.0.0.0/8`. Anything else at that place is still refused. */
  readonly value: string;

  /** Why it is right all the same. */
  readonly reason: string;
}

/** A finding of the guard. */
export interface GuardFinding extends Finding {
  readonly code: GuardCode;

  /** What would be opened; an acknowledgement names it. */
  readonly value: string;
}

/** What the guard judges by, besides its limits. */
export interface GuardProps {
  /**
   * The sets as they were, for judging growth.
   *
   * @default - growth is not judged
   */
  readonly previous?: readonly EndpointSet[];

  /** @default - nothing is let pass */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/**
 * Judges whether endpoint sets would open more than published data ever should.
 *
 * Addresses are judged merged, so that a wide prefix does not pass in pieces. What an
 * acknowledgement lets pass becomes an `info` finding with its reason; everything else
 * is an `error`, and the data must not be used. An acknowledgement without use is a
 * `warning`: the next wide prefix must not find it lying about.
 *
 * @see {@link GUARD_LIMITS}
 */
export function guardSets(sets: readonly EndpointSet[], props: GuardProps = {}): GuardFinding[] {
  const { previous, acknowledgements = [] } = props;
  const found = sets.flatMap((set) => [
    ...set.flows.flatMap((flow) => judgeFlow(flow, `${placeOf(set)}, flow ${flow.name}`)),
    ...previous === undefined ? [] : judgeGrowth(set, previous),
  ]);
  const isMeant = (finding: GuardFinding) => ({ code, place, value }: Acknowledgement) => (
    code === finding.code && place === finding.place && value === finding.value
  );
  const judged = found.map((finding): GuardFinding => {
    const acknowledged = acknowledgements.find(isMeant(finding));
    return acknowledged === undefined ? finding : { ...finding, severity: 'info', message: `${finding.message}; acknowledged: ${acknowledged.reason}` };
  });
  const unused = acknowledgements.filter((acknowledgement) => !found.some((finding) => isMeant(finding)(acknowledgement)));
  return [...judged, ...unused.map(unusedFinding)];
}

function placeOf({ slug, clouds }: EndpointSet): string {
  return `${slug} (${clouds.join(', ')})`;
}

function judgeFlow({ prefixes, hosts, tcpPorts, udpPorts }: EndpointFlow, place: string): GuardFinding[] {
  return [
    ...judgeWidth(prefixes, place),
    ...RESERVED_PREFIXES.flatMap(({ meaning, reference, prefixes: range }) => (
      prefixes.intersect(range).toStrings().map((value) => refusal(GuardCode.RESERVED_ADDRESSES, place, value, `is for ${meaning} (${reference})`))
    )),
    ...hosts.filter(coversNamesOfEverybody).map((host) => (
      refusal(GuardCode.WILDCARD_TOO_WIDE, place, host.toString(), 'covers names that anybody can register')
    )),
    ...([['TCP', tcpPorts], ['UDP', udpPorts]] as const).filter(([, ports]) => ports.size > GUARD_LIMITS.ports).map(([protocol, ports]) => (
      refusal(GuardCode.TOO_MANY_PORTS, place, `${protocol} ${ports}`, `is more than ${GUARD_LIMITS.ports} ports`)
    )),
  ];
}

function judgeWidth(prefixes: PrefixSet, place: string): GuardFinding[] {
  const limits = [[AddressFamily.IPV4, GUARD_LIMITS.ipv4Length], [AddressFamily.IPV6, GUARD_LIMITS.ipv6Length]] as const;
  const known = WHOLE_NETWORKS[place.split(' ')[0]] ?? [];
  return limits.flatMap(([family, shortest]) => prefixes.prefixes(family).filter((prefix) => prefix.length < shortest && !known.includes(`${prefix}`)).map((prefix) => (
    refusal(GuardCode.PREFIX_TOO_WIDE, place, prefix.toString(), `is wider than a /${shortest}`)
  )));
}

function judgeGrowth(set: EndpointSet, previous: readonly EndpointSet[]): GuardFinding[] {
  // Judged against what every cloud of it had: a set must not hide its growth behind the cloud that had most.
  const before = set.clouds.map((cloud) => previous.find(({ slug, clouds }) => slug === set.slug && clouds.includes(cloud)));
  const after = addressesOf(set);
  return before.flatMap((old, i) => {
    const had = old === undefined ? undefined : addressesOf(old);
    const families = [[AddressFamily.IPV4, GUARD_LIMITS.ipv4Floor], [AddressFamily.IPV6, GUARD_LIMITS.ipv6Floor]] as const;
    return had === undefined ? [] : families
      .filter(([family, floor]) => after.size(family) > floor && after.size(family) > had.size(family) * BigInt(GUARD_LIMITS.growthFactor))
      .map(([family]) => refusal(
        GuardCode.SET_HAS_GROWN, `${set.slug} (${set.clouds[i]})`, `${family} addresses ${had.size(family)} to ${after.size(family)}`,
        `is more than ${GUARD_LIMITS.growthFactor} times as many; new are ${countAddresses(after.subtract(had))}`,
      ));
  });
}

function addressesOf({ flows }: EndpointSet): PrefixSet {
  return PrefixSet.union(flows.map(({ prefixes }) => prefixes));
}

/** Second-level names under which country registries let anybody register, as in `co.uk`. */
const REGISTRY_LABELS = /^(ac|co|com|edu|gob|gov|go|mil|ne|net|or|org)$/;

/**
 * Whether a pattern has so little after its star that names of unrelated owners match.
 *
 * The rule: two whole labels must follow, three where they look like `co.uk`. In
 * `*office.com` only `com` is a whole label, since `evil-office.com` matches too. The
 * rule does not know hosting services such as `*.cloudapp.net`, which are published.
 * A template covers nothing until the app names its value.
 */
function coversNamesOfEverybody(pattern: HostPattern): boolean {
  if (pattern.kind === HostPatternKind.EXACT || pattern.kind === HostPatternKind.TEMPLATE) {
    return false;
  }
  const text = pattern.toString();
  const [, ...labels] = text.slice(text.lastIndexOf('*')).split('.');
  const [second, top] = labels.slice(-2);
  const isRegistry = labels.length === 2 && top.length === 2 && REGISTRY_LABELS.test(second);
  return labels.length < 2 || isRegistry;
}

function refusal(code: GuardCode, place: string, value: string, why: string): GuardFinding {
  return { code, severity: 'error', place, value, message: `${value} ${why}; check it with the publisher, and acknowledge it if it is right` };
}

function unusedFinding({ place, value }: Acknowledgement): GuardFinding {
  const message = `the acknowledgement of ${value} lets nothing pass; remove it`;
  return { code: GuardCode.ACKNOWLEDGEMENT_UNUSED, severity: 'warning', place, value, message };
}
