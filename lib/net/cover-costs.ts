/**
 * The tables of the dynamic programme in `cover-table.ts`, for one kind of number.
 *
 * The table of a node has, for *j* = 1, 2, …, the least cost below it with at most *j*
 * prefixes. Tables are on a stack: a leaf pushes one, an inner node replaces the tables
 * of its children by its own. So only tables that are still needed take memory, and
 * together they are never longer than there are leaves.
 *
 * A cost is `addresses * scale - kept`: fewest extra addresses first, and among those the
 * most prefixes kept from before. `scale` is larger than the number that can be kept.
 */
export interface CoverCosts {
  /** Pushes the table of a leaf with 2^`exponent` addresses. */
  pushLeaf(exponent: number, kept: number): void;

  /**
   * Replaces the tables of two children, `left` and `right` entries long, by their parent's.
   *
   * @param exponent the parent has 2^`exponent` addresses
   * @param allowed whether the parent itself may be a prefix of the cover
   * @param length how many entries its table gets
   * @param choices gets, for each entry, how many of its prefixes go to the left child; 0 stands for the parent itself
   */
  join(left: number, right: number, exponent: number, allowed: boolean, kept: number, length: number, choices: Uint32Array, at: number): void;

  /** The entries of the table on top, undefined where nothing is allowed. */
  top(length: number): (bigint | undefined)[];
}

/**
 * Costs in doubles, exact up to 2^53.
 *
 * @param unit exponent of the smallest leaf: all sizes are multiples of it, and are counted in it
 */
export class NarrowCosts implements CoverCosts {
  private readonly entries: Float64Array;
  private end = 0;
  private readonly held = new Float64Array(130);
  private depth = 0;
  private readonly joined: Float64Array;

  constructor(private readonly unit: number, private readonly scale: number, leaves: number, longest: number) {
    this.entries = new Float64Array(leaves);
    this.joined = new Float64Array(longest + 1);
  }

  pushLeaf(exponent: number, kept: number): void {
    this.entries[this.end++] = -kept;
    this.held[this.depth++] = 2 ** (exponent - this.unit);
  }

  join(left: number, right: number, exponent: number, allowed: boolean, kept: number, length: number, choices: Uint32Array, at: number): void {
    const { entries, joined } = this;
    const held = this.held[this.depth - 2] + this.held[--this.depth];
    this.held[this.depth - 1] = held;
    joined.fill(allowed ? (2 ** (exponent - this.unit) - held) * this.scale - kept : Infinity, 1, length + 1);
    const rightStart = this.end - right;
    const start = rightStart - left;
    for (let i = 1; i <= left; i++) {
      const cost = entries[start + i - 1];
      const most = Math.min(right, length - i);
      for (let j = 1; j <= most; j++) {
        const sum = cost + entries[rightStart + j - 1];
        if (sum < joined[i + j]) {
          joined[i + j] = sum;
          choices[at + i + j - 1] = i;
        }
      }
    }
    for (let j = 0; j < length; j++) entries[start + j] = joined[j + 1];
    this.end = start + length;
  }

  top(length: number): (bigint | undefined)[] {
    return Array.from(this.entries.subarray(this.end - length, this.end), (cost) => {
      if (cost === Infinity) return undefined;
      const kept = (this.scale - cost % this.scale) % this.scale;
      return BigInt(cost + kept) * 2n ** BigInt(this.unit) - BigInt(kept);
    });
  }
}

/** More than any sum of costs. */
const NEVER = 2n ** 200n;

/** Costs as bigint: for IPv6 sets that spread further than doubles are exact. Slower, and used for nothing else. */
export class WideCosts implements CoverCosts {
  private readonly entries: bigint[] = [];
  private readonly held: bigint[] = [];

  constructor(private readonly scale: number) {}

  pushLeaf(exponent: number, kept: number): void {
    this.entries.push(BigInt(-kept));
    this.held.push(2n ** BigInt(exponent));
  }

  join(left: number, right: number, exponent: number, allowed: boolean, kept: number, length: number, choices: Uint32Array, at: number): void {
    const held = this.held.pop()! + this.held.pop()!;
    this.held.push(held);
    const rights = this.entries.splice(this.entries.length - right);
    const lefts = this.entries.splice(this.entries.length - left);
    const joined = new Array<bigint>(length).fill(allowed ? (2n ** BigInt(exponent) - held) * BigInt(this.scale) - BigInt(kept) : NEVER);
    for (let i = 1; i <= left; i++) {
      const most = Math.min(right, length - i);
      for (let j = 1; j <= most; j++) {
        const sum = lefts[i - 1] + rights[j - 1];
        if (sum < joined[i + j - 1]) {
          joined[i + j - 1] = sum;
          choices[at + i + j - 1] = i;
        }
      }
    }
    for (const cost of joined) this.entries.push(cost);
  }

  top(length: number): (bigint | undefined)[] {
    return this.entries.slice(-length).map((cost) => cost >= NEVER ? undefined : cost);
  }
}
