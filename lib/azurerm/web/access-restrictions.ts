import { accessRestrictionsFull } from '../../messages/errors';
import { AddressFamily, PrefixSet } from '../../net';
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
 * As long as they are few enough, each range has a rule of its own, so that a change
 * of one touches no other. Beyond that, each range chooses one of `maxRules` rules by
 * its content.
 *
 * @param path the enforcement point, for messages
 * @throws EndpointError `AccessRestrictionsFull`
 */
export function accessRestrictions(path: string, rules: readonly FittedRule[], maxRules: number): AccessRestriction[] {
  const { cidrs, deployTime } = sourceAddresses(rules, AddressFamily.IPV4, AddressFamily.IPV6);
  const { rangesPerRule } = ACCESS_RESTRICTION_LIMITS;
  if (cidrs.length > maxRules * rangesPerRule) {
    throw accessRestrictionsFull(path, cidrs.length, maxRules, rangesPerRule);
  }
  const describe = describer(rules, deployTime);
  const labels = new Map(cidrs.map((cidr) => [cidr, deployTime.includes(cidr) ? `deploytime${deployTime.indexOf(cidr) + 1}` : cidr]));
  if (cidrs.length <= maxRules) {
    return cidrs.map((cidr) => ({ name: nameOf(labels.get(cidr)!), description: describe([cidr]), ranges: [cidr] }));
  }
  const placement = placeInShards([...labels.values()], maxRules, rangesPerRule);
  const inRule = (rule: number) => cidrs.filter((cidr) => placement.get(labels.get(cidr)!) === rule);
  return Array.from({ length: maxRules }, (_, rule) => ({ rule, ranges: inRule(rule) }))
    .filter(({ ranges }) => ranges.length > 0)
    .map(({ rule, ranges }) => ({ name: `m365-${rule + 1}`, description: describe(ranges), ranges }));
}

/** Says for ranges who asked for addresses in them: neighbours of several scenarios may have been merged. */
function describer(rules: readonly FittedRule[], deployTime: readonly string[]): (ranges: readonly string[]) => string {
  const setOf = (cidrs: readonly string[]) => PrefixSet.fromTexts(cidrs.filter((cidr) => !deployTime.includes(cidr)));
  const peers = rules.flatMap((rule) => rule.peers).map((peer) => ({ ...peer, addresses: setOf([peer.cidr]) }));
  return (ranges) => {
    const addresses = setOf(ranges);
    const asking = peers.filter((peer) => (peer.deployTime ? ranges.includes(peer.cidr) : addresses.overlaps(peer.addresses)));
    return describeOrigins(mergeOrigins(asking.flatMap(({ origins }) => origins)));
  };
}

/** A name from a range: `m365-52.159.23.209-32`; that of an IPv6 range ends in a hash. */
function nameOf(range: string): string {
  return fitName(`m365-${range.replace(/\//g, '-')}`, ACCESS_RESTRICTION_LIMITS.nameLength);
}
