import { dnsFirewallFull } from '../../messages/errors';
import { placeInShards, placeInSlots } from '../../rules/placement/placement';
import { PooledRules } from '../../rules/pool/rule-pool';
import { DNS_FIREWALL_LIMITS } from './dns-firewall-limits';

/** A domain list and the rule that allows it. */
export interface DomainList {
  /** The scenario, as its construct path within the stack; numbered where it needs several lists. */
  readonly key: string;

  /** Sorted. */
  readonly domains: readonly string[];

  /** Of the rule in its group. */
  readonly priority: number;
}

/** Every name, for the rule that blocks what no other rule allows. */
export const EVERY_DOMAIN = '*';

/** Of the rules that allow. The rule that blocks everything else comes after all of them. */
const ALLOW_PRIORITIES = { first: 100, last: 8999 };

/** Of the rule that blocks everything else. */
export const BLOCK_PRIORITY = 9000;

/**
 * One domain list for each scenario, or several where one would be too long.
 *
 * A name that another name of the scenario covers is left out. Lists, the places of names
 * in them and priorities come from content: another name changes the list that holds it.
 *
 * @param path of the enforcement point, for messages
 * @param nameOf the path of a scenario within the stack
 * @param others rules that the group has beside these
 * @throws EndpointError `DnsFirewallFull`
 */
export function domainLists(
  path: string, pooled: readonly PooledRules[], nameOf: (path: string) => string, rulesPerGroup: number, others: number,
): DomainList[] {
  const lists = pooled.flatMap((one) => shard(nameOf(one.path), domainsOf(one)));
  requireRoomForLists(path, lists.length + others, rulesPerGroup);
  const priorities = placeInSlots(lists.map(({ key }) => key), ALLOW_PRIORITIES.first, ALLOW_PRIORITIES.last);
  return lists.map((list) => ({ ...list, priority: priorities.get(list.key)! }));
}

/** How many lists a scenario needs. */
export function domainListsOf(pooled: PooledRules): number {
  return shardsFor(domainsOf(pooled).length);
}

/** @throws EndpointError `DnsFirewallFull` */
export function requireRoomForLists(path: string, rules: number, rulesPerGroup: number): void {
  if (rules > rulesPerGroup) {
    throw dnsFirewallFull(path, rules, rulesPerGroup);
  }
}

function domainsOf({ hostRules }: PooledRules): string[] {
  const patterns = hostRules.flatMap(({ hosts }) => hosts.map(({ pattern }) => pattern));
  const needed = patterns.filter((pattern) => !patterns.some((other) => !other.equals(pattern) && other.contains(pattern)));
  return [...new Set(needed.map(String))].sort();
}

function shard(name: string, domains: readonly string[]): { key: string; domains: readonly string[] }[] {
  const shards = shardsFor(domains.length);
  if (shards === 1) {
    return [{ key: name, domains }];
  }
  const placement = placeInShards(domains, shards, DNS_FIREWALL_LIMITS.domainsPerList);
  return Array.from({ length: shards }, (_, index) => ({
    key: `${name} ${index + 1}`, domains: domains.filter((domain) => placement.get(domain) === index),
  }));
}

function shardsFor(domains: number): number {
  const { domainsPerList } = DNS_FIREWALL_LIMITS;
  return domains <= domainsPerList ? 1 : Math.ceil(domains / (domainsPerList * 0.8));
}
