import { BUDGET_OPTIONS } from '../../rules/budget/budget-options';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { instanceOf, listOf, text, wholeNumber } from '../../rules/options/option-types';
import { PriorityRange } from '../limits/priority-range';
import { PROVIDER } from '../limits/provider-option';
import { AddressRulesOptions } from './address-rules-base';
import { DefaultDeny } from './default-deny';

/** A rule that refuses the rest. */
export const DEFAULT_DENY = instanceOf<DefaultDeny>('DefaultDeny', 'give DefaultDeny.internet(), say');

const LOCAL_PREFIXES = listOf(text('10.0.1.0/24'), { example: "'10.0.1.0/24'", empty: 'name a prefix, or leave the option out', deployTime: true });

/** What options of rules between published addresses and what is behind the enforcement point take. */
export const ADDRESS_RULES_OPTIONS: OptionTypes<AddressRulesOptions> = {
  ...BUDGET_OPTIONS,
  priorities: required(instanceOf<PriorityRange>('PriorityRange', 'give PriorityRange.of(1000, 1999), say')),
  destination: text('10.0.1.0/24'),
  destinationIpv6: text('2001:db8::/64'),
  source: text('10.0.1.0/24'),
  sourceIpv6: text('2001:db8::/64'),
  destinationPrefixes: LOCAL_PREFIXES,
  sourcePrefixes: LOCAL_PREFIXES,
  namePrefix: text('team-a'),
  maxPrefixes: wholeNumber(1),
  provider: PROVIDER,
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};
