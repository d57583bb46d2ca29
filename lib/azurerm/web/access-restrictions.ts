import { groupBy } from '../../collections/group-by';
import { accessRestrictionsFull } from '../../messages/errors';
import { AddressFamily } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { fitName } from '../../rules/placement/naming';
import { placeInShards } from '../../rules/placement/placement';
import { sourceAddresses } from '../../rules/pool/source-addresses';
import { ACCESS_RESTRICTION_LIMITS } from '../limits/access-restriction-limits';

/** A rule that lets ranges in. */
interface AccessRestriction {
  readonly name: string;
  readonly description: string;
  readonly ranges: readonly string[];
}

/**
 * The rules of an app, by name.
 *
 * As long as they are few enough, each range has its own rule, so that a change
 * of one touches no other. Beyond that, each range chooses one of `maxRules` rules by
 * its content.
 *
 * @param path the enforcement point, for messages
 * @param rules as a budget gives them: no two have peers that overlap or could be merged
 * @throws EndpointError `AccessRestrictionsFull`
 */
export function accessRestrictions(path: string, rules: readonly FittedRule[], maxRules: number): AccessRestriction[] {
  const { cidrs, deployTime } = sourceAddresses(rules, AddressFamily.IPV4, AddressFamily.IPV6);
  const { rangesPerRule } = ACCESS_RESTRICTION_LIMITS;
  if (cidrs.length > maxRules * rangesPerRule) {
    throw accessRestrictionsFull(path, cidrs.length, maxRules, rangesPerRule);
  }
  const originsOf = new Map(rules.flatMap(({ peers }) => peers).map(({ cidr, origins }) => [cidr, origins]));
  const describe = (ranges: readonly string[]) => describeOrigins(mergeOrigins(ranges.flatMap((range) => originsOf.get(range)!)));
  const labelOfToken = new Map(deployTime.map((token, index) => [token, `deploytime${index + 1}`]));
  const labels = new Map(cidrs.map((cidr) => [cidr, labelOfToken.get(cidr) ?? cidr]));
  if (cidrs.length <= maxRules) {
    return cidrs.map((cidr) => ({ name: nameOf(labels.get(cidr)!), description: describe([cidr]), ranges: [cidr] }));
  }
  const placement = placeInShards([...labels.values()], maxRules, rangesPerRule);
  const byRule = groupBy(cidrs, (cidr) => placement.get(labels.get(cidr)!)!);
  return [...byRule].sort(([a], [b]) => a - b).map(([rule, ranges]) => ({ name: `m365-${rule + 1}`, description: describe(ranges), ranges }));
}

/** A name from a range: `m365-52.159.23.209-32`; that of an IPv6 range ends in a hash. */
function nameOf(range: string): string {
  return fitName(`m365-${range.replace(/\//g, '-')}`, ACCESS_RESTRICTION_LIMITS.nameLength);
}
