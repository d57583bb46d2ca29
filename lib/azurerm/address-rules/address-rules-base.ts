import { TerraformProvider, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { EndpointError, nothingReached } from '../../messages/errors';
import { contestedPriority, crowdedPriorities, noAddressOfFamily, unusedPins, Warning } from '../../messages/warnings';
import { AddressFamily, Direction } from '../../net';
import { BudgetOptions } from '../../rules/budget/budget-options';
import { budgetPrefixes } from '../../rules/budget/budget-prefixes';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { familiesOf } from '../../rules/fit/supported-part';
import { Rule } from '../../rules/model/rule';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { RenderedChildren } from '../../rules/pool/rendered-children';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { pathWithinStack } from '../../terraform/path-within-stack';
import { recordProvenance } from '../../terraform/record-provenance';
import { requireSameFramework } from '../../terraform/require-same-framework';
import { showWarnings } from '../../terraform/show-warnings';
import { whenComplete } from '../../terraform/when-complete';
import { ContestedPriority, requireNamePrefix } from '../limits/claim-priorities';
import { PriorityRange } from '../limits/priority-range';
import { AddressRule, AddressRuleLayout, renderAddressRules, unplacedRules } from './address-rules';
import { localAddress, LocalSide } from './local-side';
import { RuleCounts, RuleTally } from './rule-tally';

/** Options for rules between published addresses and what is behind the enforcement point. */
export interface AddressRulesOptions extends BudgetOptions {
  /** The priorities that these rules may take. Nothing else may use them. Give at least a thousand, so that rules keep their priorities. */
  readonly priorities: PriorityRange;

  /**
   * What inbound rules admit traffic to: a prefix, a service tag, `*`, or a
   * deploy-time value that will be an IPv4 prefix.
   *
   * @default - '*', everything behind; no IPv4 rule, with a warning, when `destinationIpv6` alone is given
   */
  readonly destination?: string;

  /**
   * What inbound rules of IPv6 admit traffic to.
   *
   * @default - as `destination`; no IPv6 rule, with a warning, when that is an IPv4 prefix
   */
  readonly destinationIpv6?: string;

  /**
   * What inbound rules admit traffic to, as several prefixes of either family, in place of `destination` and
   * `destinationIpv6`; deploy-time values are taken for IPv4.
   *
   * @default - as `destination`
   */
  readonly destinationPrefixes?: string[];

  /**
   * What outbound rules admit traffic from: a prefix, a service tag, `*`, or a
   * deploy-time value that will be an IPv4 prefix.
   *
   * @default - '*', everything behind; no IPv4 rule, with a warning, when `sourceIpv6` alone is given
   */
  readonly source?: string;

  /**
   * What outbound rules of IPv6 admit traffic from.
   *
   * @default - as `source`; no IPv6 rule, with a warning, when that is an IPv4 prefix
   */
  readonly sourceIpv6?: string;

  /**
   * What outbound rules admit traffic from, as several prefixes of either family, in place of `source` and `sourceIpv6`;
   * deploy-time values are taken for IPv4.
   *
   * @default - as `source`
   */
  readonly sourcePrefixes?: string[];

  /**
   * Prefixes that these rules may have in one direction, both families together: what the limit of a group, or of a level of
   * a network manager, counts. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * The number of rules is that of scenarios, ports and families; widening saves none.
   *
   * @default - as many as Azure takes
   */
  readonly maxPrefixes?: number;

  /**
   * What the names of the rules start with: for a group that several repositories or teams add rules to, whose constructs
   * may be called alike. Another prefix makes other rules.
   *
   * @default - nothing before the construct path of a scenario
   */
  readonly namePrefix?: string;

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown, unless all scenarios have acknowledged it
   */
  readonly acknowledgedWarnings?: string[];

  /**
   * The provider of the resources, where it is not the default one: an alias for another subscription.
   *
   * @default - that of a network security group that is a resource of this app; else the default one
   */
  readonly provider?: TerraformProvider;
}

/** The share of additions that may move another rule before a warning says so. */
const CROWDED = 0.05;

/** What network security groups and security admin rules have in common. */
export abstract class AddressRulesBase extends BudgetedEnforcementPoint {
  /** The priorities that these rules may take. */
  readonly priorities: PriorityRange;

  protected readonly pool: RulePool;
  protected readonly destination: LocalSide;
  protected readonly source: LocalSide;

  /** That of the resources. */
  protected provider?: TerraformProvider;

  protected readonly budget: RuleBudget<PooledRules>;

  /** The rules as resources. */
  protected readonly resources = new RenderedChildren(this, () => this.renderAll());

  private readonly tally = new RuleTally();
  private contested: readonly ContestedPriority[] = [];

  protected constructor(
    scope: Construct, id: string, readonly capabilities: Capabilities, private readonly common: AddressRulesOptions,
    protected readonly nameLength: number,
    private readonly prioritiesPerDirection: boolean, groups?: Readonly<Record<LocalSide['option'], Pick<LocalSide, 'groupIds'>>>,
  ) {
    super(scope, id);
    requireSameFramework(this);
    this.pool = new RulePool(capabilities);
    this.priorities = common.priorities;
    const { destination, destinationIpv6, destinationPrefixes, source, sourceIpv6, sourcePrefixes } = common;
    this.destination = { option: 'destination', ipv4: destination, ipv6: destinationIpv6, prefixes: destinationPrefixes, ...groups?.destination };
    this.source = { option: 'source', ipv4: source, ipv6: sourceIpv6, prefixes: sourcePrefixes, ...groups?.source };
    this.provider = common.provider;
    if (common.namePrefix !== undefined) requireNamePrefix(common.namePrefix);
    this.budget = new RuleBudget({ maxEntries: common.maxPrefixes, maxExtraAddresses: common.maxExtraAddresses, unit: 'prefixes' }, budgetPrefixes);
    whenComplete(this, () => this.warn([...this.budget.warnings(this.node.path, this.pool), ...this.priorityWarnings()]));
    [this.destination, this.source].forEach((side) => localAddress(side, AddressFamily.IPV4));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.unreachedWarnings(ruleSet), ...this.platformWarnings(ruleSet)];
    if (!ruleSet.rules.some((rule) => this.unreachedFamilies(rule).length < familiesOf(rule).length)) {
      throw nothingReached(slugsOf([ruleSet]).join(', '), this.node.path);
    }
    showWarnings(scope, this.pool.toShow(ruleSet, warnings));
    const { rules } = this.pool.of(scope.node.path)!;
    this.tally.add(rules, unplacedRules([{ path: scope.node.path, rules }], this.layout));
    this.budget.defer(this.pool);
    this.outdate();
    recordProvenance(this, this.pool, () => ({ filters: this.holders, ...this.unreached.length > 0 && { unreached: this.unreached } }));
  }

  /** What holds the rules and is not below this construct: names or ids. */
  protected get holders(): readonly string[] {
    return [];
  }

  /** What the user should know of these rules on this platform. */
  protected abstract platformWarnings(ruleSet: RuleSet): Warning[];

  /** The rules that refuse what no rule admits. */
  protected abstract get denyingRules(): readonly AddressRule[];

  /** Whether all rules are written in one step, in which priorities can change places. */
  protected abstract get isAtomic(): boolean;

  /** The error when the platform has no room for so many rules. */
  protected abstract roomProblem(counts: RuleCounts): EndpointError | undefined;

  /** Replaces what was rendered before by these rules. */
  protected abstract render(rules: readonly AddressRule[]): void;

  /** Asks for the rules that refuse the rest, before there is any scenario. */
  protected beginWithDenying(): void {
    if (this.denyingRules.length > 0) {
      this.outdate();
    }
  }

  /** What the name of a rule starts with, from a construct path. */
  protected nameOf(path?: string): string {
    const { namePrefix } = this.common;
    return `${namePrefix === undefined ? '' : `${namePrefix}-`}${pathWithinStack(this, path)}`;
  }

  /** Has the resources rendered when someone looks at them; or now, when the rules may not fit, so that the error comes early. */
  private outdate(): void {
    this.resources.outdate();
    const { maxPrefixes = Infinity } = this.common;
    const counts = this.tally.counts.plus(this.denyingRules);
    const perRange = Object.values(Direction).map((direction) => this.tally.counts.rules(direction));
    const most = this.prioritiesPerDirection ? Math.max(...perRange) : perRange[0] + perRange[1];
    const fits = this.tally.hasDistinctNames && most <= this.priorities.capacity && !this.priorities.hasPins &&
      this.tally.mostEntries <= maxPrefixes && this.roomProblem(counts) === undefined;
    if (!fits) {
      this.resources.update();
    }
  }

  private renderAll(): void {
    const placed = renderAddressRules(this.budget.apply(this.pool.all), this.layout);
    const rules = [...placed.rules, ...this.denyingRules];
    const problem = this.roomProblem(RuleCounts.of(rules));
    if (problem !== undefined) {
      throw problem;
    }
    this.contested = placed.contested;
    this.render(rules);
  }

  private get layout(): AddressRuleLayout {
    return {
      path: this.node.path,
      priorities: this.priorities,
      prioritiesPerDirection: this.prioritiesPerDirection,
      destination: this.destination,
      source: this.source,
      nameLength: this.nameLength,
      nameOf: (path) => this.nameOf(path),
      portText: (port) => Token.asString(port),
    };
  }

  /** Shows warnings about this enforcement point itself. */
  protected warn(warnings: readonly Warning[]): void {
    const { acknowledgedWarnings = [] } = this.common;
    showWarnings(this, warnings.filter((warning) => !acknowledgedWarnings.includes(warning.id) && !this.pool.isAcknowledged(warning)));
  }

  /** What the user should know of the priorities, in a complete app. */
  private priorityWarnings(): Warning[] {
    this.resources.update();
    const { path } = this.node;
    const unused = this.priorities.unusedPins(this.tally.names);
    const share = this.tally.pairs / this.priorities.size;
    return [
      ...unused.length === 0 ? [] : [unusedPins(path, unused)],
      ...this.isAtomic ? [] : this.contested.map((each) => contestedPriority(path, each)),
      ...this.isAtomic || share <= CROWDED ? [] : [crowdedPriorities(path, `${this.priorities}`, this.tally.pairs, Math.round(share * 100))],
    ];
  }

  private unreachedWarnings(ruleSet: RuleSet): Warning[] {
    const unreached = new Set(ruleSet.rules.flatMap((rule) => this.unreachedFamilies(rule)));
    return [...unreached].map((family) => noAddressOfFamily(slugsOf([ruleSet]).join(', '), family, this.node.path));
  }

  /** What rules do not admit, since no local address of that family is known: `inbound ipv6`. */
  private get unreached(): string[] {
    const rules = this.pool.all.flatMap(({ ruleSet }) => ruleSet.rules);
    return [...new Set(rules.flatMap((rule) => this.unreachedFamilies(rule).map((family) => `${rule.direction} ${family}`)))].sort();
  }

  /** The families of a rule for which no local address is known. */
  private unreachedFamilies(rule: Rule): AddressFamily[] {
    const side = rule.direction === Direction.INBOUND ? this.destination : this.source;
    return familiesOf(rule).filter((family) => localAddress(side, family) === undefined);
  }
}
