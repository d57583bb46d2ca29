/* eslint-disable no-bitwise -- addresses are bit patterns */
import { group, hasHostBits, WordCount } from './address-rows';

/*
 * Strict, allocation-free reading of addresses and prefixes. Readers answer yes or no;
 * `prefix-problem.ts` explains a no. Keeping the two apart keeps the accepting path
 * short enough for millions of prefixes.
 */

const DOT = 0x2e;
const SLASH = 0x2f;
const DIGIT_ZERO = 0x30;
const COLON = 0x3a;

/**
 * Reads `text` as a prefix with length into row `at` of `out`.
 *
 * @returns its length, or -1 when the text is not exactly a prefix of this family
 *   without host bits; the row is then undefined
 */
export function readPrefix(text: string, words: WordCount, out: Uint32Array, at: number): number {
  const slash = words === 1 ? readIpv4(text, 0, out, at) : readIpv6(text, out, at);
  if (slash < 0) return -1;
  const length = readLength(text, slash + 1, 32 * words);
  return length >= 0 && !hasHostBits(out, at, words, length) ? length : -1;
}

/** Reads `text` as one address without a length into row `at` of `out`; false when it is none of this family. */
export function readAddress(text: string, words: WordCount, out: Uint32Array, at: number): boolean {
  return (words === 1 ? readIpv4(text, 0, out, at) : readIpv6(text, out, at)) === text.length;
}

/** Reads the rest of `text` as a decimal number up to `max` without leading zeros, or -1. */
function readLength(text: string, start: number, max: number): number {
  let length = digitAt(text, start);
  let i = start + 1;
  for (; i < text.length && length > 0 && length <= max; i++) {
    const digit = digitAt(text, i);
    if (digit < 0) return -1;
    length = length * 10 + digit;
  }
  return i === text.length && length <= max ? length : -1;
}

/**
 * Reads four decimal octets without leading zeros: the only spelling of an IPv4 address that every tool reads alike.
 *
 * @returns where the address ends, which is at a slash or at the end of the text; or -1
 */
function readIpv4(text: string, start: number, out: Uint32Array, at: number): number {
  let address = 0;
  let i = start;
  for (let dots = 0; ; dots++) {
    let octet = digitAt(text, i);
    if (octet < 0) return -1;
    let next = digitAt(text, ++i);
    if (next >= 0 && octet > 0) {
      octet = octet * 10 + next;
      next = digitAt(text, ++i);
      if (next >= 0) {
        octet = octet * 10 + next;
        if (octet > 255) return -1;
        i++;
      }
    }
    address = (address << 8) | octet;
    if (dots === 3) break;
    if (i >= text.length || text.charCodeAt(i++) !== DOT) return -1;
  }
  out[at] = address;
  return i === text.length || text.charCodeAt(i) === SLASH ? i : -1;
}

/** The value of the decimal digit at `i`, negative when there is none. */
function digitAt(text: string, i: number): number {
  if (i >= text.length) return -1;
  const digit = text.charCodeAt(i) - DIGIT_ZERO;
  return digit <= 9 ? digit : -1;
}

/**
 * Reads any spelling of RFC 4291 section 2.2: upper case, leading zeros in a group, one `::`, a dotted IPv4 tail.
 *
 * @returns where the address ends, which is at a slash or at the end of the text; or -1
 */
function readIpv6(text: string, out: Uint32Array, at: number): number {
  out[at] = out[at + 1] = out[at + 2] = out[at + 3] = 0;
  let groups = 0;
  let gap = -1; // how many groups stand before the `::`
  let i = 0;
  if (text.charCodeAt(0) === COLON) {
    if (text.charCodeAt(1) !== COLON) return -1;
    gap = 0;
    i = 2;
  }
  while (i < text.length && text.charCodeAt(i) !== SLASH) {
    const start = i;
    let value = 0;
    let code = 0;
    for (; i < text.length && i < start + 5; i++) {
      code = text.charCodeAt(i);
      const digit = hexDigit(code);
      if (digit < 0) break;
      value = (value << 4) | digit;
    }
    if (code === DOT) return placeGroups(out, at, groups, gap, 6) ? readIpv4(text, start, out, at + 3) : -1;
    if (i === start || i > start + 4 || groups === 8) return -1;
    setGroup(out, at, groups++, value);
    if (i === text.length || code === SLASH) break;
    if (code !== COLON || ++i === text.length) return -1;
    code = text.charCodeAt(i);
    if (code === COLON) {
      if (gap >= 0) return -1;
      gap = groups;
      i++;
    } else if (code === SLASH) {
      return -1;
    }
  }
  return placeGroups(out, at, groups, gap, 8) ? i : -1;
}

/**
 * Moves the groups that stand after the `::` to the end of the first `limit` groups.
 *
 * @returns false unless the groups fill `limit` exactly, or leave room for a `::`
 */
function placeGroups(out: Uint32Array, at: number, groups: number, gap: number, limit: number): boolean {
  if (gap < 0) return groups === limit;
  if (groups >= limit) return false;
  for (let from = groups - 1, to = limit - 1; from >= gap; from--, to--) {
    const value = group(out, at, from);
    setGroup(out, at, from, 0);
    setGroup(out, at, to, value);
  }
  return true;
}

/**
 * The value of the hexadecimal digit with this character code, or -1.
 *
 * Digits and letters alternate at random in addresses, so telling them apart by a branch
 * would be mispredicted half of the time. Modulo 32, the codes of 0-9 are 16 to 25 and
 * those of A-F and a-f are 1 to 6.
 */
function hexDigit(code: number): number {
  const isDigitOrLetter = code >= DIGIT_ZERO && code < 0x70 && (code & 0x50) !== 0x50 && ((0x03ff007e >>> (code & 0x1f)) & 1) === 1;
  return isDigitOrLetter ? (code & 0xf) + 9 * (code >>> 6) : -1;
}

/** Sets a group whose bits are zero, or clears one. */
function setGroup(rows: Uint32Array, at: number, g: number, value: number): void {
  const shift = (g & 1) === 0 ? 16 : 0;
  const w = at + (g >> 1);
  rows[w] = (rows[w] & ~(0xffff << shift)) | (value << shift);
}
