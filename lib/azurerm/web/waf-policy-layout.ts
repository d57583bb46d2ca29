import { webRuleFull } from '../../messages/errors';
import { AddressFamily } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { placeInShards } from '../../rules/placement/placement';
import { PathPrefix } from '../../rules/pool/path-prefix';
import { NOBODY, sourceAddresses } from '../../rules/pool/source-addresses';
import { WAF_POLICY_LIMITS } from '../limits/waf-policy-limits';

/** The scheme and host that Front Door shows before the path; nothing on Application Gateway. */
const HOST = '(?:https?://[^/\\\\]*)?';

/**
 * How a URL is rewritten before it is compared. Neither firewall promises to apply a
 * transformation twice, so a path that is encoded twice is another path.
 */
export const URL_TRANSFORMATIONS: readonly string[] = ['UrlDecode', 'Lowercase'];

/** How many conditions a rule has for sources: one is for the path. */
export const MOST_SOURCE_LISTS = WAF_POLICY_LIMITS.conditions - 1;

/** The regular expression for a path. @throws EndpointError `InvalidPathPrefix` */
export function urlPattern(path: PathPrefix): string {
  return path.pattern(WAF_POLICY_LIMITS.valueLength, HOST);
}

/**
 * The lists of the conditions "source is not in the list" that a rule has, all of which a request must meet.
 *
 * ```
 *   not in (A or B)  =  not in A  and  not in B
 * ```
 *
 * So several lists in one rule are exact, as two rules would not be. There is one as
 * long as one is enough; beyond that, a prefix chooses its list by its content.
 *
 * @param path the enforcement point, for messages
 * @throws EndpointError `WebRuleFull`
 */
export function sourceLists(path: string, rules: readonly FittedRule[], valuesPerCondition: number): string[][] {
  const { cidrs } = sourceAddresses(rules, AddressFamily.IPV4, AddressFamily.IPV6);
  if (cidrs.length > MOST_SOURCE_LISTS * valuesPerCondition) {
    throw webRuleFull(path, cidrs.length, MOST_SOURCE_LISTS * valuesPerCondition);
  }
  if (cidrs.length <= valuesPerCondition) {
    return [cidrs.length === 0 ? [NOBODY] : [...cidrs]];
  }
  const placement = placeInShards(cidrs, MOST_SOURCE_LISTS, valuesPerCondition);
  const lists = Array.from({ length: MOST_SOURCE_LISTS }, (_, list) => cidrs.filter((cidr) => placement.get(cidr) === list));
  return lists.filter((list) => list.length > 0);
}
