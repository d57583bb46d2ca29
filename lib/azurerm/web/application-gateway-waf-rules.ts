import { WebApplicationFirewallPolicy, WebApplicationFirewallPolicyCustomRules } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { Construct } from 'constructs';
import { OptionTypes, required } from '../../rules/options/option-type';
import { objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { WAF_POLICY_LIMITS } from '../limits/waf-policy-limits';
import { CustomRuleHolder, customRuleProblems } from './custom-rules';
import { URL_TRANSFORMATIONS } from './waf-policy-layout';
import { WafPolicyRulesBase, WafPolicyRulesOptions } from './waf-policy-rules-base';
import { ANY_POLICY } from './web-option-types';

/** Options of {@link WafPolicyRules.forApplicationGateway}. */
export interface ApplicationGatewayWafRulesProps extends WafPolicyRulesOptions {
  /** The policy to add the rule to. Its own rules must be given when it is created. */
  readonly policy: WebApplicationFirewallPolicy;
}

const OPTIONS: OptionTypes<ApplicationGatewayWafRulesProps> = {
  ...ANY_POLICY,
  policy: required(objectWith<WebApplicationFirewallPolicy>({ putCustomRules: 'function' }, 'give a WebApplicationFirewallPolicy')),
};

/** A rule in a policy of Application Gateway. Made by `WafPolicyRules.forApplicationGateway`. */
export class ApplicationGatewayWafRules extends WafPolicyRulesBase {
  protected readonly holder: CustomRuleHolder<WebApplicationFirewallPolicyCustomRules>;
  private readonly rule: WebApplicationFirewallPolicyCustomRules;

  constructor(scope: Construct, id: string, private readonly props: ApplicationGatewayWafRulesProps) {
    props = readOptions(OPTIONS, props);
    const limits = { values: WAF_POLICY_LIMITS.applicationGatewayValues, priority: WAF_POLICY_LIMITS.applicationGatewayPriority };
    super(scope, id, 'the firewall of Azure Application Gateway', props, limits);
    const { policy } = props;
    this.holder = { policy, read: () => policy.customRulesInput, write: (rules) => policy.putCustomRules(rules) };
    const conditions = () => this.conditions();
    this.rule = {
      name: this.ruleName,
      ruleType: 'MatchRule',
      enabled: true,
      priority: props.priority,
      action: props.countOnly ? 'Log' : 'Block',
      get matchConditions() {
        return conditions();
      },
    };
    this.put();
    this.node.addValidation({ validate: () => customRuleProblems(this.holder, this) });
  }

  protected get detectsOnly(): boolean {
    const settings = this.props.policy.policySettingsInput;
    return settings?.mode === 'Detection' || settings?.enabled === false;
  }

  protected put(): void {
    this.keep(this.holder, this.rule);
  }

  private conditions() {
    const path = this.pattern === undefined ? [] : [{
      matchVariables: [{ variableName: 'RequestUri' }],
      operator: 'Regex',
      negationCondition: false,
      matchValues: [this.pattern],
      transforms: [...URL_TRANSFORMATIONS],
    }];
    const sources = this.sources.map((matchValues) => ({
      matchVariables: [{ variableName: 'RemoteAddr' }], operator: 'IPMatch', negationCondition: true, matchValues,
    }));
    return [...path, ...sources];
  }
}
