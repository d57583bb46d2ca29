import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { groupDescription } from '../aws-rules/security-groups/group-description';
import { SECURITY_GROUPS_QUOTA, SecurityGroupsQuota } from '../aws-rules/security-groups/security-groups-quota';
import { egressNotRestricted, securityGroupsRead } from '../messages/errors';
import { Warning } from '../messages/warnings';
import { Direction } from '../net';
import { OptionTypes, required } from '../rules/options/option-type';
import { flag, tags, text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { fitName } from '../rules/placement/naming';
import { pathWithinStack } from '../terraform/path-within-stack';
import { warnWhenUnused } from '../terraform/warn-when-unused';
import { ExistingSecurityGroups } from './existing-security-groups';
import { newGroupRule } from './group-rules';
import { ISecurityGroups, SecurityGroupsBase } from './security-groups-base';

/** Options of {@link SecurityGroups}. */
export interface SecurityGroupsProps extends SecurityGroupsQuota {
  /** The id of the VPC of the groups. */
  readonly vpcId: string;

  /**
   * First part of the name of each group, which EC2 does not let start with `sg-`; its number follows, and what the provider
   * appends so that no two groups of the VPC have one name.
   *
   * @default - the path of this construct within its stack
   */
  readonly namePrefix?: string;

  /**
   * What the groups are for; the number of the group is appended.
   *
   * Terraform replaces a group whose description changes.
   *
   * @default 'Published Microsoft 365 endpoints'
   */
  readonly description?: string;

  /**
   * Whether the groups allow all outbound IPv4 traffic. Leave it off when scenarios have outbound rules, and when another
   * group of the interface has its own.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Tags of the groups.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

/** What EC2 takes as a name, less the suffix of the provider. */
const NAME_PREFIX_LENGTH = 220;

const OPTIONS: OptionTypes<SecurityGroupsProps> = {
  ...SECURITY_GROUPS_QUOTA,
  vpcId: required(text('vpc-1')),
  namePrefix: text('from-microsoft'),
  description: text('From Microsoft 365'),
  allowAllOutbound: flag(),
  tags: tags(),
};

/**
 * EC2 security groups by Terraform: as many groups as the quota requires, each rule a separate resource.
 *
 * EC2 unites the groups of a network interface, so spreading rules over several groups admits exactly what one group
 * would. A rule stays in its group when others come and go. The groups and their rules are the same as those that
 * `SecurityGroups` makes with AWS CDK.
 *
 * Security groups know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const groups = new SecurityGroups(this, 'FromMicrosoft', { vpcId: vpc.id });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [groups] });
 * new Lb(this, 'LoadBalancer', { securityGroups: groups.securityGroupIds, subnets });
 */
export class SecurityGroups extends SecurityGroupsBase {
  /**
   * Adds rules to groups that exist already: to as many of them, in the order given, as the quota makes necessary.
   *
   * Rules that do not fit into one group go into the next, so all groups must be on every network interface. None may
   * have inline rules (`ingress`, `egress`), which Terraform would make fight with these. Lower `rulesPerGroup` by the
   * number of rules that the groups have from elsewhere.
   *
   * @param securityGroupIds ids, or what stands for them
   * @throws EndpointError `EmptyList`, `InvalidQuota`, or `SharedGroup` for a group that is named twice
   */
  static fromSecurityGroupIds(scope: Construct, id: string, securityGroupIds: string[], quota: SecurityGroupsQuota = {}): ISecurityGroups {
    return new ExistingSecurityGroups(scope, id, securityGroupIds, quota);
  }

  private readonly groups: SecurityGroup[] = [];
  private wasRead = false;

  /**
   * @throws EndpointError `InvalidQuota` or `InvalidDescription`
   */
  constructor(scope: Construct, id: string, private readonly props: SecurityGroupsProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    this.addGroup();
    warnWhenUnused(this, this.plan, () => this.wasRead, 'give securityGroupIds to what has network interfaces');
  }

  get securityGroupIds(): string[] {
    this.wasRead = true;
    return this.groups.map((group) => group.id);
  }

  protected provideGroups(): string[] {
    if (this.props.allowAllOutbound === true && this.plan.has(Direction.OUTBOUND)) {
      throw egressNotRestricted(this.node.path);
    }
    const needed = this.plan.groupsNeeded;
    if (this.wasRead && needed > this.groups.length) {
      throw securityGroupsRead('securityGroupIds', this.node.path, this.groups.length, needed);
    }
    while (this.groups.length < Math.min(needed, this.plan.quota.groupsPerInterface)) {
      this.addGroup();
    }
    return this.groups.map((group) => group.id);
  }

  protected platformWarnings(): Warning[] {
    return [];
  }

  private addGroup(): void {
    const number = this.groups.length + 1;
    const group = new SecurityGroup(this, `Group${number}`, {
      namePrefix: this.namePrefixOf(number),
      description: groupDescription(this.props.description, number, Token.isUnresolved),
      vpcId: this.props.vpcId,
      tags: this.props.tags,
      // Else a group that a group from elsewhere refers to cannot be deleted.
      revokeRulesOnDelete: true,
    });
    if (this.props.allowAllOutbound === true) {
      newGroupRule(group, 'AllOutbound', Direction.OUTBOUND, {
        securityGroupId: group.id, ipProtocol: '-1', cidrIpv4: '0.0.0.0/0', description: 'Allow all outbound traffic',
      });
    }
    this.groups.push(group);
  }

  private namePrefixOf(number: number): string {
    const whole = `${this.props.namePrefix ?? pathWithinStack(this)}-${number}`;
    return `${Token.isUnresolved(whole) ? whole : fitName(whole, NAME_PREFIX_LENGTH)}-`;
  }
}
