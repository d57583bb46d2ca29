import { PrefixSet } from './prefix-set';

/**
 * The fewest prefixes that hold exactly the addresses of `texts`, in canonical order.
 *
 * Lossless: no address is added or lost. The result is canonical text, IPv4 first, and
 * depends neither on the order nor on the spelling of the input. Linear; a million
 * prefixes take a fraction of a second.
 *
 * @param texts prefixes in CIDR notation, read like `Prefix.parse`
 * @throws EndpointError `InvalidPrefix`, naming the bad texts by their position
 * @example
 * aggregate(['10.0.0.128/25', '10.0.0.0/25', '10.0.0.7/32', '2001:DB8::/32']);
 * //=> ['10.0.0.0/24', '2001:db8::/32']
 */
export function aggregate(texts: Iterable<string>): string[] {
  return PrefixSet.fromTexts(texts).toStrings();
}
