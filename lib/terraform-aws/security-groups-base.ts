import { Construct, IConstruct } from 'constructs';
import { SECURITY_GROUP_CAPABILITIES } from '../aws-rules/security-group-capabilities';
import { assignGroups, groupsNeededBy, requireRoom } from '../aws-rules/security-group-layout';
import { expandRules, SecurityGroupRule } from '../aws-rules/security-group-rules';
import { quotaInForce, SecurityGroupsQuota } from '../aws-rules/security-groups-quota';
import { IEnforcementPoint } from '../rules/enforcement-point';
import { RulePool } from '../rules/rule-pool';
import { RuleSet } from '../rules/rule-set';
import { identify } from '../terraform/identify';
import { recordProvenance } from '../terraform/record-provenance';
import { showWarning } from '../terraform/show-warning';
import { Warning } from '../warnings';
import { renderGroupRules } from './group-rules';

/** Security groups that enforce the rules of scenarios. */
export interface ISecurityGroups extends IEnforcementPoint, IConstruct {
  /**
   * The ids of the groups, all of which belong on every network interface that is meant.
   *
   * Read it after the last scenario: once it was read, a scenario that needs one more group is refused.
   */
  readonly securityGroupIds: string[];
}

/** What owned and existing security groups have in common. */
export abstract class SecurityGroupsBase extends Construct implements ISecurityGroups {
  readonly capabilities = SECURITY_GROUP_CAPABILITIES;

  protected readonly rulesPerGroup: number;
  protected readonly groupsPerInterface: number;

  private readonly pool = new RulePool(SECURITY_GROUP_CAPABILITIES);

  protected constructor(scope: Construct, id: string, quota: SecurityGroupsQuota) {
    super(scope, id);
    ({ rulesPerGroup: this.rulesPerGroup, groupsPerInterface: this.groupsPerInterface } = quotaInForce(quota));
  }

  abstract get securityGroupIds(): string[];

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.pool.toShow(ruleSet, this.platformWarnings(ruleSet))];
    warnings.forEach((warning) => showWarning(scope, warning));
    const rules = expandRules(this.pool.all.flatMap((pooled) => pooled.rules), (value) => identify(value, this));
    const groupIds = this.provideGroups(rules);
    requireRoom(rules, groupIds.length, this.rulesPerGroup, this.pool.slugs);
    renderGroupRules(this, assignGroups(rules, groupIds.length, this.rulesPerGroup), groupIds);
    recordProvenance(this, this.pool.all);
  }

  /** Makes sure that there are groups for `rules`, and gives the ids of those that get them. */
  protected abstract provideGroups(rules: readonly SecurityGroupRule[]): string[];

  /** What the user should know of these rules on these groups. */
  protected abstract platformWarnings(ruleSet: RuleSet): Warning[];

  /** How many groups `rules` need; one when there is none. */
  protected groupsNeeded(rules: readonly SecurityGroupRule[]): number {
    return groupsNeededBy(rules, this.rulesPerGroup, this.groupsPerInterface);
  }
}
