import { coverTooWide, EndpointError, inQuota, invalidQuota } from '../errors';
import { coverAll, Prefix, PrefixSet } from '../net';
import { FittedPeer, FittedRule } from './fit';
import { mergeOrigins } from './origins';
import { mergePortRanges } from './port-range-rules';
import { Rule } from './rule';
import { PooledRules } from './rule-pool';

/** How far an enforcement point may go to save entries. With neither bound it is exact. */
export interface Budget {
  /** Most entries of those that share a quota; what an entry is depends on the platform. */
  readonly maxEntries?: number;

  /** Most addresses beyond those that are meant, over the entries that share a quota. Alone: as few entries as it allows. */
  readonly maxExtraAddresses?: number;
}

/** What an enforcement point admits within its budget. */
export interface Budgeted<Item> {
  readonly rules: readonly Item[];

  /** What is admitted beyond what is meant, as rules without origins; none where the budget changes nothing. */
  readonly extra: readonly Rule[];

  /** What became of each quota, in order of its name. */
  readonly figures: readonly BudgetFigure[];
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

/**
 * Fits what all scenarios admit into a budget where every prefix with every range of ports is an entry, and each direction
 * and family has a quota of its own, as in EC2.
 *
 * What is exact within the budget stays as it is. Otherwise scenarios that share a range of ports share its prefixes, and
 * the optimal cover over all ranges is taken. A prefix of it has the origins of everything in it. Nothing that a scenario
 * excludes is admitted again, nor any address that is reserved.
 *
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetPortRanges(pooled: readonly PooledRules[], budget: Budget): Budgeted<FittedRule> {
  const rules = pooled.flatMap((scenario) => scenario.rules);
  if (isExact(budget)) {
    return { rules, extra: [], figures: [] };
  }
  const results = groupBy(rules, ({ direction, family }) => `${direction} ${family}`).map(([quota, group]) => {
    const merged = mergePortRanges(group);
    const entries = new Set(group.flatMap(entriesOf)).size;
    return isWithin(budget, entries)
      ? { rules: group, extra: [], figures: [{ quota, exact: entries, entries, extraAddresses: 0n }] }
      : coverGroup(quota, merged, budget, excludedBy(pooled));
  });
  return {
    rules: results.flatMap((result) => result.rules),
    extra: results.flatMap(({ extra }) => extra),
    figures: results.flatMap(({ figures }) => figures),
  };
}

/**
 * The same where a prefix is one entry, whatever the ports of its rule, and both families share the quota of a direction,
 * as in network security groups. Every rule stays one of its scenario.
 *
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function budgetPrefixes(pooled: readonly PooledRules[], budget: Budget): Budgeted<PooledRules> {
  if (isExact(budget)) {
    return { rules: pooled, extra: [], figures: [] };
  }
  const covered = new Map<FittedRule, FittedRule>();
  const results = groupBy(pooled.flatMap(({ rules }) => rules), ({ direction }) => direction).map(([quota, group]) => {
    const entries = group.reduce((sum, { peers }) => sum + peers.length, 0);
    const result = isWithin(budget, entries)
      ? { rules: group, extra: [], figures: [{ quota, exact: entries, entries, extraAddresses: 0n }] }
      : coverGroup(quota, group, budget, excludedBy(pooled));
    group.forEach((rule, index) => covered.set(rule, result.rules[index]));
    return result;
  });
  return {
    rules: pooled.map((scenario) => ({ ...scenario, rules: scenario.rules.map((rule) => covered.get(rule)!) })),
    extra: results.flatMap(({ extra }) => extra),
    figures: results.flatMap(({ figures }) => figures),
  };
}

/** Every address that rules admit beyond what is meant, whatever the port. */
export function extraAddresses(extra: readonly Rule[]): PrefixSet {
  return extra.reduce((union, { prefixes }) => union.union(prefixes), PrefixSet.EMPTY);
}

/**
 * @throws EndpointError `InvalidQuota`
 */
function isExact({ maxEntries, maxExtraAddresses }: Budget): boolean {
  for (const [name, value, least] of [['maximum of entries', maxEntries, 1], ['maxExtraAddresses', maxExtraAddresses, 0]] as const) {
    if (value !== undefined && (!Number.isInteger(value) || value < least)) {
      throw invalidQuota(name, value, `a whole number from ${least}`);
    }
  }
  return maxEntries === undefined && maxExtraAddresses === undefined;
}

/** Whether so many entries need no cover. */
function isWithin({ maxEntries, maxExtraAddresses }: Budget, entries: number): boolean {
  return maxEntries === undefined ? maxExtraAddresses === 0 : entries <= maxEntries;
}

function excludedBy(pooled: readonly PooledRules[]): PrefixSet {
  return pooled.reduce((union, { ruleSet }) => union.union(ruleSet.excluded ?? PrefixSet.EMPTY), PrefixSet.EMPTY);
}

/** Covers the rules that share a quota, each by itself. The result has the same rules in the same order. */
function coverGroup(quota: string, rules: readonly FittedRule[], budget: Budget, neverAdmit: PrefixSet): Budgeted<FittedRule> {
  const { maxEntries, maxExtraAddresses } = budget;
  const sets = rules.map(({ peers }) => PrefixSet.of(...peers.filter(({ deployTime }) => !deployTime).map(({ cidr }) => cidr)));
  const deployTime = rules.map(({ peers }) => peers.filter((peer) => peer.deployTime));
  const fixed = deployTime.flat().length; // nothing can be said of their addresses
  const covers = inQuotaOf(quota, () => coverAll(sets, {
    maxPrefixes: maxEntries === undefined ? undefined : Math.max(1, maxEntries - fixed),
    maxExtraAddresses: maxExtraAddresses === undefined ? undefined : BigInt(maxExtraAddresses),
    neverAdmit,
  }));
  const covered = rules.map((rule, i) => ({ ...rule, peers: [...peersOf(covers[i].prefixes, rule), ...deployTime[i]] }));
  const entries = covered.reduce((sum, { peers }) => sum + peers.length, 0);
  if (maxEntries !== undefined && entries > maxEntries) {
    throw inQuota(quota, coverTooWide(`at most ${maxEntries} prefixes`, `${fixed} of them are deploy-time values`, entries));
  }
  return {
    rules: covered,
    extra: rules.map(({ direction, protocol, ports, deployTimePorts }, i): Rule => (
      { direction, protocol, ports, deployTimePorts, prefixes: covers[i].extra, deployTimePrefixes: [], hosts: [], origins: [] }
    )).filter(({ prefixes }) => !prefixes.isEmpty),
    figures: [{
      quota,
      exact: sets.reduce((sum, set) => sum + set.count(), fixed),
      entries,
      extraAddresses: covers.reduce((sum, { extra }) => sum + extra.size(), 0n),
    }],
  };
}

/** The prefixes of a cover, each with the origins of every peer in it. */
function peersOf(cover: readonly Prefix[], { peers }: FittedRule): FittedPeer[] {
  const concrete = peers.filter(({ deployTime }) => !deployTime).map(({ cidr, origins }) => ({ prefix: Prefix.parse(cidr), origins }));
  return cover.map((prefix) => {
    const inside = concrete.filter((peer) => prefix.overlaps(peer.prefix));
    return { cidr: prefix.toString(), deployTime: false, origins: mergeOrigins(inside.flatMap(({ origins }) => origins)) };
  });
}

function entriesOf({ protocol, ports, deployTimePorts, peers }: FittedRule): string[] {
  return [...ports.ranges, ...deployTimePorts].flatMap((range) => peers.map(({ cidr }) => `${protocol} ${range} ${cidr}`));
}

function groupBy(rules: readonly FittedRule[], keyOf: (rule: FittedRule) => string): [string, FittedRule[]][] {
  const groups = new Map<string, FittedRule[]>();
  for (const rule of rules) {
    groups.set(keyOf(rule), [...(groups.get(keyOf(rule)) ?? []), rule]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function inQuotaOf<T>(quota: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof EndpointError ? inQuota(quota, error) : error;
  }
}
