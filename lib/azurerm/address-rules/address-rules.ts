import { byText } from '../../collections/by-text';
import { duplicateRuleName, priorityRangeTooNarrow } from '../../messages/errors';
import { Direction, Protocol } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { fitName, ruleName } from '../../rules/placement/naming';
import { placeInSlots } from '../../rules/placement/placement';
import { PooledRules } from '../../rules/pool/rule-pool';
import { PriorityRange } from '../limits/priority-range';
import { DefaultDeny } from './default-deny';
import { localAddress, LocalSide } from './local-side';

/** One rule as network security groups and security admin rules know it: one family, lists of prefixes and ports. */
export interface AddressRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: Direction;
  readonly access: 'Allow' | 'Deny';
  readonly protocol: 'Tcp' | 'Udp' | '*';

  /** Minimal, so that no two overlap, which Azure rejects. */
  readonly remotePrefixes: readonly string[];

  /** A service tag or `*`, where there are no prefixes. */
  readonly remoteTag?: string;

  /** A prefix, a service tag or `*`. */
  readonly local: string;

  /** Every port when there are none. */
  readonly ports: readonly string[];
  readonly description: string;
}

/** How rules are laid out. */
interface AddressRuleLayout {
  /** The enforcement point, as messages name it. */
  readonly path: string;

  readonly priorities: PriorityRange;

  /** Whether a priority may be taken once in each direction, rather than once. */
  readonly prioritiesPerDirection: boolean;

  /** The local side of inbound rules. */
  readonly destination: LocalSide;

  /** The local side of outbound rules. */
  readonly source: LocalSide;

  /** Characters that a name may have. */
  readonly nameLength: number;

  /** The name of a scenario within its stack, from its construct path. */
  nameOf(path: string): string;

  /** Text for a port that is known only at deployment. */
  portText(port: number): string;
}

/**
 * The rules of an enforcement point, by name.
 *
 * Names come from the content of a rule and priorities from its name, so a change of
 * one rule changes another only where two want one priority.
 *
 * @throws EndpointError `DuplicateRuleName` or `PriorityRangeTooNarrow`
 */
export function renderAddressRules(pooled: readonly PooledRules[], layout: AddressRuleLayout): AddressRule[] {
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
  const placed = layout.prioritiesPerDirection
    ? Object.values(Direction).flatMap((direction) => place(unplaced.filter((rule) => rule.direction === direction), `${direction} rules`, layout))
    : place(unplaced, 'rules', layout);
  return placed.sort(byText(({ name }) => name));
}

/**
 * The rule that refuses the rest of one direction.
 *
 * @param scope the enforcement point within its stack
 * @param local the side behind it
 */
export function renderDeny(scope: string, direction: Direction, deny: DefaultDeny, nameLength: number, local = '*'): AddressRule {
  const inbound = direction === Direction.INBOUND;
  const others = `${inbound ? 'from' : 'to'} ${deny.remote === '*' ? 'everywhere' : 'the Internet'}`;
  return {
    name: fitName(`${scope}-${inbound ? 'in' : 'out'}-deny-${deny.word}`, nameLength),
    priority: deny.priority,
    direction,
    access: 'Deny',
    protocol: '*',
    remotePrefixes: [],
    remoteTag: deny.remote,
    local,
    ports: [],
    description: `Denies ${direction} traffic ${others} that no rule before it admits`,
  };
}

type UnplacedRule = Omit<AddressRule, 'priority'>;

function place(rules: readonly UnplacedRule[], things: string, { path, priorities }: AddressRuleLayout): AddressRule[] {
  if (rules.length > priorities.capacity) {
    throw priorityRangeTooNarrow(path, priorities.toString(), rules.length, priorities.capacity, things);
  }
  const slots = placeInSlots(rules.map((rule) => rule.name), priorities.first, priorities.last);
  return rules.map((rule) => ({ ...rule, priority: slots.get(rule.name)! }));
}

function renderRule(scenario: string, rule: FittedRule, layout: AddressRuleLayout): UnplacedRule | undefined {
  const { direction, protocol, family, ports, deployTimePorts, peers } = rule;
  const local = localAddress(direction === Direction.INBOUND ? layout.destination : layout.source, family);
  return local === undefined ? undefined : {
    name: ruleName({ scenario, direction, protocol, ports, deployTimePorts, family }, layout.nameLength),
    direction,
    access: 'Allow',
    protocol: protocol === Protocol.TCP ? 'Tcp' : 'Udp',
    remotePrefixes: peers.map((peer) => peer.cidr),
    local,
    ports: [...ports.ranges.map((range) => range.toString()), ...deployTimePorts.map((port) => layout.portText(port))],
    description: describeOrigins(mergeOrigins(peers.flatMap((peer) => peer.origins))),
  };
}
