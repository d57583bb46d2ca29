import { EndpointError } from '../../messages/errors';
import { HostPattern, HostPatternKind, PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { isExpression, isUnset } from '../document/terraform-node';
import { NameSet } from '../space/name-set';
import { joinSets } from '../space/peer-set';
import { ALL_PORTS } from '../space/port-map';
import { ipGroupReference, type IpGroupReading } from './ip-group';

/** Addresses of one side of a rule. */
export interface FirewallAddresses {
  readonly addresses: PrefixSet;
  /** Whether it is every address. */
  readonly everything: boolean;
  /** Tags, address ranges, other groups and expressions: addresses, but not known which. */
  readonly opaque: readonly JsonNode[];
  /** As Azure's limit counts them: an IP group is one. */
  readonly count: number;
  readonly texts: readonly string[];
  /** IP groups as written. */
  readonly groups: readonly string[];
}

const ALL_ADDRESSES = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/** Reads `<side>_addresses` and `<side>_ip_groups`. */
export function readFirewallAddresses(rule: JsonNode, side: 'source' | 'destination', groups: ReadonlyMap<string, IpGroupReading>, report: Report): FirewallAddresses {
  const sets: PrefixSet[] = [];
  const opaque: JsonNode[] = [];
  const written = listOf(rule.at(`${side}_addresses`));
  const named = listOf(rule.at(`${side}_ip_groups`));
  for (const node of written) {
    const text = node.text();
    if (text === '*') sets.push(ALL_ADDRESSES);
    // Azure takes an address, a prefix, or two addresses joined by a hyphen; everything else is a service tag.
    else if (isExpression(text) || !/^[\d.]+(\/\d+)?$|:/.test(text)) opaque.push(node);
    else sets.push(readCidr(node, report, true)?.addresses ?? PrefixSet.EMPTY);
  }
  for (const node of named) {
    const group = groups.get(ipGroupReference(node.text()) ?? '');
    if (group === undefined) {opaque.push(node);} else {
      sets.push(group.addresses);
      opaque.push(...group.opaque);
    }
  }
  const addresses = PrefixSet.union(sets);
  return {
    addresses,
    everything: addresses.containsSet(PrefixSet.ALL_IPV4),
    opaque,
    count: new Set([...written, ...named].map((node) => node.text())).size,
    texts: [...written, ...named].map((node) => node.text()),
    groups: named.map((node) => node.text()),
  };
}

/** Reads `destination_ports`, the numbers 1 to 65535, ranges of them and `*`. */
export function readFirewallPorts(node: JsonNode, report: Report): PortRange[] {
  return listOf(node).flatMap((item) => {
    const text = item.scalar();
    if (text === '*') return [ALL_PORTS];
    if (isExpression(text)) {
      report.unresolve(item);
      return [];
    }
    const [first, last = first] = /^\d{1,5}(-\d{1,5})?$/.test(text) ? text.split('-').map(Number) : [0];
    if (first >= 1 && first <= last && last <= ALL_PORTS.last) return [PortRange.of(first, last)];
    report.find(FindingCode.INVALID_PORTS, item.path, `${JSON.stringify(text)} is no port or range within 1 to 65535`);
    return [];
  });
}

/** Host patterns that Azure takes in an application rule: a star at the very left only, in place of anything. In a network rule it takes none. */
const WITH_STAR: readonly HostPatternKind[] = [HostPatternKind.LEADING_WILDCARD, HostPatternKind.DOTLESS_WILDCARD];

/**
 * Reads `destination_fqdns`. What Azure would reject is reported and admits nothing.
 *
 * @param stars whether a star may stand at the very left
 */
export function readFqdns(rule: JsonNode, stars: boolean, report: Report): NameSet {
  return joinSets(listOf(rule.at('destination_fqdns')).map((node) => {
    const text = node.text();
    if (isExpression(text)) {
      report.unresolve(node);
      return NameSet.EMPTY;
    }
    if (text === '*' && stars) return NameSet.ALL;
    const pattern = parsePattern(text);
    if (pattern !== undefined && (pattern.kind === HostPatternKind.EXACT || (stars && WITH_STAR.includes(pattern.kind)))) return NameSet.of(pattern);
    report.find(FindingCode.HOST_PATTERN, node.path, `${JSON.stringify(text)} is no host name${stars ? ' with at most one star, at the very left' : ', and a network rule takes no star'}`);
    return NameSet.EMPTY;
  }), NameSet.EMPTY);
}

/** The items of a list that may be missing; an expression may stand for a whole list. */
export function listOf(node: JsonNode): JsonNode[] {
  if (isUnset(node)) return [];
  return typeof node.value === 'string' && isExpression(node.value) ? [node] : node.items();
}

function parsePattern(text: string): HostPattern | undefined {
  try {
    return HostPattern.parse(text);
  } catch (error) {
    if (error instanceof EndpointError) return undefined;
    throw error;
  }
}
