import { sortedGroups } from '../../collections/group-by';
import { FittedRule } from '../fit/fit';
import { mergePortRanges } from '../fit/port-range-rules';
import { PooledRules } from '../pool/rule-pool';
import { Budget, Budgeted, isUnbounded } from './budget';
import { fitToBudget } from './fit-to-budget';

/**
 * Fits the rules of all scenarios into a budget where each prefix with each port range is one entry, and each
 * direction and family has its own quota, as in EC2.
 *
 * Rules that fit exactly are unchanged. Otherwise scenarios with a common port range share its prefixes, and the
 * optimal cover over all ranges is used. Each of its prefixes has the origins of everything in it. Addresses that are
 * reserved or excluded by a scenario are never admitted.
 *
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetPortRanges(pooled: readonly PooledRules[], budget: Budget): Budgeted<FittedRule> {
  const rules = pooled.flatMap((scenario) => scenario.rules);
  if (isUnbounded(budget)) {
    return { rules, extra: [], figures: [] };
  }
  const quotas = sortedGroups(rules, ({ direction, family }) => `${direction} ${family}`).map(([name, group]) => (
    { name, rules: group, entries: new Set(group.flatMap(entriesOf)).size, merge: () => mergePortRanges(group) }
  ));
  return fitToBudget(quotas, pooled, budget);
}

function entriesOf({ protocol, ports, deployTimePorts, peers }: FittedRule): string[] {
  return [...ports.ranges, ...deployTimePorts].flatMap((range) => peers.map(({ cidr }) => `${protocol} ${range} ${cidr}`));
}
