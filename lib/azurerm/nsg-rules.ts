import { duplicateRuleName, priorityRangeTooNarrow } from '../errors';
import { Direction, Protocol } from '../net';
import { FittedRule } from '../rules/fit';
import { ruleName } from '../rules/naming';
import { describeOrigins, mergeOrigins } from '../rules/origins';
import { placeInSlots } from '../rules/placement';
import { PooledRules } from '../rules/rule-pool';
import { localAddress, LocalSide } from './local-side';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';
import { PriorityRange } from './priority-range';

/** One rule as a network security group knows it: one family, lists of prefixes and ports. */
export interface NsgRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: Direction;
  readonly protocol: Protocol;

  /** Minimal, so that no two overlap, which Azure rejects. */
  readonly remotePrefixes: readonly string[];

  /** A prefix, a service tag or `*`. */
  readonly local: string;

  readonly ports: readonly string[];
  readonly description: string;
}

/** How rules are laid out in a group. */
export interface NsgLayout {
  /** The enforcement point, as messages name it. */
  readonly path: string;

  readonly priorities: PriorityRange;

  /** The local side of inbound rules. */
  readonly destination: LocalSide;

  /** The local side of outbound rules. */
  readonly source: LocalSide;

  /** The name of a scenario within its stack, from its construct path. */
  nameOf(path: string): string;

  /** Text for a port that is known only at deployment. */
  portText(port: number): string;
}

/**
 * The rules of a group, by name.
 *
 * Names come from the content of a rule and priorities from its name, so a change of
 * one rule changes another only where two want one priority.
 *
 * @throws EndpointError `DuplicateRuleName` or `PriorityRangeTooNarrow`
 */
export function renderNsgRules(pooled: readonly PooledRules[], layout: NsgLayout): NsgRule[] {
  const unplaced = pooled
    .flatMap(({ path, rules }) => rules.map((rule) => renderRule(layout.nameOf(path), rule, layout)))
    .filter((rule) => rule !== undefined);
  const names = new Map<string, string>();
  for (const { name } of unplaced) {
    // Azure compares names without regard to letter case.
    const other = names.get(name.toLowerCase());
    if (other !== undefined) {
      throw duplicateRuleName(other, name);
    }
    names.set(name.toLowerCase(), name);
  }
  return Object.values(Direction)
    .flatMap((direction) => place(unplaced.filter((rule) => rule.direction === direction), direction, layout))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type UnplacedRule = Omit<NsgRule, 'priority'>;

function place(rules: readonly UnplacedRule[], direction: Direction, { path, priorities }: NsgLayout): NsgRule[] {
  if (rules.length > priorities.capacity) {
    throw priorityRangeTooNarrow(path, priorities.toString(), rules.length, priorities.capacity, `${direction} rules`);
  }
  const slots = placeInSlots(rules.map((rule) => rule.name), priorities.first, priorities.last);
  return rules.map((rule) => ({ ...rule, priority: slots.get(rule.name)! }));
}

function renderRule(scenario: string, rule: FittedRule, layout: NsgLayout): UnplacedRule | undefined {
  const { direction, protocol, family, ports, deployTimePorts, peers } = rule;
  const local = localAddress(direction === Direction.INBOUND ? layout.destination : layout.source, family);
  return local === undefined ? undefined : {
    name: ruleName({ scenario, direction, protocol, ports, deployTimePorts, family }, NETWORK_SECURITY_GROUP_LIMITS.nameLength),
    direction,
    protocol,
    remotePrefixes: peers.map((peer) => peer.cidr),
    local,
    ports: [...ports.ranges.map((range) => range.toString()), ...deployTimePorts.map((port) => layout.portText(port))],
    description: describeOrigins(mergeOrigins(peers.flatMap((peer) => peer.origins))),
  };
}
