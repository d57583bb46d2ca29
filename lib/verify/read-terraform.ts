import { Direction } from '../net';
import { readTerraformEc2Groups } from './aws/read-terraform-ec2-groups';
import { readFirewalls } from './aws/terraform-firewalls';
import { checkNsg, nsgQuotas } from './azure/check-nsg';
import { evaluateNsg } from './azure/evaluate-nsg';
import { type NsgRule, readNsgRule } from './azure/nsg-rule';
import { readAdminRules } from './azure/read-admin-rules';
import { readFirewallPolicies } from './azure/read-firewall-policies';
import type { TerraformLimits } from './azure/terraform-limits';
import { closeTerraform } from './classes/close-terraform';
import { FilterKind } from './document/filter-kind';
import { FindingCode } from './document/finding';
import { groupsByKey } from './document/groups-by-key';
import { JsonNode } from './document/json-node';
import type { FamilyCounts, GroupReading, Reading } from './document/reading';
import { Report } from './document/report';
import { checkRepetition, isExpression, isUnset, resourcesOf } from './document/terraform-node';
import { AdmittedNames } from './space/admitted-names';
import { AdmittedSpace } from './space/admitted-space';
import { readTerraformWebFilters } from './web/read-terraform-web';

const GROUP = 'azurerm_network_security_group';
const RULE = 'azurerm_network_security_rule';

/** A group while it is being read. */
interface Group {
  readonly key: string;
  /** The group's resource, or the first rule that names it when it is not declared. */
  readonly node: JsonNode;
  readonly declared: boolean;
  /** Whether `security_rule` is written, even as an empty list: Terraform then removes every other rule. */
  readonly inline: boolean;
  readonly rules: NsgRule[];
}

/**
 * What the groups of a Terraform JSON document admit: network security groups and firewall policies (azurerm) by
 * Azure's rules, security groups and prefix lists (aws) by EC2's, see `readTerraformEc2Groups`.
 *
 * Reads `azurerm_network_manager_admin_rule` by collection, evaluated in the same way: a rule
 * that allows leaves the decision to network security groups, and `delivered` holds what none of
 * them can refuse.
 *
 * Reads `azurerm_network_security_group` with its inline rules and separate
 * `azurerm_network_security_rule`, attached by a reference or by name. Rules are
 * evaluated by priority, the first match decides; Azure's built-in rules (65000 and up)
 * are not in the document and not modelled. `*` and `Any` are all addresses of both
 * families. The tag `Internet` is read as all addresses when allowed and as none when
 * denied, with a finding where that matters; other tags, application security groups and expressions are
 * under `unresolved`. The local side (the destination of inbound rules) only decides
 * which Deny stands against which Allow.
 *
 * Of `azurerm_firewall_policy_rule_collection_group` it reads network rules, with the
 * `azurerm_ip_group`s that they name, and application rules, by name: network rules decide
 * before application rules; what DNAT rules let in is inbound, with a finding where a Deny may keep it out. Tags, URLs and web categories are under `unresolved`.
 *
 * Of the AWS provider it reads `aws_networkfirewall_rule_group` and
 * `aws_route53_resolver_firewall_rule_group` with its rules and lists, as `readCloudFormation` does.
 *
 * Firewall policies of Front Door and Application Gateway, apps with access or IP restrictions, Event Hubs namespaces with network rules,
 * and the web ACLs and rule groups of AWS are groups too: they admit the sources that
 * reach the paths they restrict, or everyone when they restrict none.
 *
 * Modules and the classic rules of Azure Firewall are under `unresolved`.
 *
 * @param document the synthesised document as parsed JSON
 * @throws EndpointError `MalformedTemplate` naming the JSON path, when the shape is not Terraform's
 * @example
 * readTerraform(JSON.parse(Testing.synth(stack))).admitted.describe();
 * //=> ['inbound tcp 8443 from 52.159.23.209/32']
 */
export function readTerraform(document: unknown, limits: TerraformLimits = {}): Reading {
  const report = new Report();
  const root = new JsonNode(document, '');
  const groups = readGroups(root, report);
  readSeparate(root, groups, report);
  const nsgs = [...groups.values()].map((group) => toReading(group, limits));
  for (const [index, group] of [...groups.values()].entries()) {
    if (group.declared && group.inline && group.rules.some(({ reading }) => !reading.path.startsWith(`${group.node.path}.`))) {
      report.find(FindingCode.MIXED_INLINE_AND_SEPARATE, group.node.path, 'has inline and separate rules, which overwrite each other');
    }
    checkNsg(group.key, group.node.path, group.rules, limits, report);
    reportOpenOutbound(nsgs[index], group.node.path, report);
  }
  const policies = readFirewallPolicies(root, report);
  const adminRules = readAdminRules(root, limits, report);
  if (groups.size > 0) adminRules.forEach((collection) => reportInFront(collection, report));
  const readings: GroupReading[] = [
    ...nsgs,
    ...policies,
    ...readFirewalls(root, report),
    ...adminRules,
    ...readTerraformEc2Groups(root, limits.rulesPerEc2Group, report),
    ...readTerraformWebFilters(root, limits.webPorts ?? [443], report),
  ];
  const { attachments, parts } = closeTerraform(root, readings, report);
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

/** Azure's own rule 65001 lets out what no rule denies, so a group that only allows refuses nothing. */
function reportOpenOutbound({ otherOutboundDenied, rules }: GroupReading, path: string, report: Report): void {
  if (otherOutboundDenied === true || !rules.some(({ direction, access }) => direction === Direction.OUTBOUND && access === 'allow')) return;
  report.leaveUncovered(path, 'denies no other outbound traffic, which Azure lets out by its own rule AllowInternetOutBound');
}

/** Security admin rules decide before network security groups; those that only allow leave the decision to them. */
function reportInFront({ key, rules, delivered }: GroupReading, report: Report): void {
  const decides = rules.some(({ access }) => access === 'deny') || delivered?.isEmpty === false;
  if (decides) report.leaveUncovered(rules[0].path, `security admin rules of ${key}, which decide before the network security groups`, true);
}

function readGroups(root: JsonNode, report: Report): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [id, node] of resourcesOf(root, GROUP)) {
    const rules = node.ignore('name', 'location', 'resource_group_name').at('security_rule');
    checkRepetition(node, report);
    const group: Group = { key: id, node, declared: true, inline: !rules.isAbsent, rules: [] };
    groups.set(id, group);
    for (const item of rules.itemsOrSelf()) {
      if (typeof item.value === 'string' && isExpression(item.value)) report.unresolve(item);
      else addRule(group, item, true, report);
    }
  }
  return groups;
}

function readSeparate(root: JsonNode, groups: Map<string, Group>, report: Report): void {
  const declared = [...groups.values()];
  const resourceGroups = resourceGroupsOf(root, declared);
  for (const [, node] of resourcesOf(root, RULE)) {
    node.ignore('resource_group_name');
    const key = groupKey(node, declared, resourceGroups, report);
    const group = groups.get(key) ?? { key, node, declared: false, inline: false, rules: [] };
    groups.set(key, group);
    addRule(group, node, !checkRepetition(node, report), report);
  }
}

function addRule(group: Group, node: JsonNode, certain: boolean, report: Report): void {
  const rule = readNsgRule(node, report, certain);
  if (rule !== undefined) group.rules.push(rule);
}

/**
 * The key of the group a separate rule names: the resource id when the document declares
 * it, else the name or expression as written, in quotes where it would read as another group's id.
 */
function groupKey(rule: JsonNode, declared: readonly Group[], resourceGroups: ReadonlyMap<string, string>, report: Report): string {
  const reference = rule.at('network_security_group_name');
  const text = reference.text();
  const match = /^\$\{(data\.)?azurerm_network_security_group\.([\w-]+)(?:\[[^\]]*\])?\.name\}$/.exec(text);
  if (match !== null) {
    const [, data = '', id] = match;
    if (data !== '') return `${data}${GROUP}.${id}`;
    const group = declared.find(({ key }) => key === id);
    if (group === undefined) report.find(FindingCode.UNKNOWN_GROUP, reference.path, `${GROUP}.${id} is not declared in this document`);
    // A name leads to another group of that name where the resource group is another one.
    else if (!sameResourceGroup(group.node, rule, resourceGroups, report)) return text;
    return id;
  }
  if (isExpression(text)) return text;
  const named = declared.find(({ node }) => sameText(node.at('name'), text) && sameResourceGroup(node, rule, resourceGroups, report));
  return named?.key ?? (declared.some(({ key }) => key === text) ? JSON.stringify(text) : text);
}

/** Azure compares names without case. */
function sameText(node: JsonNode, text: string): boolean {
  return typeof node.value === 'string' && node.value.toLowerCase() === text.toLowerCase();
}

/** Whether both are in one resource group. Where only the deployment knows that, it is under `unresolved`, and taken for so. */
function sameResourceGroup(group: JsonNode, rule: JsonNode, resourceGroups: ReadonlyMap<string, string>, report: Report): boolean {
  const nodes = [group, rule].map((node) => node.at('resource_group_name'));
  if (nodes.some(isUnset)) return true;
  const [a, b] = nodes.map((node) => (resourceGroups.get(node.text()) ?? node.text()).toLowerCase());
  const isKnown = a === b || ![a, b].some(isExpression);
  if (!isKnown) report.unresolve(nodes[1]);
  return a === b || !isKnown;
}

/** The names of resource groups that expressions stand for, as far as the document says them. */
function resourceGroupsOf(root: JsonNode, groups: readonly Group[]): ReadonlyMap<string, string> {
  const nameOf = (node: JsonNode, key: string) => (typeof node.at(key).value === 'string' ? node.at(key).text() : undefined);
  const names = new Map<string, string>();
  const add = (expression: string, name: string | undefined) => {
    if (name !== undefined) names.set(expression, names.get(name) ?? name);
  };
  resourcesOf(root, 'azurerm_resource_group').forEach(([id, node]) => add(`\${azurerm_resource_group.${id}.name}`, nameOf(node, 'name')));
  groups.forEach(({ key, node }) => add(`\${${GROUP}.${key}.resource_group_name}`, nameOf(node, 'resource_group_name')));
  return names;
}

function toReading(group: Group, limits: TerraformLimits): GroupReading {
  const count = (direction: Direction, family: 'ipv4' | 'ipv6') =>
    group.rules.filter((rule) => rule.reading.direction === direction && rule.families.includes(family)).length;
  const both = (direction: Direction): FamilyCounts => ({ ipv4: count(direction, 'ipv4'), ipv6: count(direction, 'ipv6') });
  return {
    key: group.key,
    kind: FilterKind.NETWORK_SECURITY_GROUP,
    declared: group.declared,
    space: evaluateNsg(group.rules, Direction.INBOUND).union(evaluateNsg(group.rules, Direction.OUTBOUND)),
    implicitEgress: false,
    otherOutboundDenied: group.rules.some(({ reading, closesInternet }) => (
      reading.direction === Direction.OUTBOUND && closesInternet && reading.local.length === 0
    )),
    counts: { [Direction.INBOUND]: both(Direction.INBOUND), [Direction.OUTBOUND]: both(Direction.OUTBOUND) },
    quotas: nsgQuotas(group.rules, limits),
    rules: group.rules.map((rule) => rule.reading),
  };
}
