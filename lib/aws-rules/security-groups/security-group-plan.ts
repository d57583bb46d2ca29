import { groupBy } from '../../collections/group-by';
import { securityGroupsFull } from '../../messages/errors';
import { Warning } from '../../messages/warnings';
import { Direction, PrefixSet } from '../../net';
import { Budget, IExtraAddresses, isWithin } from '../../rules/budget/budget';
import { budgetPortRanges } from '../../rules/budget/budget-port-ranges';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { FittedRule } from '../../rules/fit/fit';
import { Rule } from '../../rules/model/rule';
import { RuleSet } from '../../rules/model/rule-set';
import { placeInShards } from '../../rules/placement/placement';
import { EntryCounter } from '../../rules/pool/entry-counter';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { groupsNeeded } from './groups-needed';
import { SECURITY_GROUP_CAPABILITIES } from './security-group-capabilities';
import { expandRules, quotaOf, ruleEntries, SecurityGroupRule } from './security-group-rules';
import { effectiveQuota, EffectiveQuota, SecurityGroupsQuota } from './security-groups-quota';

/** The rules of all scenarios as EC2 knows them. */
interface Layout {
  /** In a stable order. */
  readonly rules: readonly SecurityGroupRule[];

  /** The same, apart by direction and family: each has a quota. */
  readonly byQuota: readonly (readonly SecurityGroupRule[])[];

  /** The budget that was applied to them. */
  readonly budget: RuleBudget<FittedRule>;
}

/**
 * What security groups hold: the rules of scenarios within budget and quota, and how they are spread over groups.
 *
 * It knows no framework, and makes no resource. To add a scenario is cheap: its rules are counted, and all of them are laid
 * out when they are asked for, once until another scenario comes. Only a budget
 * that they exceed needs them laid out with every scenario.
 *
 * @example
 * plan.add(scenario.node, ruleSet); // the warnings to show on the scenario
 * const groups = Math.min(plan.groupsNeeded, plan.quota.groupsPerInterface);
 * plan.requireRoom(groups);
 * plan.assign(groups); // the rules of each group, when the tree is complete
 */
export class SecurityGroupPlan implements IExtraAddresses {
  /** The quotas in force. */
  readonly quota: EffectiveQuota;

  private readonly pool: RulePool;
  private readonly budget: RuleBudget<FittedRule>;
  private readonly bounds: Budget;
  private readonly counter = new EntryCounter();
  private layout?: Layout;

  /**
   * @param path of the enforcement point, for messages
   * @param identify stable text for a value that may be a token
   * @param isPending as of any pool
   * @throws EndpointError `InvalidQuota`
   */
  constructor(
    private readonly path: string, options: SecurityGroupsQuota, private readonly identify: (value: string | number) => string,
    isPending?: (value: string) => boolean,
  ) {
    this.pool = new RulePool(SECURITY_GROUP_CAPABILITIES, isPending);
    this.quota = effectiveQuota(options);
    this.bounds = { maxEntries: options.maxRules, maxExtraAddresses: options.maxExtraAddresses, unit: 'rules' };
    this.budget = new RuleBudget(this.bounds, budgetPortRanges);
  }

  /**
   * Takes the rules of a scenario.
   *
   * @param ofPlatform what else the user should know of these rules on these groups
   * @returns the warnings to show on the scenario, less those that it acknowledges
   * @throws EndpointError for a rule that security groups cannot express
   */
  add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet, ofPlatform: readonly Warning[] = []): Warning[] {
    const warnings = this.pool.add(scenario, ruleSet);
    this.counter.count(scenario.path, ruleEntries(this.pool.of(scenario.path)!.rules, this.identify));
    this.layout = undefined;
    return [...warnings, ...this.pool.toShow(ruleSet, ofPlatform)];
  }

  /** Everything taken so far, by construct path. */
  get all(): readonly PooledRules[] {
    return this.pool.all;
  }

  /**
   * The rules, in a stable order.
   *
   * @throws EndpointError `CoverTooWide` when no cover obeys the budget
   */
  get rules(): readonly SecurityGroupRule[] {
    return this.laidOut.rules;
  }

  has(direction: Direction): boolean {
    return this.counter.quotas.some((quota) => quota.startsWith(direction));
  }

  /** How many groups the rules need, which may be more than an interface can have; one when there is none. */
  get groupsNeeded(): number {
    const { rulesPerGroup, groupsPerInterface } = this.quota;
    return Math.max(1, ...this.sizes.map((rules) => groupsNeeded(rules, rulesPerGroup, groupsPerInterface)));
  }

  /**
   * Checks that `groups` groups hold the rules.
   *
   * @throws EndpointError `SecurityGroupsFull`
   */
  requireRoom(groups: number): void {
    if (this.sizes.some((rules) => rules > groups * this.quota.rulesPerGroup)) {
      this.assign(groups);
    }
  }

  /**
   * The rules of each of `groups` groups: a change of one rule moves no other unless a group is full.
   *
   * @throws EndpointError `SecurityGroupsFull`
   */
  assign(groups: number): SecurityGroupRule[][] {
    const { rulesPerGroup } = this.quota;
    const assigned: SecurityGroupRule[][] = Array.from({ length: groups }, () => []);
    for (const rules of this.laidOut.byQuota) {
      if (rules.length > groups * rulesPerGroup) {
        throw securityGroupsFull(this.pool.slugs, rules.length, quotaOf(rules[0]), groups, rulesPerGroup);
      }
      const placement = placeInShards(rules.map(({ key }) => key), groups, rulesPerGroup);
      rules.forEach((rule) => assigned[placement.get(rule.key)!].push(rule));
    }
    return assigned;
  }

  get extra(): PrefixSet {
    return this.laidOut.budget.extra;
  }

  get extraRules(): readonly Rule[] {
    return this.laidOut.budget.extraRules;
  }

  /** What the budget admits; for the complete app. */
  get warnings(): Warning[] {
    return this.laidOut.budget.warnings(this.path, this.pool);
  }

  /** Whether every scenario has acknowledged `warning`, which concerns them all. */
  isAcknowledged(warning: Warning): boolean {
    return this.pool.isAcknowledged(warning);
  }

  /** How many rules there are of each quota. */
  private get sizes(): number[] {
    const counted = this.counter.quotas.map((quota) => this.counter.of(quota));
    return counted.every((entries) => isWithin(this.bounds, entries)) ? counted : this.laidOut.byQuota.map(({ length }) => length);
  }

  private get laidOut(): Layout {
    this.layout ??= this.layOut();
    return this.layout;
  }

  private layOut(): Layout {
    const rules = expandRules(this.budget.apply(this.pool.all), this.identify);
    return { rules, byQuota: [...groupBy(rules, quotaOf).values()], budget: this.budget };
  }
}
