import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Quota } from '../document/quota';
import type { Report } from '../document/report';
import type { FirewallRule } from './firewall-rule';

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-firewall-limits */
const LIMITS = { pairs: 20_000, ipGroups: 200, groupBytes: 2 * 1024 * 1024 } as const;

/** Reports what is too much for the firewalls of a policy. */
export function checkFirewallPolicy(key: string, rules: readonly FirewallRule[], report: Report): void {
  const [pairs, ipGroups] = firewallQuotas(rules);
  if (pairs.used > pairs.limit) {
    report.find(FindingCode.TOO_MANY_PAIRS, rules.find((rule) => rule.pairs > 0)!.reading.path, `policy ${key} has ${pairs.used} ${pairs.name}, the limit is ${pairs.limit}`);
  }
  if (ipGroups.used > ipGroups.limit) {
    report.find(FindingCode.TOO_MANY_IP_GROUPS, rules.find((rule) => rule.ipGroups.length > 0)!.reading.path, `the rules of policy ${key} name ${ipGroups.used} IP groups, the limit is ${ipGroups.limit}`);
  }
}

/** What a policy takes of each firewall that it is on. */
export function firewallQuotas(rules: readonly FirewallRule[]): [pairs: Quota, ipGroups: Quota] {
  return [
    { name: 'pairs of source and destination in network rules', used: rules.reduce((sum, rule) => sum + rule.pairs, 0), limit: LIMITS.pairs },
    { name: 'IP groups', used: new Set(rules.flatMap((rule) => rule.ipGroups)).size, limit: LIMITS.ipGroups },
  ];
}

/** Reports a rule collection group that is too large, as its JSON is. */
export function checkRuleCollectionGroup(node: JsonNode, report: Report): void {
  const bytes = new TextEncoder().encode(JSON.stringify(node.value)).length;
  if (bytes > LIMITS.groupBytes) {
    report.find(FindingCode.GROUP_TOO_LARGE, node.path, `has about ${bytes} bytes of rules, the limit is ${LIMITS.groupBytes}`);
  }
}
