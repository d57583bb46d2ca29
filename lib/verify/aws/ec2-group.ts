import { Direction, PrefixSet } from '../../net';
import { FilterKind } from '../document/filter-kind';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Quota } from '../document/quota';
import type { FamilyCounts, GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { AdmittedSpace } from '../space/admitted-space';
import { ALL_PORTS } from '../space/port-map';
import { ALL_PROTOCOLS } from '../space/protocol-name';
import type { Ec2Rule } from './ec2-rule';

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const DEFAULT_RULES_PER_GROUP = 60;

/** A group while it is being read. */
export interface Ec2Group {
  readonly key: string;
  /** The group's resource, or the first rule that names it when it is not declared. */
  readonly node: JsonNode;
  declared: boolean;
  /** Whether something keeps EC2 from adding its own egress rule; a group that exists already has its rules. */
  ownEgress: boolean;
  readonly rules: Ec2Rule[];
}

/** Reports what EC2 rejects of a group as a whole: a rule twice, and more rules than the quota. */
export function checkEc2Group(group: Ec2Group, rulesPerGroup: number | undefined, report: Report): void {
  const seen = new Map<string, Ec2Rule>();
  for (const rule of group.rules) {
    const identity = `${rule.reading.direction} ${rule.identity}`;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, rule);
    else report.find(FindingCode.DUPLICATE_RULE, rule.reading.path, `is the same rule as ${first.reading.path}, EC2 rejects it`);
  }
  for (const { name, used, limit } of quotasOf(group, rulesPerGroup).filter((quota) => quota.used > quota.limit)) {
    report.find(FindingCode.TOO_MANY_RULES, group.node.path, `group ${group.key} has ${used} ${name}, the quota is ${limit}`);
  }
}

function quotasOf(group: Ec2Group, limit = DEFAULT_RULES_PER_GROUP): Quota[] {
  const counts = countRules(group);
  return [Direction.INBOUND, Direction.OUTBOUND].flatMap((direction) => (['ipv4', 'ipv6'] as const).map((family): Quota => (
    { name: `${direction} ${family} rules`, used: counts[direction][family], limit }
  )));
}

function countRules(group: Ec2Group): Record<Direction, FamilyCounts> {
  const count = (direction: Direction, family: 'ipv4' | 'ipv6') =>
    group.rules.filter((rule) => rule.reading.direction === direction && rule.families.includes(family)).reduce((sum, { weight }) => sum + weight, 0);
  const both = (direction: Direction) => ({ ipv4: count(direction, 'ipv4'), ipv6: count(direction, 'ipv6') });
  return { [Direction.INBOUND]: both(Direction.INBOUND), [Direction.OUTBOUND]: both(Direction.OUTBOUND) };
}

/** What a group admits, with the rule that EC2 adds to a group without egress rules. */
export function toEc2Reading(group: Ec2Group, rulesPerGroup: number | undefined): GroupReading {
  const implicitEgress = !group.ownEgress;
  const written = group.rules.flatMap((rule) => rule.reading.space.boxes());
  const added = implicitEgress
    ? ALL_PROTOCOLS.map((protocol) => ({ direction: Direction.OUTBOUND, protocol, ports: ALL_PORTS, addresses: PrefixSet.ALL_IPV4 }))
    : [];
  return {
    key: group.key,
    kind: FilterKind.SECURITY_GROUP,
    declared: group.declared,
    space: AdmittedSpace.of([...written, ...added]),
    addedUpOn: 'interface',
    implicitEgress,
    counts: countRules(group),
    quotas: quotasOf(group, rulesPerGroup),
    rules: group.rules.map((rule) => rule.reading),
  };
}
