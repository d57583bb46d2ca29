import { PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { isExpression, isUnset } from '../document/terraform-node';
import { ALL_PORTS } from '../space/port-map';

/** Which end of the connection a field is about, as Azure names it. */
export type Side = 'source' | 'destination';

/** One side's addresses. */
export interface AddressSide {
  /** Whether it is `*`. */
  readonly everything: boolean;
  /** Whether it is the tag `Internet`: everything but the virtual network. */
  readonly internet: boolean;
  /** The ranges that are known. */
  readonly addresses: PrefixSet;
  /** Tags, application security groups and expressions: addresses, but not known which. */
  readonly opaque: readonly JsonNode[];
  /** Every value as written. */
  readonly texts: readonly string[];
  readonly families: ReadonlySet<'ipv4' | 'ipv6'>;
  /** Ranges as written, which is what Azure's quota counts. */
  readonly rangeCount: number;
}

/** Reads `<side>_address_prefix`, `<side>_address_prefixes` and `<side>_application_security_group_ids`. */
export function readAddresses(rule: JsonNode, side: Side, report: Report): AddressSide {
  const groups = rule.at(`${side}_application_security_group_ids`);
  const { values, list } = readValues(rule, `${side}_address_prefix`, `${side}_address_prefixes`, isUnset(groups), report);
  const opaque = isUnset(groups) ? [] : listOf(groups);
  if (opaque.length > 0 && values.length > 0) report.find(FindingCode.SINGULAR_AND_PLURAL, rule.path, `sets both ${side} addresses and application security groups`);
  const texts = opaque.map((node) => node.describe());
  const families = new Set<'ipv4' | 'ipv6'>();
  const ranges: PrefixSet[] = [];
  let everything = false;
  let internet = false;
  for (const node of values) {
    const text = node.text();
    const word = text.toLowerCase();
    texts.push(text);
    if (isExpression(text)) {
      opaque.push(node);
      continue;
    }
    if (/^\d|[:/]/.test(text)) {
      const cidr = readCidr(node, report, true);
      if (cidr === undefined) continue;
      families.add(cidr.family);
      ranges.push(cidr.addresses);
      continue;
    }
    if (list.has(node)) report.find(FindingCode.TAG_IN_LIST, node.path, `${text} may stand in ${side}_address_prefix only`);
    if (word === '*' || word === 'any') everything = true;
    else if (word === 'internet') internet = true;
    else opaque.push(node);
  }
  if (ranges.length > 1) checkOverlap(ranges, rule.at(`${side}_address_prefixes`).path, report);
  return { everything, internet, addresses: PrefixSet.union(ranges), opaque, texts, families, rangeCount: ranges.length };
}

/** Ports of one side; `open` when they are not limited. */
export interface PortSide {
  readonly open: boolean;
  /** The ranges that are known and valid. */
  readonly ranges: readonly PortRange[];
  readonly opaque: readonly JsonNode[];
  readonly texts: readonly string[];
}

/** Reads `<side>_port_range` and `<side>_port_ranges`. */
export function readPorts(rule: JsonNode, side: Side, report: Report): PortSide {
  const { values } = readValues(rule, `${side}_port_range`, `${side}_port_ranges`, true, report);
  const ranges: PortRange[] = [];
  const opaque: JsonNode[] = [];
  const texts: string[] = [];
  for (const node of values) {
    const text = node.scalar();
    texts.push(text);
    if (isExpression(text)) {
      opaque.push(node);
      continue;
    }
    const range = text === '*' ? ALL_PORTS : parsePorts(text);
    if (range === undefined) report.find(FindingCode.INVALID_PORTS, node.path, `${JSON.stringify(text)} is no port or range within 0 to 65535`);
    else ranges.push(range);
  }
  return { open: ranges.some(isAllPorts), ranges, opaque, texts };
}

function isAllPorts(range: PortRange): boolean {
  return range.first === ALL_PORTS.first && range.last === ALL_PORTS.last;
}

export function parsePorts(text: string): PortRange | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= ALL_PORTS.last ? PortRange.of(first, last) : undefined;
}

/** The values of a field that has a singular and a plural form; `list` holds those of the plural. */
function readValues(rule: JsonNode, singular: string, plural: string, required: boolean, report: Report):
{ readonly values: readonly JsonNode[]; readonly list: ReadonlySet<JsonNode> } {
  const [single, several] = [rule.at(singular), rule.at(plural)];
  const one = isUnset(single) ? [] : [single];
  const many = isUnset(several) ? [] : listOf(several);
  if (one.length > 0 && many.length > 0) report.find(FindingCode.SINGULAR_AND_PLURAL, rule.path, `sets both ${singular} and ${plural}`);
  if (one.length + many.length === 0 && required) report.find(FindingCode.FIELD_MISSING, rule.path, `sets neither ${singular} nor ${plural}`);
  return { values: [...one, ...many], list: new Set(many) };
}

/** The items of a list; an expression may stand for a whole list. */
function listOf(node: JsonNode): JsonNode[] {
  return typeof node.value === 'string' && isExpression(node.value) ? [node] : node.items();
}

/** Joins the ranges pairwise, level by level; two that overlap meet on some level. */
function checkOverlap(ranges: readonly PrefixSet[], path: string, report: Report): void {
  let level = ranges;
  while (level.length > 1) {
    const joined: PrefixSet[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right = PrefixSet.EMPTY] = level.slice(i, i + 2);
      const shared = left.intersect(right);
      if (!shared.isEmpty) {
        report.find(FindingCode.OVERLAPPING_PREFIXES, path, `${shared.toStrings()[0]} is in more than one prefix of the list, Azure rejects the rule`);
        return;
      }
      joined.push(left.union(right));
    }
    level = joined;
  }
}
