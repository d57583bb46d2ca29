import { hasHostBits, hostMask, WordCount } from '../columns/address-rows';
import { readAddress } from '../columns/read-address';
import { formatAddress } from '../columns/write-address';

/** Why a text was refused, and how to mend it where that is known. */
export interface Problem {
  readonly problem: string;
  readonly hint?: string;
}

const EXPECTED = 'write an address and a length, such as "10.0.0.0/8" or "2001:db8::/32"';

/** Explains a text that was refused as a prefix with length. */
export function prefixProblem(text: unknown): Problem {
  const general = generalProblem(text);
  if (general !== undefined) return general;
  const [address, ...lengths] = (text as string).split('/', 3);
  const words = wordsOf(address);
  if (words === undefined) return addressProblem(address);
  const bits = 32 * words;
  if (lengths.length === 0) return { problem: 'it has no length', hint: `did you mean "${address}/${bits}"?` };
  if (lengths.length > 1) return { problem: 'it has more than one slash', hint: EXPECTED };
  return lengthProblem(lengths[0], bits) ?? hostBitsProblem(address, Number(lengths[0]), words);
}

/** Explains a text that was refused as one address without length. */
export function singleAddressProblem(text: unknown): Problem {
  const general = generalProblem(text);
  if (general !== undefined) return general;
  const [address, length] = (text as string).split('/', 2);
  if (length === undefined || wordsOf(address) === undefined) return addressProblem(address);
  return { problem: 'a single address has no length', hint: `did you mean "${address}"?` };
}

function generalProblem(text: unknown): Problem | undefined {
  if (typeof text !== 'string') return { problem: 'it is not text', hint: EXPECTED };
  if (text === '') return { problem: 'it is empty', hint: EXPECTED };
  if (/\s/.test(text)) return { problem: 'it contains white space', hint: EXPECTED };
  if (text.includes('%')) return { problem: 'a zone id is not part of an address', hint: 'leave out the % and what follows' };
  return undefined;
}

function wordsOf(address: string): WordCount | undefined {
  const scratch = new Uint32Array(4);
  if (readAddress(address, 1, scratch, 0)) return 1;
  return readAddress(address, 4, scratch, 0) ? 4 : undefined;
}

function addressProblem(address: string): Problem {
  if (address.includes(':')) return ipv6Problem(address);
  if (/^0x|^[\d.]+$/i.test(address)) return ipv4Problem(address.split('.'));
  return { problem: 'it is neither an IPv4 nor an IPv6 address', hint: EXPECTED };
}

function ipv4Problem(octets: readonly string[]): Problem {
  const hint = 'write four decimal numbers from 0 to 255, such as "10.0.0.0"';
  if (octets.length !== 4) return { problem: `an IPv4 address has 4 numbers, not ${octets.length}`, hint };
  const bad = octets.findIndex((octet) => !/^(0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255);
  const place = `number ${bad + 1} of the address`;
  if (/^0\d/.test(octets[bad])) return { problem: `${place} has a leading zero, which some tools read as octal`, hint: 'leave it out' };
  if (!/^\d+$/.test(octets[bad])) return { problem: `${place} is not decimal`, hint };
  return { problem: `${place} is above 255`, hint };
}

function ipv6Problem(address: string): Problem {
  const hint = 'write eight groups of 1 to 4 hexadecimal digits, or "::" once for groups of zeros';
  if (/::.*::|:::/.test(address)) return { problem: '"::" occurs more than once', hint };
  const groups = address.split(':');
  const bad = groups.find((group) => !/^[\da-f]{0,4}$/i.test(group));
  if (bad === undefined) return { problem: 'it has too few or too many groups', hint };
  if (bad.includes('.')) return { problem: 'the IPv4 part is not four decimal numbers at the end', hint };
  return { problem: `group ${groups.indexOf(bad) + 1} is not 1 to 4 hexadecimal digits`, hint };
}

function lengthProblem(length: string, bits: number): Problem | undefined {
  const hint = `write a number from 0 to ${bits} after the slash`;
  if (length === '') return { problem: 'the length is empty', hint };
  if (/^0\d+$/.test(length)) return { problem: 'the length has a leading zero', hint };
  if (!/^\d+$/.test(length)) return { problem: 'the length is not a decimal number', hint };
  return Number(length) > bits ? { problem: `the length is above ${bits}`, hint } : undefined;
}

function hostBitsProblem(address: string, length: number, words: WordCount): Problem {
  const row = new Uint32Array(words);
  readAddress(address, words, row, 0);
  if (!hasHostBits(row, 0, words, length)) throw new Error(`no problem with ${address}/${length}`);
  row.forEach((word, w) => row[w] = word - (word % (hostMask(length, w) + 1)));
  return { problem: `it has bits set after the first ${length}`, hint: `did you mean "${formatAddress(row, 0, words)}/${length}"?` };
}
