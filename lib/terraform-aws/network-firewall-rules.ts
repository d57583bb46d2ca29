import { NetworkfirewallRuleGroup, NetworkfirewallRuleGroupRuleGroup } from '@cdktf/provider-aws/lib/networkfirewall-rule-group';
import { Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { NETWORK_FIREWALL_RULES_OPTIONS, NetworkFirewallRulesOptions, requireHomeNet } from '../aws-rules/network-firewall/network-firewall-options';
import { SuricataRulePool } from '../aws-rules/network-firewall/suricata-rule-pool';
import { Capabilities } from '../rules/fit/capabilities';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes, required } from '../rules/options/option-type';
import { text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { recordProvenance } from '../terraform/record-provenance';
import { requireSameFramework } from '../terraform/require-same-framework';
import { showWarnings } from '../terraform/show-warnings';
import { warnWhenUnused } from '../terraform/warn-when-unused';

/** Options of {@link NetworkFirewallRules}. */
export interface NetworkFirewallRulesProps extends NetworkFirewallRulesOptions {
  /** Name of the rule group: letters, digits and hyphens, at most 117. The capacity is appended, since AWS replaces a group whose capacity changes. */
  readonly ruleGroupName: string;
}

const OPTIONS: OptionTypes<NetworkFirewallRulesProps> = {
  ...NETWORK_FIREWALL_RULES_OPTIONS,
  ruleGroupName: required(text('to-microsoft')),
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
 * const rules = new NetworkFirewallRules(this, 'ToMicrosoft', { ruleGroupName: 'to-microsoft', homeNet: ['10.0.0.0/16'] });
 * new Microsoft365Outbound(this, 'M365', { enforcedBy: [rules], quic: false }); // QUIC shows no names that the firewall matches
 */
export class NetworkFirewallRules extends Construct implements IEnforcementPoint {
  readonly capabilities: Capabilities;

  private readonly pool: SuricataRulePool;
  private readonly group: NetworkfirewallRuleGroup;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private isUsed = false;

  /** @throws EndpointError `InvalidHomeNet`, `InvalidPrefix`, `InvalidPort` or `InvalidQuota` */
  constructor(scope: Construct, id: string, private readonly props: NetworkFirewallRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireSameFramework(this);
    requireHomeNet(props.homeNet, (cidr) => Token.isUnresolved(cidr));
    this.pool = new SuricataRulePool(this.node.path, props, { identify: String, port: (port) => Token.asString(port) });
    this.capabilities = this.pool.capabilities;
    this.group = new NetworkfirewallRuleGroup(this, 'RuleGroup', {
      type: 'STATEFUL', ...this.ofPool, lifecycle: { createBeforeDestroy: true },
    });
    warnWhenUnused(this, this.pool, () => this.isUsed, 'name its ruleGroup in a firewall policy');
    this.node.addValidation({ validate: () => this.pool.emptyProblems });
  }

  /** The rule group. Do not add your own rules to it. */
  get ruleGroup(): NetworkfirewallRuleGroup {
    this.isUsed = true;
    this.rendered.update();
    return this.group;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.rendered.outdate();
  }

  private render(): void {
    const { name, capacity, ruleGroup } = this.ofPool;
    this.group.name = name;
    this.group.capacity = capacity;
    this.group.putRuleGroup(ruleGroup);
    recordProvenance(this, this.pool);
  }

  private get ofPool(): { name: string; capacity: number; ruleGroup: NetworkfirewallRuleGroupRuleGroup } {
    const { homeNet, ruleGroupName } = this.props;
    const { rulesString, capacity } = this.pool.content;
    return {
      name: `${ruleGroupName}-${capacity}`,
      capacity,
      ruleGroup: {
        ...homeNet === undefined ? {} : { ruleVariables: { ipSets: [{ key: 'HOME_NET', ipSet: { definition: [...homeNet] } }] } },
        rulesSource: { rulesString },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    };
  }
}
