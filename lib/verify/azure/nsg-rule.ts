import { Direction, PrefixSet } from '../../net';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { RuleReading } from '../document/reading';
import type { Report } from '../document/report';
import { isExpression, isUnset } from '../document/terraform-node';
import { AdmittedSpace } from '../space/admitted-space';
import type { Box } from '../space/box';
import { ALL_PORTS } from '../space/port-map';
import { ALL_PROTOCOLS, hasPorts } from '../space/protocol-name';
import { readChoice, readPriority } from './azure-fields';
import { type AddressSide, type PortSide, readAddresses, readPorts, type Side } from './nsg-fields';

/** A network security rule, with what evaluation and the checks of its group need. */
export interface NsgRule {
  readonly reading: RuleReading;
  readonly local: AddressSide;
  readonly sourcePorts: PortSide;
  readonly families: readonly ('ipv4' | 'ipv6')[];
  readonly rangeCounts: Readonly<Record<Side, number>>;
  /** Whether it is a Deny that limits ports of protocols without ports, and is read as denying nothing of those. */
  readonly portDeny: boolean;
  /** Whether it is a Deny by the tag `Internet`, which is read as denying nothing. */
  readonly internetDeny: boolean;
  /** Whether nothing of its local side exchanges anything with the Internet past this rule, in its direction. */
  readonly closesInternet: boolean;
}

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const NAME = { length: 80, pattern: /^\w[\w.-]*\w$/ } as const;
const DESCRIPTION_LENGTH = 140;
/** @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
const PRIORITY = { first: 100, last: 4096 } as const;

export const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  '*': ALL_PROTOCOLS, 'tcp': ['tcp'], 'udp': ['udp'], 'icmp': ['icmp'], 'esp': ['esp'], 'ah': ['ah'],
};

const ALL_ADDRESSES = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/**
 * Reads one rule, inline or separate; undefined when its direction or access is known to Terraform only.
 *
 * Where the space cannot hold a rule exactly, an Allow is read as more and a Deny as
 * less than it is, with a finding: what is admitted is never understated.
 *
 * @param certain whether the rule is sure to exist; a Deny that is not removes nothing
 */
export function readNsgRule(node: JsonNode, report: Report, certain = true): NsgRule | undefined {
  const name = readName(node.at('name'), report);
  const direction = readChoice(node.at('direction'), { inbound: Direction.INBOUND, outbound: Direction.OUTBOUND }, report);
  const access = readChoice(node.at('access'), { allow: 'allow', deny: 'deny' } as const, report);
  const protocols = readChoice(node.at('protocol'), PROTOCOLS, report) ?? [];
  const sides = { source: readAddresses(node, 'source', report), destination: readAddresses(node, 'destination', report) };
  const ports = readPorts(node, 'destination', report);
  const sourcePorts = readPorts(node, 'source', report);
  if (new Set([...sides.source.families, ...sides.destination.families]).size > 1) {
    report.find(FindingCode.MIXED_FAMILIES, node.path, 'has IPv4 and IPv6 prefixes, Azure takes one family in a rule');
  }
  const priority = readPriority(node.at('priority'), PRIORITY, report);
  const description = readDescription(node.at('description'), report);
  if (direction === undefined || access === undefined) return undefined;

  const [remote, local] = direction === Direction.INBOUND ? [sides.source, sides.destination] : [sides.destination, sides.source];
  [...remote.opaque, ...ports.opaque].forEach((part) => report.unresolve(part));
  if (remote.internet && access === 'allow') report.find(FindingCode.INTERNET_TAG, node.path, 'the tag Internet leaves out the virtual network, read as all addresses');
  if (!sourcePorts.open && sourcePorts.texts.length > 0) {
    report.find(FindingCode.SOURCE_PORTS, node.path, `limited to source ports ${sourcePorts.texts.join()}, read as from any port`);
  }
  const limitsPortless = !ports.open && ports.texts.length > 0 && protocols.some((protocol) => !hasPorts(protocol));
  if (limitsPortless && access === 'allow') {
    report.find(FindingCode.PORTS_WITHOUT_MEANING, node.path, 'limits ports for protocols without ports, read as all of those protocols');
  }
  const addresses = remote.everything || (remote.internet && access === 'allow') ? ALL_ADDRESSES : remote.addresses;
  const boxes = access === 'deny' && !certain ? [] : readBoxes({ direction, access, protocols, ports, addresses });
  return {
    reading: {
      path: node.path,
      name,
      description,
      direction,
      access,
      priority,
      addresses,
      local: local.everything ? [] : local.texts,
      space: AdmittedSpace.of(boxes),
    },
    local,
    sourcePorts,
    families: remote.everything || remote.internet || remote.opaque.length > 0 ? ['ipv4', 'ipv6'] : [...remote.families],
    rangeCounts: { source: sides.source.rangeCount, destination: sides.destination.rangeCount },
    portDeny: limitsPortless && access === 'deny',
    internetDeny: access === 'deny' && remote.internet,
    closesInternet: certain && access === 'deny' && (remote.everything || remote.internet) && protocols === ALL_PROTOCOLS
      && ports.open && sourcePorts.open,
  };
}

/** The parts of a rule that make its boxes. */
interface Match {
  readonly direction: Direction;
  readonly access: 'allow' | 'deny';
  readonly protocols: readonly string[];
  readonly ports: PortSide;
  readonly addresses: PrefixSet;
}

/** Ports on a protocol that has none: an Allow is read as all of the protocol, a Deny as nothing of it. */
export function readBoxes({ direction, access, protocols, ports, addresses }: Match): Box[] {
  return protocols.flatMap((protocol) => {
    if (hasPorts(protocol)) return ports.ranges.map((range) => ({ direction, protocol, ports: range, addresses }));
    const matches = ports.open || (access === 'allow' && ports.texts.length > 0);
    return matches ? [{ direction, protocol, ports: ALL_PORTS, addresses }] : [];
  });
}

function readName(node: JsonNode, report: Report): string {
  const name = node.text();
  if (!isExpression(name) && (name.length > NAME.length || !NAME.pattern.test(name))) {
    report.find(FindingCode.RULE_NAME, node.path, `${JSON.stringify(name)} is no rule name, Azure takes ${NAME.pattern.source} up to ${NAME.length} characters`);
  }
  return name;
}

function readDescription(node: JsonNode, report: Report): string | undefined {
  if (isUnset(node)) return undefined;
  const text = node.text();
  if (!isExpression(text) && text.length > DESCRIPTION_LENGTH) {
    report.find(FindingCode.DESCRIPTION_TOO_LONG, node.path, `has ${text.length} characters, Azure takes ${DESCRIPTION_LENGTH}`);
  }
  return text;
}
