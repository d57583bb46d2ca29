import { basisText, EndpointFlow, EndpointSet, endpointNotes } from '../../catalog';
import { groupBy } from '../../collections/group-by';
import { AddressFamily, Direction, PrefixSet } from '../../net';
import { describeException } from '../../rules/model/peer-exception';
import { Rule } from '../../rules/model/rule';
import { ProvenanceException, RuleSet } from '../../rules/model/rule-set';

/** The traffic of one endpoint set that a scenario admits on one list of ports, on one basis. */
export interface DescribedTraffic {
  /** The endpoint set that asks for it. */
  readonly slug: string;
  readonly direction: Direction;

  /** `TCP 443` or `UDP 3478-3481`; ports known only at deployment are counted. */
  readonly ports: string;

  /** Minimal prefixes, deploy-time ones included. */
  readonly ipv4Prefixes: number;
  readonly ipv6Prefixes: number;
  readonly hosts: readonly string[];

  /** What the remote side rests on, and the ports too unless `portsBasis` says otherwise: `stated`, `derived`, `vendor` or `user`. */
  readonly basis: string;

  /** What the ports rest on, where it is not what the remote side rests on. */
  readonly portsBasis?: string;

  /** The other published sets that supply the addresses. */
  readonly via: readonly string[];
}

/**
 * A description of a scenario: what it is for, who connects to whom, on which ports, the basis of each fact, and the caveats.
 *
 * It is taken from the rules that were composed, so it also tells what the app added and left out.
 */
export class ScenarioDescription {
  /** Describes `rules`, which were composed of `selected`. */
  static of({ provenance, rules }: RuleSet, selected: readonly { readonly set: EndpointSet; readonly flow: EndpointFlow }[]): ScenarioDescription {
    const sets = [...new Set(selected.map(({ set }) => set))];
    const flows = selected.map(({ set: { slug }, flow: { name } }) => ({ slug, name }));
    return new ScenarioDescription(provenance.scenario, provenance.cloud, sets, flows, trafficOf(rules), provenance.exceptions ?? []);
  }

  private constructor(
    /** Class name of the scenario. */
    readonly scenario: string,
    /** Name of the cloud. */
    readonly cloud: string,
    /** The endpoint sets, with where they were published, their caveats, corrections and retirement. */
    readonly sets: readonly EndpointSet[],
    /** The flows of those sets that it admits. */
    readonly flows: readonly { readonly slug: string; readonly name: string }[],
    /** What is admitted, by set. */
    readonly traffic: readonly DescribedTraffic[],
    /** What the app added or left out, as far as it said why. */
    readonly exceptions: readonly ProvenanceException[],
  ) {}

  /** The description as lines of text. */
  toString(): string {
    return [
      `${this.scenario}, ${this.cloud}`,
      ...this.sets.flatMap((set) => this.linesOf(set).map((line) => `  ${line}`)),
      ...this.exceptions.map((exception) => `  ${exception.option} ${exception.peer}: ${describeException(exception)}`),
    ].join('\n');
  }

  private linesOf(set: EndpointSet): string[] {
    const { slug, title, publication: { entry, source, edition } } = set;
    return [
      `${slug}: ${title} (${entry} of ${source} ${edition})`,
      ...this.traffic.filter((traffic) => traffic.slug === slug).map((traffic) => `  ${trafficText(traffic)}`),
      ...endpointNotes(set).map(({ label, text }) => `  ${label}: ${text}`),
    ];
  }
}

/** `inbound TCP 443 from 94 IPv4 and 12 IPv6 prefixes (stated)`. */
export function trafficText({ direction, ports, ipv4Prefixes, ipv6Prefixes, hosts, basis, portsBasis, via }: DescribedTraffic): string {
  const families = [...(ipv4Prefixes > 0 ? [`${ipv4Prefixes} IPv4`] : []), ...(ipv6Prefixes > 0 ? [`${ipv6Prefixes} IPv6`] : [])];
  const count = ipv4Prefixes + ipv6Prefixes;
  const remote = [
    ...(count > 0 ? [`${families.join(' and ')} ${count === 1 ? 'prefix' : 'prefixes'}`] : []),
    ...(hosts.length > 0 ? [`${hosts.length} ${hosts.length === 1 ? 'host pattern' : 'host patterns'}`] : []),
  ].join(' and ');
  return `${direction} ${ports} ${direction === Direction.INBOUND ? 'from' : 'to'} ${remote} (${basis}${via.length > 0 ? ` from ${via.join(', ')}` : ''}${portsBasis === undefined ? '' : `, ports ${portsBasis}`})`;
}

function trafficOf(rules: readonly Rule[]): DescribedTraffic[] {
  const groups = groupBy(rules, (rule) => {
    const { direction, origins: [origin] } = rule;
    return [origin.slug, direction, portsText(rule), basisText(origin)].join('|');
  });
  return [...groups.values()].map((group) => {
    const { direction, origins: [origin] } = group[0];
    const prefixes = PrefixSet.union(group.map((rule) => rule.prefixes));
    const deployTime = new Map(group.flatMap((rule) => rule.deployTimePrefixes).map((prefix) => [prefix.value, prefix.family]));
    const count = (family: AddressFamily) => prefixes.count(family) + [...deployTime.values()].filter((other) => other === family).length;
    return {
      slug: origin.slug,
      direction,
      ports: portsText(group[0]),
      ipv4Prefixes: count(AddressFamily.IPV4),
      ipv6Prefixes: count(AddressFamily.IPV6),
      hosts: [...new Set(group.flatMap(({ hosts }) => hosts.map(String)))].sort(),
      basis: origin.basis,
      ...(origin.portsBasis === undefined ? {} : { portsBasis: origin.portsBasis }),
      via: [...new Set(group.flatMap(({ origins }) => origins.flatMap(({ via }) => (via === undefined ? [] : [via.slug]))))],
    };
  });
}

function portsText({ protocol, ports, deployTimePorts }: Rule): string {
  const list = [...ports.ranges.map(String), ...(deployTimePorts.length > 0 ? [`${deployTimePorts.length} known at deployment`] : [])];
  return `${protocol.toUpperCase()} ${list.join(', ')}`;
}
