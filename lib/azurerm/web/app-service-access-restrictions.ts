import { IResolvable, Lazy, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { invalidOption } from '../../messages/errors';
import { plainHttp, scmSiteOpen, Warning } from '../../messages/warnings';
import { AddressFamily, Protocol } from '../../net';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { budgetSources } from '../../rules/budget/budget-sources';
import { BudgetedEnforcementPoint } from '../../rules/budget/budgeted-enforcement-point';
import { RuleBudget } from '../../rules/budget/rule-budget';
import { Capabilities } from '../../rules/fit/capabilities';
import { FittedRule } from '../../rules/fit/fit';
import { RuleSet } from '../../rules/model/rule-set';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { listOf, oneOf, text, wholeNumber } from '../../rules/options/option-types';
import { nestedOptions, readOptions } from '../../rules/options/read-options';
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
   * Rules of your own, before or after those for the admitted sources by their priorities: a service tag, a subnet, a Front
   * Door profile, or a deny. They count against `maxRules`.
   *
   * @default - none
   */
  readonly otherRules?: OtherAccessRestriction[];

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown, unless all scenarios have acknowledged it
   */
  readonly acknowledgedWarnings?: string[];

  /**
   * Ranges that the rules may have, both families together. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as `maxRules` rules hold
   */
  readonly maxPrefixes?: number;
}

/** What an access restriction does with a request. */
export enum AccessRestrictionAction {
  ALLOW = 'Allow',
  DENY = 'Deny',
}

/** A rule of your own beside those for the admitted sources, in the words of the provider's `ip_restriction`. */
export interface OtherAccessRestriction {
  /** Lower is earlier; another than that of the rules for the admitted sources. */
  readonly priority: number;

  readonly name?: string;
  readonly description?: string;

  /**
   * What happens to the requests that it is for.
   *
   * @default AccessRestrictionAction.ALLOW
   */
  readonly action?: AccessRestrictionAction;

  /** One of these three says whom the rule is for. */
  readonly ipAddress?: string;
  readonly serviceTag?: string;
  readonly virtualNetworkSubnetId?: string;

  /** Headers that a request must have. */
  readonly headers?: AccessRestrictionHeaders;
}

/** Values of which a header must have one. */
export interface AccessRestrictionHeaders {
  /** Ids of Front Door profiles. */
  readonly xAzureFdid?: string[];
  readonly xFdHealthProbe?: string[];
  readonly xForwardedFor?: string[];
  readonly xForwardedHost?: string[];
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

const HEADER = listOf(text('a value'), { example: "'a value'", empty: 'name a value, or leave the header out' });

const HEADERS: OptionTypes<AccessRestrictionHeaders> = { xAzureFdid: HEADER, xFdHealthProbe: HEADER, xForwardedFor: HEADER, xForwardedHost: HEADER };

const OTHER_RULE: OptionTypes<OtherAccessRestriction> = {
  priority: required(wholeNumber(ACCESS_RESTRICTION_LIMITS.priority.first, ACCESS_RESTRICTION_LIMITS.priority.last)),
  name: text('from-the-office'),
  description: text('the office'),
  action: oneOf('AccessRestrictionAction', AccessRestrictionAction),
  ipAddress: text('203.0.113.0/24'),
  serviceTag: text('AzureFrontDoor.Backend'),
  virtualNetworkSubnetId: text('subnet.id'),
  headers: nestedOptions(HEADERS),
};

const OPTIONS: OptionTypes<AppServiceAccessRestrictionsProps> = {
  ...BUDGET_OPTIONS,
  priority: wholeNumber(ACCESS_RESTRICTION_LIMITS.priority.first, ACCESS_RESTRICTION_LIMITS.priority.last),
  ports: WEB_PORTS,
  maxRules: wholeNumber(1, ACCESS_RESTRICTION_LIMITS.rules),
  otherRules: listOf(nestedOptions(OTHER_RULE), { example: "{ priority: 90, ipAddress: '203.0.113.0/24' }" }),
  maxPrefixes: wholeNumber(1),
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
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
  private readonly otherRules: readonly object[];

  /** At least as many ranges as the rules have. */
  private ranges = 0;

  /**
   * @throws EndpointError `InvalidQuota`, `EmptyList` or `InvalidOption`
   */
  constructor(scope: Construct, id: string, private readonly props: AppServiceAccessRestrictionsProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    this.priority = props.priority ?? 100;
    this.maxRules = props.maxRules ?? ACCESS_RESTRICTION_LIMITS.rules;
    this.otherRules = (props.otherRules ?? []).map((rule) => renderOtherRule(rule, this.priority));
    if (this.otherRules.length >= this.maxRules) {
      throw invalidOption('otherRules', `a list of ${this.otherRules.length}`, `leave room for the admitted sources among ${this.maxRules} rules`);
    }
    this.pool = new HttpRulePool(CAPABILITIES, props.ports ?? [443]);
    this.budget = new RuleBudget({ maxEntries: props.maxPrefixes, maxExtraAddresses: props.maxExtraAddresses, unit: 'prefixes' }, budgetSources);
    this.siteConfig = { ipRestriction: Lazy.anyValue({ produce: () => this.blocks() }), ipRestrictionDefaultAction: 'Deny' };
    whenComplete(this, () => showWarnings(this, this.warnings().filter((warning) => (
      !props.acknowledgedWarnings?.includes(warning.id) && !this.pool.isAcknowledged(warning)
    ))));
    this.node.addValidation({ validate: () => this.problems() });
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.budget.defer(this.pool);
    this.ranges += this.pool.of(scope.node.path)!.rules.reduce((sum, { peers }) => sum + peers.length, 0);
    if (this.ranges > Math.min(this.props.maxPrefixes ?? Infinity, this.rulesForSources)) {
      this.blocks(); // fails now when there is no room
    }
    recordProvenance(this, this.pool);
  }

  /** The rules as Terraform writes them. */
  private blocks(): object[] {
    const ours = accessRestrictions(this.node.path, this.budget.rules, this.rulesForSources).map(({ name, description, ranges }) => ({
      name, description, priority: this.priority, action: 'Allow', ip_address: ranges.join(','),
    }));
    return [...ours, ...this.otherRules];
  }

  private get rulesForSources(): number {
    return this.maxRules - this.otherRules.length;
  }

  /** What leaves a way around the restrictions, in a complete app. */
  private warnings(): Warning[] {
    const { path } = this.node;
    const { ports = [443] } = this.props;
    return [
      ...this.budget.warnings(path, this.pool),
      ...this.sites.filter(({ site }) => isOpen(site)).map(({ app }) => scmSiteOpen(path, app.node.path)),
      ...ports.includes(80) ? [] : this.sites.filter(({ app }) => isPlain(app)).map(({ app }) => plainHttp(path, app.node.path)),
    ];
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

/** Whether everyone reaches the advanced tools site. */
function isOpen(site: object): boolean {
  const [action, usesMain] = ['scmIpRestrictionDefaultAction', 'scmUseMainIpRestriction'].map((key): unknown => Reflect.get(site, key));
  return action !== 'Deny' && usesMain !== true && !Token.isUnresolved(action) && !Token.isUnresolved(usesMain);
}

/** Whether the app takes requests by HTTP. */
function isPlain(app: IConstruct): boolean {
  const httpsOnly: unknown = Reflect.get(app, 'httpsOnlyInput');
  return httpsOnly !== true && !Token.isUnresolved(httpsOnly);
}

function renderOtherRule(rule: OtherAccessRestriction, ours: number): object {
  const { priority, name, description, action = AccessRestrictionAction.ALLOW, ipAddress, serviceTag, virtualNetworkSubnetId, headers } = rule;
  if (priority === ours) {
    throw invalidOption('priority of a rule in otherRules', priority, 'give another than that of the rules for the admitted sources');
  }
  if ([ipAddress, serviceTag, virtualNetworkSubnetId].filter((one) => one !== undefined).length !== 1) {
    throw invalidOption('otherRules', `a rule of priority ${priority}`, 'give one of ipAddress, serviceTag and virtualNetworkSubnetId');
  }
  return {
    name,
    description,
    priority,
    action,
    ip_address: ipAddress,
    service_tag: serviceTag,
    virtual_network_subnet_id: virtualNetworkSubnetId,
    headers: headers && [{
      x_azure_fdid: headers.xAzureFdid,
      x_fd_health_probe: headers.xFdHealthProbe,
      x_forwarded_for: headers.xForwardedFor,
      x_forwarded_host: headers.xForwardedHost,
    }],
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
