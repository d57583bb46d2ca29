import { AddressFamily, HostPattern, HostPatternKind, PrefixSet } from '../../../net';
import { RESERVED_PREFIXES } from '../../../net/addresses/reserved-prefixes';
import { EndpointFlow, EndpointSet } from '../../model/endpoint-set';
import { GuardCode, GuardFinding, placeOf, refusal } from './guard-finding';

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
} as const;

/**
 * Prefixes wider than the limit that a set may have all the same, by slug: their owner publishes the whole.
 *
 * @see https://support.apple.com/102266 (Apple; checked 2026-11)
 */
const WHOLE_NETWORKS: Readonly<Record<string, readonly string[]>> = { 'teams-mobile-push': ['17.0.0.0/8'] };

/** What of `sets` is beyond the limits, which depend on nothing else: the same data is judged alike on every day. */
export function judgeLimits(sets: readonly EndpointSet[]): GuardFinding[] {
  return sets.flatMap((set) => set.flows.flatMap((flow) => judgeFlow(flow, `${placeOf(set)}, flow ${flow.name}`)));
}

function judgeFlow({ prefixes, hosts, tcpPorts, udpPorts }: EndpointFlow, place: string): GuardFinding[] {
  return [
    ...judgeWidth(prefixes, place),
    ...RESERVED_PREFIXES.filter(({ prefixes: range }) => range.overlaps(prefixes)).flatMap(({ meaning, reference, prefixes: range }) => (
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
  const [second, top] = labels;
  const isRegistry = labels.length === 2 && top.length === 2 && REGISTRY_LABELS.test(second);
  return labels.length < 2 || isRegistry;
}
