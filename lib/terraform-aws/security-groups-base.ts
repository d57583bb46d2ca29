import { Construct, IConstruct } from 'constructs';
import { SECURITY_GROUP_CAPABILITIES } from '../aws-rules/security-groups/security-group-capabilities';
import { SecurityGroupPlan } from '../aws-rules/security-groups/security-group-plan';
import { SecurityGroupsQuota } from '../aws-rules/security-groups/security-groups-quota';
import { Warning } from '../messages/warnings';
import { IExtraAddresses } from '../rules/budget/budget';
import { BudgetedEnforcementPoint } from '../rules/budget/budgeted-enforcement-point';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { identify } from '../terraform/identify';
import { recordProvenance } from '../terraform/record-provenance';
import { requireSameFramework } from '../terraform/require-same-framework';
import { showWarnings } from '../terraform/show-warnings';
import { whenComplete } from '../terraform/when-complete';
import { renderGroupRules } from './group-rules';

/** Security groups that enforce the rules of scenarios. */
export interface ISecurityGroups extends IEnforcementPoint, IExtraAddresses, IConstruct {
  /**
   * The ids of the groups. Put all of them on every network interface.
   *
   * Read it after the last scenario: once it was read, a scenario that needs one more group is refused.
   */
  readonly securityGroupIds: string[];
}

/** What owned and existing security groups have in common. */
export abstract class SecurityGroupsBase extends BudgetedEnforcementPoint implements ISecurityGroups {
  readonly capabilities = SECURITY_GROUP_CAPABILITIES;

  protected readonly plan: SecurityGroupPlan;

  private readonly rendered = new RenderedChildren(this, () => this.render());

  protected constructor(scope: Construct, id: string, quota: SecurityGroupsQuota) {
    super(scope, id);
    requireSameFramework(this);
    this.plan = new SecurityGroupPlan(this.node.path, quota, (value) => identify(value, this));
    whenComplete(this, () => showWarnings(this, this.plan.warnings));
  }

  abstract get securityGroupIds(): string[];

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.plan.add(scope.node, ruleSet, this.platformWarnings(ruleSet)));
    this.plan.requireRoom(this.provideGroups().length);
    this.rendered.outdate();
  }

  private render(): void {
    const groupIds = this.provideGroups();
    renderGroupRules(this, this.plan.assign(groupIds.length), groupIds);
    recordProvenance(this, this.plan, () => ({ filters: this.provideGroups() }));
  }

  protected get budget(): IExtraAddresses {
    return this.plan;
  }

  /** Makes sure that there are groups for the rules, and gives the ids of those that get them. */
  protected abstract provideGroups(): string[];

  /** What the user should know of these rules on these groups. */
  protected abstract platformWarnings(ruleSet: RuleSet): Warning[];
}
