import { IResolvable, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { invalidOption } from '../../messages/errors';
import { optionOpensToInternet, plainHttp, scmSiteOpen, Warning } from '../../messages/warnings';
import { AddressFamily, Prefix, PrefixSet, Protocol } from '../../net';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { Capabilities } from '../../rules/fit/capabilities';
import { internetFamilies } from '../../rules/model/internet';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { listOf, oneOf, text, wholeNumber } from '../../rules/options/option-types';
import { nestedOptions, readOptions } from '../../rules/options/read-options';
import { NOBODY } from '../../rules/pool/source-addresses';
import { ACCESS_RESTRICTION_LIMITS } from '../limits/access-restriction-limits';
import { accessRestrictions } from './access-restrictions';
import { Holder, InlineRestrictions } from './inline-restrictions';
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
   * TCP ports that the app serves on. Access restrictions do not see ports, so a scenario
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
   * Your own rules, before or after those for the admitted sources by their priorities: a service tag, a subnet, a Front
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
  /** The request reaches the app. */
  ALLOW = 'Allow',

  /** The request is answered with status 403. */
  DENY = 'Deny',
}

/** Your own rule beside those for the admitted sources, in the words of the provider's `ip_restriction`. */
export interface OtherAccessRestriction {
  /** Lower is earlier; another than that of the rules for the admitted sources. */
  readonly priority: number;

  /** Name of the rule, as the portal shows it. */
  readonly name?: string;

  /** What the rule is for, as the portal shows it. */
  readonly description?: string;

  /**
   * What happens to the requests that it is for.
   *
   * @default AccessRestrictionAction.ALLOW
   */
  readonly action?: AccessRestrictionAction;

  /** One of these three says whom the rule is for. */
  readonly ipAddress?: string;

  /** A service tag in place of an address, such as `AzureFrontDoor.Backend`. */
  readonly serviceTag?: string;

  /** Azure resource id of a subnet in place of an address. */
  readonly virtualNetworkSubnetId?: string;

  /** Headers that a request must have. */
  readonly headers?: AccessRestrictionHeaders;
}

/** Values of which a header must have one. */
export interface AccessRestrictionHeaders {
  /** Ids of Front Door profiles. */
  readonly xAzureFdid?: string[];

  /** Whether it is a health probe of Front Door: `1`. */
  readonly xFdHealthProbe?: string[];

  /** Addresses or prefixes of the client, as a proxy reports them. */
  readonly xForwardedFor?: string[];

  /** Host names that the client asked for, as a proxy reports them. */
  readonly xForwardedHost?: string[];
}

/** What of an app's `siteConfig` restricts access to it; the same for web apps, function apps and Logic Apps Standard. */
export interface AccessRestrictionsSiteConfig {
  /** The rules, rendered when the app is synthesised. */
  readonly ipRestriction: IResolvable;

  /** What happens to everyone else. Logic Apps have no such argument, and deny everyone else as soon as there is a rule. */
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
 * Access restrictions for a web app, a function app on any plan, or a Logic App Standard: the admitted sources reach it, and
 * nobody else.
 *
 * The rules stand inside the resource of the app, so hand `siteConfig` to it, before or
 * after scenarios are added. Before the first scenario nobody is admitted. They are for
 * the whole main site: App Service does not see paths here, and the advanced tools site
 * (`scm`) has its own restrictions.
 *
 * @example
 * const restrictions = new AppServiceAccessRestrictions(this, 'FromMicrosoft');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [restrictions] });
 * new LinuxFunctionApp(this, 'Webhook', { siteConfig: { ...restrictions.siteConfig, http2Enabled: true }, httpsOnly: true, … });
 */
export class AppServiceAccessRestrictions extends InlineRestrictions {
  /** To be spread into the `siteConfig` of an app, or of several. */
  readonly siteConfig: AccessRestrictionsSiteConfig;

  private readonly priority: number;
  private readonly maxRules: number;
  private readonly otherRules: readonly object[];

  /**
   * @throws EndpointError `InvalidQuota`, `EmptyList` or `InvalidOption`
   */
  constructor(scope: Construct, id: string, private readonly props: AppServiceAccessRestrictionsProps = {}) {
    props = readOptions(OPTIONS, props);
    const { priority = 100, maxRules = ACCESS_RESTRICTION_LIMITS.rules, otherRules = [], ports = [443], maxPrefixes } = props;
    const others = otherRules.map((rule) => renderOtherRule(rule, priority));
    if (others.length >= maxRules) {
      throw invalidOption('otherRules', `a list of ${others.length}`, `leave room for the admitted sources among ${maxRules} rules`);
    }
    const room = (maxRules - others.length) * ACCESS_RESTRICTION_LIMITS.rangesPerRule;
    super(scope, id, CAPABILITIES, { ...props, ports, webPorts: props.ports, maxEntries: maxPrefixes, unit: 'prefixes', room });
    this.priority = priority;
    this.maxRules = maxRules;
    this.otherRules = others;
    this.siteConfig = { ipRestriction: this.whenSynthesised(() => this.rules()), ipRestrictionDefaultAction: 'Deny' };
  }

  protected rulesForSources(): object[] {
    const { path } = this.node;
    return accessRestrictions(path, this.budget.rules, this.maxRules - this.otherRules.length).map(({ name, description, ranges }) => ({
      name, description, priority: this.priority, action: 'Allow', ip_address: ranges.join(','),
    }));
  }

  /** A Logic App has no default action: without a rule it admits everyone, so it is given one. */
  private rules(): object[] {
    const rules = [...this.rulesForSources(), ...this.otherRules];
    const isOpen = rules.length === 0 && this.sites.some(({ resource }) => isLogicApp(resource));
    return isOpen ? [{ name: 'm365-nobody', description: 'no scenario yet', priority: this.priority, action: 'Allow', ip_address: NOBODY }] : rules;
  }

  protected warnings(): Warning[] {
    const { path } = this.node;
    const { ports = [443] } = this.props;
    return [
      ...opensToInternet(this.props.otherRules ?? []) ? [optionOpensToInternet(path, 'otherRules')] : [],
      ...this.sites.filter(isToolsSiteOpen).map(({ resource }) => scmSiteOpen(path, resource.node.path, !isLogicApp(resource))),
      ...ports.includes(80) ? [] : this.sites.filter(({ resource }) => isPlain(resource)).map(({ resource }) => plainHttp(path, resource.node.path)),
    ];
  }

  protected get resources(): TerraformResource[] {
    return this.sites.map(({ resource }) => resource);
  }

  /** The site of every app that was given these restrictions. */
  private get sites(): Holder<object>[] {
    return this.holders('siteConfigInput', (site) => Reflect.get(site, 'ipRestriction') === this.siteConfig.ipRestriction);
  }

  protected problems(): string[] {
    const { sites } = this;
    const open = sites.filter(({ resource, block }) => (
      !isLogicApp(resource) && Reflect.get(block, 'ipRestrictionDefaultAction') !== this.siteConfig.ipRestrictionDefaultAction
    ));
    return [
      ...sites.length > 0 ? [] : [`the access restrictions of ${this.node.path} are in no app: spread its siteConfig into that of the app`],
      ...open.map(({ resource }) => (
        `${resource.node.path} admits everyone beside the access restrictions of ${this.node.path}: leave ipRestrictionDefaultAction as in its siteConfig`
      )),
    ];
  }
}

/** Whether rules that allow, whatever the request says, name so much of the Internet that the others restrict little or nothing. */
function opensToInternet(rules: readonly OtherAccessRestriction[]): boolean {
  const allowing = rules.filter(({ action, headers }) => action !== AccessRestrictionAction.DENY && headers === undefined);
  const ranges = allowing.flatMap(({ ipAddress = '' }) => ipAddress.split(',')).flatMap((range) => Prefix.find(range.trim()) ?? []);
  return internetFamilies(PrefixSet.from(ranges)).length > 0 || allowing.some(({ serviceTag }) => serviceTag?.toLowerCase() === 'internet');
}

/** Logic Apps Standard restrict access in the same words, but have no default action: what no rule is for is denied once there is one. */
function isLogicApp(resource: IConstruct): boolean {
  return Reflect.get(resource, 'terraformResourceType') === 'azurerm_logic_app_standard';
}

/** Whether everyone reaches the advanced tools site. */
function isToolsSiteOpen({ resource, block }: Holder<object>): boolean {
  const [action, usesMain, rules] = ['scmIpRestrictionDefaultAction', 'scmUseMainIpRestriction', 'scmIpRestriction'].map((key): unknown => Reflect.get(block, key));
  if (usesMain === true || Token.isUnresolved(usesMain)) return false;
  return isLogicApp(resource) ? rules === undefined || (Array.isArray(rules) && rules.length === 0) : action !== 'Deny' && !Token.isUnresolved(action);
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
