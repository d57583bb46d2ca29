import { Direction, PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { holdsExpression, isExpression, isUnset } from '../document/terraform-node';
import { AdmittedSpace } from '../space/admitted-space';
import { ALL_PORTS } from '../space/port-map';
import { ALL_PROTOCOLS, hasPorts } from '../space/protocol-name';
import { readChoice, readPriority } from './azure-fields';
import { type AddressSide, type PortSide, parsePorts } from './nsg-fields';
import { NsgRule, PROTOCOLS, readBoxes } from './nsg-rule';

/** A security admin rule: evaluated as a network security rule is, but apart from those. */
export interface AdminRule extends NsgRule {
  /** Whether network security groups have no say in what it allows. */
  readonly always: boolean;
}

/** @see https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins */
const PRIORITY = { first: 1, last: 4096 } as const;

const ALL_ADDRESSES = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/**
 * Reads one `azurerm_network_manager_admin_rule`; undefined when its direction or action is known to Terraform only.
 *
 * A side or port list that is not written is not limited.
 *
 * @param certain whether the rule is sure to exist; a Deny that is not removes nothing
 */
export function readAdminRule(node: JsonNode, report: Report, certain: boolean): AdminRule | undefined {
  const direction = readChoice(node.at('direction'), { inbound: Direction.INBOUND, outbound: Direction.OUTBOUND }, report);
  const action = readChoice(node.at('action'), { allow: 'allow', alwaysallow: 'always', deny: 'deny' } as const, report);
  const protocols = readChoice(node.at('protocol'), { ...PROTOCOLS, any: ALL_PROTOCOLS }, report) ?? [];
  const sides = { source: readSide(node.at('source'), report), destination: readSide(node.at('destination'), report) };
  const ports = readPorts(node.at('destination_port_ranges'), report);
  const sourcePorts = readPorts(node.at('source_port_ranges'), report);
  const priority = readPriority(node.at('priority'), PRIORITY, report);
  if (new Set([...sides.source.families, ...sides.destination.families]).size > 1) {
    report.find(FindingCode.MIXED_FAMILIES, node.path, 'has IPv4 and IPv6 prefixes, which one rule cannot match');
  }
  if (direction === undefined || action === undefined) return undefined;

  const access = action === 'deny' ? 'deny' : 'allow';
  const [remote, local] = direction === Direction.INBOUND ? [sides.source, sides.destination] : [sides.destination, sides.source];
  [...remote.opaque, ...ports.opaque].forEach((part) => report.unresolve(part));
  if (remote.internet && access === 'allow') report.find(FindingCode.INTERNET_TAG, node.path, 'the tag Internet leaves out the virtual network, read as all addresses');
  if (!sourcePorts.open) report.find(FindingCode.SOURCE_PORTS, node.path, `limited to source ports ${sourcePorts.texts.join()}, read as from any port`);
  const limitsPortless = !ports.open && protocols.some((protocol) => !hasPorts(protocol));
  if (limitsPortless && access === 'allow') {
    report.find(FindingCode.PORTS_WITHOUT_MEANING, node.path, 'limits ports for protocols without ports, read as all of those protocols');
  }
  const addresses = remote.everything || (remote.internet && access === 'allow') ? ALL_ADDRESSES : remote.addresses;
  const boxes = access === 'deny' && !certain ? [] : readBoxes({ direction, access, protocols, ports, addresses });
  return {
    reading: {
      path: node.path,
      name: node.at('name').text(),
      description: isUnset(node.at('description')) ? undefined : node.at('description').text(),
      direction,
      access,
      priority,
      addresses,
      local: local.everything ? [] : local.texts,
      space: AdmittedSpace.of(boxes),
    },
    always: action === 'always',
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

/** Reads the blocks of one side. */
function readSide(blocks: JsonNode, report: Report): AddressSide {
  const opaque: JsonNode[] = [];
  const texts: string[] = [];
  const families = new Set<'ipv4' | 'ipv6'>();
  const ranges: PrefixSet[] = [];
  let everything = isUnset(blocks);
  let internet = false;
  for (const block of blocks.itemsOrSelf()) {
    if (holdsExpression(block)) {
      opaque.push(block);
      texts.push(block.describe());
      continue;
    }
    const prefix = block.at('address_prefix');
    const type = readChoice(block.at('address_prefix_type'), { ipprefix: 'prefix', servicetag: 'tag' } as const, report);
    const text = prefix.text();
    texts.push(text);
    if (isExpression(text) || type === undefined) {
      opaque.push(prefix);
    } else if (type === 'tag') {
      if (text.toLowerCase() === 'internet') internet = true;
      else opaque.push(prefix);
    } else if (text === '*') {
      everything = true;
    } else {
      const cidr = readCidr(prefix, report, true);
      if (cidr === undefined) continue;
      families.add(cidr.family);
      ranges.push(cidr.addresses);
    }
  }
  return { everything, internet, addresses: PrefixSet.union(ranges), opaque, texts, families, rangeCount: ranges.length };
}

function readPorts(list: JsonNode, report: Report): PortSide {
  const ranges: PortRange[] = [];
  const opaque: JsonNode[] = [];
  const nodes = isUnset(list) ? [] : holdsExpression(list) ? [list] : list.items();
  for (const node of nodes) {
    const text = node.scalar();
    const range = text === '*' ? ALL_PORTS : parsePorts(text);
    if (isExpression(text)) opaque.push(node);
    else if (range === undefined) report.find(FindingCode.INVALID_PORTS, node.path, `${JSON.stringify(text)} is no port or range within 0 to 65535`);
    else ranges.push(range);
  }
  const open = nodes.length === 0 || ranges.some(({ first, last }) => first === ALL_PORTS.first && last === ALL_PORTS.last);
  return { open, ranges: open ? [ALL_PORTS] : ranges, opaque, texts: nodes.map((node) => node.scalar()) };
}
