import { counted, EndpointError, unsupported } from '../../messages/errors';
import { AddressFamily, Direction, HostPattern, PrefixSet } from '../../net';
import { describePorts, Rule } from '../model/rule';
import { Capabilities } from './capabilities';
import { splitByTraffic } from './host-traffic';

/** The part of a rule that a platform expresses, and what became of the rest. */
interface SupportedPart {
  /** The addresses of the rule and its names, each a rule of its own, without what the platform cannot express. */
  readonly rules: readonly Rule[];

  /** One error for each kind of thing that is missing. */
  readonly unsupported: readonly EndpointError[];

  /** Host patterns that the platform cannot match, whose place the addresses of the same remote side take. */
  readonly hostsByAddress: readonly HostPattern[];
}

/** What a platform makes of the host names of a rule on some of its ports. */
interface NamedPart {
  /** The names that it matches. */
  readonly rule: Rule;
  readonly unmatched: readonly HostPattern[];

  /** Where and why it matches no others, as a message continues. */
  readonly limitation: string;
  readonly alternatives: string;
}

const SENDER_HAS_NO_NAME = ', since a packet that arrives tells the address of its sender and no name';

/** How many host patterns a message lists; the others are counted. */
const NAMED_HOSTS = 5;

/**
 * What a platform can express of `rule`.
 *
 * A rule with names and addresses describes one remote side twice, so the platform needs
 * only one of the two to be complete; where neither is, whatever is missing is an error.
 * Addresses stay together; names are split by ports where the platform matches them differently.
 */
export function supportedPart(rule: Rule, capabilities: Capabilities): SupportedPart {
  const { platform, addressFamilies, protocols } = capabilities;
  const slug = rule.origins[0].slug;
  // No platform matches the name of a sender, so no advice but its addresses helps.
  const isNameless = rule.direction === Direction.INBOUND && rule.hosts.length > 0 && familiesOf(rule).length === 0;
  const refusal = protocols.includes(rule.protocol) ? (isNameless ? undefined : capabilities.refusal?.(rule))
    : unsupported(slug, `${platform} has no rules for ${rule.protocol}`, 'use an enforcement point that has');
  if (refusal !== undefined) {
    return { rules: [], unsupported: [refusal], hostsByAddress: [] };
  }
  const named = rule.hosts.length === 0 ? [] : nameParts(rule, capabilities);
  const incomplete = named.filter(({ unmatched }) => unmatched.length > 0);
  const missingFamilies = familiesOf(rule).filter((family) => !addressFamilies.includes(family));

  const byAddress = familiesOf(rule).length > 0 && missingFamilies.length === 0;
  const byName = rule.hosts.length > 0 && incomplete.length === 0;
  const addresses = {
    ...rule,
    prefixes: missingFamilies.reduce((prefixes, family) => prefixes.subtract(rule.prefixes.only(family)), rule.prefixes),
    deployTimePrefixes: rule.deployTimePrefixes.filter(({ family }) => addressFamilies.includes(family)),
    hosts: [],
  };
  return {
    rules: [addresses, ...named.map((part) => part.rule)].filter((each) => familiesOf(each).length + each.hosts.length > 0),
    unsupported: byAddress || byName ? [] : [
      ...incomplete.map(({ unmatched, limitation, alternatives }) => (
        unsupported(slug, `${platform} cannot match ${list(unmatched)}${limitation}`, alternatives)
      )),
      ...(addressFamilies.length === 0 && incomplete.length > 0 ? [] : missingFamilies.map((family) => missingFamily(rule, family, capabilities))),
    ],
    hostsByAddress: byAddress ? incomplete.flatMap(({ unmatched }) => unmatched) : [],
  };
}

/** The families in which a rule has peers. */
export function familiesOf(rule: Rule): AddressFamily[] {
  const families = new Set([...rule.prefixes.families(), ...rule.deployTimePrefixes.map(({ family }) => family)]);
  return Object.values(AddressFamily).filter((family) => families.has(family));
}

function countOf({ prefixes, deployTimePrefixes }: Rule, family: AddressFamily): number {
  return prefixes.count(family) + deployTimePrefixes.filter((prefix) => prefix.family === family).length;
}

/** The host names of a rule, by the ports on which the platform matches the same ones. */
function nameParts(rule: Rule, { hostPatterns, hostAlternatives, hostTraffic, hostCharacters }: Capabilities): NamedPart[] {
  if (rule.direction === Direction.INBOUND) {
    return [namedPart(rule, () => false, SENDER_HAS_NO_NAME, 'name its addresses instead')];
  }
  const isWritable = (host: HostPattern) => hostCharacters?.test(`${host}`) ?? true;
  if (hostTraffic === undefined) {
    return [namedPart(rule, (host) => hostPatterns.includes(host.kind) && isWritable(host), '', hostAlternatives)];
  }
  return splitByTraffic(rule, hostTraffic).map(({ traffic, ...ports }) => namedPart(
    { ...rule, ...ports },
    (host) => traffic !== undefined && traffic.hostPatterns.includes(host.kind) && isWritable(host),
    ` on ${describePorts({ ...rule, ...ports })}${traffic === undefined ? '' : `, since ${traffic.limitation}`}`,
    traffic?.alternatives ?? hostAlternatives,
  ));
}

function namedPart(rule: Rule, isMatched: (host: HostPattern) => boolean, limitation: string, alternatives: string): NamedPart {
  return {
    rule: { ...rule, prefixes: PrefixSet.EMPTY, deployTimePrefixes: [], hosts: rule.hosts.filter(isMatched) },
    unmatched: rule.hosts.filter((host) => !isMatched(host)),
    limitation,
    alternatives,
  };
}

function missingFamily(rule: Rule, family: AddressFamily, { platform, addressFamilies }: Capabilities): EndpointError {
  const count = countOf(rule, family);
  const [reason, nextStep] = addressFamilies.length === 0
    ? [`matches no addresses, and no names are published beside ${counted(count, `${family} prefix`)}`, 'use an enforcement point that matches addresses']
    : [`has no rules for ${family}, the family of ${counted(count, 'prefix')}`, `leave ${family} out with addressFamilies`];
  return unsupported(rule.origins[0].slug, `${platform} ${reason}`, nextStep);
}

function list(hosts: readonly HostPattern[]): string {
  const named = hosts.slice(0, NAMED_HOSTS).join(', ');
  const more = hosts.length > NAMED_HOSTS ? ` and ${hosts.length - NAMED_HOSTS} more` : '';
  return `the host pattern${hosts.length === 1 ? '' : 's'} ${named}${more}`;
}
