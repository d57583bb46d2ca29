import { TerraformProvider, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { nothingReached } from '../../messages/errors';
import { noAddressOfFamily, Warning } from '../../messages/warnings';
import { AddressFamily, Direction } from '../../net';
import { BudgetOptions } from '../../rules/budget/budget-options';
import { budgetPrefixes } from '../../rules/budget/budget-prefixes';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { familiesOf } from '../../rules/fit/supported-part';
import { Rule } from '../../rules/model/rule';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { pathWithinStack } from '../../terraform/path-within-stack';
import { recordProvenance } from '../../terraform/record-provenance';
import { showWarnings } from '../../terraform/show-warnings';
import { whenComplete } from '../../terraform/when-complete';
import { PriorityRange } from '../limits/priority-range';
import { AddressRule, renderAddressRules } from './address-rules';
import { localAddress, LocalSide } from './local-side';

/** Options for rules between published addresses and what is behind the enforcement point. */
export interface AddressRulesOptions extends BudgetOptions {
  /** The priorities that these rules may take; nothing else beside them may use them. */
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
   * Prefixes that these rules may have in one direction, both families together: what the limit of a group, or of a level of
   * a network manager, counts. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * The number of rules is that of scenarios, ports and families; widening saves none.
   *
   * @default - as many as Azure takes
   */
  readonly maxPrefixes?: number;

  /**
   * The provider of the resources, where it is not the default one: an alias for another subscription.
   *
   * @default - that of a network security group that is a resource of this app; else the default one
   */
  readonly provider?: TerraformProvider;
}

/** What network security groups and security admin rules have in common. */
export abstract class AddressRulesBase extends BudgetedEnforcementPoint {
  /** The priorities that these rules may take. */
  readonly priorities: PriorityRange;

  protected readonly pool: RulePool;
  protected readonly destination: LocalSide;
  protected readonly source: LocalSide;
  protected readonly provider?: TerraformProvider;

  protected readonly budget: RuleBudget<PooledRules>;

  protected constructor(
    scope: Construct, id: string, readonly capabilities: Capabilities, options: AddressRulesOptions, protected readonly nameLength: number,
    private readonly prioritiesPerDirection: boolean,
  ) {
    super(scope, id);
    this.pool = new RulePool(capabilities);
    this.priorities = options.priorities;
    this.destination = { ipv4: options.destination, ipv6: options.destinationIpv6 };
    this.source = { ipv4: options.source, ipv6: options.sourceIpv6 };
    this.provider = options.provider;
    this.budget = new RuleBudget({ maxEntries: options.maxPrefixes, maxExtraAddresses: options.maxExtraAddresses, unit: 'prefixes' }, budgetPrefixes);
    whenComplete(this, () => showWarnings(this, this.budget.warnings(this.node.path, this.pool)));
    [this.destination, this.source].forEach((side) => localAddress(side, AddressFamily.IPV4));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.unreachedWarnings(ruleSet), ...this.platformWarnings(ruleSet)];
    if (!ruleSet.rules.some((rule) => this.unreachedFamilies(rule).length < familiesOf(rule).length)) {
      throw nothingReached(slugsOf([ruleSet]).join(', '), this.node.path);
    }
    showWarnings(scope, this.pool.toShow(ruleSet, warnings));
    this.renderAll();
    recordProvenance(this, this.pool.all);
  }

  /** What the user should know of these rules on this platform. */
  protected abstract platformWarnings(ruleSet: RuleSet): Warning[];

  /** The rules that refuse what no rule admits. */
  protected abstract get denyingRules(): readonly AddressRule[];

  /**
   * @throws EndpointError when the platform has no room for these rules
   */
  protected abstract requireRoom(rules: readonly AddressRule[]): void;

  /** Replaces what was rendered before by these rules. */
  protected abstract render(rules: readonly AddressRule[]): void;

  /** Renders the rules that refuse the rest, before there is any scenario. */
  protected renderDenying(): void {
    if (this.denyingRules.length > 0) {
      this.renderAll();
    }
  }

  private renderAll(): void {
    const admitting = renderAddressRules(this.budget.apply(this.pool.all), {
      path: this.node.path,
      priorities: this.priorities,
      prioritiesPerDirection: this.prioritiesPerDirection,
      destination: this.destination,
      source: this.source,
      nameLength: this.nameLength,
      nameOf: (path) => pathWithinStack(this, path),
      portText: (port) => Token.asString(port),
    });
    const rules = [...admitting, ...this.denyingRules];
    this.requireRoom(rules);
    this.render(rules);
  }

  private unreachedWarnings(ruleSet: RuleSet): Warning[] {
    const unreached = new Set(ruleSet.rules.flatMap((rule) => this.unreachedFamilies(rule)));
    return [...unreached].map((family) => noAddressOfFamily(slugsOf([ruleSet]).join(', '), family, this.node.path));
  }

  /** The families of a rule for which no local address is known. */
  private unreachedFamilies(rule: Rule): AddressFamily[] {
    const side = rule.direction === Direction.INBOUND ? this.destination : this.source;
    return familiesOf(rule).filter((family) => localAddress(side, family) === undefined);
  }
}
