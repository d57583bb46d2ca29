import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import { CfnPrefixList, IPrefixList, ISecurityGroup, PrefixList } from 'aws-cdk-lib/aws-ec2';
import { CfnResourceShare } from 'aws-cdk-lib/aws-ram';
import { Construct, IConstruct } from 'constructs';
import { PREFIX_LIST_CAPABILITIES, PrefixListLayout, PrefixListOutline } from '../aws-rules/prefix-lists/prefix-list-layout';
import { PREFIX_LIST_LIMITS } from '../aws-rules/prefix-lists/prefix-list-limits';
import { PrefixListPlan } from '../aws-rules/prefix-lists/prefix-list-plan';
import { PREFIX_LIST_RULES_OPTIONS, PrefixListRulesOptions } from '../aws-rules/prefix-lists/prefix-list-rules-options';
import { PrefixListTraffic, trafficOf } from '../aws-rules/prefix-lists/prefix-list-traffic';
import { PREFIX_LISTS_OPTIONS, PrefixListsOptions } from '../aws-rules/prefix-lists/prefix-lists-options';
import { effectiveQuota } from '../aws-rules/security-groups/security-groups-quota';
import { egressNotRestricted, groupReferredTwice, immutableGroup } from '../messages/errors';
import { sharedListMayBeReplaced, unusedPrefixLists } from '../messages/warnings';
import { Direction } from '../net';
import { BudgetedEnforcementPoint } from '../rules/budget/budgeted-enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes } from '../rules/options/option-type';
import { listOf, objectWith, wholeNumber } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { fitName } from '../rules/placement/naming';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { referToPrefixLists } from './prefix-list-rules';
import { acceptsRules } from './security-groups/accepts-rules';
import { ExclusiveClaims } from './stack/claims';
import { identify } from './stack/identify';
import { namedByPath } from './stack/identity';
import { isPendingGroup, isPendingLookup } from './stack/lookup';
import { pathWithinStack } from './stack/path-within-stack';
import { recordProvenance } from './stack/record-provenance';
import { isRecord } from './stack/rendered-resource';
import { showWarnings } from './stack/show-warnings';
import { whenComplete } from './stack/when-complete';

/** Options of {@link PrefixLists}. */
export interface PrefixListsProps extends PrefixListsOptions {
  /**
   * MaxEntries of every list, from 1 to 100: how many entries it can have, and how many rules it counts for in a security group.
   *
   * CloudFormation cannot change the entries of a list and MaxEntries in one update, so a list whose
   * MaxEntries has to grow is replaced by a new one. Set it where a list must keep its id, as when it is shared.
   *
   * @default - room for a tenth more entries, rounded up to the next ten; 60 for each of several lists
   */
  readonly maxEntries?: number;
}

/** Groups that have rules which refer to lists: what the lists weigh is counted once. */
const GROUPS_IN_USE = new ExclusiveClaims('prefix-lists');

/** Groups that get rules which refer to the lists. */
interface Target {
  readonly groups: readonly ISecurityGroup[];
  readonly rulesPerGroup: number;
}

/** One list, and the traffic that its entries are for. */
export interface DirectedPrefixList extends PrefixListTraffic {
  /** The list, which can be the peer of a security group rule. */
  readonly prefixList: IPrefixList;
}

const TARGETS = listOf(objectWith<ISecurityGroup>({ securityGroupId: 'string', addIngressRule: 'function' }, 'give security groups of aws-ec2'), {
  example: 'group', empty: 'name the groups that get the rules',
});

const OPTIONS: OptionTypes<PrefixListsProps> = {
  ...PREFIX_LISTS_OPTIONS,
  maxEntries: wholeNumber(1, PREFIX_LIST_LIMITS.entriesPerRequest),
};

/**
 * EC2 managed prefix lists: the addresses of scenarios in one place, for security groups, route tables and
 * firewalls of this account and, where they are shared, of others.
 *
 * A list has no ports and no direction, so each list is for one direction, protocol, set of ports and
 * address family. Lists admit nothing until a rule refers to them: `addRulesTo` writes such rules, with
 * exactly these ports. EC2 counts a list in a security group as MaxEntries rules.
 *
 * Prefix lists know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const lists = new PrefixLists(this, 'Microsoft365');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [lists] });
 * lists.addRulesTo([first, second]);
 */
export class PrefixLists extends BudgetedEnforcementPoint {
  readonly capabilities = PREFIX_LIST_CAPABILITIES;

  protected readonly budget: PrefixListPlan;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private readonly resources = new Map<string, CfnPrefixList>();
  private readonly peers = new Map<string, IPrefixList>();
  private readonly targets: Target[] = [];
  private wasRead = false;

  /**
   * @throws EndpointError `InvalidQuota` for a MaxEntries that no list can have, `EmptyList` for an empty `sharedWith`
   */
  constructor(scope: Construct, id: string, private readonly props: PrefixListsProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    this.budget = new PrefixListPlan(this.node.path, props, this.identify, idOf, (value) => isPendingLookup(value, this));
    whenComplete(this, () => this.checkComplete());
  }

  /**
   * The lists, for your own rules. Read it after the last scenario: once it was read, a scenario that needs other lists is refused.
   */
  get prefixLists(): DirectedPrefixList[] {
    this.rendered.update();
    this.wasRead = true;
    this.budget.fix();
    return this.budget.layout.map((list) => ({ prefixList: this.peerOf(list), ...trafficOf(list) }));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.budget.add(scope.node, ruleSet));
    this.targets.forEach((target) => this.requireRoom(target));
    this.rendered.outdate();
    recordProvenance(this, this.budget);
  }

  /**
   * Adds rules that refer to the lists, those of later scenarios included, to these groups.
   *
   * Rules that do not fit into one group go into the next, in the order given, so all groups must be on every network interface.
   *
   * @throws EndpointError `EmptyList`, `ImmutableGroup` for a group imported with `mutable: false`, `EgressNotRestricted` for
   * one that allows all outbound traffic when there are outbound rules, `SharedGroup` for one that has such rules already,
   * `InvalidQuota`, or `PrefixListsFull` when the lists weigh more than the groups hold
   */
  addRulesTo(securityGroups: ISecurityGroup[], options: PrefixListRulesOptions = {}): void {
    securityGroups = TARGETS.read('securityGroups', securityGroups);
    const { rulesPerGroup } = effectiveQuota({ ...readOptions(PREFIX_LIST_RULES_OPTIONS, options), groupsPerInterface: 1 });
    const immutable = securityGroups.find((group) => !acceptsRules(group));
    if (immutable !== undefined) {
      throw immutableGroup(immutable.node.path);
    }
    const known = securityGroups.filter((group) => !isPendingGroup(group, this));
    const taken = GROUPS_IN_USE.claim(this, known.map(({ securityGroupId }) => securityGroupId));
    if (taken !== undefined) {
      throw groupReferredTwice(known[taken].node.path);
    }
    const target = { groups: [...securityGroups], rulesPerGroup };
    this.requireRoom(target);
    this.targets.push(target);
    this.rendered.outdate();
  }

  private readonly identify = (value: string | number) => identify(value, Stack.of(this));

  private requireRoom({ groups, rulesPerGroup }: Target): void {
    const unrestricted = groups.find((group) => group.allowAllOutbound && !isPendingGroup(group, this));
    if (unrestricted !== undefined && this.budget.has(Direction.OUTBOUND)) {
      throw egressNotRestricted(unrestricted.node.path);
    }
    this.budget.requireRoom(groups.length, rulesPerGroup);
  }

  private render(): void {
    this.renderLists();
    for (const { groups, rulesPerGroup } of this.targets) {
      referToPrefixLists(this, this.budget.layout, (list) => this.resources.get(idOf(list))!.attrPrefixListId, groups, rulesPerGroup);
    }
  }

  /** What others refer to stays; anything else is made anew, so that the order of scenarios makes no difference. */
  private renderLists(): void {
    if (!this.wasRead) {
      this.node.tryRemoveChild('Lists');
      this.resources.clear();
      const holder = new Construct(this, 'Lists');
      for (const list of this.budget.layout) {
        this.resources.set(idOf(list), new CfnPrefixList(holder, idOf(list), {
          prefixListName: this.nameOf(list.key), addressFamily: list.family, maxEntries: list.maxEntries,
        }));
      }
      this.share(holder);
    }
    for (const list of this.budget.layout) {
      this.resources.get(idOf(list))!.entries = list.entries.map(({ cidr, description }) => ({ cidr, description }));
    }
  }

  private share(holder: Construct): void {
    if (this.props.sharedWith !== undefined) {
      new CfnResourceShare(holder, 'Share', {
        name: this.nameOf('share'),
        allowExternalPrincipals: false,
        principals: this.props.sharedWith,
        resourceArns: [...this.resources.values()].map(({ attrArn }) => attrArn),
      });
    }
  }

  private peerOf(list: PrefixListLayout): IPrefixList {
    const id = `${idOf(list)}-reference`;
    const peer = this.peers.get(id) ?? PrefixList.fromPrefixListId(this, id, this.resources.get(idOf(list))!.attrPrefixListId);
    this.peers.set(id, peer);
    return peer;
  }

  private nameOf(rest: string): string {
    const { namePrefix } = this.props;
    const whole = `${namePrefix ?? pathWithinStack(this)}-${rest}`;
    return Token.isUnresolved(whole) ? whole : fitName(whole, PREFIX_LIST_LIMITS.nameLength);
  }

  /** Looks at the complete app: warns where lists do nothing, and says what the budget admits. */
  private checkComplete(): void {
    const warning = unusedPrefixLists(this.node.path);
    const isUsed = this.targets.length > 0 || this.wasRead || this.props.sharedWith !== undefined;
    const unused = isUsed || this.budget.all.length === 0 || this.budget.isAcknowledged(warning) ? [] : [warning];
    const replaced = sharedListMayBeReplaced(this.node.path);
    const mayBeReplaced = this.props.maxEntries === undefined && this.isShared && !this.budget.isAcknowledged(replaced) ? [replaced] : [];
    showWarnings(this, [...unused, ...mayBeReplaced, ...this.budget.warnings]);
  }

  /** Whether another stack or account refers to a list. Stacks that export something have a construct for it. */
  private get isShared(): boolean {
    const exported = Stack.of(this).node.tryFindChild('Exports')?.node.findAll().filter((node) => node instanceof CfnOutput) ?? [];
    const ours = new Set([...this.resources.values()].flatMap(({ node: { path } }) => [`${path}.PrefixListId`, `${path}.Arn`]));
    return this.props.sharedWith !== undefined || exported.some(({ value }) => ours.has(refOf(namedByPath(value, this))));
  }
}

/** The list as a resource: another MaxEntries makes it another one. */
function idOf({ key, maxEntries }: PrefixListOutline): string {
  return `${key}-of-${maxEntries}`;
}

/** What a value refers to, where it is nothing but a reference. */
function refOf(named: unknown): string {
  return isRecord(named) && typeof named.Ref === 'string' ? named.Ref : '';
}
