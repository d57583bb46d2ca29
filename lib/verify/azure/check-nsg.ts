import { FindingCode } from '../document/finding';
import type { Quota } from '../document/quota';
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
  const [ofRules, ...ofPrefixes] = nsgQuotas(rules, limits);
  const check = (code: FindingCode, { name, used, limit }: Quota) => {
    if (used > limit) report.find(code, path, `group ${key} has ${used} ${name}, the limit is ${limit}`);
  };
  check(FindingCode.TOO_MANY_RULES, ofRules);
  ofPrefixes.forEach((quota) => check(FindingCode.TOO_MANY_PREFIXES, quota));
}

/** What a group takes: its rules, its source prefixes and its destination prefixes. */
export function nsgQuotas(rules: readonly NsgRule[], limits: TerraformLimits): [rules: Quota, ...prefixes: Quota[]] {
  const { rulesPerGroup, prefixesPerGroup } = { ...DEFAULTS, ...limits };
  return [
    { name: 'rules', used: rules.length, limit: rulesPerGroup },
    ...(['source', 'destination'] as const).map((side): Quota => (
      { name: `${side} prefixes`, used: rules.reduce((sum, rule) => sum + rule.rangeCounts[side], 0), limit: prefixesPerGroup }
    )),
  ];
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
