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
/** The fewest bytes of a line, `::/0` and the newline. */
const SHORTEST = 5;
/** Where each line of the scratch ends. */
const ENDS = new Uint16Array(SCRATCH.length / SHORTEST);

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
  for (let more = walk.next(); more;) {
    let end = 0;
    let lines = 0;
    for (; more && end <= SCRATCH.length - LONGEST; more = walk.next()) {
      end = writePrefix(SCRATCH, end, walk);
      ENDS[lines++] = end;
    }
    const block = SCRATCH.toString('latin1', 0, end);
    for (let line = 0, start = 0; line < lines; start = ENDS[line++]) texts.push(block.substring(start, ENDS[line] - 1));
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
  const run = longestZeroRun(rows, at);
  const gap = run >>> 4;
  const afterGap = gap + (run & 0xf);
  let end = start;
  for (let g = 0; g < 8;) {
    if (g === gap && afterGap > gap) {
      // One colon of the two; the other comes before the next group.
      bytes[end++] = COLON;
      g = afterGap;
      if (g === 8) bytes[end++] = COLON;
    } else {
      if (g > 0) bytes[end++] = COLON;
      end = writeHexadecimal(bytes, end, group(rows, at, g++));
    }
  }
  return end;
}

/** The digits of each number below 256, the first in the lowest byte, and how many they are in the highest. Filled on first use. */
const DECIMALS = new Uint32Array(256);

function fillDecimals(): void {
  for (let value = 0; value < 256; value++) {
    const text = `${value}`;
    DECIMALS[value] = Array.from(text).reduce((digits, digit, i) => digits | (DIGIT_ZERO + Number(digit)) << 8 * i, text.length << 24);
  }
}

/** Writes a number below 256. */
function writeDecimal(bytes: Buffer, start: number, value: number): number {
  if (DECIMALS[0] === 0) fillDecimals();
  const digits = DECIMALS[value];
  // Writing all three is faster than asking how many there are; what is too much is overwritten by what follows.
  bytes[start] = digits;
  bytes[start + 1] = digits >>> 8;
  bytes[start + 2] = digits >>> 16;
  return start + (digits >>> 24);
}

/** Writes a number below 2^16. */
function writeHexadecimal(bytes: Buffer, start: number, value: number): number {
  let end = start;
  if (value >= 0x1000) bytes[end++] = hexDigit(value >>> 12);
  if (value >= 0x100) bytes[end++] = hexDigit((value >>> 8) & 0xf);
  if (value >= 0x10) bytes[end++] = hexDigit((value >>> 4) & 0xf);
  bytes[end++] = hexDigit(value & 0xf);
  return end;
}

/** The character code of a digit; without a branch, since digits and letters alternate at random. */
function hexDigit(digit: number): number {
  return DIGIT_ZERO + digit + (((9 - digit) >> 31) & (LETTER_A - DIGIT_ZERO - 10));
}

/** For each set of groups, as a bit mask, its longest run as `start * 16 + length`. Made on first use. */
let runs: Uint8Array | undefined;

/** The first of the longest runs of two or more zero groups as `start * 16 + length`, 0 when there is none. */
function longestZeroRun(rows: Uint32Array, at: number): number {
  runs ??= Uint8Array.from({ length: 256 }, (_, groups) => longestRun(groups));
  let zeros = 0;
  for (let w = 0; w < 4; w++) {
    const word = rows[at + w];
    if (word <= 0xffff) zeros |= 1 << 2 * w;
    if ((word & 0xffff) === 0) zeros |= 2 << 2 * w;
  }
  return runs[zeros];
}

function longestRun(groups: number): number {
  let best = 0;
  for (let start = 0, length = 0; start < 8; start += length + 1) {
    length = 0;
    while ((groups >>> (start + length)) & 1) length++;
    if (length > 1 && length > (best & 0xf)) best = start * 16 + length;
  }
  return best;
}
