import { AddressFamily, type PrefixSet } from '../../net';
import type { NameSet } from '../../verify';
import type { RemoteSide } from './traffic-report';

export function remoteAddresses(addresses: PrefixSet): RemoteSide {
  return { ipv4: addresses.toStrings(AddressFamily.IPV4), ipv6: addresses.toStrings(AddressFamily.IPV6), names: [] };
}

export function remoteNames(names: NameSet): RemoteSide {
  return { ipv4: [], ipv6: [], names: names.describe() };
}

/**
 * A remote side in a few words; the list itself is for where there is room.
 *
 * @example
 * remoteText(remote); //=> '94 IPv4 and 12 IPv6 prefixes'
 */
export function remoteText(remote: RemoteSide): string {
  return remoteLines(remote).join(', ');
}

/** The same in lines: addresses before names. */
export function remoteLines({ ipv4, ipv6, names }: RemoteSide): string[] {
  const addresses = ipv4.length > 1 && ipv6.length > 1
    ? [`${ipv4.length} IPv4 and ${ipv6.length} IPv6 prefixes`]
    : [...familyText(ipv4, 'IPv4', '0.0.0.0/0'), ...familyText(ipv6, 'IPv6', '::/0')];
  const lines = [...addresses, ...names.length === 0 ? [] : [names.length === 1 ? names[0] : `${names.length} host names`]];
  return lines.length === 0 ? ['nobody'] : lines;
}

/** The entries of a remote side: addresses before names. */
export function remoteEntries({ ipv4, ipv6, names }: RemoteSide): readonly string[] {
  return [...ipv4, ...ipv6, ...names];
}

function familyText(prefixes: readonly string[], family: string, all: string): string[] {
  if (prefixes.length === 0) return [];
  if (prefixes[0] === all) return [`any ${family} address`];
  return [prefixes.length === 1 ? prefixes[0] : `${prefixes.length} ${family} prefixes`];
}
