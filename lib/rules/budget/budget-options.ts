import { OptionTypes } from '../options/option-type';
import { wholeNumber } from '../options/option-types';

/** What the props of every enforcement point with a budget have in common. */
export interface BudgetOptions {
  /**
   * Addresses that may be admitted beyond what is meant, by all entries that share a bound such as `maxRules` or `maxPrefixes`.
   * Private and reserved addresses, and what `excludedPeers` names, are never among them. `extra` holds those that are
   * admitted, and a warning counts them.
   *
   * With a bound the fewest are admitted that so many entries can have; alone, as few entries are made as it allows.
   *
   * @default 0, every entry is exact
   */
  readonly maxExtraAddresses?: number;
}

/** What they take. */
export const BUDGET_OPTIONS: OptionTypes<BudgetOptions> = { maxExtraAddresses: wholeNumber(0) };
