import { brand } from '../../collections/brand';
import { invalidPriorityRange } from '../../messages/errors';
import { isIntegerWithin } from '../../messages/require-integer';
import { ADMIN_RULE_LIMITS } from './admin-rule-limits';
import { FIREWALL_POLICY_LIMITS } from './firewall-policy-limits';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';

/** Priorities set aside for the rules of one enforcement point. */
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

  private constructor(readonly first: number, readonly last: number) {}

  /** How many rules the range has room for. */
  get capacity(): number {
    return Math.floor((this.last - this.first + 1) * NETWORK_SECURITY_GROUP_LIMITS.priorityRangeFill);
  }

  includes(priority: number): boolean {
    return this.first <= priority && priority <= this.last;
  }

  overlaps(other: PriorityRange): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  toString(): string {
    return `${this.first}-${this.last}`;
  }
}
