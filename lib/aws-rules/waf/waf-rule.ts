import { invalidQuota } from '../../messages/errors';
import { AddressFamily, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { PathPrefix } from '../../rules/pool/path-prefix';
import { WAF_LIMITS } from './waf-limits';

/** What AWS WAF can express: source addresses of both families. */
export const WAF_CAPABILITIES: Capabilities = {
  platform: 'AWS WAF',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP],
  hostPatterns: [],
  hostAlternatives: 'the source of a request is an address, never a name',
};

/**
 * How a path is rewritten before it is compared, in this order: decoded twice, so that
 * double encoding hides nothing, and lower-cased. Paths are not normalised here: the
 * pattern does that, since servers that do not normalise would see another path.
 */
export const PATH_TRANSFORMATIONS: readonly string[] = ['URL_DECODE', 'URL_DECODE_UNI', 'LOWERCASE'];

/** WCU that each statement costs. @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html */
const COST = { ipSet: 1, pattern: 3, transformation: 10 } as const;

/** WCU of the rule: two IP sets, and the path when there is one. */
function neededCapacity(path: PathPrefix | undefined): number {
  const ofPath = path === undefined ? 0 : COST.pattern + PATH_TRANSFORMATIONS.length * COST.transformation;
  return 2 * COST.ipSet + ofPath;
}

/**
 * WCU that a rule group is created with when none are given: enough with a path and without, and with
 * room, because a rule group whose capacity changes is replaced.
 */
const DEFAULT_CAPACITY = 50;

/** @throws EndpointError `InvalidQuota` */
export function capacityInForce(capacity: number | undefined, path: PathPrefix | undefined): number {
  const needed = neededCapacity(path);
  const inForce = capacity ?? DEFAULT_CAPACITY;
  if (!Number.isInteger(inForce) || inForce < needed || inForce > WAF_LIMITS.ruleGroupCapacity) {
    throw invalidQuota('capacity', inForce, `a whole number from ${needed}, which the rule needs, to ${WAF_LIMITS.ruleGroupCapacity}`);
  }
  return inForce;
}

/** The pattern for a path, within the limits of AWS WAF. @throws EndpointError `InvalidPathPrefix` */
export function pathPattern(path: PathPrefix): string {
  return path.pattern(WAF_LIMITS.patternLength);
}
