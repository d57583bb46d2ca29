import { Direction } from '../../net';
import { FilterKind } from '../document/filter-kind';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { blocksOf, isExpression, isUnset, literalText, resourcesOf } from '../document/terraform-node';
import type { AdmittedNames } from '../space/admitted-names';
import { readPriority } from './azure-fields';
import { checkFirewallPolicy, checkRuleCollectionGroup, firewallQuotas } from './check-firewall';
import { evaluateFirewall, type PlacedRule } from './evaluate-firewall';
import { type FirewallCollection, type FirewallRule, readApplicationRule, readDnatRule, readNetworkRule } from './firewall-rule';
import { type IpGroupReading, readIpGroups } from './ip-group';

const POLICY = 'azurerm_firewall_policy';
const GROUP = 'azurerm_firewall_policy_rule_collection_group';
/** @see https://learn.microsoft.com/azure/firewall/policy-rule-sets */
const PRIORITY = { first: 100, last: 65_000 } as const;

/** What a policy says that changes nothing of what its rules admit. */
const IRRELEVANT = [
  'name', 'location', 'resource_group_name', 'sku', 'auto_learn_private_ranges_enabled', 'private_ip_ranges', 'sql_redirect_allowed', 'dns', 'identity',
  'insights', 'intrusion_detection', 'threat_intelligence_mode', 'threat_intelligence_allowlist', 'tls_certificate', 'explicit_proxy',
] as const;

const NAME = /^[A-Za-z0-9][\w.-]*\w$/;

/** A policy, with the names that it admits. */
export interface FirewallPolicyReading extends GroupReading {
  readonly names: AdmittedNames;
}

/**
 * What the rule collection groups of a document admit in each Azure Firewall policy.
 *
 * Rules in other documents, of a parent policy and threat intelligence are not known here.
 * What DNAT rules let in is inbound, everything else outbound. FQDN tags, service tags, URLs and web categories are under `unresolved`.
 */
export function readFirewallPolicies(root: JsonNode, report: Report): FirewallPolicyReading[] {
  const declared = new Map(resourcesOf(root, POLICY).map(([id, node]) => [`${POLICY}.${id}`, readPolicy(node, report)]));
  const ipGroups = readIpGroups(root, report);
  // A policy without rules admits nothing, unless it has those of a parent.
  const policies = new Map([...declared].filter(([, { hasParent }]) => !hasParent).map(([key]): [string, PlacedRule[]] => [key, []]));
  for (const [, node] of resourcesOf(root, GROUP)) {
    const key = policyKey(node.at('firewall_policy_id'), declared, report);
    policies.set(key, [...policies.get(key) ?? [], ...readGroup(node, ipGroups, report)]);
  }
  return [...policies].map(([key, placed]) => {
    const rules = placed.map(({ rule }) => rule);
    checkFirewallPolicy(key, rules, report);
    const { space, names } = evaluateFirewall(placed, report);
    const readings = rules.map(({ reading }) => reading);
    return {
      key,
      kind: FilterKind.FIREWALL_POLICY,
      declared: declared.has(key),
      space,
      names,
      implicitEgress: false,
      counts: countsOf(rules),
      quotas: firewallQuotas(rules),
      rules: readings,
    };
  });
}

/** Of a policy itself: rules of a parent come before its own. What looks for attacks and threats is apart from what is proven here. */
function readPolicy(node: JsonNode, report: Report): { readonly hasParent: boolean } {
  node.ignore(...IRRELEVANT);
  const parent = node.at('base_policy_id');
  if (!isUnset(parent)) report.leaveUncovered(parent.path, `a parent policy, ${parent.describe()}, whose rules come before those of the policy`, true);
  return { hasParent: !isUnset(parent) };
}

/** `azurerm_firewall_policy.<resource id>` of a policy named by reference, else its id as written, in lower case as Azure ignores it. */
function policyKey(node: JsonNode, declared: ReadonlyMap<string, unknown>, report: Report): string {
  const text = node.text();
  const address = /^\$\{(azurerm_firewall_policy\.[\w-]+)\.id\}$/.exec(text)?.[1];
  if (address !== undefined && !declared.has(address)) report.find(FindingCode.UNKNOWN_GROUP, node.path, `${address} is not declared in this document`);
  return address ?? text.toLowerCase();
}

function readGroup(node: JsonNode, ipGroups: ReadonlyMap<string, IpGroupReading>, report: Report): PlacedRule[] {
  checkRuleCollectionGroup(node, report);
  const name = node.at('name').text();
  if (!isExpression(name) && !NAME.test(name)) report.find(FindingCode.RULE_NAME, node.at('name').path, `${JSON.stringify(name)} is no name of a rule collection group`);
  const [dnat, network, application] = ['nat', 'network', 'application'].map((kind) => blocksOf(node, `${kind}_rule_collection`, report));
  const group = readPriority(node.at('priority'), PRIORITY, report);
  checkUnique([...dnat, ...network, ...application], 'name', FindingCode.DUPLICATE_RULE_NAME, report);
  checkUnique([...dnat, ...network, ...application], 'priority', FindingCode.DUPLICATE_PRIORITY, report);
  return [
    ...dnat.flatMap((collection) => readDnatCollection(collection, group, ipGroups, report)),
    ...network.flatMap((collection) => readCollection(collection, group, (rule, of) => readNetworkRule(rule, of, ipGroups, report), report)),
    ...application.flatMap((collection) => readCollection(collection, group, (rule, of) => readApplicationRule(rule, of, ipGroups, report), report)),
  ];
}

function readCollection(
  node: JsonNode, group: number | undefined, read: (rule: JsonNode, collection: FirewallCollection) => FirewallRule, report: Report,
): PlacedRule[] {
  const action = literalText(node.at('action'))?.toLowerCase();
  const priority = readPriority(node.at('priority'), PRIORITY, report);
  if (action === undefined) {
    report.unresolve(node.at('action'));
    node.account();
    return [];
  }
  if (action !== 'allow' && action !== 'deny') throw node.at('action').malformed('Allow or Deny');
  const rules = rulesOf(node, report);
  const unknown = action === 'allow' ? -1 : Number.MAX_SAFE_INTEGER;
  return rules.map((rule) => ({ rule: read(rule, { access: action, priority }), group: group ?? unknown, collection: priority ?? unknown }));
}

function readDnatCollection(node: JsonNode, group: number | undefined, ipGroups: ReadonlyMap<string, IpGroupReading>, report: Report): PlacedRule[] {
  // Of an expression there is one thing that it can stand for.
  if ((literalText(node.at('action')) ?? 'dnat').toLowerCase() !== 'dnat') throw node.at('action').malformed('Dnat');
  const priority = readPriority(node.at('priority'), PRIORITY, report);
  const place = { group: group ?? -1, collection: priority ?? -1 };
  return rulesOf(node, report).map((rule) => ({ rule: readDnatRule(rule, priority, ipGroups, report), ...place }));
}

/** The rules of a collection; those of a dynamic block are under `unresolved`. */
function rulesOf(collection: JsonNode, report: Report): JsonNode[] {
  const rules = blocksOf(collection, 'rule', report);
  checkUnique(rules, 'name', FindingCode.DUPLICATE_RULE_NAME, report);
  return rules;
}

function checkUnique(nodes: readonly JsonNode[], key: 'name' | 'priority', code: FindingCode, report: Report): void {
  const seen = new Map<string, JsonNode>();
  for (const node of nodes) {
    const value = node.at(key).scalar().toLowerCase();
    const first = seen.get(value);
    if (first === undefined) seen.set(value, node);
    else report.find(code, node.path, `uses ${key} ${value}, which ${first.path} has already`);
  }
}

function countsOf(rules: readonly FirewallRule[]): GroupReading['counts'] {
  const count = (direction: Direction, family: 'ipv4' | 'ipv6') => (
    rules.filter(({ families, reading }) => reading.direction === direction && families.includes(family)).length
  );
  const counts = (direction: Direction) => ({ ipv4: count(direction, 'ipv4'), ipv6: count(direction, 'ipv6') });
  return { [Direction.INBOUND]: counts(Direction.INBOUND), [Direction.OUTBOUND]: counts(Direction.OUTBOUND) };
}
