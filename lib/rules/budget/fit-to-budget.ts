import { beyondBudget, counted, coverTooWide, EndpointError, inQuota } from '../../messages/errors';
import { coverAll, PrefixSet } from '../../net';
import { attributeOrigins } from '../fit/attribute-origins';
import { FittedRule } from '../fit/fit';
import { Rule } from '../model/rule';
import { PooledRules } from '../pool/rule-pool';
import { boundName, Budget, Budgeted, isWithin, requireBudget } from './budget';

/** Rules that share a quota. */
interface Quota {
  /** As a message names it: `inbound IPv4`. */
  readonly name: string;

  /** The rules as they are without a budget. */
  readonly rules: readonly FittedRule[];

  /** How many entries these are. */
  readonly entries: number;

  /** The rules that are covered when these are too many, of which every prefix is an entry. */
  merge(): readonly FittedRule[];
}

/**
 * Fits quotas into a budget, each by itself. What is exact within it stays as it is; otherwise the optimal cover is taken,
 * which admits nothing that is reserved or that a scenario excludes.
 *
 * @param quotas in the order of the result
 * @throws EndpointError `InvalidQuota`, or `CoverTooWide` when no cover obeys the budget
 */
export function fitToBudget(quotas: readonly Quota[], pooled: readonly PooledRules[], budget: Budget): Budgeted<FittedRule> {
  requireBudget(budget);
  const results = quotas.map((quota) => (isWithin(budget, quota.entries) ? asItIs(quota) : coverQuota(quota, budget, excludedBy(pooled))));
  return {
    rules: results.flatMap(({ rules }) => rules),
    extra: results.flatMap(({ extra }) => extra),
    figures: results.flatMap(({ figures }) => figures),
  };
}

export function countPeers(rules: readonly FittedRule[]): number {
  return rules.reduce((sum, { peers }) => sum + peers.length, 0);
}

function asItIs({ name, rules, entries }: Quota): Budgeted<FittedRule> {
  return { rules, extra: [], figures: [{ quota: name, exact: entries, entries, extraAddresses: 0n }] };
}

function excludedBy(pooled: readonly PooledRules[]): PrefixSet {
  return PrefixSet.union(pooled.map(({ ruleSet }) => ruleSet.excluded ?? PrefixSet.EMPTY));
}

/** Covers the rules of a quota, each by itself. The result has the same rules in the same order. */
function coverQuota({ name: quota, merge }: Quota, budget: Budget, neverAdmit: PrefixSet): Budgeted<FittedRule> {
  const rules = merge();
  const { maxEntries } = budget;
  const allowed = BigInt(budget.maxExtraAddresses ?? 0);
  const concrete = rules.map(({ peers }) => peers.filter((peer) => !peer.deployTime));
  const sets = concrete.map((peers) => PrefixSet.fromTexts(peers.map(({ cidr }) => cidr)));
  const deployTime = rules.map(({ peers }) => peers.filter((peer) => peer.deployTime));
  const fixed = deployTime.flat().length; // nothing can be said of their addresses
  const exact = sets.reduce((sum, set) => sum + set.count(), fixed);
  const fewestEntries = () => coverAll(sets, { maxExtraAddresses: allowed, neverAdmit });
  const covers = maxEntries === undefined
    ? fewestEntries()
    : inQuotaOf(quota, () => coverAll(sets, { maxPrefixes: Math.max(1, maxEntries - fixed), neverAdmit }));
  const covered = rules.map((rule, i) => ({ ...rule, peers: [...attributeOrigins(covers[i].prefixes, concrete[i]), ...deployTime[i]] }));
  const entries = countPeers(covered);
  const extra = covers.reduce((sum, cover) => sum + cover.extra.size(), 0n);
  if (maxEntries !== undefined && entries > maxEntries) {
    throw inQuota(quota, coverTooWide(`at most ${counted(maxEntries, 'prefix')}`, `${fixed} of them are deploy-time values`, entries));
  }
  if (maxEntries !== undefined && extra > allowed) {
    const needed = fewestEntries().reduce((sum, { prefixes }) => sum + prefixes.length, fixed);
    throw beyondBudget(quota, { unit: budget.unit ?? 'entries', bound: boundName(budget), exact, maxEntries, needed, extra, allowed });
  }
  return {
    rules: covered,
    extra: rules.map(({ direction, protocol, ports, deployTimePorts }, i): Rule => (
      { direction, protocol, ports, deployTimePorts, prefixes: covers[i].extra, deployTimePrefixes: [], hosts: [], origins: [] }
    )).filter(({ prefixes }) => !prefixes.isEmpty),
    figures: [{ quota, exact, entries, extraAddresses: extra }],
  };
}

function inQuotaOf<T>(quota: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof EndpointError ? inQuota(quota, error) : error;
  }
}
