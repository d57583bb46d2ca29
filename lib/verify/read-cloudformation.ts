import { Direction } from '../net';
import { readFirewalls } from './aws/cloudformation-firewalls';
import { CLOUDFORMATION } from './aws/ec2-dialect';
import { checkEc2Group, type Ec2Group, toEc2Reading } from './aws/ec2-group';
import { type Ec2PrefixList, readCloudFormationPrefixLists } from './aws/ec2-prefix-list';
import { readEc2Rule } from './aws/ec2-rule';
import { closeCloudFormation } from './classes/close-cloudformation';
import { groupKey, isIntrinsic, isNothing } from './document/cloudformation-node';
import { FindingCode } from './document/finding';
import { groupsByKey } from './document/groups-by-key';
import { JsonNode } from './document/json-node';
import type { Reading } from './document/reading';
import { Report } from './document/report';
import { AdmittedNames } from './space/admitted-names';
import { AdmittedSpace } from './space/admitted-space';
import { readWebFilters } from './web/read-cloudformation-web';

/** EC2's quotas as this reader checks them; each can be raised for an account. */
export interface CloudFormationLimits {
  /** Rules per group, direction and address family (default 60). */
  readonly rulesPerGroup?: number;
  /** Ports of the listeners that web ACLs stand before, which no web ACL knows (default 443). */
  readonly webPorts?: readonly number[];
}

const INLINE = [['SecurityGroupIngress', Direction.INBOUND], ['SecurityGroupEgress', Direction.OUTBOUND]] as const;

const SEPARATE: Readonly<Record<string, Direction>> = {
  'AWS::EC2::SecurityGroupIngress': Direction.INBOUND,
  'AWS::EC2::SecurityGroupEgress': Direction.OUTBOUND,
};

type PrefixLists = ReadonlyMap<string, Ec2PrefixList>;

/**
 * What the security groups, firewall rule groups, web ACLs and REST API policies of a CloudFormation template admit, by the rules of AWS.
 *
 * Reads `AWS::EC2::SecurityGroup` with its inline rules and separate
 * `AWS::EC2::SecurityGroupIngress` and `Egress`. A prefix list that the template declares
 * stands for its entries and counts as `MaxEntries` rules. Other peers that are no address
 * ranges (groups, lists from elsewhere, intrinsics) are under `unresolved`, never guessed. A group
 * declared without any egress rule gets the one EC2 adds, marked `implicitEgress`;
 * an empty list counts as none, a separate egress rule removes it. A web ACL, a rule
 * group that none of them names, and a REST API with a policy are groups too: they admit
 * the sources that reach the paths they restrict, or everyone when they restrict none.
 *
 * Of `AWS::NetworkFirewall::RuleGroup` it reads stateful rules that pass, from and to
 * `$HOME_NET`, and allow lists; of `AWS::Route53Resolver::FirewallRuleGroup` the names.
 *
 * Macros, modules and nested stacks are under `unresolved`: what they admit is in another document.
 *
 * @param template the template as parsed JSON
 * @throws EndpointError `MalformedTemplate` naming the JSON path, when the shape is not CloudFormation's
 * @example
 * readCloudFormation(Template.fromStack(stack).toJSON()).admitted.describe();
 * //=> ['inbound tcp 443 from 52.159.23.209/32', 'outbound tcp all ports to 0.0.0.0/0', …]
 */
export function readCloudFormation(template: unknown, limits: CloudFormationLimits = {}): Reading {
  const report = new Report();
  const root = new JsonNode(template, '');
  const resources = root.at('Resources');
  const groups = readGroups(resources, readCloudFormationPrefixLists(resources, report), report);
  for (const group of groups.values()) checkEc2Group(group, limits.rulesPerGroup, report);
  const firewalls = readFirewalls(resources, report);
  const securityGroups = [...groups.values()].map((group) => toEc2Reading(group, limits.rulesPerGroup));
  const readings = [...securityGroups, ...firewalls, ...readWebFilters(resources, limits.webPorts ?? [443], report)];
  const { attachments, parts } = closeCloudFormation(root, readings, report);
  return {
    groups: groupsByKey(readings),
    admitted: AdmittedSpace.of(readings.flatMap((reading) => reading.space.boxes())),
    names: readings.reduce((all, { names }) => all.union(names ?? AdmittedNames.EMPTY), AdmittedNames.EMPTY),
    unresolved: report.unresolved,
    findings: report.findings,
    uncovered: report.uncovered,
    attachments,
    parts,
  };
}

function readGroups(resources: JsonNode, lists: PrefixLists, report: Report): Map<string, Ec2Group> {
  const groups = new Map<string, Ec2Group>();
  const separate: { readonly resource: JsonNode; readonly direction: Direction }[] = [];
  for (const [id, resource] of resources.isAbsent ? [] : resources.entries()) {
    if (id.startsWith('Fn::')) {
      report.unresolve(resource);
      continue;
    }
    const type = resource.at('Type').text();
    if (type === 'AWS::EC2::SecurityGroup') {
      const group: Ec2Group = { key: id, node: resource, declared: true, ownEgress: false, rules: [] };
      groups.set(id, group);
      isUnconditional(resource, report);
      resource.at('Properties').ignore('GroupName', 'GroupDescription', 'VpcId', 'Tags');
      readInline(group, lists, report);
    } else if (Object.hasOwn(SEPARATE, type)) {
      separate.push({ resource, direction: SEPARATE[type] });
    }
  }
  for (const { resource, direction } of separate) {
    const rule = resource.at('Properties');
    const key = keyOf(rule, groups);
    const group = groups.get(key) ?? { key, node: resource, declared: false, ownEgress: true, rules: [] };
    groups.set(key, group);
    group.rules.push(readEc2Rule(rule, direction, CLOUDFORMATION, lists, report));
    if (isUnconditional(resource, report) && direction === Direction.OUTBOUND) group.ownEgress = true;
  }
  return groups;
}

/** The group that a separate rule names by id or, in a default VPC, by name. */
function keyOf(rule: JsonNode, groups: ReadonlyMap<string, Ec2Group>): string {
  const [id, name] = ['GroupId', 'GroupName'].map((key) => rule.at(key));
  if (!isNothing(id) || isNothing(name)) return groupKey(id);
  const text = groupKey(name);
  const named = [...groups.values()].find(({ node }) => node.has('Properties') && node.at('Properties').at('GroupName').value === text);
  return named?.key ?? text;
}

function readInline(group: Ec2Group, lists: PrefixLists, report: Report): void {
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
      else group.rules.push(readEc2Rule(item, direction, CLOUDFORMATION, lists, report));
    }
  }
}

function isUnconditional(resource: JsonNode, report: Report): boolean {
  const condition = resource.at('Condition');
  if (condition.isAbsent) return true;
  report.find(FindingCode.CONDITIONAL_RESOURCE, condition.path, `exists only under condition ${condition.text()}, read as existing`);
  return false;
}
