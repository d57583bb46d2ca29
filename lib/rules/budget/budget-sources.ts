import { sortedGroups } from '../../collections/group-by';
import { FittedRule } from '../fit/fit';
import { mergePeers } from '../fit/merge-peers';
import { PooledRules } from '../pool/rule-pool';
import { Budget, Budgeted } from './budget';
import { countPeers, fitToBudget } from './fit-to-budget';

/**
 * Like `budgetPortRanges`, but for a web request filter with one list of the sources of all scenarios: each prefix is
 * one entry, and both families share the quota.
 *
 * @param pooled from an `HttpRulePool`, so that all rules are for the same ports
 * @returns one rule for each family
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetSources(pooled: readonly PooledRules[], budget: Budget): Budgeted<FittedRule> {
  const rules = sortedGroups(pooled.flatMap((scenario) => scenario.rules), ({ family }) => family).map(([, group]) => mergePeers(group));
  return fitToBudget([{ name: 'inbound', rules, entries: countPeers(rules), merge: () => rules }], pooled, budget);
}
