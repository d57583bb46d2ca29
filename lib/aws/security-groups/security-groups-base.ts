import { CfnElement, Stack } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';
import { SECURITY_GROUP_CAPABILITIES } from '../../aws-rules/security-groups/security-group-capabilities';
import { SecurityGroupPlan } from '../../aws-rules/security-groups/security-group-plan';
import { SecurityGroupRule } from '../../aws-rules/security-groups/security-group-rules';
import { SecurityGroupsQuota } from '../../aws-rules/security-groups/security-groups-quota';
import { inboundOnFunction, notAConstruct, unattached, unattachedImport } from '../../messages/errors';
import { openBesidePublished } from '../../messages/warnings';
import { AddressFamily, Direction } from '../../net';
import { IExtraAddresses } from '../../rules/budget/budget';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { RuleSet } from '../../rules/model/rule-set';
import { RenderedChildren } from '../../rules/pool/rendered-children';
import { identify } from '../stack/identify';
import { identityOf, namedByPath } from '../stack/identity';
import { isPendingLookup } from '../stack/lookup';
import { recordProvenance } from '../stack/record-provenance';
import { showWarnings } from '../stack/show-warnings';
import { attachGroup } from './attachment';
import { GroupIndex, interfacesOf } from './group-index';
import { describeIngress, openRules } from './open-rules';

/** Security groups that enforce the rules of scenarios. */
export interface ISecurityGroups extends IEnforcementPoint, IExtraAddresses, IConstruct {
  /**
   * The groups. Read it after the last scenario: once it was read, a scenario that needs one more group is refused.
   */
  readonly securityGroups: ISecurityGroup[];

  /**
   * Puts every group on the network interfaces of `target`, those that later scenarios need included.
   *
   * Synthesis fails when the target did not take a group: some constructs fix
   * their groups when they are created and need `securityGroups` as a prop.
   *
   * @throws EndpointError `NotAConstruct`
   */
  attachTo(target: IConnectable): void;
}

/** A target, our groups as its stack names them, and the groups on each of its network interfaces that has any of ours. */
interface Attachment {
  readonly target: IConstruct;
  readonly ids: readonly string[];
  readonly interfaces: readonly (readonly string[])[];
}

/** What owned and existing security groups have in common. */
export abstract class SecurityGroupsBase extends BudgetedEnforcementPoint implements ISecurityGroups {
  readonly capabilities = SECURITY_GROUP_CAPABILITIES;

  protected readonly plan: SecurityGroupPlan;

  protected readonly rendered = new RenderedChildren(this, () => this.render(this.plan.assign(this.provideGroups())));
  private readonly targets: (IConnectable & IConstruct)[] = [];

  protected constructor(scope: Construct, id: string, quota: SecurityGroupsQuota) {
    super(scope, id);
    this.plan = new SecurityGroupPlan(this.node.path, quota, (value) => identify(value, Stack.of(this)), (value) => isPendingLookup(value, this));

    // Not in an aspect: to ask a target for its groups while other aspects may still add some would fix them.
    this.node.addValidation({ validate: () => this.checkComplete() });
  }

  abstract get securityGroups(): ISecurityGroup[];

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.plan.add(scope.node, ruleSet));
    this.plan.requireRoom(this.provideGroups());
    this.rendered.outdate();
    recordProvenance(this, this.plan, () => ({ filters: this.currentGroups.map(({ securityGroupId }) => securityGroupId) }));
  }

  attachTo(target: IConnectable): void {
    if (!isConstruct(target)) {
      throw notAConstruct(this.node.path);
    }
    if (!this.targets.includes(target)) {
      this.targets.push(target);
      this.currentGroups.forEach((group) => attachGroup(target, group));
    }
  }

  /** Whether anything was attached. */
  protected get hasTargets(): boolean {
    return this.targets.length > 0;
  }

  /** The groups there are now. */
  protected abstract get currentGroups(): readonly ISecurityGroup[];

  protected get budget(): IExtraAddresses {
    return this.plan;
  }

  /** Makes sure that there are groups for the rules, and says how many there are. */
  protected abstract provideGroups(): number;

  /** Replaces what was rendered before by these rules, one list for each group. */
  protected abstract render(rules: readonly (readonly SecurityGroupRule[])[]): void;

  /** To be called for each new group. */
  protected attachNewGroup(group: ISecurityGroup): void {
    this.targets.forEach((target) => attachGroup(target, group));
  }

  /** Looks at the complete app: warns where it is open, and returns what keeps the groups from working. */
  private checkComplete(): string[] {
    showWarnings(this, this.plan.warnings);
    const ids = this.currentGroups.map((group) => identityOf(group.securityGroupId, this));
    const attachments = this.targets.map((target) => ({ target, ids, interfaces: interfacesOf(target, ids) }));
    const index = GroupIndex.for(this);
    const open = attachments.filter(({ target, interfaces }) => this.warnWhenOpen(index, target, interfaces.flat()));
    if (open.length === 0) {
      this.warnWhenOpen(index, this, ids);
    }
    const functions = this.plan.has(Direction.INBOUND) ? index.functionsWith(ids, this.targets) : [];
    return [
      ...attachments.filter(({ target }) => !functions.some(({ node: { scopes } }) => scopes.includes(target)))
        .flatMap((attachment) => this.attachmentProblems(attachment)),
      ...functions.map(({ node: { path } }) => inboundOnFunction(path, this.node.path)),
    ];
  }

  /** What keeps the groups from working on a target. */
  private attachmentProblems({ target, ids, interfaces }: Attachment): string[] {
    const { path } = target.node;
    const isImport = !target.node.findAll().some(CfnElement.isCfnElement);
    const { groupsPerInterface } = this.plan.quota;
    const groups = Math.max(0, ...interfaces.map((list) => list.length));
    return [
      ...ids.some((id) => !interfaces.some((list) => list.includes(id)))
        ? [(isImport ? unattachedImport : unattached)(path, this.node.path)]
        : [],
      ...groups > groupsPerInterface
        ? [`${path} would have ${groups} security groups, and a network interface may have ${groupsPerInterface}; ` +
          'have the quota raised and set groupsPerInterface, or raise rulesPerGroup so that fewer groups are needed']
        : [],
    ];
  }

  /**
   * Warns when rules that no scenario asked for admit everyone: in our own groups,
   * whoever added them, or in any group on the interfaces of a target.
   *
   * @param groups those whose rules are looked at, by identity
   * @returns whether there are such rules
   */
  private warnWhenOpen(index: GroupIndex, place: IConstruct, groups: readonly string[]): boolean {
    const asked = new Set(this.plan.rules.filter(({ direction }) => direction === Direction.INBOUND).map((rule) => this.describe(rule)));
    const others = index.ingressOf([...new Set(groups)]).filter((rule) => !asked.has(describeIngress(rule)));
    const open = [...new Set(openRules(others).map(describeIngress))].sort();
    const warning = openBesidePublished(place.node.path, open);
    if (open.length > 0 && !this.plan.isAcknowledged(warning)) {
      showWarnings(this, [warning]);
    }
    return open.length > 0;
  }

  /** A rule of a scenario as `describeIngress` shows it when it was synthesised. */
  private describe({ protocol, fromPort, toPort, cidr, family }: SecurityGroupRule): string {
    const [IpProtocol, FromPort, ToPort, block] = [protocol, fromPort, toPort, cidr].map((value) => namedByPath(value, this));
    return describeIngress({ IpProtocol, FromPort, ToPort, ...(family === AddressFamily.IPV4 ? { CidrIp: block } : { CidrIpv6: block }) });
  }
}

function isConstruct(target: IConnectable): target is IConnectable & IConstruct {
  return Construct.isConstruct(target);
}
