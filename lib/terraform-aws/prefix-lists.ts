import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list';
import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import { Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { PREFIX_LIST_CAPABILITIES } from '../aws-rules/prefix-lists/prefix-list-layout';
import { PREFIX_LIST_LIMITS } from '../aws-rules/prefix-lists/prefix-list-limits';
import { PrefixListPlan } from '../aws-rules/prefix-lists/prefix-list-plan';
import { PREFIX_LIST_RULES_OPTIONS, PrefixListRulesOptions } from '../aws-rules/prefix-lists/prefix-list-rules-options';
import { PrefixListTraffic, trafficOf } from '../aws-rules/prefix-lists/prefix-list-traffic';
import { PREFIX_LISTS_OPTIONS, PrefixListsOptions } from '../aws-rules/prefix-lists/prefix-lists-options';
import { effectiveQuota } from '../aws-rules/security-groups/security-groups-quota';
import { groupReferredTwice } from '../messages/errors';
import { egressNotKnown, unusedPrefixLists } from '../messages/warnings';
import { Direction } from '../net';
import { BudgetedEnforcementPoint } from '../rules/budget/budgeted-enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes } from '../rules/options/option-type';
import { listOf, tags, text, wholeNumber } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { fitName } from '../rules/placement/naming';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { identify } from '../terraform/identify';
import { pathWithinStack } from '../terraform/path-within-stack';
import { recordProvenance } from '../terraform/record-provenance';
import { requireSameFramework } from '../terraform/require-same-framework';
import { showWarnings } from '../terraform/show-warnings';
import { ExclusiveGroups } from './exclusive-groups';
import { inlineRuleProblems } from './inline-rules';
import { referToPrefixLists } from './prefix-list-rules';

/** Options of {@link PrefixLists}. */
export interface PrefixListsProps extends PrefixListsOptions {
  /**
   * MaxEntries of every list, from 1 to 100: how many entries it can have, and how many rules it counts for in a security group.
   *
   * @default - room for a tenth more entries, rounded up to the next ten; 60 for each of several lists
   */
  readonly maxEntries?: number;

  /**
   * Tags of the lists and of their share.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

/** One list, and the traffic that its entries are for. */
export interface DirectedPrefixList extends PrefixListTraffic {
  /** The id of the list, for a rule of a security group. */
  readonly prefixListId: string;
}

const TARGETS = listOf(text('sg-1'), {
  example: 'group', empty: 'name the groups that get the rules',
});

const REFERRING = new ExclusiveGroups(groupReferredTwice);

const OPTIONS: OptionTypes<PrefixListsProps> = {
  ...PREFIX_LISTS_OPTIONS,
  maxEntries: wholeNumber(1, PREFIX_LIST_LIMITS.entriesPerRequest),
  tags: tags(),
};

/**
 * EC2 managed prefix lists by Terraform: the addresses of scenarios in one place, for security groups, route tables and
 * firewalls of this account and, where they are shared, of others.
 *
 * A list has no ports and no direction, so each list is for one direction, protocol, set of ports and
 * address family. Lists admit nothing until a rule refers to them: `addRulesTo` writes such rules, with
 * exactly these ports. EC2 counts a list in a security group as MaxEntries rules.
 *
 * Entries stand inside their list: a change of the list is one request, and takes effect as a whole.
 *
 * Prefix lists know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const lists = new PrefixLists(this, 'Microsoft365');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [lists] });
 * lists.addRulesTo([first.id, second.id]);
 */
export class PrefixLists extends BudgetedEnforcementPoint {
  readonly capabilities = PREFIX_LIST_CAPABILITIES;

  protected readonly budget: PrefixListPlan;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private readonly resources = new Map<string, Ec2ManagedPrefixList>();
  private readonly targets: { readonly groupIds: readonly string[]; readonly rulesPerGroup: number }[] = [];
  private wasRead = false;

  /**
   * @throws EndpointError `InvalidQuota` for a MaxEntries that no list can have, `EmptyList` for an empty `sharedWith`
   */
  constructor(scope: Construct, id: string, private readonly props: PrefixListsProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireSameFramework(this);
    this.budget = new PrefixListPlan(this.node.path, props, (value) => identify(value, this), ({ key }) => key);
    this.node.addValidation({ validate: () => this.checkComplete() });
  }

  /**
   * The lists, for your own rules. Read it after the last scenario: once it was read, a scenario that needs other lists is refused.
   */
  get prefixLists(): DirectedPrefixList[] {
    this.rendered.update();
    this.wasRead = true;
    this.budget.fix();
    return this.budget.layout.map((list) => ({ prefixListId: this.resources.get(list.key)!.id, ...trafficOf(list) }));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.budget.add(scope.node, ruleSet));
    this.targets.forEach(({ groupIds, rulesPerGroup }) => this.budget.requireRoom(groupIds.length, rulesPerGroup));
    this.rendered.outdate();
  }

  /**
   * Adds rules that refer to the lists, those of later scenarios included, to these groups.
   *
   * Rules that do not fit into one group go into the next, in the order given, so all groups must be on every
   * network interface. None may have inline rules (`ingress`, `egress`), which Terraform would make fight with these.
   *
   * @param securityGroupIds ids, or what stands for them
   * @throws EndpointError `EmptyList`, `SharedGroup` for a group that has such rules already, `InvalidQuota`, or
   * `PrefixListsFull` when the lists weigh more than the groups hold
   */
  addRulesTo(securityGroupIds: string[], options: PrefixListRulesOptions = {}): void {
    securityGroupIds = TARGETS.read('securityGroupIds', securityGroupIds);
    const { rulesPerGroup } = effectiveQuota({ ...readOptions(PREFIX_LIST_RULES_OPTIONS, options), groupsPerInterface: 1 });
    REFERRING.claim(this, securityGroupIds);
    this.budget.requireRoom(securityGroupIds.length, rulesPerGroup);
    this.targets.push({ groupIds: [...securityGroupIds], rulesPerGroup });
    this.rendered.outdate();
  }

  private render(): void {
    this.renderLists();
    for (const { groupIds, rulesPerGroup } of this.targets) {
      referToPrefixLists(this, this.budget.layout, (key) => this.resources.get(key)!.id, groupIds, rulesPerGroup);
    }
    recordProvenance(this, this.budget);
  }

  /** What others refer to stays; anything else is made anew, so that the order of scenarios makes no difference. */
  private renderLists(): void {
    if (!this.wasRead) {
      this.node.tryRemoveChild('Lists');
      this.resources.clear();
      const holder = new Construct(this, 'Lists');
      for (const { key, family, maxEntries } of this.budget.layout) {
        const config = { name: this.nameOf(key), addressFamily: family, maxEntries, tags: this.props.tags };
        this.resources.set(key, new Ec2ManagedPrefixList(holder, key, config));
      }
      this.share(holder);
    }
    for (const { key, entries, maxEntries } of this.budget.layout) {
      const resource = this.resources.get(key)!;
      resource.maxEntries = maxEntries;
      resource.putEntry([...entries]);
    }
  }

  private share(holder: Construct): void {
    if (this.props.sharedWith !== undefined) {
      const { arn: resourceShareArn } = new RamResourceShare(holder, 'Share', {
        name: this.nameOf('share'), allowExternalPrincipals: false, tags: this.props.tags,
      });
      for (const [key, { arn: resourceArn }] of this.resources) {
        new RamResourceAssociation(holder, `Share-${key}`, { resourceShareArn, resourceArn });
      }
      for (const principal of this.props.sharedWith) {
        new RamPrincipalAssociation(holder, `Share-with-${identify(principal, this).replace(/[\s/]+/g, '_')}`, { resourceShareArn, principal });
      }
    }
  }

  private nameOf(rest: string): string {
    const whole = `${this.props.namePrefix ?? pathWithinStack(this)}-${rest}`;
    return Token.isUnresolved(whole) ? whole : fitName(whole, PREFIX_LIST_LIMITS.nameLength);
  }

  /** Looks at the complete app: warns where lists do nothing, says what the budget admits, and returns what keeps rules from working. */
  private checkComplete(): string[] {
    const hasOutbound = this.budget.has(Direction.OUTBOUND);
    const isUsed = this.targets.length > 0 || this.wasRead || this.props.sharedWith !== undefined;
    const ofUse = [
      ...(isUsed || this.budget.all.length === 0 ? [] : [unusedPrefixLists(this.node.path)]),
      ...(hasOutbound && this.targets.length > 0 ? [egressNotKnown(this.node.path)] : []),
    ].filter((warning) => !this.budget.isAcknowledged(warning));
    showWarnings(this, [...ofUse, ...this.budget.warnings]);
    return inlineRuleProblems(this, this.targets.flatMap(({ groupIds }) => groupIds));
  }
}
