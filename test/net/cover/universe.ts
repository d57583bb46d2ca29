/* eslint-disable no-bitwise -- sets of addresses are bit masks */
import { Prefix, PrefixSet } from '../../../lib/net';
import { Block, Window } from '../addresses/model';

/** A block of a universe, and the addresses in it. */
interface PlacedBlock {
  readonly prefix: Prefix;
  readonly mask: number;
}

/** A universe of 2^bits addresses; a set of them is a bit mask. */
export class Universe {
  readonly full: number;
  /** The fewest disjoint blocks that hold exactly the addresses of a mask. */
  readonly fewest: Uint8Array;
  private readonly blocks: readonly PlacedBlock[];

  /** @param unit exponent of how many addresses of the space stand for one of the universe */
  constructor(family: 32 | 128, readonly base: bigint, bits: number, private readonly unit = 0) {
    this.blocks = new Window(family, base, bits).prefixes()
      .map(({ first, exponent }) => new Block(family, base + (first - base) * 2n ** BigInt(unit), exponent + unit))
      .map((block) => ({ prefix: Prefix.parse(block.text), mask: this.maskOf([block]) }));
    this.full = 2 ** (2 ** bits) - 1;
    this.fewest = new Uint8Array(this.full + 1).fill(255);
    this.enumerate(0, 0, 0);
  }

  set(mask: number): PrefixSet {
    return PrefixSet.from(this.blocks.filter((block) => (block.mask & ~mask) === 0).map(({ prefix }) => prefix));
  }

  maskOf(blocks: readonly Block[]): number {
    return blocks.reduce((mask, { first, exponent }) => (
      mask | ((2 ** (2 ** (exponent - this.unit)) - 1) << Number((first - this.base) >> BigInt(this.unit)))
    ), 0);
  }

  mask(prefixes: Iterable<Prefix>): number {
    return this.maskOf(Array.from(prefixes, (prefix) => Block.read(prefix.toString())));
  }

  /** The fewest extra addresses that each number of blocks can have, from one block on; `never` may not be among them. */
  curve(mask: number, never: number): number[] {
    const best = new Array<number>(17).fill(Infinity);
    for (let held = mask; held <= this.full; held = (held + 1) | mask) {
      if ((held & ~mask & never) === 0) best[this.fewest[held]] = Math.min(best[this.fewest[held]], ones(held & ~mask));
    }
    return best.slice(1).map((_, i) => Math.min(...best.slice(1, i + 2)));
  }

  /** Every list of disjoint blocks; only for a handful of addresses. */
  lists(from = 0, held = 0): PlacedBlock[][] {
    const longer = this.blocks.slice(from).flatMap((block, i) => (
      (block.mask & held) === 0 ? this.lists(from + i + 1, held | block.mask).map((list) => [block, ...list]) : []
    ));
    return [[], ...longer];
  }

  private enumerate(from: number, held: number, count: number): void {
    this.fewest[held] = Math.min(this.fewest[held], count);
    for (let b = from; b < this.blocks.length; b++) {
      if ((this.blocks[b].mask & held) === 0) this.enumerate(b + 1, held | this.blocks[b].mask, count + 1);
    }
  }
}

export function ones(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
