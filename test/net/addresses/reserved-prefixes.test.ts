import { PrefixSet } from '../../../lib/net';
import { RESERVED_PREFIXES } from '../../../lib/net/addresses/reserved-prefixes';

test('each reserved range says what it is for, and by which document', () => {
  expect(RESERVED_PREFIXES.map(({ meaning, reference, prefixes }) => `${meaning} (${reference}): ${prefixes.toStrings()[0]}`)).toEqual([
    'this network (RFC 791): 0.0.0.0/8', 'private use (RFC 1918): 10.0.0.0/8', 'shared address space of carriers (RFC 6598): 100.64.0.0/10',
    'loopback (RFC 1122): 127.0.0.0/8', 'link-local (RFC 3927): 169.254.0.0/16', 'protocol assignments (RFC 6890): 192.0.0.0/24',
    'documentation (RFC 5737): 192.0.2.0/24', '6to4 relays (RFC 7526): 192.88.99.0/24', 'benchmarking (RFC 2544): 198.18.0.0/15',
    'multicast (RFC 5771): 224.0.0.0/4', 'reserved (RFC 1112): 240.0.0.0/4', 'multicast (RFC 4291): ff00::/8', 'unique local (RFC 4193): fc00::/7',
    'link-local (RFC 4291): fe80::/10', 'protocol assignments (RFC 2928): 2001::/23', 'documentation (RFC 3849): 2001:db8::/32', '6to4 (RFC 3056): 2002::/16',
    'documentation (RFC 9637): 3fff::/20', 'not global unicast (RFC 4291): ::/3',
  ]);
});

test('a set of one family is not empty, and says which it is', () => {
  const sets = [PrefixSet.EMPTY, PrefixSet.of('192.0.2.0/24'), PrefixSet.of('2001:db8::/32'), PrefixSet.of('192.0.2.0/24', '2001:db8::/32')];
  expect(sets.map((set) => [set.isEmpty, ...set.families()])).toEqual([[true], [false, 'IPv4'], [false, 'IPv6'], [false, 'IPv4', 'IPv6']]);
});
