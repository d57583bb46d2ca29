import { sortedGroups } from '../../collections/group-by';
import { FittedRule } from '../fit/fit';
import { mergePortRanges } from '../fit/port-range-rules';
import { PooledRules } from '../pool/rule-pool';
import { Budget, Budgeted, isUnbounded } from './budget';
import { fitToBudget } from './fit-to-budget';

/**
 * Fits what all scenarios admit into a budget where every prefix with every range of ports is an entry, and each direction
 * and family has its own quota, as in EC2.
 *
 * What is exact within the budget stays as it is. Otherwise scenarios that share a range of ports share its prefixes, and
 * the optimal cover over all ranges is taken. A prefix of it has the origins of everything in it. Nothing that a scenario
 * excludes is admitted again, nor any address that is reserved.
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
