import { BudgetOptions } from '../../rules/budget/budget-options';

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
