import { Direction, PrefixSet } from '../net';
import { AdmittedSpace } from './admitted-space';
import { groupKey, isIntrinsic, isNothing } from './cloudformation-node';
import { type Ec2Rule, readEc2Rule } from './ec2-rule';
import { FindingCode } from './finding';
import { JsonNode } from './json-node';
import { ALL_PORTS } from './port-map';
import { ALL_PROTOCOLS } from './protocol-name';
import { readWebFilters } from './read-cloudformation-web';
import type { FamilyCounts, GroupReading, Reading } from './reading';
import { Report } from './report';

/** EC2's quotas as this reader checks them; each can be raised for an account. */
export interface CloudFormationLimits {
  /** Rules per group, direction and address family (default 60). */
  readonly rulesPerGroup?: number;
  /** Ports of the listeners that web ACLs stand before, which no web ACL knows (default 443). */
  readonly webPorts?: readonly number[];
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const DEFAULT_RULES_PER_GROUP = 60;

const INLINE = [['SecurityGroupIngress', Direction.INBOUND], ['SecurityGroupEgress', Direction.OUTBOUND]] as const;

const SEPARATE: Readonly<Record<string, Direction>> = {
  'AWS::EC2::SecurityGroupIngress': Direction.INBOUND,
  'AWS::EC2::SecurityGroupEgress': Direction.OUTBOUND,
};

/** A group while it is being read. */
interface Group {
  readonly key: string;
  readonly node: JsonNode;
  declared: boolean;
  /** Whether something keeps EC2 from adding its own egress rule; a group that exists already has its rules. */
  ownEgress: boolean;
  readonly rules: Ec2Rule[];
}

/**
 * What the security groups, web ACLs and REST API policies of a CloudFormation template admit, by the rules of AWS.
 *
 * Reads `AWS::EC2::SecurityGroup` with its inline rules and separate
 * `AWS::EC2::SecurityGroupIngress` and `Egress`. Peers that are no address ranges
 * (groups, prefix lists, intrinsics) are under `unresolved`, never guessed. A group
 * declared without any egress rule gets the one EC2 adds, marked `implicitEgress`;
 * an empty list counts as none, a separate egress rule removes it. A web ACL, a rule
 * group that none of them names, and a REST API with a policy are groups too: they admit
 * the sources that reach the paths they restrict, or everyone when they restrict none.
 *
 * @param template the template as parsed JSON
 * @throws EndpointError `MalformedTemplate` naming the JSON path, when the shape is not CloudFormation's
 * @example
 * readCloudFormation(Template.fromStack(stack).toJSON()).admitted.describe();
 * //=> ['inbound tcp 443 from 52.159.23.209/32', 'outbound tcp all ports to 0.0.0.0/0', …]
 */
export function readCloudFormation(template: unknown, limits: CloudFormationLimits = {}): Reading {
  const report = new Report();
  const resources = new JsonNode(template, '').at('Resources');
  const groups = readGroups(resources, report);
  for (const group of groups.values()) checkGroup(group, limits.rulesPerGroup ?? DEFAULT_RULES_PER_GROUP, report);
  const readings = [...[...groups.values()].map(toReading), ...readWebFilters(resources, limits.webPorts ?? [443], report)];
  return {
    groups: new Map(readings.map((reading) => [reading.key, reading])),
    admitted: AdmittedSpace.of(readings.flatMap((reading) => reading.space.boxes())),
    unresolved: report.unresolved,
    findings: report.findings,
  };
}

function readGroups(resources: JsonNode, report: Report): Map<string, Group> {
  const groups = new Map<string, Group>();
  const separate: { readonly resource: JsonNode; readonly direction: Direction }[] = [];
  for (const [id, resource] of resources.isAbsent ? [] : resources.entries()) {
    if (id.startsWith('Fn::')) {
      report.unresolve(resource);
      continue;
    }
    const type = resource.at('Type').text();
    if (type === 'AWS::EC2::SecurityGroup') {
      const group: Group = { key: id, node: resource, declared: true, ownEgress: false, rules: [] };
      groups.set(id, group);
      isUnconditional(resource, report);
      readInline(group, report);
    } else if (Object.hasOwn(SEPARATE, type)) {
      separate.push({ resource, direction: SEPARATE[type] });
    }
  }
  for (const { resource, direction } of separate) {
    const rule = resource.at('Properties');
    const reference = rule.at('GroupId');
    const key = groupKey(reference);
    const group = groups.get(key) ?? { key, node: resource, declared: false, ownEgress: true, rules: [] };
    groups.set(key, group);
    group.rules.push(readEc2Rule(rule, direction, report));
    if (isUnconditional(resource, report) && direction === Direction.OUTBOUND) group.ownEgress = true;
  }
  return groups;
}

function readInline(group: Group, report: Report): void {
  const properties = group.node.at('Properties');
  if (properties.isAbsent) return;
  for (const [key, direction] of INLINE) {
    const list = properties.at(key);
    if (isNothing(list)) continue;
    if (isIntrinsic(list)) report.unresolve(list);
    const items = isIntrinsic(list) ? [] : list.items().filter((item) => !isNothing(item));
    if (direction === Direction.OUTBOUND && (isIntrinsic(list) || items.length > 0)) group.ownEgress = true;
    for (const item of items) {
      if (isIntrinsic(item)) report.unresolve(item);
      else group.rules.push(readEc2Rule(item, direction, report));
    }
  }
}

function isUnconditional(resource: JsonNode, report: Report): boolean {
  const condition = resource.at('Condition');
  if (condition.isAbsent) return true;
  report.find(FindingCode.CONDITIONAL_RESOURCE, condition.path, `exists only under condition ${condition.text()}, read as existing`);
  return false;
}

function checkGroup(group: Group, rulesPerGroup: number, report: Report): void {
  const seen = new Map<string, Ec2Rule>();
  for (const rule of group.rules) {
    const identity = `${rule.reading.direction} ${rule.identity}`;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, rule);
    else report.find(FindingCode.DUPLICATE_RULE, rule.reading.path, `is the same rule as ${first.reading.path}, EC2 rejects it`);
  }
  const counts = countRules(group);
  for (const direction of [Direction.INBOUND, Direction.OUTBOUND]) {
    for (const family of ['ipv4', 'ipv6'] as const) {
      const count = counts[direction][family];
      if (count <= rulesPerGroup) continue;
      report.find(FindingCode.TOO_MANY_RULES, group.node.path, `group ${group.key} has ${count} ${direction} ${family} rules, the quota is ${rulesPerGroup}`);
    }
  }
}

function countRules(group: Group): Record<Direction, FamilyCounts> {
  const count = (direction: Direction, family: 'ipv4' | 'ipv6') =>
    group.rules.filter((rule) => rule.reading.direction === direction && rule.families.includes(family)).length;
  const both = (direction: Direction) => ({ ipv4: count(direction, 'ipv4'), ipv6: count(direction, 'ipv6') });
  return { [Direction.INBOUND]: both(Direction.INBOUND), [Direction.OUTBOUND]: both(Direction.OUTBOUND) };
}

function toReading(group: Group): GroupReading {
  const implicitEgress = !group.ownEgress;
  const written = group.rules.flatMap((rule) => rule.reading.space.boxes());
  const added = implicitEgress
    ? ALL_PROTOCOLS.map((protocol) => ({ direction: Direction.OUTBOUND, protocol, ports: ALL_PORTS, addresses: PrefixSet.ALL_IPV4 }))
    : [];
  return {
    key: group.key,
    declared: group.declared,
    space: AdmittedSpace.of([...written, ...added]),
    implicitEgress,
    counts: countRules(group),
    rules: group.rules.map((rule) => rule.reading),
  };
}
