import { requireInteger } from '../../messages/require-integer';
import { PrefixSet } from '../../net';
import { Rule } from '../model/rule';

/** How many extra addresses an enforcement point may admit to save entries. Without bounds, it is exact. */
export interface Budget {
  /** Most entries that share a quota. What counts as an entry depends on the platform. */
  readonly maxEntries?: number;

  /**
   * Most extra addresses over the entries that share a quota. With `maxEntries`, as few extra addresses as possible
   * are admitted; without it, as few entries as possible are made.
   *
   * @default 0, so that with `maxEntries` alone the rules are exact or refused
   */
  readonly maxExtraAddresses?: number;

  /**
   * What an entry is called in messages, in the plural. The prop that bounds it is named after it: `maxRules`.
   *
   * @default 'entries'
   */
  readonly unit?: string;
}

/** What an enforcement point admits within its budget. */
export interface Budgeted<Item> {
  /** The rules within the budget: the original ones, or covers of them. */
  readonly rules: readonly Item[];

  /** What is admitted beyond the original rules, as rules without origins. Empty if the budget changes nothing. */
  readonly extra: readonly Rule[];

  /** The figures of each quota, in order of its name. */
  readonly figures: readonly BudgetFigure[];
}

/** What is admitted beyond the scenarios, within `maxExtraAddresses`. */
export interface IExtraAddresses {
  /** The extra addresses, on any port. */
  readonly extra: PrefixSet;

  /** The same as rules, with their ports. */
  readonly extraRules: readonly Rule[];
}

/** The effect of a budget on the entries of one quota. */
export interface BudgetFigure {
  /** What shares the quota, as messages name it: `inbound IPv4`. */
  readonly quota: string;

  /** How many entries an exact match needs. */
  readonly exact: number;

  /** How many entries there are. */
  readonly entries: number;

  /** Extra addresses of all entries. An address that two entries admit, for different ports, counts twice. */
  readonly extraAddresses: bigint;
}

/** Every extra address that rules admit, on any port. */
export function extraAddresses(extra: readonly Rule[]): PrefixSet {
  return PrefixSet.union(extra.map(({ prefixes }) => prefixes));
}

/** The name of the prop that bounds entries: `maxRules`. */
export function boundName({ unit = 'entries' }: Budget): string {
  return `max${unit[0].toUpperCase()}${unit.slice(1)}`;
}

/** Whether a number of entries that share a quota fits without a cover. */
export function isWithin({ maxEntries, maxExtraAddresses = 0 }: Budget, entries: number): boolean {
  return maxEntries === undefined ? maxExtraAddresses === 0 : entries <= maxEntries;
}

/** Whether a budget has no bounds. */
export function isUnbounded({ maxEntries, maxExtraAddresses }: Budget): boolean {
  return maxEntries === undefined && maxExtraAddresses === undefined;
}

/**
 * @throws EndpointError `InvalidQuota` for a bound that is not a whole number, or is too small
 */
export function requireBudget(budget: Budget): void {
  const { maxEntries, maxExtraAddresses } = budget;
  if (maxEntries !== undefined) requireInteger(boundName(budget), maxEntries, 1);
  if (maxExtraAddresses !== undefined) requireInteger('maxExtraAddresses', maxExtraAddresses, 0);
}
