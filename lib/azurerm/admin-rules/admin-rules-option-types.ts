import { OptionTypes } from '../../rules/options/option-type';
import { oneOf, wholeNumber } from '../../rules/options/option-types';
import { ADDRESS_RULES_OPTIONS, DEFAULT_DENY } from '../address-rules/address-rules-option-types';
import { AdminRuleAction } from './admin-rule-action';
import { AdminRulesOptions } from './admin-rules-base';

/** What options of rules in any collection take. */
export const ANY_COLLECTION: OptionTypes<AdminRulesOptions> = {
  ...ADDRESS_RULES_OPTIONS,
  action: oneOf('AdminRuleAction', AdminRuleAction),
  denyOtherInbound: DEFAULT_DENY,
  denyOtherOutbound: DEFAULT_DENY,
  rulesPerLevel: wholeNumber(1),
  prefixesPerLevel: wholeNumber(1),
};
