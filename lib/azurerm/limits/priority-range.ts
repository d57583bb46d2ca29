import { brand } from '../../collections/brand';
import { invalidPin, invalidPriorityRange } from '../../messages/errors';
import { isIntegerWithin } from '../../messages/require-integer';
import { ADMIN_RULE_LIMITS } from './admin-rule-limits';
import { FIREWALL_POLICY_LIMITS } from './firewall-policy-limits';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';

/** A priority that a name keeps. */
interface Pin {
  /** As the app writes it. */
  readonly name: string;
  readonly priority: number;
}

/**
 * Priorities set aside for the rules of one enforcement point.
 *
 * A rule takes the priority that its name asks for, or the next free one where another rule has that. The wider the range,
 * the seldomer: of nine scenarios that come to a thousand priorities one after the other, fewer than one in a hundred moves
 * another rule.
 */
export class PriorityRange {
  static {
    brand(PriorityRange, 'PriorityRange');
  }

  /**
   * The priorities from `first` to `last`, both included.
   *
   * At most two thirds are used, so that a rule keeps its priority when others come and go.
   *
   * @throws EndpointError `InvalidPriorityRange` unless 100 ≤ first ≤ last ≤ 4096
   */
  static of(first: number, last: number): PriorityRange {
    return PriorityRange.within(NETWORK_SECURITY_GROUP_LIMITS.priority, first, last);
  }

  /**
   * The priorities from `first` to `last` for the rule collections of a firewall policy.
   *
   * @throws EndpointError `InvalidPriorityRange` unless 100 ≤ first ≤ last ≤ 65000
   */
  static ofRuleCollections(first: number, last: number): PriorityRange {
    return PriorityRange.within(FIREWALL_POLICY_LIMITS.priority, first, last);
  }

  /**
   * The same for security admin rules, whose priorities start at 1.
   *
   * @throws EndpointError `InvalidPriorityRange` unless 1 ≤ first ≤ last ≤ 4096
   */
  static ofAdminRules(first: number, last: number): PriorityRange {
    return PriorityRange.within(ADMIN_RULE_LIMITS.priority, first, last);
  }

  private static within(allowed: { readonly first: number; readonly last: number }, first: number, last: number): PriorityRange {
    if (!isIntegerWithin(first, allowed.first, allowed.last) || !isIntegerWithin(last, first, allowed.last)) {
      throw invalidPriorityRange(first, last, allowed.first, allowed.last);
    }
    return new PriorityRange(first, last);
  }

  private constructor(
    /** The lowest priority, which Azure tries first. */
    readonly first: number,
    /** The highest priority, which belongs to the range. */
    readonly last: number,
    private readonly pins: ReadonlyMap<string, Pin> = new Map(),
  ) {}

  /**
   * The same range, in which these rules or rule collections keep the priorities that they are deployed with, whatever
   * others ask for.
   *
   * Azure refuses an apply in which a rule needs a priority that another still has, so pin what is live before a rule that
   * wants the same priority comes; a warning names the pin.
   *
   * @param priorities by the name of the rule, in any letter case
   * @throws EndpointError `InvalidPin` for a priority outside the range, or a second one for a name
   * @example
   * PriorityRange.of(1000, 1999).pin({ 'Graph-graph-change-notifications.notifications-in-tcp-ipv4': 1203 });
   */
  pin(priorities: Readonly<Record<string, number>>): PriorityRange {
    const pins = new Map(this.pins);
    for (const [name, priority] of Object.entries(priorities)) {
      if (!isIntegerWithin(priority, this.first, this.last)) {
        throw invalidPin(name, priority, `give a whole number from ${this.first} to ${this.last}`);
      }
      if ((pins.get(name.toLowerCase())?.priority ?? priority) !== priority) {
        throw invalidPin(name, priority, `it is pinned to ${pins.get(name.toLowerCase())!.priority} already`);
      }
      pins.set(name.toLowerCase(), { name, priority });
    }
    return new PriorityRange(this.first, this.last, pins);
  }

  /**
   * The pinned priorities of those of `names` that have one.
   *
   * @throws EndpointError `InvalidPin` when two have the same
   */
  pinned(names: readonly string[]): Map<string, number> {
    const pinned = new Map<string, number>();
    const holders = new Map<number, string>();
    for (const name of this.pins.size === 0 ? [] : names) {
      const priority = this.pins.get(name.toLowerCase())?.priority;
      if (priority !== undefined) {
        if (holders.has(priority)) {
          throw invalidPin(name, priority, `${holders.get(priority)} is pinned to it too`);
        }
        holders.set(priority, name);
        pinned.set(name, priority);
      }
    }
    return pinned;
  }

  /** The pinned names that are none of `names`. */
  unusedPins(names: readonly string[]): string[] {
    const used = new Set(names.map((name) => name.toLowerCase()));
    return [...this.pins].flatMap(([key, { name }]) => (used.has(key) ? [] : [name])).sort();
  }

  /** Whether any priority is pinned. */
  get hasPins(): boolean {
    return this.pins.size > 0;
  }

  /** How many priorities there are. */
  get size(): number {
    return this.last - this.first + 1;
  }

  /** How many rules the range has room for. */
  get capacity(): number {
    return Math.floor(this.size * NETWORK_SECURITY_GROUP_LIMITS.priorityRangeFill);
  }

  /** Whether a priority is in the range. */
  includes(priority: number): boolean {
    return this.first <= priority && priority <= this.last;
  }

  /** Whether two ranges have a priority in common. */
  overlaps(other: PriorityRange): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /** As text: `1000-1999`. */
  toString(): string {
    return `${this.first}-${this.last}`;
  }
}
