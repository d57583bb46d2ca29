import { PrefixSet } from './prefix-set';

/** Addresses that no public service can have, and the document that says so. */
interface ReservedPrefixes {
  readonly meaning: string;
  readonly reference: string;
  readonly prefixes: PrefixSet;
}

/**
 * Addresses that are not global unicast. A rule for one of them admits a neighbour, or nobody.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry (both checked 2025-10-09)
 */
export const RESERVED_PREFIXES: readonly ReservedPrefixes[] = [
  reserved('this network', 'RFC 791', '0.0.0.0/8'),
  reserved('private use', 'RFC 1918', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  reserved('shared address space of carriers', 'RFC 6598', '100.64.0.0/10'),
  reserved('loopback', 'RFC 1122', '127.0.0.0/8'),
  reserved('link-local', 'RFC 3927', '169.254.0.0/16'),
  reserved('protocol assignments', 'RFC 6890', '192.0.0.0/24'),
  reserved('documentation', 'RFC 5737', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'),
  reserved('6to4 relays', 'RFC 7526', '192.88.99.0/24'),
  reserved('benchmarking', 'RFC 2544', '198.18.0.0/15'),
  reserved('multicast', 'RFC 5771', '224.0.0.0/4'),
  reserved('reserved', 'RFC 1112', '240.0.0.0/4'),
  reserved('multicast', 'RFC 4291', 'ff00::/8'),
  reserved('unique local', 'RFC 4193', 'fc00::/7'),
  reserved('link-local', 'RFC 4291', 'fe80::/10'),
  reserved('protocol assignments', 'RFC 2928', '2001::/23'),
  reserved('documentation', 'RFC 3849', '2001:db8::/32'),
  reserved('6to4', 'RFC 3056', '2002::/16'),
  reserved('documentation', 'RFC 9637', '3fff::/20'),
  // All of IPv6 that is neither 2000::/3 nor named above.
  reserved('not global unicast', 'RFC 4291', '::/3', '4000::/2', '8000::/2', 'c000::/3', 'e000::/4', 'f000::/5', 'f800::/6', 'fe00::/9', 'fec0::/10'),
];

function reserved(meaning: string, reference: string, ...prefixes: string[]): ReservedPrefixes {
  return { meaning, reference, prefixes: PrefixSet.of(...prefixes) };
}
