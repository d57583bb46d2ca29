import { Construct, IConstruct } from 'constructs';
import { invalidWafRuleName, unknownCustomRules } from '../../messages/errors';
import { requireInteger } from '../../messages/require-integer';
import { allowBeforeBlock, detectionOnly } from '../../messages/warnings';
import { AddressFamily, Protocol } from '../../net';
import { Budget, isWithin } from '../../rules/budget/budget';
import { BudgetOptions } from '../../rules/budget/budget-options';
import { budgetSources } from '../../rules/budget/budget-sources';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { FittedRule } from '../../rules/fit/fit';
import { RuleSet } from '../../rules/model/rule-set';
import { fitAlphanumericName } from '../../rules/placement/naming';
import { HttpRulePool } from '../../rules/pool/http-rule-pool';
import { PathPrefix } from '../../rules/pool/path-prefix';
import { pathWithinStack } from '../../terraform/path-within-stack';
import { addressOf, recordProvenance } from '../../terraform/record-provenance';
import { requireSameFramework } from '../../terraform/require-same-framework';
import { showWarnings } from '../../terraform/show-warnings';
import { whenComplete } from '../../terraform/when-complete';
import { WAF_POLICY_LIMITS } from '../limits/waf-policy-limits';
import { allowingBefore, CustomRule, CustomRuleHolder, putCustomRule } from './custom-rules';
import { MOST_SOURCE_LISTS, sourceLists, urlPattern } from './waf-policy-layout';

/** Options of a rule in either firewall. */
export interface WafPolicyRulesOptions extends BudgetOptions {
  /** Priority of the rule, which no other rule of the policy may have. Lower is earlier: put it before rules that allow. */
  readonly priority: number;

  /**
   * The beginning of the paths that only the admitted sources can reach, such as
   * `/api/notifications`. Requests for other paths are let through.
   *
   * @default - every path
   */
  readonly path?: string;

  /**
   * TCP ports of the listeners that the firewall protects. It does not see ports, so a
   * scenario that is for other ports, or for some of these only, is refused.
   *
   * @default [443]
   */
  readonly ports?: number[];

  /**
   * Whether requests of others are logged instead of blocked. Nothing is protected then.
   *
   * @default false
   */
  readonly countOnly?: boolean;

  /**
   * Name of the rule: letters and digits, a letter first.
   *
   * @default - from the construct path within the stack
   */
  readonly ruleName?: string;

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown, unless all scenarios have acknowledged it
   */
  readonly acknowledgedWarnings?: string[];

  /**
   * Prefixes that one condition takes. A rule has up to nine such conditions.
   *
   * @default - 600 on Front Door, 540 on Application Gateway, where 600 are possible with the Core Rule Set 3.2 or newer
   */
  readonly valuesPerCondition?: number;

  /**
   * Prefixes that the rule may have, both families together. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as Azure takes
   */
  readonly maxPrefixes?: number;
}

const CAPABILITIES: Omit<Capabilities, 'platform'> = {
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a request is an address, never a name',
};

/** What the two firewalls limit in different ways. */
interface RuleLimits {
  readonly values: number;
  readonly priority: number;
}

/** What the rules of the two firewalls have in common. */
export abstract class WafPolicyRulesBase extends BudgetedEnforcementPoint {
  readonly capabilities: Capabilities;

  /** Name of the rule. */
  readonly ruleName: string;

  /** The path to restrict, as the regular expression of the rule; absent where every path is restricted. */
  protected readonly pattern?: string;

  private readonly pool: HttpRulePool;
  protected readonly budget: RuleBudget<FittedRule>;
  private readonly bounds: Budget;
  private readonly valuesPerCondition: number;

  /** What the rule has conditions for, until another scenario comes. */
  private lists?: readonly string[][];

  /** At least as many prefixes as the rule has. */
  private prefixes = 0;

  protected constructor(
    scope: Construct, id: string, platform: string, protected readonly options: WafPolicyRulesOptions, limits: RuleLimits,
  ) {
    super(scope, id);
    requireSameFramework(this);
    this.capabilities = { ...CAPABILITIES, platform };
    const { priority, path, ports = [443] } = options;
    this.valuesPerCondition = options.valuesPerCondition ?? limits.values;
    requireInteger('priority', priority, 1, limits.priority);
    this.pool = new HttpRulePool(this.capabilities, ports);
    this.bounds = { maxEntries: options.maxPrefixes, maxExtraAddresses: options.maxExtraAddresses, unit: 'prefixes' };
    this.budget = new RuleBudget(this.bounds, budgetSources);
    whenComplete(this, () => showWarnings(this, [
      ...this.budget.warnings(this.node.path, this.pool),
      ...allowingBefore(this.holder, this).map((name) => allowBeforeBlock(this.node.path, name, this.holder.policy.node.path)),
    ].filter((warning) => !options.acknowledgedWarnings?.includes(warning.id) && !this.pool.isAcknowledged(warning))));
    this.pattern = path === undefined ? undefined : urlPattern(PathPrefix.of(path));
    this.ruleName = options.ruleName ?? fitAlphanumericName(pathWithinStack(this), WAF_POLICY_LIMITS.nameLength);
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(this.ruleName) || this.ruleName.length > WAF_POLICY_LIMITS.nameLength) {
      throw invalidWafRuleName(this.ruleName, WAF_POLICY_LIMITS.nameLength);
    }
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = this.pool.add(scope.node, ruleSet);
    const idle = this.detectsOnly && !this.options.countOnly ? this.pool.toShow(ruleSet, [detectionOnly(this.node.path)]) : [];
    showWarnings(scope, [...warnings, ...idle]);
    this.budget.defer(this.pool);
    this.lists = undefined;
    this.prefixes += this.pool.of(scope.node.path)!.rules.reduce((sum, { peers }) => sum + peers.length, 0);
    if (!isWithin(this.bounds, this.prefixes) || this.prefixes > MOST_SOURCE_LISTS * this.valuesPerCondition) {
      void this.sources; // fails now when there is no room
    }
    this.put();
    const { path, ports } = this.options;
    recordProvenance(this, this.pool, () => ({
      filters: [addressOf(this.holder.policy)], ...path !== undefined && { requests: [path] }, webPorts: ports,
    }));
  }

  /** The sources that the rule lets pass, one list for each condition. */
  protected get sources(): readonly string[][] {
    this.lists ??= sourceLists(this.node.path, this.budget.rules, this.valuesPerCondition);
    return this.lists;
  }

  /** The policy, through the property that has its rules. */
  protected abstract readonly holder: CustomRuleHolder<CustomRule>;

  /** Whether the policy is known to block nothing at all. */
  protected abstract get detectsOnly(): boolean;

  /** Puts the rule into the policy; also once at the end of the constructor, so that nobody is admitted before a scenario says so. */
  protected abstract put(): void;

  /** Keeps a rule in its policy. The rule tells its conditions when it is asked for them. */
  protected keep<Rule extends { name?: string; priority?: number }>(holder: CustomRuleHolder<Rule>, rule: Rule): void {
    if (!putCustomRule(holder, this, rule)) {
      throw unknownCustomRules(this.node.path, holder.policy.node.path);
    }
  }
}
