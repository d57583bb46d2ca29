import { OptionTypes } from '../../rules/options/option-type';
import { listOf, text } from '../../rules/options/option-types';
import { ADDRESS_RULES_OPTIONS, DEFAULT_DENY } from '../address-rules/address-rules-option-types';
import { NetworkSecurityGroupRulesOptions } from './network-security-group-rules-base';

const GROUP_IDS = listOf(text('group.id'), { example: 'group.id', empty: 'name an application security group, or leave the option out', deployTime: true });

/** What options of rules in any group take. */
export const ANY_GROUP: OptionTypes<NetworkSecurityGroupRulesOptions> = {
  ...ADDRESS_RULES_OPTIONS,
  denyOtherOutbound: DEFAULT_DENY,
  destinationApplicationSecurityGroupIds: GROUP_IDS,
  sourceApplicationSecurityGroupIds: GROUP_IDS,
};
