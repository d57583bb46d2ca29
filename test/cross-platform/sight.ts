/**
 * What each kind of platform can see of traffic, from the platforms' own documentation and by hand: the oracle of
 * the matrix, which shares no code with `lib/`.
 */
import { AddressFamily, Direction, HostPatternKind, PortRange, PortSet, PrefixSet, Protocol } from '../../lib/net';
import { Rule } from '../../lib/rules';
import { admittedByRules, AdmittedNames, AdmittedSpace } from '../../lib/verify';

/** The part of a rule that a platform sees by address, and the parts that it sees by name. */
export interface Sight {
  addresses(rule: Rule): Rule[];
  names(rule: Rule): Rule[];

  /** Whether a name that is admitted is admitted whatever it is then used for. */
  readonly namesOnEveryPort?: boolean;
}

/** What rules admit where only `sight` is seen of them. */
export function seen(rules: readonly Rule[], sight: Sight): { admitted: AdmittedSpace; names: AdmittedNames } {
  const { names } = admittedByRules(rules.flatMap((rule) => sight.names(rule)));
  return {
    admitted: admittedByRules(rules.flatMap((rule) => sight.addresses(rule))).admitted,
    names: sight.namesOnEveryPort ? names.onEveryPort() : names,
  };
}

const nothing = () => [];
const everything = (rule: Rule) => [rule];
const outbound = ({ direction }: Rule) => direction === Direction.OUTBOUND;
const ofKinds = (rule: Rule, ...kinds: HostPatternKind[]) => rule.hosts.filter(({ kind }) => kinds.includes(kind));
const onlyIpv4 = (rule: Rule) => ({ ...rule, prefixes: rule.prefixes.only(AddressFamily.IPV4) });

/** Addresses of both families, on every port. */
export const ADDRESSES: Sight = { addresses: everything, names: nothing };

const HTTPS = PortSet.of(PortRange.of(443));

/** Sources of requests, where the filter stands before TCP 443. */
export const WEB: Sight = {
  addresses: (rule) => (!outbound(rule) && rule.protocol === Protocol.TCP && rule.ports.containsSet(HTTPS) ? [{ ...rule, ports: HTTPS }] : []),
  names: nothing,
};

/** The same for IPv4 only. */
export const WEB_IPV4: Sight = { ...WEB, addresses: (rule) => WEB.addresses(rule).map(onlyIpv4) };

/** IPv4 addresses, for whatever rule names them: here one for outbound TCP 443. */
export const LISTED: Sight = {
  addresses: (rule) => [{ ...onlyIpv4(rule), direction: Direction.OUTBOUND, protocol: Protocol.TCP, ports: HTTPS }],
  names: nothing,
};

const WEB_PORTS = PortSet.of(PortRange.of(80), PortRange.of(443));

/** Addresses, and names with a star at the very left on TCP 80 and 443, exact names elsewhere. */
export const AZURE_FIREWALL_IPV6: Sight = {
  addresses: (rule) => (outbound(rule) ? [rule] : []),
  names: (rule) => {
    const web = rule.protocol === Protocol.TCP ? rule.ports.intersect(WEB_PORTS) : PortSet.EMPTY;
    const { EXACT, LEADING_WILDCARD, DOTLESS_WILDCARD } = HostPatternKind;
    return !outbound(rule) ? [] : [
      { ...rule, ports: web, hosts: ofKinds(rule, EXACT, LEADING_WILDCARD, DOTLESS_WILDCARD) },
      { ...rule, ports: rule.ports.subtract(web), hosts: ofKinds(rule, EXACT) },
    ];
  },
};

/** The same without the preview of IPv6. */
export const AZURE_FIREWALL: Sight = { ...AZURE_FIREWALL_IPV6, addresses: (rule) => AZURE_FIREWALL_IPV6.addresses(rule).map(onlyIpv4) };

/** TCP ports on which Suricata sees names. */
const NAMED = PortSet.of(...[80, 443, 993, 995, 5061, 5671].map((port) => PortRange.of(port)), PortRange.of(5228, 5230));

/** Every address, and names in the hello of TLS and in requests of HTTP. */
export const NETWORK_FIREWALL: Sight = {
  addresses: everything,
  names: (rule) => (outbound(rule) && rule.protocol === Protocol.TCP ? [{ ...rule, ports: rule.ports.intersect(NAMED) }] : []),
};

/** Names with no star but one in front, before a dot. */
export const RESOLVER: Sight = {
  addresses: nothing,
  names: (rule) => (outbound(rule) ? [{ ...rule, prefixes: PrefixSet.EMPTY, hosts: rule.hosts.filter((host) => /^(\*\.)?[^*_]*$/.test(`${host}`)) }] : []),
  namesOnEveryPort: true,
};
