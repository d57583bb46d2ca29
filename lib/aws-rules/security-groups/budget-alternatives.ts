import { counted, EndpointError } from '../../messages/errors';
import { budgetAlternative, Warning } from '../../messages/warnings';
import { BudgetFigure } from '../../rules/budget/budget';
import { budgetPortRanges } from '../../rules/budget/budget-port-ranges';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';

/** To ask for the fewest extra addresses, however many those are. */
const ANY_NUMBER = Number.MAX_VALUE;

/**
 * The information that exact rules need several groups, and what a single group would admit instead.
 *
 * @param path the enforcement point
 * @returns nothing when one group is enough, or every scenario has acknowledged it
 */
export function budgetInformation(path: string, pool: RulePool, groups: number, rulesPerGroup: number): Warning[] {
  if (groups === 1) {
    return [];
  }
  const information = budgetAlternative(path, alternatives(pool.all, groups, rulesPerGroup));
  return pool.isAcknowledged(information) ? [] : [information];
}

/** One line for each quota that needs several groups. */
function alternatives(pooled: readonly PooledRules[], groups: number, rulesPerGroup: number): string[] {
  return budgetPortRanges(pooled, { maxExtraAddresses: 0 }).figures
    .filter(({ exact }) => exact > rulesPerGroup)
    .map(({ quota, exact }) => {
      const single = figureOf(pooled, quota, rulesPerGroup);
      const instead = single === undefined
        ? `no ${counted(rulesPerGroup, 'rule')} can hold them without reserved or excluded addresses`
        : `with ${counted(rulesPerGroup, 'rule')}, one group, ${counted(single.extraAddresses, 'extra address')}`;
      return `${exact} ${quota} rules in ${groups} groups; ${instead}`;
    });
}

function figureOf(pooled: readonly PooledRules[], quota: string, maxEntries: number): BudgetFigure | undefined {
  const ofQuota = pooled.map((scenario) => ({ ...scenario, rules: scenario.rules.filter(({ direction, family }) => `${direction} ${family}` === quota) }));
  try {
    return budgetPortRanges(ofQuota, { maxEntries, maxExtraAddresses: ANY_NUMBER }).figures.find((figure) => figure.quota === quota);
  } catch (error) {
    if (error instanceof EndpointError) {
      return undefined;
    }
    throw error;
  }
}
