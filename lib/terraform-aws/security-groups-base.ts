import { Construct, IConstruct } from 'constructs';
import { budgetInformation } from '../aws-rules/security-groups/budget-alternatives';
import { SECURITY_GROUP_CAPABILITIES } from '../aws-rules/security-groups/security-group-capabilities';
import { assignGroups, groupsNeededBy, requireRoom } from '../aws-rules/security-groups/security-group-layout';
import { expandRules, SecurityGroupRule } from '../aws-rules/security-groups/security-group-rules';
import { effectiveQuota, SecurityGroupsQuota } from '../aws-rules/security-groups/security-groups-quota';
import { Warning } from '../messages/warnings';
import { PrefixSet } from '../net';
import { budgetPortRanges } from '../rules/budget/budget-port-ranges';
import { RuleBudget } from '../rules/budget/rule-budget';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { FittedRule } from '../rules/fit/fit';
import { Rule } from '../rules/model/rule';
import { RuleSet } from '../rules/model/rule-set';
import { RulePool } from '../rules/pool/rule-pool';
import { identify } from '../terraform/identify';
import { recordProvenance } from '../terraform/record-provenance';
import { showInformation } from '../terraform/show-information';
import { showWarning } from '../terraform/show-warning';
import { renderGroupRules } from './group-rules';

/** Security groups that enforce the rules of scenarios. */
export interface ISecurityGroups extends IEnforcementPoint, IConstruct {
  /**
   * The ids of the groups, all of which belong on every network interface that is meant.
   *
   * Read it after the last scenario: once it was read, a scenario that needs one more group is refused.
   */
  readonly securityGroupIds: string[];

  /** Addresses admitted beyond what the scenarios mean, on any port, as far as `maxExtraAddresses` allows. */
  readonly extra: PrefixSet;

  /** The same as rules, which say on which ports. */
  readonly extraRules: readonly Rule[];
}

/** What owned and existing security groups have in common. */
export abstract class SecurityGroupsBase extends Construct implements ISecurityGroups {
  readonly capabilities = SECURITY_GROUP_CAPABILITIES;

  protected readonly rulesPerGroup: number;
  protected readonly groupsPerInterface: number;

  private readonly pool = new RulePool(SECURITY_GROUP_CAPABILITIES);
  private readonly budget: RuleBudget<FittedRule>;
  private usedGroups = 1;

  protected constructor(scope: Construct, id: string, quota: SecurityGroupsQuota) {
    super(scope, id);
    ({ rulesPerGroup: this.rulesPerGroup, groupsPerInterface: this.groupsPerInterface } = effectiveQuota(quota));
    this.budget = new RuleBudget({ maxEntries: quota.maxRules, maxExtraAddresses: quota.maxExtraAddresses, unit: 'rules' }, budgetPortRanges);
    this.node.addValidation({ validate: () => this.explainBudget() });
  }

  abstract get securityGroupIds(): string[];

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.pool.toShow(ruleSet, this.platformWarnings(ruleSet))];
    warnings.forEach((warning) => showWarning(scope, warning));
    const rules = expandRules(this.budget.apply(this.pool.all), (value) => identify(value, this));
    const groupIds = this.provideGroups(rules);
    this.usedGroups = groupIds.length;
    requireRoom(rules, groupIds.length, this.rulesPerGroup, this.pool.all);
    renderGroupRules(this, assignGroups(rules, groupIds.length, this.rulesPerGroup), groupIds);
    recordProvenance(this, this.pool.all);
  }

  get extra(): PrefixSet {
    return this.budget.extra;
  }

  get extraRules(): readonly Rule[] {
    return this.budget.extraRules;
  }

  /** Makes sure that there are groups for `rules`, and gives the ids of those that get them. */
  protected abstract provideGroups(rules: readonly SecurityGroupRule[]): string[];

  /** What the user should know of these rules on these groups. */
  protected abstract platformWarnings(ruleSet: RuleSet): Warning[];

  /** How many groups `rules` need; one when there is none. */
  protected groupsNeeded(rules: readonly SecurityGroupRule[]): number {
    return groupsNeededBy(rules, this.rulesPerGroup, this.groupsPerInterface);
  }

  /** Says what the budget of the complete app admits, or, where rules need several groups, what one group would. */
  private explainBudget(): string[] {
    const { path } = this.node;
    this.budget.warnings(path, this.pool).forEach((warning) => showWarning(this, warning));
    const information = this.extra.isEmpty ? budgetInformation(path, this.pool, this.usedGroups, this.rulesPerGroup) : [];
    information.forEach((one) => showInformation(this, one));
    return [];
  }
}
