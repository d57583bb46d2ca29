import { FindingCode } from '../document/finding';
import type { Report } from '../document/report';
import { hasPorts } from '../space/protocol-name';
import { checkLocalDenies } from './check-local-denies';
import { rank } from './evaluate-nsg';
import type { NsgRule } from './nsg-rule';
import type { TerraformLimits } from './terraform-limits';

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const DEFAULTS = { rulesPerGroup: 1000, prefixesPerGroup: 4000 } as const;

/** Reports what Azure rejects of a group as a whole: names and priorities used twice, and too much of anything. */
export function checkNsg(key: string, path: string, rules: readonly NsgRule[], limits: TerraformLimits, report: Report): void {
  checkUnique(rules, FindingCode.DUPLICATE_PRIORITY, report, ({ reading }) =>
    reading.priority === undefined ? undefined : `${reading.direction} priority ${reading.priority}`);
  checkInternetDenies(rules, report);
  checkPortDenies(rules, report);
  checkLocalDenies(rules, report);
  checkUnique(rules, FindingCode.DUPLICATE_RULE_NAME, report, ({ reading }) => `name ${reading.name?.toLowerCase()}`);
  const { rulesPerGroup, prefixesPerGroup } = { ...DEFAULTS, ...limits };
  if (rules.length > rulesPerGroup) {
    report.find(FindingCode.TOO_MANY_RULES, path, `group ${key} has ${rules.length} rules, the limit is ${rulesPerGroup}`);
  }
  for (const side of ['source', 'destination'] as const) {
    const count = rules.reduce((sum, rule) => sum + rule.rangeCounts[side], 0);
    if (count > prefixesPerGroup) {
      report.find(FindingCode.TOO_MANY_PREFIXES, path, `group ${key} has ${count} ${side} prefixes, the limit is ${prefixesPerGroup}`);
    }
  }
}

/** Reports a Deny of the tag `Internet` that stands before an Allow, since it is read as denying nothing. */
export function checkInternetDenies(rules: readonly NsgRule[], report: Report): void {
  for (const deny of rules.filter(({ internetDeny }) => internetDeny)) {
    const shadows = rules.some(({ reading }) => reading.access === 'allow' && reading.direction === deny.reading.direction
      && (reading.priority ?? Infinity) > (deny.reading.priority ?? -Infinity));
    if (shadows) report.find(FindingCode.INTERNET_TAG, deny.reading.path, 'the tag Internet leaves out the virtual network, a Deny of it is read as denying nothing');
  }
}

/** Reports a Deny of ports on protocols that have none, where a later Allow admits such a protocol: it is read as denying nothing of it. */
export function checkPortDenies(rules: readonly NsgRule[], report: Report): void {
  const portless = rules.filter(({ reading }) => reading.access === 'allow' && reading.space.boxes().some(({ protocol }) => !hasPorts(protocol)));
  for (const deny of rules.filter(({ portDeny }) => portDeny)) {
    const shadows = portless.some((allow) => allow.reading.direction === deny.reading.direction && rank(deny) <= rank(allow));
    if (shadows) {
      report.find(FindingCode.PORTS_WITHOUT_MEANING, deny.reading.path, 'limits ports for protocols without ports, read as denying nothing of those protocols');
    }
  }
}

/** Reports rules that have the same key as an earlier one. */
export function checkUnique(rules: readonly NsgRule[], code: FindingCode, report: Report, keyOf: (rule: NsgRule) => string | undefined): void {
  const seen = new Map<string, NsgRule>();
  for (const rule of rules) {
    const key = keyOf(rule);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, rule);
    else report.find(code, rule.reading.path, `uses ${key}, which ${first.reading.path} has already`);
  }
}
