import { Direction } from '../../net';
import { FilterKind } from '../document/filter-kind';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Quota } from '../document/quota';
import type { FamilyCounts, GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { checkRepetition, resourcesOf } from '../document/terraform-node';
import { AdminRule, readAdminRule } from './admin-rule';
import { checkLocalDenies } from './check-local-denies';
import { checkInternetDenies, checkPortDenies, checkUnique } from './check-nsg';
import { evaluateNsg } from './evaluate-nsg';
import type { TerraformLimits } from './terraform-limits';

const RULE = 'azurerm_network_manager_admin_rule';
const COLLECTION = 'azurerm_network_manager_admin_rule_collection';
const CONFIGURATION = 'azurerm_network_manager_security_admin_configuration';

/** What collections and configurations say that changes nothing of what their rules admit. */
const IRRELEVANT = ['name', 'description'] as const;

/** @see https://learn.microsoft.com/azure/virtual-network-manager/concept-limitations */
const DEFAULTS = { adminRulesPerLevel: 100, adminPrefixesPerLevel: 1000 } as const;

/** A rule collection while it is being read. */
interface Collection {
  /** Its resource, or the first rule that names it when it is not declared. */
  readonly node: JsonNode;
  readonly declared: boolean;
  readonly rules: AdminRule[];
}

/**
 * What the security admin rules of a document let through, by rule collection.
 *
 * By rising priority the first rule that matches decides, as in a network security group, and what
 * no rule matches is not admitted by these rules. A rule that allows is not the last word: only
 * `delivered` passes whatever the network security groups say.
 */
export function readAdminRules(root: JsonNode, limits: TerraformLimits, report: Report): GroupReading[] {
  resourcesOf(root, CONFIGURATION).forEach(([, node]) => node.ignore(...IRRELEVANT, 'network_manager_id', 'apply_on_network_intent_policy_based_services'));
  const collections = new Map(resourcesOf(root, COLLECTION).map(([id, node]): [string, Collection] => {
    node.ignore(...IRRELEVANT, 'security_admin_configuration_id');
    const groups = node.at('network_group_ids').itemsOrSelf().map((group) => group.describe());
    report.leaveUncovered(node.path, `applies to the network groups ${groups.join(', ') || 'of an empty list'}, which are not compared`);
    return [id, { node, declared: true, rules: [] }];
  }));
  for (const [, node] of resourcesOf(root, RULE)) {
    const key = collectionKey(node.at('admin_rule_collection_id').text());
    const rule = readAdminRule(node, report, !checkRepetition(node, report));
    const collection = collections.get(key) ?? { node, declared: false, rules: [] };
    collections.set(key, collection);
    if (rule !== undefined) collection.rules.push(rule);
  }
  return [...collections].map(([key, { node, declared, rules }]) => {
    const path = rules[0]?.reading.path ?? node.path;
    check(key, path, rules, limits, report);
    const reading = toReading(key, declared, rules, limits);
    reportOpen(reading, path, report);
    return reading;
  });
}

/** The id of the collection's resource, or whatever names it. */
function collectionKey(reference: string): string {
  return new RegExp(`^\\$\\{${COLLECTION}\\.([\\w-]+)\\.id\\}$`).exec(reference)?.[1] ?? reference;
}

function check(key: string, path: string, rules: readonly AdminRule[], limits: TerraformLimits, report: Report): void {
  checkUnique(rules, FindingCode.DUPLICATE_PRIORITY, report, ({ reading }) => (reading.priority === undefined ? undefined : `priority ${reading.priority}`));
  checkUnique(rules, FindingCode.DUPLICATE_RULE_NAME, report, ({ reading }) => `name ${reading.name?.toLowerCase()}`);
  checkInternetDenies(rules, report);
  checkPortDenies(rules, report);
  checkLocalDenies(rules, report);
  const [ofRules, ofPrefixes] = quotasOf(rules, limits);
  for (const [code, { name, used, limit }] of [[FindingCode.TOO_MANY_RULES, ofRules], [FindingCode.TOO_MANY_PREFIXES, ofPrefixes]] as const) {
    if (used > limit) report.find(code, path, `collection ${key} has ${used} ${name}, a level holds ${limit}`);
  }
}

function quotasOf(rules: readonly AdminRule[], limits: TerraformLimits): [rules: Quota, prefixes: Quota] {
  const { adminRulesPerLevel, adminPrefixesPerLevel } = { ...DEFAULTS, ...limits };
  const prefixes = rules.reduce((sum, { rangeCounts }) => sum + rangeCounts.source + rangeCounts.destination, 0);
  return [{ name: 'rules', used: rules.length, limit: adminRulesPerLevel }, { name: 'prefixes', used: prefixes, limit: adminPrefixesPerLevel }];
}

function toReading(key: string, declared: boolean, rules: readonly AdminRule[], limits: TerraformLimits): GroupReading {
  const admitted = (of: readonly AdminRule[]) => evaluateNsg(of, Direction.INBOUND).union(evaluateNsg(of, Direction.OUTBOUND));
  const count = (direction: Direction, family: 'ipv4' | 'ipv6') =>
    rules.filter((rule) => rule.reading.direction === direction && rule.families.includes(family)).length;
  const both = (direction: Direction): FamilyCounts => ({ ipv4: count(direction, 'ipv4'), ipv6: count(direction, 'ipv6') });
  return {
    key,
    kind: FilterKind.ADMIN_RULES,
    declared,
    space: admitted(rules),
    implicitEgress: false,
    otherInboundDenied: closes(rules, Direction.INBOUND),
    otherOutboundDenied: closes(rules, Direction.OUTBOUND),
    // An Allow before it would leave the decision to the groups; that is not subtracted, so that this is never less than the truth.
    delivered: admitted(rules.filter(({ reading, always }) => always || reading.access === 'deny')),
    counts: { [Direction.INBOUND]: both(Direction.INBOUND), [Direction.OUTBOUND]: both(Direction.OUTBOUND) },
    quotas: quotasOf(rules, limits),
    rules: rules.map((rule) => rule.reading),
  };
}

/** What these rules do not refuse is left to network security groups, so that a collection which only allows refuses nothing. */
function reportOpen({ rules, otherInboundDenied, otherOutboundDenied, delivered }: GroupReading, path: string, report: Report): void {
  if (delivered?.isEmpty === false) report.leaveUncovered(path, 'lets traffic through whatever network security groups say (AlwaysAllow)');
  const isDenied = { [Direction.INBOUND]: otherInboundDenied, [Direction.OUTBOUND]: otherOutboundDenied };
  for (const direction of [Direction.INBOUND, Direction.OUTBOUND]) {
    const admits = rules.some((rule) => rule.direction === direction && rule.access === 'allow');
    if (admits && isDenied[direction] !== true) report.leaveUncovered(path, `refuses no other ${direction} traffic, and leaves it to network security groups`);
  }
}

/** Whether the rest of the Internet is refused for every local side that rules of this direction admit to. */
function closes(rules: readonly AdminRule[], direction: Direction): boolean {
  const ofDirection = rules.filter(({ reading }) => reading.direction === direction);
  const closing = ofDirection.filter(({ closesInternet }) => closesInternet).map(({ reading }) => reading.local);
  const admitting = ofDirection.filter(({ reading }) => reading.access === 'allow').map(({ reading }) => reading.local);
  return closing.length > 0 && admitting.every((local) => closing.some((closed) => (
    closed.length === 0 || (local.length > 0 && local.every((text) => closed.includes(text)))
  )));
}
