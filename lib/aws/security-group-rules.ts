import { Origin } from '../catalog';
import { AddressFamily, Direction, Protocol } from '../net';
import { FittedRule } from '../rules/fit';
import { describeOrigins, mergeOrigins } from '../rules/origins';
import { placeInShards } from '../rules/placement';

/** One rule as EC2 knows it: one prefix, one port range. */
export interface SecurityGroupRule {
  /** Content of the rule: what EC2 compares to find duplicates. */
  readonly key: string;
  readonly direction: Direction;
  readonly family: AddressFamily;
  readonly protocol: Protocol;
  readonly cidr: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly description: string;
}

/**
 * Expands fitted rules into those of EC2, in a stable order.
 *
 * EC2 rejects duplicates whatever their description, so a rule that several
 * scenarios want occurs once and names the origins of all.
 *
 * @param identify stable text for a value that may be a token
 */
export function expandRules(fitted: readonly FittedRule[], identify: (value: string | number) => string): SecurityGroupRule[] {
  const expanded = new Map<string, { rule: Omit<SecurityGroupRule, 'description'>; origins: readonly Origin[] }>();
  for (const { direction, family, protocol, ports, deployTimePorts, peers } of fitted) {
    const ranges = [...ports.ranges.map(({ first, last }) => [first, last]), ...deployTimePorts.map((port) => [port, port])];
    for (const [fromPort, toPort] of ranges) {
      for (const { cidr, origins } of peers) {
        const portText = fromPort === toPort ? identify(fromPort) : `${fromPort}-${toPort}`;
        const key = `${direction} ${protocol} ${portText} ${identify(cidr)}`;
        expanded.set(key, {
          rule: { key, direction, family, protocol, cidr, fromPort, toPort },
          origins: mergeOrigins([...(expanded.get(key)?.origins ?? []), ...origins]),
        });
      }
    }
  }
  return [...expanded.keys()].sort().map((key) => {
    const { rule, origins } = expanded.get(key)!;
    return { ...rule, description: describeOrigins(origins) };
  });
}

/** The rules of one direction and family, which share a quota. */
export function byQuota(rules: readonly SecurityGroupRule[]): SecurityGroupRule[][] {
  const buckets = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const bucket = `${rule.direction} ${rule.family}`;
    buckets.set(bucket, [...(buckets.get(bucket) ?? []), rule]);
  }
  return [...buckets.values()];
}

/**
 * How many groups `rules` rules need.
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

/** Spreads `rules` over `groups`: a change of one rule moves no other unless a group is full. */
export function assignGroups(rules: readonly SecurityGroupRule[], groups: number, rulesPerGroup: number): SecurityGroupRule[][] {
  const assigned: SecurityGroupRule[][] = Array.from({ length: groups }, () => []);
  for (const bucket of byQuota(rules)) {
    const placement = placeInShards(bucket.map((rule) => rule.key), groups, rulesPerGroup);
    bucket.forEach((rule) => assigned[placement.get(rule.key)!].push(rule));
  }
  return assigned;
}
