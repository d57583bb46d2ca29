import { IResolvable, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { plainIngress, Warning } from '../../messages/warnings';
import { AddressFamily, Protocol } from '../../net';
import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { Capabilities } from '../../rules/fit/capabilities';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes } from '../../rules/options/option-type';
import { wholeNumber } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { NOBODY } from '../../rules/pool/source-addresses';
import { accessRestrictions } from './access-restrictions';
import { Holder, InlineRestrictions } from './inline-restrictions';

/** Options of {@link ContainerAppRestrictions}. */
export interface ContainerAppRestrictionsProps extends BudgetOptions {
  /**
   * Rules that the app may have, each of one range. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - no bound, since Microsoft documents none
   */
  readonly maxRules?: number;

  /**
   * Ids of warnings about this enforcement point itself not to show.
   *
   * @default - every warning is shown, unless all scenarios have acknowledged it
   */
  readonly acknowledgedWarnings?: string[];
}

/** @see https://learn.microsoft.com/azure/container-apps/ip-restrictions, checked 2026-11 */
const CAPABILITIES: Capabilities = {
  platform: 'an IP restriction of Azure Container Apps',
  addressFamilies: [AddressFamily.IPV4],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a request is an address, never a name',
};

/** The port of an HTTP ingress. */
const PORT = 443;

const OPTIONS: OptionTypes<ContainerAppRestrictionsProps> = {
  ...BUDGET_OPTIONS,
  maxRules: wholeNumber(1),
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};

/**
 * IP restrictions for the ingress of a container app: the admitted sources reach it, and nobody else.
 *
 * The rules stand inside the resource of the app, so hand `ipSecurityRestriction` to its ingress, before or after scenarios
 * are added. Before the first scenario nobody is admitted. A container app takes rules that all allow or all deny, so
 * these cannot be combined with deny rules: other sources come from `additionalPeers` of a scenario.
 *
 * @example
 * const restrictions = new ContainerAppRestrictions(this, 'FromMicrosoft');
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [restrictions], addressFamilies: [AddressFamily.IPV4] });
 * new ContainerApp(this, 'Webhook', { ingress: { ipSecurityRestriction: restrictions.ipSecurityRestriction, … }, … });
 */
export class ContainerAppRestrictions extends InlineRestrictions {
  /** The `ipSecurityRestriction` of the ingress of an app, or of several; rendered when the app is synthesised. */
  readonly ipSecurityRestriction: IResolvable;

  /**
   * @throws EndpointError `InvalidQuota` or `InvalidOption`
   */
  constructor(scope: Construct, id: string, props: ContainerAppRestrictionsProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id, CAPABILITIES, { ...props, ports: [PORT], unit: 'rules', maxEntries: props.maxRules, room: Infinity });
    this.ipSecurityRestriction = this.whenSynthesised(() => this.rules());
  }

  protected rulesForSources(): object[] {
    return accessRestrictions(this.node.path, this.budget.rules, Infinity).map(({ name, description, ranges: [range] }) => (
      { name, description, action: 'Allow', ip_address_range: range }
    ));
  }

  /** Without a rule an app admits everyone, so it always has one. */
  private rules(): object[] {
    const rules = this.rulesForSources();
    return rules.length > 0 ? rules : [{ name: 'm365-nobody', description: 'no scenario yet', action: 'Allow', ip_address_range: NOBODY }];
  }

  protected warnings(): Warning[] {
    return this.apps.filter(takesHttp).map(({ resource }) => plainIngress(this.node.path, resource.node.path));
  }

  protected problems(): string[] {
    const { apps, node: { path } } = this;
    const ofTcp = apps.filter(({ block }) => Reflect.get(block, 'transport') === 'tcp');
    return [
      ...apps.length > 0 ? [] : [`the IP restrictions of ${path} are in no container app: give its ipSecurityRestriction to the ingress of one`],
      ...ofTcp.map(({ resource }) => `${resource.node.path} takes plain TCP connections, and the IP restrictions of ${path} are for requests on TCP ${PORT}: choose another transport`),
    ];
  }

  protected get resources(): TerraformResource[] {
    return this.apps.map(({ resource }) => resource);
  }

  /** The ingress of every app that was given these rules. */
  private get apps(): Holder<object>[] {
    return this.holders('ingressInput', (ingress) => Reflect.get(ingress, 'ipSecurityRestriction') === this.ipSecurityRestriction);
  }
}

/** Whether the ingress answers HTTP, rather than sending it on to HTTPS. */
function takesHttp({ block }: Holder<object>): boolean {
  const allowed: unknown = Reflect.get(block, 'allowInsecureConnections');
  return allowed === true && !Token.isUnresolved(allowed);
}
