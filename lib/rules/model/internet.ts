import { AddressFamily, PrefixSet } from '../../net';

/** What is routed on the Internet, by family: all of IPv4, and the global unicast addresses of IPv6. */
const INTERNET: Readonly<Record<AddressFamily, PrefixSet>> = {
  [AddressFamily.IPV4]: PrefixSet.ALL_IPV4,
  [AddressFamily.IPV6]: PrefixSet.of('2000::/3'),
};

/**
 * Peers that are more than one address in this many are the Internet rather than somebody: no company and no cloud has an
 * eighth of a family. The largest holders of IPv4 have a few in a hundred.
 */
const INTERNET_SHARE = 8n;

/** From how many addresses on a family counts as the Internet. */
const THRESHOLD: Readonly<Record<AddressFamily, bigint>> = {
  [AddressFamily.IPV4]: INTERNET[AddressFamily.IPV4].size() / INTERNET_SHARE,
  [AddressFamily.IPV6]: INTERNET[AddressFamily.IPV6].size() / INTERNET_SHARE,
};

/** The families of which `prefixes` hold so much that they admit the Internet, however they are spelled. */
export function internetFamilies(prefixes: PrefixSet): AddressFamily[] {
  return Object.values(AddressFamily).filter((family) => (
    prefixes.intersect(INTERNET[family]).size() > THRESHOLD[family]
  ));
}
