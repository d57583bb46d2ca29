import { Direction } from '../../net';
import { FindingCode } from '../document/finding';
import { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { isUnset, resourcesOf } from '../document/terraform-node';
import { TERRAFORM } from './ec2-dialect';
import { checkEc2Group, type Ec2Group, toEc2Reading } from './ec2-group';
import { readTerraformPrefixLists } from './ec2-prefix-list';
import { readEc2Rule } from './ec2-rule';

const GROUP = 'aws_security_group';

const RULES: Readonly<Record<string, Direction>> = {
  aws_vpc_security_group_ingress_rule: Direction.INBOUND,
  aws_vpc_security_group_egress_rule: Direction.OUTBOUND,
};

/** Resources that change what a group admits and are not read. */
const UNREAD = ['aws_security_group_rule', 'aws_default_security_group'];

/**
 * The EC2 security groups of a Terraform document.
 *
 * Reads `aws_vpc_security_group_ingress_rule` and `…_egress_rule`, by the group that they name, and
 * `aws_ec2_managed_prefix_list`, which stands for its entries. A group that Terraform creates has no
 * egress rule but those written: the provider removes the one that EC2 adds. Inline rules and the
 * older `aws_security_group_rule` are under `unresolved`.
 */
export function readTerraformEc2Groups(root: JsonNode, rulesPerGroup: number | undefined, report: Report): GroupReading[] {
  const lists = readTerraformPrefixLists(root, report);
  const groups = new Map<string, Ec2Group>();
  const inline = new Set<string>();
  for (const [id, node] of resourcesOf(root, GROUP)) {
    const key = `${GROUP}.${id}`;
    node.ignore('name', 'name_prefix', 'description', 'vpc_id', 'revoke_rules_on_delete', 'tags_all');
    groups.set(key, { key, node, declared: true, ownEgress: true, rules: [] });
    for (const rules of ['ingress', 'egress', 'dynamic'].map((name) => node.at(name)).filter((list) => !list.isAbsent)) {
      inline.add(key);
      report.unresolve(rules);
    }
    checkRepetition(node, report);
  }
  for (const type of UNREAD) resourcesOf(root, type).forEach(([, node]) => report.unresolve(node));
  for (const [type, direction] of Object.entries(RULES)) {
    for (const [, node] of resourcesOf(root, type)) {
      const group = groupOf(node, groups, report);
      group.rules.push(readEc2Rule(node, direction, TERRAFORM, lists, report));
      checkRepetition(node, report);
    }
  }
  for (const group of groups.values()) {
    if (inline.has(group.key) && group.rules.length > 0) {
      report.find(FindingCode.MIXED_INLINE_AND_SEPARATE, group.node.path, 'has inline and separate rules, which overwrite each other');
    }
    checkEc2Group(group, rulesPerGroup, report);
  }
  return [...groups.values()].map((group) => toEc2Reading(group, rulesPerGroup));
}

/** The group that a rule names: the address of one of the document, else the id or expression as written. */
function groupOf(rule: JsonNode, groups: Map<string, Ec2Group>, report: Report): Ec2Group {
  const reference = rule.at('security_group_id');
  const text = reference.text();
  const address = /^\$\{(aws_security_group\.[\w-]+)\.id\}$/.exec(text)?.[1];
  if (address !== undefined && !groups.has(address)) report.find(FindingCode.UNKNOWN_GROUP, reference.path, `${address} is not declared in this document`);
  const key = address ?? text;
  const group = groups.get(key) ?? { key, node: rule, declared: false, ownEgress: true, rules: [] };
  groups.set(key, group);
  return group;
}

function checkRepetition(node: JsonNode, report: Report): void {
  for (const argument of ['count', 'for_each'].map((key) => node.at(key)).filter((value) => !isUnset(value))) {
    report.find(FindingCode.CONDITIONAL_RESOURCE, argument.path, 'may exist not at all or more than once, read as existing once');
  }
}
