import { Origin } from '../../catalog';
import { AddressFamily, Direction, Protocol } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { CountedEntry } from '../../rules/pool/entry-counter';

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

/** The quota that a rule counts against, as a message names it: `inbound IPv4`. */
export function quotaOf({ direction, family }: Pick<SecurityGroupRule, 'direction' | 'family'>): string {
  return `${direction} ${family}`;
}

/** The rules of EC2 that fitted rules become, as entries of their quotas, with repetitions. */
export function ruleEntries(fitted: readonly FittedRule[], identify: (value: string | number) => string): CountedEntry[] {
  return fitted.flatMap((rule) => portRanges(rule).flatMap((range) => (
    rule.peers.map(({ cidr }) => ({ quota: quotaOf(rule), key: keyOf(rule, range, cidr, identify) }))
  )));
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
  const expanded = new Map<string, { rule: Omit<SecurityGroupRule, 'description'>; origins: Origin[] }>();
  for (const fittedRule of fitted) {
    const { direction, family, protocol, peers } = fittedRule;
    for (const range of portRanges(fittedRule)) {
      const [fromPort, toPort] = range;
      for (const { cidr, origins } of peers) {
        const key = keyOf(fittedRule, range, cidr, identify);
        const before = expanded.get(key)?.origins ?? [];
        before.push(...origins);
        expanded.set(key, { rule: { key, direction, family, protocol, cidr, fromPort, toPort }, origins: before });
      }
    }
  }
  return [...expanded.keys()].sort().map((key) => {
    const { rule, origins } = expanded.get(key)!;
    return { ...rule, description: describeOrigins(mergeOrigins(origins)) };
  });
}

/** The first and last port of each range. */
type PortBounds = readonly [number, number];

function portRanges({ ports, deployTimePorts }: FittedRule): PortBounds[] {
  return [...ports.ranges.map(({ first, last }): PortBounds => [first, last]), ...deployTimePorts.map((port): PortBounds => [port, port])];
}

function keyOf(
  { direction, protocol }: FittedRule, [fromPort, toPort]: PortBounds, cidr: string, identify: (value: string | number) => string,
): string {
  return `${direction} ${protocol} ${fromPort === toPort ? identify(fromPort) : `${fromPort}-${toPort}`} ${identify(cidr)}`;
}
