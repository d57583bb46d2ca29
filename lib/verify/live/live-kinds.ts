import { isObject } from '../document/json-node';
import { PREFIX_LIST_ENTRIES } from './aws/prefix-list';
import { SECURITY_GROUP_RULES, SECURITY_GROUPS } from './aws/security-groups';
import { WAF } from './aws/waf';
import { ACCESS_RESTRICTIONS } from './azure/access-restrictions';
import { SECURITY_ADMIN_RULES } from './azure/admin-rules';
import { IP_GROUPS, RULE_COLLECTION_GROUPS } from './azure/firewall-policies';
import { NETWORK_SECURITY_GROUPS, NETWORK_SECURITY_RULES } from './azure/network-security-groups';
import type { LiveKind } from './kind/live-kind';

/** Every answer about what is deployed that is read. */
export const LIVE_KINDS: readonly LiveKind[] = [
  SECURITY_GROUPS, SECURITY_GROUP_RULES, PREFIX_LIST_ENTRIES, ...WAF,
  NETWORK_SECURITY_GROUPS, NETWORK_SECURITY_RULES, SECURITY_ADMIN_RULES, RULE_COLLECTION_GROUPS, IP_GROUPS, ACCESS_RESTRICTIONS,
];

/** The kind of an answer; undefined for anything else, and for an answer that has the shape of several. */
export function liveKindOf(answer: unknown): LiveKind | undefined {
  const kinds = isObject(answer) ? LIVE_KINDS.filter(({ recognises }) => recognises(answer)) : [];
  return kinds.length === 1 ? kinds[0] : undefined;
}
