import { Token } from 'cdktf';
import { invalidLocalSide } from '../../messages/errors';
import { AddressFamily, Prefix } from '../../net';

/** Where the traffic of firewall rules comes from. */
export interface FirewallSourceOptions {
  /**
   * IPv4 addresses and prefixes, or deploy-time values that will be such. `*` is everyone behind the firewall.
   *
   * @default - ['*'], unless `sourceIpGroups` is given
   */
  readonly sourceAddresses?: string[];

  /**
   * Ids of IP groups, in addition to `sourceAddresses`.
   *
   * @default - none
   */
  readonly sourceIpGroups?: string[];

  /**
   * IPv6 addresses and prefixes from which IPv6 network rules admit traffic.
   *
   * @default - ['*'], unless another source is given
   */
  readonly sourceAddressesIpv6?: string[];
}

/** The sources of a rule, as the provider takes them. */
interface FirewallSources {
  readonly sourceAddresses?: string[];
  readonly sourceIpGroups?: string[];
}

const EVERYONE = '*';

/**
 * The sources of rules of a family; those on host names are of IPv4.
 *
 * @returns `undefined` when there are sources, but none of that family
 * @throws EndpointError `InvalidLocalSide`
 */
export function firewallSources(options: FirewallSourceOptions, family: AddressFamily): FirewallSources | undefined {
  const { sourceAddresses, sourceIpGroups, sourceAddressesIpv6 } = options;
  if (family === AddressFamily.IPV6) {
    const unlimited = (sourceAddresses === undefined && sourceIpGroups === undefined) || sourceAddresses?.includes(EVERYONE);
    const addresses = sourceAddressesIpv6 ?? (unlimited ? [EVERYONE] : undefined);
    return addresses && { sourceAddresses: canonical(addresses, family) };
  }
  if (sourceAddresses === undefined && sourceIpGroups === undefined) {
    return sourceAddressesIpv6 === undefined ? { sourceAddresses: [EVERYONE] } : undefined;
  }
  return {
    sourceAddresses: sourceAddresses && canonical(sourceAddresses, family),
    sourceIpGroups: sourceIpGroups && [...new Set(sourceIpGroups)],
  };
}

/** How many sources Azure counts: an IP group is one. */
export function countSources({ sourceAddresses = [], sourceIpGroups = [] }: FirewallSources): number {
  return sourceAddresses.length + sourceIpGroups.length;
}

/** The prefixes, sorted and distinct, and the deploy-time ones. */
function canonical(addresses: readonly string[], family: AddressFamily): string[] {
  if (Token.isUnresolved(addresses)) {
    return [...addresses];
  }
  if (addresses.includes(EVERYONE)) {
    return [EVERYONE];
  }
  const concrete = addresses.filter((text) => !Token.isUnresolved(text)).map((text) => parse(text, family)).sort(Prefix.compare);
  return [...new Set([...concrete.map(String), ...addresses.filter((text) => Token.isUnresolved(text))])];
}

function parse(text: string, family: AddressFamily): Prefix {
  let prefix: Prefix;
  try {
    prefix = text.includes('/') ? Prefix.parse(text) : Prefix.parseAddress(text);
  } catch (error) {
    throw invalidLocalSide(text, `an ${family} address or prefix, or * (${error instanceof Error ? error.message : String(error)})`);
  }
  if (prefix.family !== family) {
    throw invalidLocalSide(text, `an ${family} address or prefix, or *`);
  }
  return prefix;
}
