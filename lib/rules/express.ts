import { EndpointError, unsupported } from '../errors';
import { AddressFamily, Direction, HostPattern, PrefixSet } from '../net';
import { Capabilities } from './capabilities';
import { Rule } from './rule';

/** The part of a rule that a platform expresses, and what became of the rest. */
export interface Expression {
  /** The rule without what the platform cannot express. */
  readonly rule: Rule;

  /** One error for each kind of thing that is missing. */
  readonly unsupported: readonly EndpointError[];

  /** Host patterns that the platform cannot match, whose place the addresses of the same remote side take. */
  readonly hostsByAddress: readonly HostPattern[];
}

const SENDER_HAS_NO_NAME = 'a packet that arrives tells the address of its sender and no name';

/** How many host patterns a message lists; the others are counted. */
const NAMED_HOSTS = 5;

/**
 * What a platform can express of `rule`.
 *
 * A rule with names and addresses describes one remote side twice, so the platform needs
 * only one of the two to be complete; where neither is, whatever is missing is an error.
 */
export function express(rule: Rule, capabilities: Capabilities): Expression {
  const { platform } = capabilities;
  const slug = rule.origins[0].slug;
  if (!capabilities.protocols.includes(rule.protocol)) {
    return {
      rule: { ...rule, prefixes: PrefixSet.EMPTY, deployTimePrefixes: [], hosts: [] },
      unsupported: [unsupported(slug, `${platform} has no rules for ${rule.protocol}`, 'use an enforcement point that has')],
      hostsByAddress: [],
    };
  }
  const inbound = rule.direction === Direction.INBOUND;
  const limitation = inbound ? SENDER_HAS_NO_NAME : capabilities.hostLimitation?.(rule.protocol, rule.ports);
  const isMatched = (host: HostPattern) => limitation === undefined && capabilities.hostPatterns.includes(host.kind);
  const unmatchedHosts = rule.hosts.filter((host) => !isMatched(host));
  const missingFamilies = familiesOf(rule).filter((family) => !capabilities.addressFamilies.includes(family));

  const byAddress = familiesOf(rule).length > 0 && missingFamilies.length === 0;
  const byName = rule.hosts.length > 0 && unmatchedHosts.length === 0;
  return {
    rule: {
      ...rule,
      prefixes: capabilities.addressFamilies.reduce((union, family) => union.union(rule.prefixes.only(family)), PrefixSet.EMPTY),
      deployTimePrefixes: rule.deployTimePrefixes.filter(({ family }) => capabilities.addressFamilies.includes(family)),
      hosts: rule.hosts.filter(isMatched),
    },
    unsupported: byAddress || byName ? [] : [
      ...(unmatchedHosts.length === 0 ? [] : [
        unsupported(slug, `${platform} cannot match ${list(unmatchedHosts)}${limitation === undefined ? '' : `, since ${limitation}`}`, inbound ? 'name its addresses instead' : capabilities.hostAlternatives),
      ]),
      ...missingFamilies.map((family) => (capabilities.addressFamilies.length === 0
        ? unsupported(slug, `${platform} matches no addresses, and ${countOf(rule, family)} ${family} prefixes are published without names`, 'use an enforcement point that matches addresses')
        : unsupported(slug, `${platform} has no rules for ${family}, which ${countOf(rule, family)} prefixes need`, `leave ${family} out with addressFamilies`))),
    ],
    hostsByAddress: byAddress ? unmatchedHosts : [],
  };
}

/** The families in which a rule has peers. */
export function familiesOf(rule: Rule): AddressFamily[] {
  return Object.values(AddressFamily).filter((family) => countOf(rule, family) > 0);
}

function countOf({ prefixes, deployTimePrefixes }: Rule, family: AddressFamily): number {
  return prefixes.count(family) + deployTimePrefixes.filter((prefix) => prefix.family === family).length;
}

function list(hosts: readonly HostPattern[]): string {
  const named = hosts.slice(0, NAMED_HOSTS).join(', ');
  const more = hosts.length > NAMED_HOSTS ? ` and ${hosts.length - NAMED_HOSTS} more` : '';
  return `the host pattern${hosts.length === 1 ? '' : 's'} ${named}${more}`;
}
