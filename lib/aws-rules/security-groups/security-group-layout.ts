import { securityGroupsFull } from '../../messages/errors';
import { slugsOf } from '../../rules/model/slugs-of';
import { placeInShards } from '../../rules/placement/placement';
import { PooledRules } from '../../rules/pool/rule-pool';
import { SecurityGroupRule } from './security-group-rules';

/** The rules of one direction and family, which share a quota. */
export function byQuota(rules: readonly SecurityGroupRule[]): SecurityGroupRule[][] {
  const buckets = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const name = `${rule.direction} ${rule.family}`;
    const bucket = buckets.get(name) ?? [];
    bucket.push(rule);
    buckets.set(name, bucket);
  }
  return [...buckets.values()];
}

/**
 * How many groups `rules` rules of one quota need.
 *
 * Where there is room, groups are filled to nine tenths only: a rule then keeps
 * its group when others come and go, and CloudFormation, which creates the
 * successor of a separate rule before it deletes the rule, has somewhere to put it.
 * That does not cost the place of a group of the target's own.
 */
export function groupsNeeded(rules: number, rulesPerGroup: number, groupsPerInterface: number): number {
  const least = Math.max(1, Math.ceil(rules / rulesPerGroup));
  const roomy = Math.ceil(rules / (rulesPerGroup * 0.9));
  return least === 1 ? 1 : Math.max(least, Math.min(groupsPerInterface - 1, roomy));
}

/** How many groups rules of several quotas need together; one when there is none. */
export function groupsNeededBy(rules: readonly SecurityGroupRule[], rulesPerGroup: number, groupsPerInterface: number): number {
  return Math.max(1, ...byQuota(rules).map((bucket) => groupsNeeded(bucket.length, rulesPerGroup, groupsPerInterface)));
}

/** Spreads `rules` over `groups`: a change of one rule moves no other unless a group is full. */
export function assignGroups(rules: readonly SecurityGroupRule[], groups: number, rulesPerGroup: number): SecurityGroupRule[][] {
  const assigned: SecurityGroupRule[][] = Array.from({ length: groups }, () => []);
  for (const bucket of byQuota(rules)) {
    const placement = placeInShards(bucket.map((rule) => rule.key), groups, rulesPerGroup);
    bucket.forEach((rule) => assigned[placement.get(rule.key)!].push(rule));
  }
  return assigned;
}

/**
 * Throws when `groups` groups are too few for `rules`.
 *
 * @param pooled the scenarios that the rules are of, for the message
 * @throws EndpointError `SecurityGroupsFull`
 */
export function requireRoom(rules: readonly SecurityGroupRule[], groups: number, rulesPerGroup: number, pooled: readonly PooledRules[]): void {
  for (const bucket of byQuota(rules)) {
    if (bucket.length > groups * rulesPerGroup) {
      const slugs = slugsOf(pooled.map(({ ruleSet }) => ruleSet));
      throw securityGroupsFull(slugs, bucket.length, `${bucket[0].direction} ${bucket[0].family}`, groups, rulesPerGroup);
    }
  }
}
