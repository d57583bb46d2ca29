import { counted } from '../../messages/errors';
import { extraAddressesAdmitted, Warning } from '../../messages/warnings';
import { PrefixSet } from '../../net';
import { Rule } from '../model/rule';
import { PooledRules, RulePool } from '../pool/rule-pool';
import { Budget, Budgeted, BudgetFigure, extraAddresses, IExtraAddresses } from './budget';

/**
 * The budget of an enforcement point, and the rules that result from it.
 *
 * @example
 * this.budget = new RuleBudget({ maxEntries: props.maxRules, maxExtraAddresses: props.maxExtraAddresses, unit: 'rules' }, budgetPortRanges);
 * const rules = this.budget.apply(this.pool.all); // instead of the rules of the pool
 */
export class RuleBudget<Item> implements IExtraAddresses {
  private applied: Budgeted<Item>;
  private deferred?: Pick<RulePool, 'all'>;

  /**
   * @param fitTo how the platform counts: `budgetPortRanges`, `budgetPrefixes`, `budgetSources` or `budgetTraffic`
   * @throws EndpointError `InvalidQuota`
   */
  constructor(private readonly budget: Budget, private readonly fitTo: (pooled: readonly PooledRules[], budget: Budget) => Budgeted<Item>) {
    this.applied = fitTo([], budget);
  }

  /**
   * The rules of all scenarios, within the budget.
   *
   * @throws EndpointError `CoverTooWide`
   */
  apply(pooled: readonly PooledRules[]): readonly Item[] {
    this.deferred = undefined;
    this.applied = this.fitTo(pooled, this.budget);
    return this.applied.rules;
  }

  /** Like `apply`, but only when the rules or extra addresses are first read. */
  defer(pool: Pick<RulePool, 'all'>): void {
    this.deferred = pool;
  }

  private get result(): Budgeted<Item> {
    if (this.deferred !== undefined) {
      this.apply(this.deferred.all);
    }
    return this.applied;
  }

  /** The rules that were applied last. */
  get rules(): readonly Item[] {
    return this.result.rules;
  }

  get extra(): PrefixSet {
    return extraAddresses(this.extraRules);
  }

  get extraRules(): readonly Rule[] {
    return this.result.extra;
  }

  /**
   * The warning that extra addresses are admitted, with the figures, for the complete app.
   *
   * @param path the enforcement point
   * @returns an empty list if there are none, or if every scenario has acknowledged it
   */
  warnings(path: string, pool: RulePool): Warning[] {
    const lossy = this.result.figures.filter((figure) => figure.extraAddresses > 0n);
    const warning = extraAddressesAdmitted(path, lossy.map((figure) => describeFigure(figure, this.budget.unit ?? 'entries')));
    return lossy.length === 0 || pool.isAcknowledged(warning) ? [] : [warning];
  }
}

/** The effect of a budget on one quota: `inbound IPv4: 60 rules instead of 94, 1234 extra addresses`. */
function describeFigure({ quota, exact, entries, extraAddresses: extra }: BudgetFigure, unit: string): string {
  return `${quota}: ${entries} ${unit} instead of ${exact}, ${counted(extra, 'extra address')}`;
}
