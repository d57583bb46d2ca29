import { Token } from 'cdktf';
import { byText } from '../../collections/by-text';
import { AddressFamily, Direction, Protocol } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { fitName, ruleName } from '../../rules/placement/naming';
import { PooledRules } from '../../rules/pool/rule-pool';
import { claimPriorities, ContestedPriority } from '../limits/claim-priorities';
import { PriorityRange } from '../limits/priority-range';
import { DefaultDeny } from './default-deny';
import { EVERYTHING, LocalAddress, localAddress, LocalSide } from './local-side';

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

  /** Prefixes, one service tag or `*`, or application security groups. */
  readonly local: LocalAddress;

  /** Every port when there are none. */
  readonly ports: readonly string[];
  readonly description: string;
}

/** How rules are laid out. */
export interface AddressRuleLayout {
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

  /** What the names of the rules of a scenario start with, from its construct path. */
  nameOf(path: string): string;

  /** Text for a port that is known only at deployment. */
  portText(port: number): string;
}

/** The rules of an enforcement point, and where they are in each other's way. */
interface PlacedAddressRules {
  /** By name. */
  readonly rules: readonly AddressRule[];

  /** Rules that do not have the priority that they want. */
  readonly contested: readonly ContestedPriority[];
}

/**
 * The rules of an enforcement point.
 *
 * Names come from what a rule is for and priorities from its name, so a change of its ports or peers is an update in
 * place, and another rule moves only where two want one priority.
 *
 * @throws EndpointError `DuplicateRuleName`, `PriorityRangeTooNarrow` or `InvalidPin`
 */
export function renderAddressRules(pooled: readonly PooledRules[], layout: AddressRuleLayout): PlacedAddressRules {
  const unplaced = unplacedRules(pooled, layout);
  const placed = layout.prioritiesPerDirection
    ? Object.values(Direction).map((direction) => place(unplaced.filter((rule) => rule.direction === direction), `${direction} rules`, layout))
    : [place(unplaced, 'rules', layout)];
  return {
    rules: placed.flatMap(({ rules }) => rules).sort(byText(({ name }) => name)),
    contested: placed.flatMap(({ contested }) => contested),
  };
}

/** The rules of scenarios, before they have priorities. */
export function unplacedRules(pooled: readonly Pick<PooledRules, 'path' | 'rules'>[], layout: AddressRuleLayout): UnplacedRule[] {
  return pooled
    .flatMap(({ path, rules }) => rules.map((rule) => renderRule(layout.nameOf(path), rule, layout)))
    .filter((rule) => rule !== undefined);
}

/**
 * The rule that refuses the rest of one direction.
 *
 * @param scope the enforcement point within its stack
 * @param local the side behind it
 */
export function renderDeny(scope: string, direction: Direction, deny: DefaultDeny, nameLength: number, local = EVERYTHING): AddressRule {
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

/** A rule without its priority. */
export interface UnplacedRule extends Omit<AddressRule, 'priority'> {
  /** The same for the rules of both families. */
  readonly pair: string;
  readonly family: AddressFamily;
}

function place(rules: readonly UnplacedRule[], things: string, { path, priorities }: AddressRuleLayout): PlacedAddressRules {
  const claims = rules.map(({ name, pair, family }) => ({ key: name, pair, isSecond: family === AddressFamily.IPV6 }));
  const { slots, contested } = claimPriorities(path, claims, priorities, things);
  return { rules: rules.map(({ pair: _, family: __, ...rule }) => ({ ...rule, priority: slots.get(rule.name)! })), contested };
}

function renderRule(scenario: string, rule: FittedRule, layout: AddressRuleLayout): UnplacedRule | undefined {
  const { direction, protocol, family, ports, deployTimePorts, peers, flow = '' } = rule;
  const local = localAddress(direction === Direction.INBOUND ? layout.destination : layout.source, family);
  return local === undefined ? undefined : {
    name: ruleName({ scenario, flow, direction, protocol, remote: family }, layout.nameLength),
    pair: [scenario, flow, direction, protocol].join(' '),
    family,
    direction,
    access: 'Allow',
    protocol: protocol === Protocol.TCP ? 'Tcp' : 'Udp',
    remotePrefixes: peers.map((peer) => peer.cidr),
    local,
    ports: [...ports.ranges.map((range) => range.toString()), ...deployTimePorts.map((port) => layout.portText(port))],
    description: describeOrigins(mergeOrigins(peers.flatMap((peer) => peer.origins))),
  };
}

/** Where Azure keeps values: one by itself, several in a list. A list that only deployment knows stays one. */
export function onePlace(values: readonly string[]): { readonly one?: string; readonly several?: string[] } {
  return values.length === 1 && !Token.isUnresolved(values) ? { one: values[0] } : { several: values.length === 0 ? undefined : [...values] };
}
