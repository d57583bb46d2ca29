import { sortedGroups } from '../../collections/group-by';
import { FittedRule } from '../fit/fit';
import { PooledRules } from '../pool/rule-pool';
import { Budget, Budgeted, isUnbounded } from './budget';
import { countPeers, fitToBudget } from './fit-to-budget';

/**
 * Like `budgetPortRanges`, but each prefix is one entry, whatever the ports of its rule, and both families share the
 * quota of a direction, as in network security groups.
 *
 * Rules of different scenarios are not combined. An extra address of one rule therefore counts even if a rule of
 * another scenario admits it.
 *
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetPrefixes(pooled: readonly PooledRules[], budget: Budget): Budgeted<PooledRules> {
  if (isUnbounded(budget)) {
    return { rules: pooled, extra: [], figures: [] };
  }
  const quotas = sortedGroups(pooled.flatMap(({ rules }) => rules), ({ direction }) => direction).map(([name, rules]) => (
    { name, rules, entries: countPeers(rules), merge: () => rules }
  ));
  const { rules, extra, figures } = fitToBudget(quotas, pooled, budget);
  const covered = new Map<FittedRule, FittedRule>();
  quotas.flatMap((quota) => quota.rules).forEach((rule, index) => covered.set(rule, rules[index]));
  return { rules: pooled.map((scenario) => ({ ...scenario, rules: scenario.rules.map((rule) => covered.get(rule)!) })), extra, figures };
}
