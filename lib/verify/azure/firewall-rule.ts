import { AddressFamily, Direction, PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import { Literals } from '../document/literals';
import type { RuleReading } from '../document/reading';
import type { Report } from '../document/report';
import { checkSpokenProtocol } from '../document/spoken-protocol';
import { holdsExpression, isExpression, isUnset, TERRAFORM_SYNTAX } from '../document/terraform-node';
import { AdmittedNames, type NameBox } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import type { Box } from '../space/box';
import { NameSet } from '../space/name-set';
import { ALL_PORTS } from '../space/port-map';
import { ALL_PROTOCOLS, hasPorts } from '../space/protocol-name';
import { listOf, readFirewallAddresses, readFirewallPorts, readFqdns } from './firewall-fields';
import type { IpGroupReading } from './ip-group';

/** A rule of a firewall policy, with what evaluation and the checks of its policy need. */
export interface FirewallRule {
  readonly reading: RuleReading;
  readonly kind: 'dnat' | 'network' | 'application';
  /** What the rule matches by name when taken alone; in a network rule, by the addresses that names resolve to. */
  readonly names: AdmittedNames;
  /** Whether the rule matches traffic from everyone behind the firewall. */
  readonly fromEveryone: boolean;
  readonly families: readonly ('ipv4' | 'ipv6')[];
  /** The IP groups that it names, as written. */
  readonly ipGroups: readonly string[];
  /** Pairs of source and destination, as Azure's limit counts them. */
  readonly pairs: number;
  /** Where a DNAT rule sends traffic on to, as far as that is known. */
  readonly translated?: AdmittedSpace;
}

/** What a rule inherits from its collection. */
export interface FirewallCollection {
  readonly access: 'allow' | 'deny';
  readonly priority?: number;
}

const PROTOCOLS: Readonly<Record<string, readonly string[]>> = { any: ALL_PROTOCOLS, tcp: ['tcp'], udp: ['udp'], icmp: ['icmp'] };

/** Ports of an application rule as the provider takes them. */
const APPLICATION_PORTS = PortRange.of(0, 64_000);

/** The ports on which a DNAT rule can listen, as the provider takes them. */
const DNAT_PORTS = PortRange.of(1, 64_000);

/** Reads a network rule: destinations by address, tag, IP group or exact name. */
export function readNetworkRule(
  node: JsonNode, collection: FirewallCollection, groups: ReadonlyMap<string, IpGroupReading>, report: Report,
): FirewallRule {
  const source = readFirewallAddresses(node, 'source', groups, report);
  const destination = readFirewallAddresses(node, 'destination', groups, report);
  const fqdns = listOf(node.at('destination_fqdns'));
  requireBoth(node, source.count, destination.count + fqdns.length, report);
  destination.opaque.forEach((part) => report.unresolve(part));
  const ports = readFirewallPorts(node.at('destination_ports'), report);
  const spans = protocolsOf(node, report).flatMap((item) => spansOf(item, ports, collection.access, report));
  const boxes = spans.map((span): Box => ({ ...span, addresses: destination.addresses }));
  const resolved = readFqdns(node, false, report);
  // A Deny of every address is a Deny of every name.
  const names = collection.access === 'deny' && destination.everything ? NameSet.ALL : resolved;
  return {
    reading: readingOf(
      node, collection, Direction.OUTBOUND, AdmittedSpace.of(boxes), source.everything ? [] : source.texts, destination.addresses,
    ),
    kind: 'network',
    names: AdmittedNames.of(spans.map((span): NameBox => ({ ...span, names }))),
    fromEveryone: source.everything,
    families: destination.opaque.length > 0 ? ['ipv4'] : familiesOf(destination.addresses),
    ipGroups: [...source.groups, ...destination.groups],
    pairs: source.count * (destination.count + fqdns.length),
  };
}

/** Reads a DNAT rule: what it lets in, by the address of the sender, on the ports that the firewall listens on. */
export function readDnatRule(
  node: JsonNode, priority: number | undefined, groups: ReadonlyMap<string, IpGroupReading>, report: Report,
): FirewallRule {
  const source = readFirewallAddresses(node, 'source', groups, report);
  const destination = node.at('destination_address');
  requireBoth(node, source.count, isUnset(destination) ? 0 : 1, report);
  source.opaque.forEach((part) => report.unresolve(part));
  const protocols = protocolsOf(node, report).map((item) => {
    const protocol = item.text().toLowerCase();
    if (protocol !== 'tcp' && protocol !== 'udp') throw item.malformed('TCP or UDP');
    return protocol;
  });
  const ports = readDnatPorts(node, report);
  const space = AdmittedSpace.of(protocols.flatMap((protocol) => (
    ports.map((range): Box => ({ direction: Direction.INBOUND, protocol, ports: range, addresses: source.addresses }))
  )));
  const server = [node.at('translated_address'), node.at('translated_fqdn')].find((part) => !isUnset(part));
  const port = node.at('translated_port');
  const behind = server === undefined ? '' : ` to ${server.text()}${isUnset(port) ? '' : `:${port.scalar()}`}`;
  const local = isUnset(destination) ? [] : [`${destination.text()}${behind}`];
  return {
    reading: readingOf(node, { access: 'allow', priority }, Direction.INBOUND, space, local, source.addresses),
    kind: 'dnat',
    names: AdmittedNames.EMPTY,
    fromEveryone: false,
    families: source.opaque.length > 0 ? ['ipv4'] : familiesOf(source.addresses),
    ipGroups: source.groups,
    pairs: 0,
    translated: translatedOf(node, protocols, report),
  };
}

function readDnatPorts(node: JsonNode, report: Report): PortRange[] {
  const list = node.at('destination_ports');
  if (isUnset(list)) report.find(FindingCode.FIELD_MISSING, node.path, 'names no port');
  const ports = readFirewallPorts(list, report);
  if (listOf(list).length > 1 || ports.some(({ first, last }) => first < DNAT_PORTS.first || last > DNAT_PORTS.last)) {
    report.find(FindingCode.INVALID_PORTS, list.path, `a DNAT rule listens on one port or range within ${DNAT_PORTS}`);
  }
  return ports;
}

/** Where a DNAT rule sends traffic on to; undefined when that is not known. */
function translatedOf(node: JsonNode, protocols: readonly string[], report: Report): AdmittedSpace | undefined {
  const [address, port] = [node.at('translated_address'), node.at('translated_port')];
  if (isUnset(address) && isUnset(node.at('translated_fqdn'))) report.find(FindingCode.FIELD_MISSING, node.path, 'names no server to send traffic on to');
  if (isUnset(address) || isUnset(port) || isExpression(address.text()) || isExpression(port.scalar())) return undefined;
  const addresses = readCidr(address, report, true)?.addresses ?? PrefixSet.EMPTY;
  const ports = PortRange.of(port.integer());
  return AdmittedSpace.of(protocols.map((protocol): Box => ({ direction: Direction.OUTBOUND, protocol, ports, addresses })));
}

/** Reads an application rule: destinations by name, over HTTP, HTTPS or SQL on a port each. */
export function readApplicationRule(
  node: JsonNode, collection: FirewallCollection, groups: ReadonlyMap<string, IpGroupReading>, report: Report,
): FirewallRule {
  const values = new Literals(TERRAFORM_SYNTAX, report);
  const source = readFirewallAddresses(node.ignore('http_headers', 'terminate_tls'), 'source', groups, report);
  const opaque = ['destination_fqdn_tags', 'destination_urls', 'web_categories', 'destination_addresses']
    .map((key) => node.at(key)).filter((part) => !isUnset(part));
  opaque.forEach((part) => report.unresolve(part));
  requireBoth(node, source.count, opaque.length + listOf(node.at('destination_fqdns')).length, report);
  // Limited to addresses as well, an Allow is read as nothing, and so is a Deny: both are under `unresolved`.
  const names = isUnset(node.at('destination_addresses')) ? readFqdns(node, true, report) : NameSet.EMPTY;
  const boxes = values.items(node.at('protocols')).flatMap((item): NameBox[] => {
    const [type, port] = [values.text(item.at('type'))?.toLowerCase(), values.integer(item.at('port'))];
    if (type === undefined || port === undefined) return [];
    if (!['http', 'https', 'mssql'].includes(type)) throw item.at('type').malformed('Http, Https or Mssql');
    if (port < APPLICATION_PORTS.first || port > APPLICATION_PORTS.last) {
      report.find(FindingCode.INVALID_PORTS, item.at('port').path, `${port} is not a port of an application rule; those are ${APPLICATION_PORTS}`);
      return [];
    }
    checkSpokenProtocol(type, [PortRange.of(port)], item.path, report);
    return [{ direction: Direction.OUTBOUND, protocol: 'tcp', ports: PortRange.of(port), names }];
  });
  return {
    reading: readingOf(node, collection, Direction.OUTBOUND, AdmittedSpace.EMPTY, source.everything ? [] : source.texts, PrefixSet.EMPTY),
    kind: 'application',
    names: AdmittedNames.of(boxes),
    fromEveryone: source.everything,
    families: [],
    ipGroups: source.groups,
    pairs: 0,
  };
}

/** The protocols that a rule names; expressions are under `unresolved`. */
function protocolsOf(node: JsonNode, report: Report): JsonNode[] {
  const list = node.at('protocols');
  if (isUnset(list)) report.find(FindingCode.FIELD_MISSING, node.path, 'names no protocol');
  return listOf(list).filter((item) => {
    if (holdsExpression(item)) report.unresolve(item);
    return !holdsExpression(item);
  });
}

type Span = Pick<Box, 'direction' | 'protocol' | 'ports'>;

/** Ports on a protocol that has none: an Allow is read as all of the protocol, a Deny as nothing of it. */
function spansOf(item: JsonNode, ports: readonly PortRange[], access: 'allow' | 'deny', report: Report): Span[] {
  const protocols = Object.hasOwn(PROTOCOLS, item.text().toLowerCase()) ? PROTOCOLS[item.text().toLowerCase()] : undefined;
  if (protocols === undefined) throw item.malformed('Any, TCP, UDP or ICMP');
  const open = ports.some(({ first, last }) => first <= 1 && last === ALL_PORTS.last);
  if (!open && protocols.some((protocol) => !hasPorts(protocol))) {
    report.find(FindingCode.PORTS_WITHOUT_MEANING, item.path, 'limits ports for protocols without ports, read as all of those protocols');
  }
  return protocols.flatMap((protocol): Span[] => {
    if (hasPorts(protocol)) return ports.map((range) => ({ direction: Direction.OUTBOUND, protocol, ports: range }));
    return open || access === 'allow' ? [{ direction: Direction.OUTBOUND, protocol, ports: ALL_PORTS }] : [];
  });
}

function requireBoth(node: JsonNode, sources: number, destinations: number, report: Report): void {
  if (sources === 0) report.find(FindingCode.FIELD_MISSING, node.path, 'names no source');
  if (destinations === 0) report.find(FindingCode.FIELD_MISSING, node.path, 'names no destination');
}

function readingOf(
  node: JsonNode, { access, priority }: FirewallCollection, direction: Direction, space: AdmittedSpace, local: readonly string[],
  addresses: PrefixSet,
): RuleReading {
  const description = node.at('description');
  return {
    path: node.path,
    name: node.at('name').text(),
    description: isUnset(description) ? undefined : description.text(),
    direction,
    access,
    priority,
    addresses,
    local,
    space,
  };
}

function familiesOf(addresses: PrefixSet): ('ipv4' | 'ipv6')[] {
  return [...(addresses.count(AddressFamily.IPV4) > 0 ? ['ipv4' as const] : []), ...(addresses.count(AddressFamily.IPV6) > 0 ? ['ipv6' as const] : [])];
}
