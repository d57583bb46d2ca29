/* eslint-disable no-bitwise -- powers of two */
import * as fc from 'fast-check';
import * as ipaddr from 'ipaddr.js';

/*
 * An independent model of address sets: one boolean for each address of a small window
 * somewhere in the address space. Shares no code with the library; text is read back by
 * ipaddr.js and arithmetic is done with bigint.
 */

/** A small run of addresses somewhere in the space of a family. */
export class Window {
  readonly size: number;
  /** The fewest blocks that hold the whole window. */
  private readonly roots: Block[];
  private readonly blocks = new Map<number, Block>();

  constructor(readonly bits: 32 | 128, readonly base: bigint, windowBits: number) {
    this.size = 2 ** windowBits;
    this.roots = this.coverOfAll(0n, bits);
  }

  /** Every prefix that lies inside, as text. */
  prefixes(): Block[] {
    const blocks: Block[] = [];
    for (let exponent = 0; 2 ** exponent <= this.size; exponent++) {
      for (let offset = 0; offset + 2 ** exponent <= this.size; offset++) {
        const block = new Block(this.bits, this.base + BigInt(offset), exponent);
        if (block.isAligned) blocks.push(block);
      }
    }
    return blocks;
  }

  /** Which addresses the blocks hold, as one digit for each; fails when one lies outside. */
  membersOf(blocks: Iterable<Block>): Members {
    const members = new Array<number>(this.size).fill(0);
    for (const block of blocks) {
      const offset = Number(block.first - this.base);
      if (offset < 0 || offset + 2 ** block.exponent > this.size) throw new Error(`${block.text} lies outside of the window`);
      members.fill(1, offset, offset + 2 ** block.exponent);
    }
    return members.join('');
  }

  /** The fewest blocks that hold exactly these addresses: halve blocks until each is full or empty. */
  minimal(members: Members): Block[] {
    const halve = (offset: number, exponent: number): Block[] => {
      const part = members.slice(offset, offset + 2 ** exponent);
      if (!part.includes('0')) return [this.block(offset, exponent)];
      if (!part.includes('1')) return [];
      return [...halve(offset, exponent - 1), ...halve(offset + 2 ** (exponent - 1), exponent - 1)];
    };
    return this.roots.flatMap((root) => halve(Number(root.first - this.base), root.exponent));
  }

  /** The block at an offset. There are few, and they occur over and over. */
  private block(offset: number, exponent: number): Block {
    const key = offset * 16 + exponent;
    const block = this.blocks.get(key) ?? new Block(this.bits, this.base + BigInt(offset), exponent);
    this.blocks.set(key, block);
    return block;
  }

  private coverOfAll(first: bigint, exponent: number): Block[] {
    const [end, windowEnd] = [first + (1n << BigInt(exponent)), this.base + BigInt(this.size)];
    if (end <= this.base || first >= windowEnd) return [];
    if (first >= this.base && end <= windowEnd) return [new Block(this.bits, first, exponent)];
    return [...this.coverOfAll(first, exponent - 1), ...this.coverOfAll(first + (1n << BigInt(exponent - 1)), exponent - 1)];
  }
}

/** One digit for each address of a window: 1 when it is in a set. */
export type Members = string;

/** Combines two sets address by address. */
export function zip(a: Members, b: Members, decide: (inA: boolean, inB: boolean) => boolean): Members {
  return Array.from(a, (digit, i) => Number(decide(digit === '1', b[i] === '1'))).join('');
}

/** Reading with ipaddr.js is slow, and windows hold few prefixes. */
const known = new Map<string, Block>();

/** A prefix as plain numbers. */
export class Block {
  /** Reads text that is known to be valid with ipaddr.js. */
  static read(text: string): Block {
    const before = known.get(text);
    if (before !== undefined) return before;
    const [address, length] = ipaddr.parseCIDR(text);
    const bytes = address.toByteArray();
    const bits = bytes.length === 4 ? 32 : 128;
    const block = new Block(bits, bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n), bits - length);
    known.set(text, block);
    return block;
  }

  readonly text: string;

  constructor(readonly bits: 32 | 128, readonly first: bigint, readonly exponent: number) {
    const part = bits === 32 ? 8n : 16n;
    const parts: string[] = [];
    for (let shift = BigInt(bits) - part; shift >= 0n; shift -= part) {
      parts.push(((first >> shift) % (1n << part)).toString(bits === 32 ? 10 : 16));
    }
    this.text = `${parts.join(bits === 32 ? '.' : ':')}/${bits - exponent}`;
  }

  get isAligned(): boolean {
    return this.first % (1n << BigInt(this.exponent)) === 0n;
  }
}

const END4 = 2n ** 32n;
const END6 = 2n ** 128n;

/** Where windows are placed: the ends of both spaces, and across the borders of 32-bit words. */
export function windows(windowBits: number): [string, Window][] {
  const size = 2n ** BigInt(windowBits);
  const at = (bits: 32 | 128, base: bigint) => new Window(bits, base, windowBits);
  return [
    ['at the start of IPv4', at(32, 0n)],
    ['in the middle of IPv4', at(32, 2n ** 31n - size / 2n)],
    ['at the end of IPv4', at(32, END4 - size)],
    ['at the start of IPv6', at(128, 0n)],
    ['across the lowest word border of IPv6', at(128, 2n ** 32n - size / 2n)],
    ['across the middle word border of IPv6', at(128, 0x20010db8n * 2n ** 96n + 2n ** 64n - size / 2n)],
    ['across the highest word border of IPv6', at(128, 2n ** 96n - size / 2n)],
    ['across the sign bit of IPv6', at(128, 2n ** 127n - size / 2n)],
    ['at the end of IPv6', at(128, END6 - size)],
  ];
}

/** Lists of blocks inside a window. */
export function blocksIn(window: Window): fc.Arbitrary<Block[]> {
  return fc.array(fc.constantFrom(...window.prefixes()), { maxLength: 24 });
}
