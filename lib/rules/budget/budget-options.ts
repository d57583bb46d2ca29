import { OptionTypes } from '../options/option-type';
import { wholeNumber } from '../options/option-types';

/** The props common to all enforcement points with a budget. */
export interface BudgetOptions {
  /**
   * Most extra addresses that all entries under one bound, such as `maxRules` or `maxPrefixes`, may admit together.
   * Private, reserved and excluded (`excludedPeers`) addresses are never among them. `extra` lists the ones that are
   * admitted, and a warning counts them.
   *
   * With a bound, as few extra addresses as possible are admitted. Without one, as few entries as possible are made.
   *
   * @default 0: every entry is exact
   */
  readonly maxExtraAddresses?: number;
}

/** What they take. */
export const BUDGET_OPTIONS: OptionTypes<BudgetOptions> = { maxExtraAddresses: wholeNumber(0) };
