import { IResolvable, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { invalidOption, networkRulesFull } from '../../messages/errors';
import { optionOpensToInternet, Warning } from '../../messages/warnings';
import { AddressFamily, Prefix, PrefixSet, Protocol } from '../../net';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { Capabilities } from '../../rules/fit/capabilities';
import { internetFamilies } from '../../rules/model/internet';
import { isDeployTimeText } from '../../rules/model/token';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionType, OptionTypes } from '../../rules/options/option-type';
import { flag, listOf, text, wholeNumber } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { NOBODY, sourceAddresses } from '../../rules/pool/source-addresses';
import { EVENT_HUB_NAMESPACE_LIMITS } from '../limits/event-hub-namespace-limits';
import { InlineRestrictions } from './inline-restrictions';

/** Options of {@link EventHubNamespaceRules}. */
export interface EventHubNamespaceRulesProps extends BudgetOptions {
  /**
   * Whether services that Microsoft trusts bypass the rules, whatever their addresses.
   *
   * @default false
   */
  readonly trustedServices?: boolean;

  /**
   * Your own ranges that may also reach the namespace, such as those of its consumers. They count against `maxRules`.
   *
   * @default - none
   */
  readonly otherRanges?: string[];

  /**
   * Ids of subnets that reach the namespace too, by their service endpoint.
   *
   * @default - none
   */
  readonly subnetIds?: string[];

  /**
   * IP rules that the namespace may have, each of one range. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default 128
   */
  readonly maxRules?: number;

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown, unless all scenarios have acknowledged it
   */
  readonly acknowledgedWarnings?: string[];
}

const CAPABILITIES: Capabilities = {
  platform: 'a network rule of an Event Hubs namespace',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a connection is an address, never a name',
};

/** The port that published senders use; a namespace serves AMQP and Kafka on others, and its rules tell them not apart. */
const PORT = 443;

/** A range in the form of the rules; one that is known only at deployment passes as it is. */
const RANGE: OptionType<string> = {
  read: (option, value) => {
    const read = text('203.0.113.0/24').read(option, value);
    return isDeployTimeText(read) ? read : Prefix.parse(read).toString();
  },
};

const OPTIONS: OptionTypes<EventHubNamespaceRulesProps> = {
  ...BUDGET_OPTIONS,
  trustedServices: flag(),
  otherRanges: listOf(RANGE, { example: "'203.0.113.0/24'" }),
  subnetIds: listOf(text('subnet.id'), { example: 'subnet.id' }),
  maxRules: wholeNumber(1, EVENT_HUB_NAMESPACE_LIMITS.ipRules),
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};

/**
 * Network rules for an Event Hubs namespace, into which Microsoft Graph delivers: the admitted sources reach it, and nobody
 * else.
 *
 * The rules stand inside the resource of the namespace, so hand `networkRulesets` to it, before or after scenarios are
 * added. Before the first scenario nobody is admitted but `otherRanges` and `subnetIds`. They are for the whole namespace
 * and every protocol that it speaks; who may send and receive is still up to its keys and roles.
 *
 * @example
 * const rules = new EventHubNamespaceRules(this, 'FromMicrosoft');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });
 * new EventhubNamespace(this, 'Namespace', { sku: 'Standard', networkRulesets: rules.networkRulesets, … });
 */
export class EventHubNamespaceRules extends InlineRestrictions {
  /** The `networkRulesets` of the namespace, or of several; rendered when the app is synthesised. */
  readonly networkRulesets: IResolvable;

  /**
   * @throws EndpointError `InvalidQuota`, `InvalidPrefix` or `InvalidOption`; scenarios that do not fit, `NetworkRulesFull`
   */
  constructor(scope: Construct, id: string, private readonly props: EventHubNamespaceRulesProps = {}) {
    props = readOptions(OPTIONS, props);
    const { maxRules = EVENT_HUB_NAMESPACE_LIMITS.ipRules, otherRanges = [], subnetIds = [] } = props;
    if (otherRanges.length >= maxRules) {
      throw invalidOption('otherRanges', `a list of ${otherRanges.length}`, `leave room for the admitted sources among ${maxRules} rules`);
    }
    if (subnetIds.length > EVENT_HUB_NAMESPACE_LIMITS.virtualNetworkRules) {
      throw invalidOption('subnetIds', `a list of ${subnetIds.length}`, `a namespace takes ${EVENT_HUB_NAMESPACE_LIMITS.virtualNetworkRules}`);
    }
    const room = maxRules - otherRanges.length;
    super(scope, id, CAPABILITIES, { ...props, ports: [PORT], unit: 'rules', maxEntries: props.maxRules && room, room });
    this.networkRulesets = this.whenSynthesised(() => [this.ruleSet()]);
  }

  protected rulesForSources(): object[] {
    const { cidrs } = sourceAddresses(this.budget.rules, AddressFamily.IPV4, AddressFamily.IPV6);
    const others = this.props.otherRanges?.length ?? 0;
    if (cidrs.length + others > EVENT_HUB_NAMESPACE_LIMITS.ipRules) {
      throw networkRulesFull(this.node.path, cidrs.length, others, EVENT_HUB_NAMESPACE_LIMITS.ipRules);
    }
    return cidrs.map(ipRule);
  }

  /** Without a rule a namespace admits everyone, whatever its default action, so it always has one. */
  private ruleSet(): object {
    const { trustedServices = false, otherRanges = [], subnetIds = [] } = this.props;
    const rules = this.rulesForSources();
    const written = new Set(rules.map((rule) => JSON.stringify(rule)));
    const others = [...new Set(otherRanges)].map(ipRule).filter((rule) => !written.has(JSON.stringify(rule)));
    const isEmpty = rules.length + others.length + subnetIds.length === 0;
    return {
      default_action: 'Deny',
      ip_rule: isEmpty ? [ipRule(NOBODY)] : [...rules, ...others],
      public_network_access_enabled: true,
      trusted_service_access_enabled: trustedServices,
      virtual_network_rule: subnetIds.map((id) => ({ subnet_id: id, ignore_missing_virtual_network_service_endpoint: false })),
    };
  }

  protected warnings(): Warning[] {
    const others = PrefixSet.of(...(this.props.otherRanges ?? []).filter((range) => !isDeployTimeText(range)));
    return internetFamilies(others).length === 0 ? [] : [optionOpensToInternet(this.node.path, 'otherRanges')];
  }

  protected problems(): string[] {
    const { path } = this.node;
    const namespaces = this.resources;
    return [
      ...namespaces.length > 0 ? [] : [`the network rules of ${path} are in no namespace: give its networkRulesets to that of an Event Hubs namespace`],
      ...namespaces.filter(isBasic).map(({ node }) => `${node.path} has the Basic tier, which takes no network rules: choose Standard or Premium, or leave out those of ${path}`),
      ...namespaces.filter(isPrivate).map(({ node }) => (
        `${node.path} has no public network access, and the network rules of ${path} are for public addresses: leave publicNetworkAccessEnabled out`
      )),
    ];
  }

  protected get resources(): TerraformResource[] {
    return this.holders('networkRulesetsInput', (block) => block === this.networkRulesets).map(({ resource }) => resource);
  }
}

function ipRule(range: string): object {
  return { ip_mask: range, action: 'Allow' };
}

function isBasic(namespace: IConstruct): boolean {
  const sku: unknown = Reflect.get(namespace, 'skuInput');
  return typeof sku === 'string' && !Token.isUnresolved(sku) && sku.toLowerCase() === 'basic';
}

function isPrivate(namespace: IConstruct): boolean {
  return Reflect.get(namespace, 'publicNetworkAccessEnabledInput') === false;
}
