import { OptionTypes } from '../../rules/options/option-type';
import { ADDRESS_RULES_OPTIONS, DEFAULT_DENY } from '../address-rules/address-rules-option-types';
import { NetworkSecurityGroupRulesOptions } from './network-security-group-rules-base';

/** What options of rules in any group take. */
export const ANY_GROUP: OptionTypes<NetworkSecurityGroupRulesOptions> = { ...ADDRESS_RULES_OPTIONS, denyOtherOutbound: DEFAULT_DENY };
