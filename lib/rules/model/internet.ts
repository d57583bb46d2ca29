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

/** The families of which `prefixes` hold so much that they admit the Internet, however they are spelled. */
export function internetFamilies(prefixes: PrefixSet): AddressFamily[] {
  return Object.values(AddressFamily).filter((family) => (
    prefixes.intersect(INTERNET[family]).size() * INTERNET_SHARE > INTERNET[family].size()
  ));
}
