import { duplicateRuleName, invalidOption, priorityRangeTooNarrow } from '../../messages/errors';
import { claimSlots, SlotClaim } from '../../rules/placement/placement';
import { PriorityRange } from './priority-range';

/** A rule that does not have the priority that it wants. */
export interface ContestedPriority {
  readonly name: string;
  readonly priority: number;
  readonly wanted: number;

  /** The rule that has the priority which this one wants. */
  readonly holder: string;

  /** Whether a pin gives it to that rule. */
  readonly isHolderPinned: boolean;
}

/** Which rule has which priority. */
interface ClaimedPriorities {
  /** By name. */
  readonly slots: ReadonlyMap<string, number>;
  readonly contested: readonly ContestedPriority[];
}

/**
 * A priority for each rule or rule collection.
 *
 * @param path the enforcement point, for messages
 * @param claims the names, as keys
 * @param things what they are, in the plural, for messages
 * @throws EndpointError `DuplicateRuleName`, `PriorityRangeTooNarrow` or `InvalidPin`
 */
export function claimPriorities(path: string, claims: readonly SlotClaim[], priorities: PriorityRange, things: string): ClaimedPriorities {
  requireDistinctNames(claims.map(({ key }) => key));
  const { first, last, capacity } = priorities;
  if (claims.length > capacity) {
    throw priorityRangeTooNarrow(path, priorities.toString(), claims.length, capacity, things);
  }
  const pins = priorities.pinned(claims.map(({ key }) => key));
  const placement = [...claimSlots(claims, first, last, pins)];
  return {
    slots: new Map(placement.map(([name, { slot }]) => [name, slot])),
    contested: placement.flatMap(([name, { slot: priority, wanted, holder }]) => (
      holder === undefined ? [] : [{ name, priority, wanted, holder, isHolderPinned: pins.has(holder) }]
    )).sort((a, b) => a.priority - b.priority),
  };
}

/**
 * Azure compares names without regard to letter case.
 *
 * @throws EndpointError `DuplicateRuleName`
 */
export function requireDistinctNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw duplicateRuleName(other, name);
    }
    seen.set(name.toLowerCase(), name);
  }
}

/** Most characters that names may start with. */
const PREFIX_LENGTH = 20;

/**
 * @throws EndpointError `InvalidOption` for a prefix that no name can start with
 */
export function requireNamePrefix(prefix: unknown): void {
  if (typeof prefix !== 'string' || !/^[A-Za-z0-9][\w.-]*$/.test(prefix) || prefix.length > PREFIX_LENGTH) {
    throw invalidOption('namePrefix', prefix, `give 1 to ${PREFIX_LENGTH} letters, digits, periods, hyphens and underscores, a letter or digit first`);
  }
}
