import { CdnFrontdoorFirewallPolicy, CdnFrontdoorFirewallPolicyCustomRule } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { Construct } from 'constructs';
import { OptionTypes, required } from '../../rules/options/option-type';
import { objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { WAF_POLICY_LIMITS } from '../limits/waf-policy-limits';
import { CustomRuleHolder, customRuleProblems } from './custom-rules';
import { URL_TRANSFORMATIONS } from './waf-policy-layout';
import { WafPolicyRulesBase, WafPolicyRulesOptions } from './waf-policy-rules-base';
import { ANY_POLICY } from './web-option-types';

/** Options of {@link WafPolicyRules.forFrontDoor}. */
export interface FrontDoorWafRulesProps extends WafPolicyRulesOptions {
  /** The policy to add the rule to. Its own rules must be given when it is created. */
  readonly policy: CdnFrontdoorFirewallPolicy;
}

const OPTIONS: OptionTypes<FrontDoorWafRulesProps> = {
  ...ANY_POLICY,
  policy: required(objectWith<CdnFrontdoorFirewallPolicy>({ putCustomRule: 'function' }, 'give a CdnFrontdoorFirewallPolicy')),
};

/** A rule in a policy of Front Door. Made by `WafPolicyRules.forFrontDoor`. */
export class FrontDoorWafRules extends WafPolicyRulesBase {
  protected readonly holder: CustomRuleHolder<CdnFrontdoorFirewallPolicyCustomRule>;
  private readonly rule: CdnFrontdoorFirewallPolicyCustomRule;

  constructor(scope: Construct, id: string, private readonly props: FrontDoorWafRulesProps) {
    props = readOptions(OPTIONS, props);
    const limits = { values: WAF_POLICY_LIMITS.frontDoorValues, priority: Number.MAX_SAFE_INTEGER };
    super(scope, id, 'the firewall of Azure Front Door', props, limits);
    const { policy } = props;
    this.holder = { policy, read: () => policy.customRuleInput, write: (rules) => policy.putCustomRule(rules) };
    const conditions = () => this.conditions();
    this.rule = {
      name: this.ruleName,
      type: 'MatchRule',
      enabled: true,
      priority: props.priority,
      action: props.countOnly ? 'Log' : 'Block',
      get matchCondition() {
        return conditions();
      },
    };
    this.put();
    this.node.addValidation({ validate: () => customRuleProblems(this.holder, this) });
  }

  protected get detectsOnly(): boolean {
    return this.props.policy.modeInput === 'Detection' || this.props.policy.enabledInput === false;
  }

  protected put(): void {
    this.keep(this.holder, this.rule);
  }

  private conditions() {
    const path = this.pattern === undefined ? [] : [{
      matchVariable: 'RequestUri', operator: 'RegEx', negationCondition: false, matchValues: [this.pattern], transforms: [...URL_TRANSFORMATIONS],
    }];
    const sources = this.sources.map((matchValues) => ({ matchVariable: 'SocketAddr', operator: 'IPMatch', negationCondition: true, matchValues }));
    return [...path, ...sources];
  }
}
