import { PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { isExpression, isUnset, resourcesOf } from '../document/terraform-node';

const IP_GROUP = 'azurerm_ip_group';

/** @see https://learn.microsoft.com/azure/firewall/ip-groups */
const LIMITS = { entries: 5000, name: /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/ } as const;

/** An IP group that a document declares. */
export interface IpGroupReading {
  /** The addresses that are known. */
  readonly addresses: PrefixSet;
  /** Entries that Terraform alone knows. */
  readonly opaque: readonly JsonNode[];
}

/** The IP groups of a document, by resource id. They admit nothing by themselves: rules name them. */
export function readIpGroups(root: JsonNode, report: Report): Map<string, IpGroupReading> {
  return new Map(resourcesOf(root, IP_GROUP).map(([id, node]) => [id, readIpGroup(node, report)]));
}

/** The resource id in a reference to an IP group's `id`; undefined for any other text. */
export function ipGroupReference(text: string): string | undefined {
  return /^\$\{azurerm_ip_group\.([\w-]+)\.id\}$/.exec(text)?.[1];
}

function readIpGroup(node: JsonNode, report: Report): IpGroupReading {
  const name = node.ignore('location', 'resource_group_name').at('name').text();
  if (!isExpression(name) && !LIMITS.name.test(name)) {
    report.find(FindingCode.RULE_NAME, node.at('name').path, `${JSON.stringify(name)} is no name of an IP group`);
  }
  const cidrs = node.at('cidrs');
  if (isUnset(cidrs)) return { addresses: PrefixSet.EMPTY, opaque: [] };
  if (typeof cidrs.value === 'string') return { addresses: PrefixSet.EMPTY, opaque: [cidrs] };
  const items = cidrs.items();
  if (items.length > LIMITS.entries) {
    report.find(FindingCode.TOO_MANY_PREFIXES, cidrs.path, `has ${items.length} entries, an IP group takes ${LIMITS.entries}`);
  }
  const opaque = items.filter((item) => isExpression(item.text()));
  const known = items.filter((item) => !opaque.includes(item)).flatMap((item) => {
    const cidr = readCidr(item, report, true);
    if (cidr?.family === 'ipv6') report.find(FindingCode.WRONG_FAMILY, item.path, `${cidr.text} is IPv6, an IP group takes IPv4 only`);
    return cidr?.family === 'ipv4' ? [cidr.addresses] : [];
  });
  return { addresses: PrefixSet.union(known), opaque };
}
