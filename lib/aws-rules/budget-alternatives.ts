import { EndpointError } from '../errors';
import { BudgetFigure, budgetPortRanges } from '../rules/budget';
import { PooledRules } from '../rules/rule-pool';

/** What exactness costs in groups, and what a single group would admit instead; one line for each quota that needs several. */
export function alternatives(pooled: readonly PooledRules[], groups: number, rulesPerGroup: number): string[] {
  return budgetPortRanges(pooled, { maxExtraAddresses: 0 }).figures
    .filter(({ exact }) => exact > rulesPerGroup)
    .map(({ quota, exact }) => {
      const single = figureOf(pooled, quota, rulesPerGroup);
      const instead = single === undefined
        ? `no ${rulesPerGroup} rules hold them without reserved or excluded addresses`
        : `with ${rulesPerGroup} rules, one group, ${single.extraAddresses} extra addresses`;
      return `${exact} ${quota} rules in ${groups} groups; ${instead}`;
    });
}

function figureOf(pooled: readonly PooledRules[], quota: string, maxEntries: number): BudgetFigure | undefined {
  const ofQuota = pooled.map((scenario) => ({ ...scenario, rules: scenario.rules.filter(({ direction, family }) => `${direction} ${family}` === quota) }));
  try {
    return budgetPortRanges(ofQuota, { maxEntries }).figures.find((figure) => figure.quota === quota);
  } catch (error) {
    if (error instanceof EndpointError) {
      return undefined;
    }
    throw error;
  }
}
