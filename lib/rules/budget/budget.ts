import { requireInteger } from '../../messages/require-integer';
import { PrefixSet } from '../../net';
import { Rule } from '../model/rule';

/** How far an enforcement point may go to save entries. Without bounds it is exact. */
export interface Budget {
  /** Most entries of those that share a quota; what an entry is depends on the platform. */
  readonly maxEntries?: number;

  /**
   * Most addresses beyond those that are meant, over the entries that share a quota. With `maxEntries` the fewest are taken;
   * alone, as few entries are made as it allows.
   *
   * @default 0, so that `maxEntries` alone is met exactly or not at all
   */
  readonly maxExtraAddresses?: number;

  /**
   * What an entry is, in the plural, for messages. Its bound is called after it: `maxRules`.
   *
   * @default 'entries'
   */
  readonly unit?: string;
}

/** What an enforcement point admits within its budget. */
export interface Budgeted<Item> {
  /** The rules within the budget: those that were meant, or covers of them. */
  readonly rules: readonly Item[];

  /** What is admitted beyond what is meant, as rules without origins; none where the budget changes nothing. */
  readonly extra: readonly Rule[];

  /** What became of each quota, in order of its name. */
  readonly figures: readonly BudgetFigure[];
}

/** What is admitted beyond what scenarios mean, as far as `maxExtraAddresses` allows. */
export interface IExtraAddresses {
  /** On any port. */
  readonly extra: PrefixSet;

  /** The same as rules, which say on which ports. */
  readonly extraRules: readonly Rule[];
}

/** What a budget did to the entries of one quota. */
export interface BudgetFigure {
  /** What shares the quota, as a message names it: `inbound IPv4`. */
  readonly quota: string;

  /** How many entries it takes to be exact. */
  readonly exact: number;

  /** How many entries there are. */
  readonly entries: number;

  /** Over all entries; an address that two of them admit, for different ports, counts twice. */
  readonly extraAddresses: bigint;
}

/** Every address that rules admit beyond what is meant, whatever the port. */
export function extraAddresses(extra: readonly Rule[]): PrefixSet {
  return PrefixSet.union(extra.map(({ prefixes }) => prefixes));
}

/** The name of the prop that bounds entries: `maxRules`. */
export function boundName({ unit = 'entries' }: Budget): string {
  return `max${unit[0].toUpperCase()}${unit.slice(1)}`;
}

/** Whether so many entries, which share a quota, need no cover. */
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
