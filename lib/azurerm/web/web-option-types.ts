import { BUDGET_OPTIONS } from '../../rules/budget/budget-options';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { concreteText, flag, listOf, port, wholeNumber } from '../../rules/options/option-types';
import { WafPolicyRulesOptions } from './waf-policy-rules-base';

/** The ports of the listeners that a filter of web requests stands before. */
export const WEB_PORTS = listOf(port({ deployTime: true }), { example: '443', empty: 'name the ports of the listeners, or leave the option out for 443' });

/** What options of a rule in any policy take. */
export const ANY_POLICY: OptionTypes<WafPolicyRulesOptions> = {
  ...BUDGET_OPTIONS,
  priority: required(wholeNumber(1)),
  path: concreteText('/api/notifications'),
  ports: WEB_PORTS,
  countOnly: flag(),
  ruleName: concreteText('FromGraph'),
  valuesPerCondition: wholeNumber(1),
  maxPrefixes: wholeNumber(1),
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};
