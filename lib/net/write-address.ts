/* eslint-disable no-bitwise -- addresses are bit patterns */
import { group, WordCount } from './address-rows';
import { PrefixWalk } from './prefix-walk';

/*
 * Canonical text. It is written as bytes and becomes strings in bulk: joining numbers
 * and dots to strings one by one is what takes most of the time in long lists.
 */

const NEWLINE = 0x0a;
const DOT = 0x2e;
const SLASH = 0x2f;
const DIGIT_ZERO = 0x30;
const COLON = 0x3a;
const LETTER_A = 0x61;

/** No prefix takes more bytes, with the newline: 39 for the address, 4 for its length. */
const LONGEST = 44;
/** Where text is written before it becomes a string; what is in it never outlives a call. */
const SCRATCH = Buffer.alloc(8192);

/**
 * The canonical text of the address in row `at`.
 *
 * IPv6 follows RFC 5952 section 4. The dotted tail that section 5 recommends for
 * IPv4-mapped addresses is not used: no tool further on shall read IPv4 into it.
 */
export function formatAddress(rows: Uint32Array, at: number, words: WordCount): string {
  return SCRATCH.toString('latin1', 0, writeAddress(SCRATCH, 0, rows, at, words));
}

/** Appends the canonical text of every prefix that is left of the walk. */
export function formatPrefixes(walk: PrefixWalk, texts: string[]): void {
  for (const block of formatBlocks(walk)) {
    for (const line of block.slice(0, -1).split('\n')) texts.push(line);
  }
}

/** The same as blocks of lines, each with a newline at its end. */
export function* formatBlocks(walk: PrefixWalk): Generator<string> {
  for (let more = walk.next(); more;) {
    let end = 0;
    for (; more && end <= SCRATCH.length - LONGEST; more = walk.next()) end = writePrefix(SCRATCH, end, walk);
    yield SCRATCH.toString('latin1', 0, end);
  }
}

function writePrefix(bytes: Buffer, start: number, walk: PrefixWalk): number {
  let end = writeAddress(bytes, start, walk.row, 0, walk.words);
  bytes[end++] = SLASH;
  end = writeDecimal(bytes, end, walk.length);
  bytes[end++] = NEWLINE;
  return end;
}

/** Each writer returns the position after the last byte written. */
function writeAddress(bytes: Buffer, start: number, rows: Uint32Array, at: number, words: WordCount): number {
  return words === 1 ? writeIpv4(bytes, start, rows[at]) : writeIpv6(bytes, start, rows, at);
}

function writeIpv4(bytes: Buffer, start: number, address: number): number {
  let end = writeDecimal(bytes, start, address >>> 24);
  bytes[end++] = DOT;
  end = writeDecimal(bytes, end, (address >>> 16) & 0xff);
  bytes[end++] = DOT;
  end = writeDecimal(bytes, end, (address >>> 8) & 0xff);
  bytes[end++] = DOT;
  return writeDecimal(bytes, end, address & 0xff);
}

function writeIpv6(bytes: Buffer, start: number, rows: Uint32Array, at: number): number {
  const gap = longestZeroRun(rows, at);
  let end = start;
  for (let g = 0; g < 8;) {
    if (g === gap) {
      // One colon of the two; the other comes before the next group.
      bytes[end++] = COLON;
      g += zeroGroups(rows, at, g);
      if (g === 8) bytes[end++] = COLON;
    } else {
      if (g > 0) bytes[end++] = COLON;
      end = writeHexadecimal(bytes, end, group(rows, at, g++));
    }
  }
  return end;
}

/** The digits of each number below 256, the first in the lowest byte, and how many they are in the highest. Made on first use. */
let decimals: Uint32Array | undefined;

/** Writes a number below 256. */
function writeDecimal(bytes: Buffer, start: number, value: number): number {
  decimals ??= Uint32Array.from({ length: 256 }, (_, number) => (
    Array.from(`${number}`).reduce((digits, digit, i) => digits | (DIGIT_ZERO + Number(digit)) << 8 * i, `${number}`.length << 24)
  ));
  const digits = decimals[value];
  // Writing all three is faster than asking how many there are; what is too much is overwritten by what follows.
  bytes[start] = digits;
  bytes[start + 1] = digits >>> 8;
  bytes[start + 2] = digits >>> 16;
  return start + (digits >>> 24);
}

/** Writes a number below 2^16. */
function writeHexadecimal(bytes: Buffer, start: number, value: number): number {
  let end = start;
  for (let shift = (31 - Math.clz32(value | 1)) & ~3; shift >= 0; shift -= 4) {
    const digit = (value >>> shift) & 0xf;
    bytes[end++] = digit < 10 ? DIGIT_ZERO + digit : LETTER_A + digit - 10;
  }
  return end;
}

/** The first of the longest runs of two or more zero groups, or -1. */
function longestZeroRun(rows: Uint32Array, at: number): number {
  let best = -1;
  let bestLength = 1;
  for (let g = 0; g < 8; g++) {
    const length = zeroGroups(rows, at, g);
    if (length > bestLength) {
      best = g;
      bestLength = length;
    }
    g += length;
  }
  return best;
}

/** How many groups from `first` on are zero. */
function zeroGroups(rows: Uint32Array, at: number, first: number): number {
  let g = first;
  while (g < 8 && group(rows, at, g) === 0) g++;
  return g - first;
}
