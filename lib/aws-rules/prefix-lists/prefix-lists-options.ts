import { BUDGET_OPTIONS, BudgetOptions } from '../../rules/budget/budget-options';
import { OptionTypes } from '../../rules/options/option-type';
import { listOf, text, wholeNumber } from '../../rules/options/option-types';

/** Options of prefix lists on every framework, but for how a list grows. */
export interface PrefixListsOptions extends BudgetOptions {
  /**
   * Prefixes for one direction, protocol, set of ports and address family: 60 of them are one list that fits into a security
   * group. More are refused, unless `maxExtraAddresses` lets them be widened.
   *
   * @default - as many as it takes to be exact
   */
  readonly maxPrefixes?: number;

  /**
   * First part of the name of each list.
   *
   * @default - the path of this construct within its stack
   */
  readonly namePrefix?: string;

  /**
   * Accounts, organisations and organisational units that may use the lists, by number or ARN, through AWS RAM.
   * No one outside of the organisation gets them.
   *
   * @default - no one else
   */
  readonly sharedWith?: string[];
}

/** What they take. */
export const PREFIX_LISTS_OPTIONS: OptionTypes<PrefixListsOptions> = {
  ...BUDGET_OPTIONS,
  maxPrefixes: wholeNumber(1),
  namePrefix: text('from-microsoft'),
  sharedWith: listOf(text('123456789012'), { example: "'123456789012'", empty: 'name who may use the lists, or leave it out' }),
};
