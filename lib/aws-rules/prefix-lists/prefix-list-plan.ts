import { prefixListsRead } from '../../messages/errors';
import { Warning } from '../../messages/warnings';
import { Direction, PrefixSet } from '../../net';
import { Budget, IExtraAddresses, isWithin } from '../../rules/budget/budget';
import { budgetTraffic, trafficKey } from '../../rules/budget/budget-traffic';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { FittedRule } from '../../rules/fit/fit';
import { Rule } from '../../rules/model/rule';
import { RuleSet } from '../../rules/model/rule-set';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { layOutPrefixLists, PREFIX_LIST_CAPABILITIES, PrefixListLayout, PrefixListOutline } from './prefix-list-layout';
import { assignReferences, referencesTo } from './prefix-list-references';
import { outlinePrefixLists, TrafficSize } from './prefix-list-sizes';
import { PrefixListsOptions } from './prefix-lists-options';

/**
 * What prefix lists hold: the addresses of scenarios within budget, and how they are spread over lists.
 *
 * It knows no framework, and makes no resource. To add a scenario is cheap: the lists are laid out when they are asked for,
 * once until another scenario comes. Until then, `outline` tells how many there are and how large. Only a budget that
 * they exceed needs them laid out with every scenario.
 */
export class PrefixListPlan implements IExtraAddresses {
  private readonly pool: RulePool;
  private readonly budget: RuleBudget<FittedRule>;
  private readonly bounds: Budget;
  private readonly maxEntries?: number;
  private readonly sizes = new Map<string, TrafficSize>();
  private laidOut?: readonly PrefixListLayout[];
  private fixed?: string;

  /**
   * @param path of the enforcement point, for messages
   * @param identify stable text for a value that may be a token
   * @param idOf what makes a list the same resource
   * @param isPending as of any pool
   * @throws EndpointError `InvalidQuota`
   */
  constructor(
    private readonly path: string,
    options: PrefixListsOptions & { readonly maxEntries?: number },
    private readonly identify: (value: string | number) => string,
    private readonly idOf: (list: PrefixListOutline) => string,
    isPending?: (value: string) => boolean,
  ) {
    this.pool = new RulePool(PREFIX_LIST_CAPABILITIES, isPending);
    this.maxEntries = options.maxEntries;
    this.bounds = { maxEntries: options.maxPrefixes, maxExtraAddresses: options.maxExtraAddresses, unit: 'prefixes' };
    this.budget = new RuleBudget(this.bounds, budgetTraffic);
  }

  /**
   * Takes the rules of a scenario.
   *
   * @returns the warnings to show on the scenario, less those that it acknowledges
   * @throws EndpointError for a rule that prefix lists cannot express, `CoverTooWide` when no cover obeys the budget, or
   * `PrefixListsRead` when other lists are needed than those that were `fix`ed
   */
  add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    const isNew = this.pool.of(scenario.path) === undefined;
    const warnings = this.pool.add(scenario, ruleSet);
    this.laidOut = undefined;
    if (isNew) {
      this.measure(this.pool.of(scenario.path)!);
    } else {
      this.sizes.clear();
      this.pool.all.forEach((pooled) => this.measure(pooled));
    }
    if (this.fixed !== undefined && this.idsOf(this.outline) !== this.fixed) {
      throw prefixListsRead(this.path);
    }
    if (!this.isExact) {
      void this.layout; // fails now when no cover obeys the budget
    }
    return warnings;
  }

  /** Says that others know the lists from now on, so that no others may be needed. */
  fix(): void {
    this.fixed = this.idsOf(this.layout);
  }

  /** Everything taken so far, by construct path. */
  get all(): readonly PooledRules[] {
    return this.pool.all;
  }

  /** The lists with their entries, in order of their keys. */
  get layout(): readonly PrefixListLayout[] {
    this.laidOut ??= layOutPrefixLists(this.budget.apply(this.pool.all), this.identify, this.maxEntries);
    return this.laidOut;
  }

  /** The same lists without their entries. */
  get outline(): readonly PrefixListOutline[] {
    return this.isExact ? outlinePrefixLists([...this.sizes.values()], this.identify, this.maxEntries) : this.layout;
  }

  has(direction: Direction): boolean {
    return [...this.sizes.values()].some(({ traffic }) => traffic.direction === direction);
  }

  /**
   * Checks that rules that refer to the lists fit into groups.
   *
   * @throws EndpointError `PrefixListsFull`
   */
  requireRoom(groups: number, rulesPerGroup: number): void {
    assignReferences(referencesTo(this.outline, this.identify), groups, rulesPerGroup, this.path);
  }

  get extra(): PrefixSet {
    return this.settled.extra;
  }

  get extraRules(): readonly Rule[] {
    return this.settled.extraRules;
  }

  /** What the budget admits; for the complete app. */
  get warnings(): Warning[] {
    return this.settled.warnings(this.path, this.pool);
  }

  /** Whether every scenario has acknowledged `warning`, which concerns them all. */
  isAcknowledged(warning: Warning): boolean {
    return this.pool.isAcknowledged(warning);
  }

  /** Whether the budget changes nothing, so that counting is enough. */
  private get isExact(): boolean {
    return [...this.sizes.values()].every((size) => (
      this.bounds.maxEntries === undefined ? isWithin(this.bounds, 0) : isWithin(this.bounds, size.entries)
    ));
  }

  /** The budget, applied to all scenarios. */
  private get settled(): RuleBudget<FittedRule> {
    void this.layout;
    return this.budget;
  }

  private idsOf(lists: readonly PrefixListOutline[]): string {
    return lists.map(this.idOf).join();
  }

  private measure({ rules }: PooledRules): void {
    for (const rule of rules) {
      const key = trafficKey(rule);
      const size = this.sizes.get(key) ?? new TrafficSize(rule);
      size.add(rule.peers, this.identify);
      this.sizes.set(key, size);
    }
  }
}
