import { invalidQuota, networkFirewallFull } from '../../messages/errors';
import { placeInSlots } from '../../rules/placement/placement';
import { NETWORK_FIREWALL_LIMITS } from './network-firewall-limits';
import { SidRange } from './sid-range';
import { SuricataRule } from './suricata-rules';

/** Capacities that a rule group is created with; it can never have another. */
const CAPACITIES = [100, 250, 500, 1000, 2500, 5000, 10_000, 20_000, NETWORK_FIREWALL_LIMITS.capacity];

/** How much room a rule group is created with beyond what it needs, where there is any. */
const HEADROOM = 1.25;

/** A stateful rule group, before a framework has its say. */
export interface RuleGroupContent {
  /** All rules as text, one a line. */
  readonly rulesString: string;
  readonly capacity: number;
}

/**
 * The text and capacity of a rule group.
 *
 * Signature ids come from the content of the rules. Without a `capacity`, the group gets
 * the first of a few steps that leaves it room for a quarter more rules: the step, and
 * with it the rule group, stays when rules come and go.
 *
 * @param path of the enforcement point, for messages
 * @throws EndpointError `InvalidQuota` or `NetworkFirewallFull`
 */
export function ruleGroupContent(path: string, rules: readonly SuricataRule[], sids: SidRange, capacity?: number): RuleGroupContent {
  const { capacity: most, rulesStringBytes } = NETWORK_FIREWALL_LIMITS;
  requireCapacity(capacity);
  const room = Math.min(capacity ?? most, sids.size);
  if (rules.length > room) {
    throw networkFirewallFull(path, `${rules.length} rules`, `${room}`, room < most ? 'give it a higher capacity and more sids' : 'spread the scenarios over several');
  }
  const placement = placeInSlots(rules.map(({ key }) => key), sids.first, sids.last);
  const rulesString = rules.map((rule) => ruleText(rule, placement.get(rule.key)!)).join('\n');
  const bytes = Buffer.byteLength(rulesString);
  if (bytes > rulesStringBytes) {
    throw networkFirewallFull(path, `rules of ${bytes} bytes`, `${rulesStringBytes}`, 'spread the scenarios over several');
  }
  return { rulesString, capacity: capacity ?? CAPACITIES.find((step) => step >= rules.length * HEADROOM) ?? most };
}

/** @throws EndpointError `InvalidQuota` */
export function requireCapacity(capacity: number | undefined): void {
  if (capacity !== undefined && (!Number.isInteger(capacity) || capacity < 1 || capacity > NETWORK_FIREWALL_LIMITS.capacity)) {
    throw invalidQuota('capacity', capacity, `a whole number from 1 to ${NETWORK_FIREWALL_LIMITS.capacity}`);
  }
}

function ruleText({ header, options, description }: SuricataRule, sid: number): string {
  return `pass ${header} (msg:"${escape(description)}";${options} flow:to_server; sid:${sid}; rev:1;)`;
}

/** Text in quotes, as Suricata reads it. */
function escape(text: string): string {
  return text.replace(/[\\";]/g, '\\$&');
}
