import { counted, coverTooWide, invalidQuota } from '../../messages/errors';
import { requireInteger } from '../../messages/require-integer';
import { Prefix } from '../addresses/prefix';
import { PrefixSet } from '../addresses/prefix-set';
import { CoverPlan, CoverProblem } from './cover-plan';

/** Bounds of a {@link cover}, and what it may never admit. */
export interface CoverProps {
  /**
   * Most prefixes, from 1.
   *
   * @default - no bound
   */
  readonly maxPrefixes?: number;

  /**
   * Most addresses beyond those of the set, in both families together.
   *
   * @default - no bound when `maxPrefixes` is given, otherwise none: the cover is exact
   */
  readonly maxExtraAddresses?: bigint;

  /**
   * Addresses that must never be among the extra ones, such as your own networks.
   *
   * They are in addition to addresses that no public service can have: private, reserved, multicast and documentation
   * ranges are never admitted.
   *
   * @default - only those ranges
   */
  readonly neverAdmit?: PrefixSet;

  /**
   * The cover that is in use now. Among equally good covers, the one that keeps most of its prefixes is chosen.
   *
   * @default - the choice depends on the set alone
   */
  readonly previous?: PrefixSet;
}

/** Bounds shared by several sets. */
export interface CoverAllProps {
  /**
   * Most prefixes of all sets together, from 1.
   *
   * @default - no bound
   */
  readonly maxPrefixes?: number;

  /**
   * Most addresses beyond those of the sets, over all sets. An address that two covers admit counts twice.
   *
   * @default - no bound when `maxPrefixes` is given, otherwise none: the covers are exact
   */
  readonly maxExtraAddresses?: bigint;

  /**
   * Addresses that must never be among the extra ones of any set, beside those that no public service can have.
   *
   * @default - only those
   */
  readonly neverAdmit?: PrefixSet;

  /**
   * The covers that are in use now, in the order of the sets.
   *
   * @default - the choice depends on the sets alone
   */
  readonly previous?: readonly PrefixSet[];
}

/** A prefix list that contains a set. */
export interface Cover {
  /** Minimal, in canonical order: no two of them could be merged. */
  readonly prefixes: readonly Prefix[];

  /** The addresses that the prefixes hold beyond the set. */
  readonly extra: PrefixSet;

  /** Whether there are no such addresses. */
  readonly exact: boolean;
}

/** The best cover with a number of prefixes. */
export interface CoverPoint {
  /** Most prefixes. */
  readonly maxPrefixes: number;

  /** The fewest extra addresses of any cover with at most that many prefixes. */
  readonly extraAddresses: bigint;
}

/**
 * The optimal cover of `set`: prefixes that contain it, and as little else as the bounds allow.
 *
 * - With `maxPrefixes`: the fewest extra addresses possible with that many prefixes.
 * - With `maxExtraAddresses` alone: the fewest prefixes with at most that many extra addresses.
 * - With both: the fewest extra addresses, if both bounds can be met.
 * - With neither: the minimal prefixes of the set itself.
 *
 * Among covers with the same number of extra addresses, the one with the fewest prefixes is chosen, and among those
 * the one that keeps most of `previous`. The result is the same on every run. `docs/cover.md` proves that it is optimal,
 * and says when not to use it.
 *
 * @param set addresses that must stay reachable
 * @throws EndpointError `CoverTooWide` if no cover meets the bounds without admitting addresses that must never be
 * admitted; the message says how many prefixes are needed
 * @throws EndpointError `InvalidQuota` when a bound is not a whole number, or is too small
 * @example
 * cover(PrefixSet.of('20.0.0.0/24', '20.0.2.0/24'), { maxPrefixes: 1 });
 * //=> prefixes 20.0.0.0/22, extra 20.0.1.0/24 and 20.0.3.0/24
 */
export function cover(set: PrefixSet, props: CoverProps = {}): Cover {
  return coverAll([set], { ...props, previous: props.previous && [props.previous] })[0];
}

/**
 * The optimal covers of several sets that share one budget, such as the rules of several
 * ports in one security group: together they meet the bounds with the fewest extra addresses. Otherwise like {@link
 * cover}.
 *
 * @returns one cover for each set, in their order
 * @throws EndpointError `CoverTooWide` and `InvalidQuota`, like {@link cover}
 * @example
 * const web = PrefixSet.of('20.0.0.0/32', '20.0.0.2/32');
 * const mail = PrefixSet.of('40.0.0.0/24', '40.0.2.0/24');
 * coverAll([web, mail], { maxPrefixes: 3 });
 * //=> 20.0.0.0/30 for web, and both prefixes of mail
 */
export function coverAll(sets: readonly PrefixSet[], props: CoverAllProps = {}): Cover[] {
  const { maxPrefixes, maxExtraAddresses } = props;
  checkBounds(maxPrefixes, maxExtraAddresses);
  const exact = sets.map((set) => set.prefixes());
  const count = exact.reduce((sum, { length }) => sum + length, 0);
  const isExact = maxPrefixes === undefined ? (maxExtraAddresses ?? 0n) === 0n : count <= maxPrefixes;
  if (isExact) return exact.map((prefixes) => ({ prefixes, extra: PrefixSet.EMPTY, exact: true }));
  const problem = problemOf(sets, props);
  return (maxPrefixes === undefined ? fewestPrefixes(problem, maxExtraAddresses!) : fewestExtra(problem, maxPrefixes, maxExtraAddresses))
    .map((prefixes, i) => coverOf(sets[i], prefixes));
}

/**
 * The fewest extra addresses for each number of prefixes, to help you choose a budget.
 *
 * @param set like that of {@link cover}
 * @param props `maxPrefixes` is the last number of the result, the exact cover at most;
 *   with `maxExtraAddresses` only the numbers that obey it are listed
 * @returns one point for each number of prefixes for which there is a cover, in rising order
 * @throws EndpointError `InvalidQuota`, like {@link cover}
 * @example
 * coverCurve(PrefixSet.of('20.0.0.0/32', '20.0.0.2/32', '20.0.0.4/32', '20.0.0.6/32'));
 * //=> 4 extra addresses with 1 prefix, 4 with 2, 2 with 3, 0 with 4
 */
export function coverCurve(set: PrefixSet, props: CoverProps = {}): CoverPoint[] {
  checkBounds(props.maxPrefixes, props.maxExtraAddresses);
  const problem = problemOf([set], { ...props, previous: undefined });
  const last = Math.min(props.maxPrefixes ?? problem.exact, problem.exact);
  const plan = problem.solve(last);
  const points: CoverPoint[] = [];
  for (let maxPrefixes = 1; maxPrefixes <= last; maxPrefixes++) {
    const extraAddresses = plan.extraAddresses(maxPrefixes);
    if (extraAddresses !== undefined && extraAddresses <= (props.maxExtraAddresses ?? extraAddresses)) points.push({ maxPrefixes, extraAddresses });
  }
  return points;
}

function checkBounds(maxPrefixes?: number, maxExtraAddresses?: bigint): void {
  if (maxPrefixes !== undefined) requireInteger('maxPrefixes', maxPrefixes, 1, Number.MAX_SAFE_INTEGER);
  if (maxExtraAddresses !== undefined && !(typeof maxExtraAddresses === 'bigint' && maxExtraAddresses >= 0n)) {
    throw invalidQuota('maxExtraAddresses', maxExtraAddresses, 'a bigint from 0n');
  }
}

function problemOf(sets: readonly PrefixSet[], { neverAdmit, previous }: CoverAllProps): CoverProblem {
  return new CoverProblem(sets, sets.map((_, i) => ({ neverAdmit, previous: previous?.[i] })));
}

function fewestExtra(problem: CoverProblem, maxPrefixes: number, maxExtraAddresses?: bigint): Prefix[][] {
  const bounds = maxExtraAddresses === undefined ? `at most ${counted(maxPrefixes, 'prefix')}` : `at most ${counted(maxPrefixes, 'prefix')} and ${counted(maxExtraAddresses, 'extra address')}`;
  if (problem.least > maxPrefixes) {
    throw coverTooWide(bounds, 'with so few it admits addresses that are reserved or were ruled out', problem.least);
  }
  const plan = problem.solve(maxPrefixes);
  const extra = plan.extraAddresses(maxPrefixes)!;
  if (maxExtraAddresses !== undefined && extra > maxExtraAddresses) {
    throw coverTooWide(bounds, `so many prefixes have at least ${counted(extra, 'extra address')}`, planFor(problem, maxExtraAddresses).fewestPrefixes(maxExtraAddresses)!);
  }
  return plan.trace(plan.fewestPrefixes(extra)!);
}

function fewestPrefixes(problem: CoverProblem, maxExtraAddresses: bigint): Prefix[][] {
  const plan = planFor(problem, maxExtraAddresses);
  return plan.trace(plan.fewestPrefixes(maxExtraAddresses)!);
}

/** The plan with the smallest power of two as budget that has a cover with so few extra addresses; the exact one always has. */
function planFor(problem: CoverProblem, maxExtraAddresses: bigint): CoverPlan {
  for (let budget = 64; ; budget *= 2) {
    const plan = problem.solve(budget, maxExtraAddresses);
    if (plan.fewestPrefixes(maxExtraAddresses) !== undefined) return plan;
  }
}

function coverOf(set: PrefixSet, prefixes: readonly Prefix[]): Cover {
  const extra = PrefixSet.from(prefixes).subtract(set);
  return { prefixes, extra, exact: extra.isEmpty };
}
