import { Token } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress, ISecurityGroup, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { groupDescription } from '../../aws-rules/security-groups/group-description';
import { SecurityGroupRule } from '../../aws-rules/security-groups/security-group-rules';
import { SECURITY_GROUPS_QUOTA, SecurityGroupsQuota } from '../../aws-rules/security-groups/security-groups-quota';
import { egressNotRestricted, securityGroupsRead } from '../../messages/errors';
import { Direction } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { flag, objectWith, text } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { warnWhenUnused } from '../stack/warn-when-unused';
import { ExistingSecurityGroups } from './existing-security-groups';
import { ISecurityGroups, SecurityGroupsBase } from './security-groups-base';
import { renderSeparateRules } from './separate-rules';

/** Options of {@link SecurityGroups}. */
export interface SecurityGroupsProps extends SecurityGroupsQuota {
  /** The VPC of the groups. */
  readonly vpc: IVpc;

  /**
   * What the groups are for; the number of the group is appended.
   *
   * CloudFormation replaces a group whose description changes.
   *
   * @default 'Published Microsoft 365 endpoints'
   */
  readonly description?: string;

  /**
   * Whether the groups allow all outbound IPv4 traffic, as CDK's own groups do by default. Leave it off when scenarios
   * have outbound rules, and when another group of the interface has its own.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * Whether each rule is a separate resource rather than part of its group.
   *
   * @default - the context value `@aws-cdk/aws-ec2.securityGroupDisableInlineRules`, else false
   */
  readonly disableInlineRules?: boolean;
}

/** CloudFormation adds an allow-all rule to a group without outbound rules; this one, which nothing matches, prevents it. */
const NO_OUTBOUND_TRAFFIC: CfnSecurityGroup.EgressProperty = {
  cidrIp: '255.255.255.255/32', ipProtocol: 'icmp', fromPort: 252, toPort: 86, description: 'Disallow all traffic',
};

const ALL_OUTBOUND_TRAFFIC: CfnSecurityGroup.EgressProperty = {
  cidrIp: '0.0.0.0/0', ipProtocol: '-1', description: 'Allow all outbound traffic by default',
};

const OPTIONS: OptionTypes<SecurityGroupsProps> = {
  ...SECURITY_GROUPS_QUOTA,
  vpc: required(objectWith<IVpc>({ vpcId: 'string' }, 'give a Vpc of aws-ec2')),
  description: text('From Microsoft 365'),
  allowAllOutbound: flag(),
  disableInlineRules: flag(),
};

/**
 * EC2 security groups: as many groups as the quota requires.
 *
 * EC2 unites the groups of a network interface, so spreading rules over several
 * groups admits exactly what one group would. A rule stays in its group when
 * others come and go.
 *
 * Security groups know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const groups = new SecurityGroups(this, 'FromMicrosoft', { vpc });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [groups] });
 * groups.attachTo(loadBalancer);
 */
export class SecurityGroups extends SecurityGroupsBase {
  /**
   * Adds rules to groups that exist already: to as many of them, in the order given, as the quota makes necessary.
   *
   * Rules that do not fit into one group go into the next, so all groups must be on every network interface.
   *
   * The rules are separate resources, next to whatever the groups hold. Lower
   * `rulesPerGroup` by the number of rules that the groups have from elsewhere.
   *
   * @throws EndpointError `ImmutableGroup` for a group imported with `mutable: false`, `SharedGroup` for one that is wrapped twice
   */
  static fromSecurityGroups(scope: Construct, id: string, securityGroups: ISecurityGroup[], quota: SecurityGroupsQuota = {}): ISecurityGroups {
    return new ExistingSecurityGroups(scope, id, securityGroups, quota);
  }

  private readonly owned: { resource: CfnSecurityGroup; group: ISecurityGroup }[] = [];
  private readonly disableInlineRules: boolean;
  private readonly allowAllOutbound: boolean;
  private wasRead = false;

  /**
   * @throws EndpointError `InvalidQuota` or `InvalidDescription`
   */
  constructor(scope: Construct, id: string, private readonly props: SecurityGroupsProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    const context: unknown = this.node.tryGetContext('@aws-cdk/aws-ec2.securityGroupDisableInlineRules');
    this.disableInlineRules = props.disableInlineRules ?? Boolean(context); // as CDK reads it: text from the command line counts
    this.allowAllOutbound = props.allowAllOutbound ?? false;
    this.addGroup();
    this.rendered.outdate();
    warnWhenUnused(this, this.plan, () => this.wasRead || this.hasTargets, 'attach its groups with attachTo, or pass securityGroups');
  }

  get securityGroups(): ISecurityGroup[] {
    this.wasRead = true;
    return [...this.currentGroups];
  }

  protected get currentGroups(): readonly ISecurityGroup[] {
    return this.owned.map(({ group }) => group);
  }

  protected provideGroups(): number {
    if (this.allowAllOutbound && this.plan.has(Direction.OUTBOUND)) {
      throw egressNotRestricted(this.node.path);
    }
    const needed = this.plan.groupsNeeded;
    if (this.wasRead && needed > this.owned.length) {
      throw securityGroupsRead('securityGroups', this.node.path, this.owned.length, needed);
    }
    while (this.owned.length < Math.min(needed, this.plan.quota.groupsPerInterface)) {
      this.addGroup();
    }
    return this.owned.length;
  }

  protected render(rules: readonly (readonly SecurityGroupRule[])[]): void {
    this.owned.forEach(({ resource }, index) => {
      const inline = this.disableInlineRules ? [] : rules[index];
      const outbound = inline.filter((rule) => rule.direction === Direction.OUTBOUND).map(inlineRule);
      resource.securityGroupIngress = inline.length > outbound.length
        ? inline.filter((rule) => rule.direction === Direction.INBOUND).map(inlineRule)
        : undefined;
      resource.securityGroupEgress = outbound.length > 0 ? outbound : this.defaultOutbound;
    });
    if (this.disableInlineRules) {
      renderSeparateRules(this, rules, this.currentGroups);
      this.renderDefaultOutbound(rules);
    }
  }

  /** As CDK does: EC2 takes its own allow-all rule away from a group that gets any outbound rule. */
  private renderDefaultOutbound(rules: readonly (readonly SecurityGroupRule[])[]): void {
    this.owned.forEach(({ resource, group }, index) => {
      const id = 'DefaultOutbound';
      group.node.tryRemoveChild(id);
      if (!rules[index].some(({ direction }) => direction === Direction.OUTBOUND)) {
        new CfnSecurityGroupEgress(group, id, { ...this.withoutScenarios, groupId: resource.attrGroupId });
      }
    });
  }

  /** What stands inside a group that has no outbound rules of scenarios. */
  private get defaultOutbound(): CfnSecurityGroup.EgressProperty[] | undefined {
    return this.disableInlineRules ? undefined : [this.withoutScenarios];
  }

  /** The outbound rule of a group without any of scenarios. */
  private get withoutScenarios(): CfnSecurityGroup.EgressProperty {
    return this.allowAllOutbound ? ALL_OUTBOUND_TRAFFIC : NO_OUTBOUND_TRAFFIC;
  }

  private addGroup(): void {
    const number = this.owned.length + 1;
    const resource = new CfnSecurityGroup(this, `Group${number}`, {
      groupDescription: groupDescription(this.props.description, number, Token.isUnresolved),
      vpcId: this.props.vpc.vpcId,
      securityGroupEgress: this.defaultOutbound,
    });
    const group = SecurityGroup.fromSecurityGroupId(this, `Group${number}Reference`, resource.attrGroupId, {
      allowAllOutbound: this.allowAllOutbound,
    });
    this.owned.push({ resource, group });
    this.attachNewGroup(group);
  }
}

function inlineRule({ family, cidr, protocol, fromPort, toPort, description }: SecurityGroupRule): CfnSecurityGroup.IngressProperty {
  return { ...(family === 'IPv4' ? { cidrIp: cidr } : { cidrIpv6: cidr }), ipProtocol: protocol, fromPort, toPort, description };
}
