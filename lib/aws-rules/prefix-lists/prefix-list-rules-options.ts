import { OptionTypes } from '../../rules/options/option-type';
import { wholeNumber } from '../../rules/options/option-types';

/** Options of `addRulesTo`. */
export interface PrefixListRulesOptions {
  /**
   * Rules that a group may have in one direction, for IPv4 and IPv6 each. Each list takes MaxEntries of them; rules that
   * a group has from elsewhere are not counted, so lower it by their number.
   *
   * @default 60
   */
  readonly rulesPerGroup?: number;
}

/** What they take. */
export const PREFIX_LIST_RULES_OPTIONS: OptionTypes<PrefixListRulesOptions> = { rulesPerGroup: wholeNumber(1) };
