/* eslint-disable no-bitwise -- addresses are bit patterns */
/**
 * Addresses as intervals of whole numbers, by ipaddr.js alone: what the proofs of this library are themselves checked
 * with. It shares no code with `lib/`, neither to read addresses nor to join them.
 */
import * as ipaddr from 'ipaddr.js';

/** First and last address, each with its family in front so that IPv4 and IPv6 never meet. */
type Interval = readonly [first: bigint, last: bigint];

const IPV6 = 1n << 128n;

function intervalOf(text: string): Interval {
  const [address, length] = text.includes('/') ? ipaddr.parseCIDR(text) : [ipaddr.parse(text), text.includes(':') ? 128 : 32] as const;
  const bytes = address.toByteArray();
  const first = bytes.reduce((number, byte) => (number << 8n) + BigInt(byte), 0n) + (bytes.length === 16 ? IPV6 : 0n);
  return [first, first + (1n << BigInt(8 * bytes.length - length)) - 1n];
}

/** The fewest intervals that hold exactly these prefixes, in order, as text: equal for equal addresses. */
export function intervals(prefixes: Iterable<string>): string[] {
  const joined: [bigint, bigint][] = [];
  for (const [first, last] of [...prefixes].map(intervalOf).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1n) previous[1] = last > previous[1] ? last : previous[1];
    else joined.push([first, last]);
  }
  return joined.map(([first, last]) => `${first.toString(16)}-${last.toString(16)}`);
}

/** Whatever looks like an address or a prefix in a text. */
export function addressesIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w.:/-])(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[\da-f:]*:[\da-f:]*:)[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})(?:\/\d{1,3})?(?![\w.:/])/gi)].map(([found]) => found)
    .filter((found) => ipaddr.isValid(found.split('/')[0]));
}
