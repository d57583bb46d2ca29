import { Construct } from 'constructs';
import { SECURITY_GROUPS_QUOTA, SecurityGroupsQuota } from '../aws-rules/security-groups/security-groups-quota';
import { sharedGroup } from '../messages/errors';
import { egressNotKnown, Warning } from '../messages/warnings';
import { Direction } from '../net';
import { RuleSet } from '../rules/model/rule-set';
import { listOf, text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { ExclusiveGroups } from './exclusive-groups';
import { inlineRuleProblems } from './inline-rules';
import { SecurityGroupsBase } from './security-groups-base';

const SECURITY_GROUPS = listOf(text('sg-1'), {
  example: 'group', empty: 'name a group, or let SecurityGroups own its groups',
});

const WRAPPED = new ExclusiveGroups(sharedGroup);

/** Groups made elsewhere, to which rules are added. */
export class ExistingSecurityGroups extends SecurityGroupsBase {
  /**
   * @throws EndpointError `EmptyList`, `SharedGroup` or `InvalidQuota`
   */
  constructor(scope: Construct, id: string, private readonly groupIds: readonly string[], quota: SecurityGroupsQuota) {
    groupIds = SECURITY_GROUPS.read('securityGroupIds', groupIds);
    quota = readOptions(SECURITY_GROUPS_QUOTA, quota);
    super(scope, id, quota);
    WRAPPED.claim(this, groupIds);
    this.node.addValidation({ validate: () => inlineRuleProblems(this, this.groupIds) });
  }

  get securityGroupIds(): string[] {
    return [...this.groupIds];
  }

  protected provideGroups(): string[] {
    return this.groupIds.slice(0, this.plan.groupsNeeded);
  }

  protected platformWarnings({ rules }: RuleSet): Warning[] {
    return rules.some(({ direction }) => direction === Direction.OUTBOUND) ? [egressNotKnown(this.node.path)] : [];
  }
}
