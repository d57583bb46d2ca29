import { Origin } from '../../catalog';
import { AddressFamily, Direction, Protocol } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';

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
