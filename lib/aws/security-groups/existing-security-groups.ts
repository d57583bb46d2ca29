import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { SecurityGroupRule } from '../../aws-rules/security-groups/security-group-rules';
import { SECURITY_GROUPS_QUOTA, SecurityGroupsQuota } from '../../aws-rules/security-groups/security-groups-quota';
import { egressNotRestricted, immutableGroup, sharedGroup } from '../../messages/errors';
import { Direction } from '../../net';
import { listOf, objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { ExclusiveClaims } from '../stack/claims';
import { isPendingGroup } from '../stack/lookup';
import { acceptsRules } from './accepts-rules';
import { SecurityGroupsBase } from './security-groups-base';
import { renderSeparateRules } from './separate-rules';

const SECURITY_GROUPS = listOf(objectWith<ISecurityGroup>({ securityGroupId: 'string', addIngressRule: 'function' }, 'give security groups of aws-ec2'), {
  example: 'group', empty: 'name a group, or let SecurityGroups own its groups',
});
/** Groups that are wrapped: EC2 rejects rules that two enforcement points would add to one group. */
const WRAPPED = new ExclusiveClaims('security-groups');

/** Groups made elsewhere, to which rules are added as separate resources. */
export class ExistingSecurityGroups extends SecurityGroupsBase {
  /**
   * @throws EndpointError `EmptyList`, `ImmutableGroup`, `SharedGroup` or `InvalidQuota`
   */
  constructor(scope: Construct, id: string, private readonly groups: readonly ISecurityGroup[], quota: SecurityGroupsQuota) {
    groups = SECURITY_GROUPS.read('securityGroups', groups);
    quota = readOptions(SECURITY_GROUPS_QUOTA, quota);
    super(scope, id, quota);
    const immutable = groups.find((group) => !acceptsRules(group));
    if (immutable !== undefined) {
      throw immutableGroup(immutable.node.path);
    }
    const known = groups.filter((group) => !isPendingGroup(group, this));
    const taken = WRAPPED.claim(this, known.map(({ securityGroupId }) => securityGroupId));
    if (taken !== undefined) {
      throw sharedGroup(known[taken].node.path);
    }
  }

  get securityGroups(): ISecurityGroup[] {
    return [...this.groups];
  }

  protected get currentGroups(): readonly ISecurityGroup[] {
    return this.groups;
  }

  protected provideGroups(): number {
    const unrestricted = this.groups.find((group) => group.allowAllOutbound && !isPendingGroup(group, this));
    if (unrestricted !== undefined && this.plan.has(Direction.OUTBOUND)) {
      throw egressNotRestricted(unrestricted.node.path);
    }
    return Math.min(this.groups.length, this.plan.groupsNeeded);
  }

  protected render(rules: readonly (readonly SecurityGroupRule[])[]): void {
    renderSeparateRules(this, rules, this.groups);
  }
}
