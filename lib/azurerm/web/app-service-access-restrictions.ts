import { IResolvable, Lazy, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { AddressFamily, Protocol } from '../../net';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { budgetSources } from '../../rules/budget/budget-sources';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { FittedRule } from '../../rules/fit/fit';
import { RuleSet } from '../../rules/model/rule-set';
import { OptionTypes } from '../../rules/options/option-type';
import { wholeNumber } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { HttpRulePool } from '../../rules/pool/http-rule-pool';
import { recordProvenance } from '../../terraform/record-provenance';
import { showWarnings } from '../../terraform/show-warnings';
import { whenComplete } from '../../terraform/when-complete';
import { ACCESS_RESTRICTION_LIMITS } from '../limits/access-restriction-limits';
import { accessRestrictions } from './access-restrictions';
import { WEB_PORTS } from './web-option-types';

/** Options of {@link AppServiceAccessRestrictions}. */
export interface AppServiceAccessRestrictionsProps extends BudgetOptions {
  /**
   * Priority of every rule. They all allow, so their order makes no difference.
   *
   * @default 100
   */
  readonly priority?: number;

  /**
   * TCP ports that the app serves on. Access restrictions know no ports, so a scenario
   * that is for other ports, or for some of these only, is refused.
   *
   * @default [443], so set httpsOnly on the app
   */
  readonly ports?: number[];

  /**
   * Rules that the app may have, each of up to eight ranges.
   *
   * @default 512
   */
  readonly maxRules?: number;

  /**
   * Ranges that the rules may have, both families together. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as `maxRules` rules hold
   */
  readonly maxPrefixes?: number;
}

/** What of an app's `siteConfig` restricts access to it; the same for web apps and function apps, on Linux and Windows. */
export interface AccessRestrictionsSiteConfig {
  /** The rules, rendered when the app is synthesised. */
  readonly ipRestriction: IResolvable;

  /** What happens to everyone else. */
  readonly ipRestrictionDefaultAction: string;
}

const CAPABILITIES: Capabilities = {
  platform: 'an access restriction of Azure App Service',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a request is an address, never a name',
};

const OPTIONS: OptionTypes<AppServiceAccessRestrictionsProps> = {
  ...BUDGET_OPTIONS,
  priority: wholeNumber(ACCESS_RESTRICTION_LIMITS.priority.first, ACCESS_RESTRICTION_LIMITS.priority.last),
  ports: WEB_PORTS,
  maxRules: wholeNumber(1, ACCESS_RESTRICTION_LIMITS.rules),
  maxPrefixes: wholeNumber(1),
};

/**
 * Access restrictions for a web app or function app: the admitted sources reach it, and nobody else.
 *
 * The rules stand inside the resource of the app, so hand `siteConfig` to it, before or
 * after scenarios are added. Before the first scenario nobody is admitted. They are for
 * the whole main site: App Service knows no paths here, and the advanced tools site
 * (`scm`) has restrictions of its own.
 *
 * @example
 * const restrictions = new AppServiceAccessRestrictions(this, 'FromMicrosoft');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [restrictions] });
 * new LinuxFunctionApp(this, 'Webhook', { siteConfig: { ...restrictions.siteConfig, http2Enabled: true }, httpsOnly: true, … });
 */
export class AppServiceAccessRestrictions extends BudgetedEnforcementPoint {
  readonly capabilities = CAPABILITIES;

  /** To be spread into the `siteConfig` of an app, or of several. */
  readonly siteConfig: AccessRestrictionsSiteConfig;

  private readonly pool: HttpRulePool;
  protected readonly budget: RuleBudget<FittedRule>;
  private readonly priority: number;
  private readonly maxRules: number;

  /**
   * @throws EndpointError `InvalidQuota` or `EmptyList`
   */
  constructor(scope: Construct, id: string, props: AppServiceAccessRestrictionsProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    this.priority = props.priority ?? 100;
    this.maxRules = props.maxRules ?? ACCESS_RESTRICTION_LIMITS.rules;
    this.pool = new HttpRulePool(CAPABILITIES, props.ports ?? [443]);
    this.budget = new RuleBudget({ maxEntries: props.maxPrefixes, maxExtraAddresses: props.maxExtraAddresses, unit: 'prefixes' }, budgetSources);
    this.siteConfig = { ipRestriction: Lazy.anyValue({ produce: () => this.blocks() }), ipRestrictionDefaultAction: 'Deny' };
    whenComplete(this, () => showWarnings(this, this.budget.warnings(this.node.path, this.pool)));
    this.node.addValidation({ validate: () => this.problems() });
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.budget.apply(this.pool.all);
    this.blocks(); // fails now when there is no room
    recordProvenance(this, this.pool.all);
  }

  /** The rules as Terraform writes them. */
  private blocks(): object[] {
    return accessRestrictions(this.node.path, this.budget.rules, this.maxRules).map(({ name, description, ranges }) => ({
      name, description, priority: this.priority, action: 'Allow', ip_address: ranges.join(','),
    }));
  }

  /** The site of every app that was given these restrictions. */
  private get sites(): { readonly app: IConstruct; readonly site: object }[] {
    return this.node.root.node.findAll().filter((construct) => TerraformResource.isTerraformResource(construct)).flatMap((app) => {
      const site: unknown = Reflect.get(app, 'siteConfigInput');
      return isObject(site) && Reflect.get(site, 'ipRestriction') === this.siteConfig.ipRestriction ? [{ app, site }] : [];
    });
  }

  /** What keeps the restrictions from working, in a complete app. */
  private problems(): string[] {
    const { sites } = this;
    const open = sites.filter(({ site }) => Reflect.get(site, 'ipRestrictionDefaultAction') !== this.siteConfig.ipRestrictionDefaultAction);
    return [
      ...sites.length > 0 ? [] : [`the access restrictions of ${this.node.path} are in no app: spread its siteConfig into that of the app`],
      ...open.map(({ app }) => `${app.node.path} admits everyone beside the access restrictions of ${this.node.path}: leave ipRestrictionDefaultAction as in its siteConfig`),
    ];
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
