import { sortedGroups } from '../../collections/group-by';
import { FittedRule } from '../fit/fit';
import { mergePeers } from '../fit/merge-peers';
import { PooledRules } from '../pool/rule-pool';
import { Budget, Budgeted } from './budget';
import { fitToBudget } from './fit-to-budget';

/**
 * Like `budgetPortRanges`, but the prefixes of all scenarios for one direction, protocol, set of ports and family
 * form a list with its own quota, as in managed prefix lists.
 *
 * @returns one rule for each list
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetTraffic(pooled: readonly PooledRules[], budget: Budget): Budgeted<FittedRule> {
  const quotas = sortedGroups(pooled.flatMap(({ rules }) => rules), trafficKey).map(([, group]) => {
    const rule = mergePeers(group);
    return { name: nameOf(rule), rules: [rule], entries: rule.peers.length, merge: () => [rule] };
  });
  return fitToBudget(quotas, pooled, budget);
}

/** The key that the rules of one list have in common. */
export function trafficKey({ direction, protocol, ports, deployTimePorts, family }: FittedRule): string {
  return [direction, protocol, ports, ...deployTimePorts, family].join(' ');
}

function nameOf({ direction, protocol, ports, deployTimePorts, family }: FittedRule): string {
  return `${direction} ${protocol} ${[...ports.ranges, ...deployTimePorts.map(() => 'deploy-time port')].join(',')} ${family}`;
}
