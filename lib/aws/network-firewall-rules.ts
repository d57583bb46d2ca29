import { Names, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { CfnFirewallPolicy, CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct, IConstruct } from 'constructs';
import { NETWORK_FIREWALL_LIMITS } from '../aws-rules/network-firewall/network-firewall-limits';
import { NETWORK_FIREWALL_RULES_OPTIONS, NetworkFirewallRulesOptions, requireHomeNet } from '../aws-rules/network-firewall/network-firewall-options';
import { SuricataRulePool } from '../aws-rules/network-firewall/suricata-rule-pool';
import { Capabilities } from '../rules/fit/capabilities';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes } from '../rules/options/option-type';
import { text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { identify } from './stack/identify';
import { isPendingLookup } from './stack/lookup';
import { recordProvenance } from './stack/record-provenance';
import { showWarnings } from './stack/show-warnings';
import { warnWhenUnused } from './stack/warn-when-unused';

/** Options of {@link NetworkFirewallRules}. */
export interface NetworkFirewallRulesProps extends NetworkFirewallRulesOptions {
  /**
   * Name of the rule group: letters, digits and hyphens, at most 128. AWS replaces a group
   * whose name changes, and cannot replace one whose capacity changes while its name stays.
   *
   * @default - from the place of the construct and the capacity
   */
  readonly ruleGroupName?: string;
}

const OPTIONS: OptionTypes<NetworkFirewallRulesProps> = {
  ...NETWORK_FIREWALL_RULES_OPTIONS,
  ruleGroupName: text('to-microsoft'),
};

/**
 * A stateful rule group of AWS Network Firewall that lets the rules of scenarios through.
 *
 * Addresses are matched for TCP and UDP in both directions. Host names are matched in
 * outbound TLS and HTTP, with every wildcard exactly; on ports that show no name, the
 * published addresses of the same row take their place, or the row is refused.
 *
 * The rules only pass. What they do not pass is decided by the firewall policy, which must
 * use strict order and drop by default: see `StatefulDefaultActions` in the documentation.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 * @example
 * const rules = new NetworkFirewallRules(this, 'ToMicrosoft', { homeNet: [vpc.vpcCidrBlock] });
 * new Microsoft365Outbound(this, 'M365', { enforcedBy: [rules], quic: false }); // QUIC shows no names that the firewall matches
 */
export class NetworkFirewallRules extends Construct implements IEnforcementPoint {
  readonly capabilities: Capabilities;

  private readonly pool: SuricataRulePool;
  private readonly group: CfnRuleGroup;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private isUsed = false;

  /** @throws EndpointError `InvalidHomeNet`, `InvalidPrefix`, `InvalidPort` or `InvalidQuota` */
  constructor(scope: Construct, id: string, private readonly props: NetworkFirewallRulesProps = {}) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireHomeNet(props.homeNet, (cidr) => Token.isUnresolved(cidr) || isPendingLookup(cidr, this));
    this.pool = new SuricataRulePool(this.node.path, props, {
      identify: (value) => identify(value, Stack.of(this)),
      port: (port) => Tokenization.stringifyNumber(port),
    }, (value) => isPendingLookup(value, this));
    this.capabilities = this.pool.capabilities;
    this.group = new CfnRuleGroup(this, 'RuleGroup', { ...this.ofPool, type: 'STATEFUL' });
    warnWhenUnused(this, this.pool, () => this.isUsed, 'name it in a firewall policy, with reference or ruleGroup');
    this.node.addValidation({ validate: () => this.pool.emptyProblems });
  }

  /** The rule group. Do not add your own rules to it. */
  get ruleGroup(): CfnRuleGroup {
    this.isUsed = true;
    this.rendered.update();
    return this.group;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.rendered.outdate();
    recordProvenance(this, this.pool);
  }

  /**
   * How a firewall policy names the rule group.
   *
   * @param priority its place among the stateful rule groups of the policy; lower comes first
   */
  reference(priority: number): CfnFirewallPolicy.StatefulRuleGroupReferenceProperty {
    return { resourceArn: this.ruleGroup.attrRuleGroupArn, priority };
  }

  private render(): void {
    Object.assign(this.group, this.ofPool);
  }

  private get ofPool(): { ruleGroupName: string; capacity: number; ruleGroup: CfnRuleGroup.RuleGroupProperty } {
    const { homeNet } = this.props;
    const { capacity, rulesString } = this.pool.content;
    return {
      ruleGroupName: this.props.ruleGroupName ?? this.nameFor(capacity),
      capacity,
      ruleGroup: {
        ...homeNet === undefined ? {} : { ruleVariables: { ipSets: { HOME_NET: { definition: [...homeNet] } } } },
        rulesSource: { rulesString },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    };
  }

  /** Another capacity makes another group, which needs another name while the first is still there. */
  private nameFor(capacity: number): string {
    const suffix = `-${capacity}`;
    return Names.uniqueResourceName(this, { maxLength: NETWORK_FIREWALL_LIMITS.nameLength - suffix.length, separator: '-' }) + suffix;
  }
}
