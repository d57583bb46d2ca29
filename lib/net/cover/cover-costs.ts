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

/** More than any sum of costs. */
const NEVER = 2n ** 200n;
/** The same in doubles. */
const NEVER_NEARLY = Number(NEVER);

/**
 * Costs in doubles, exact up to 2^53.
 *
 * @param unit exponent of the smallest leaf: all sizes are multiples of it, and are counted in it
 * @param limit costs above it are of no interest
 */
export class NarrowCosts implements CoverCosts {
  private readonly entries: Float64Array;
  private end = 0;
  private readonly held = new Float64Array(130);
  private depth = 0;
  private readonly joined: Float64Array;

  constructor(private readonly unit: number, private readonly scale: number, private readonly limit: number, leaves: number, longest: number) {
    this.entries = new Float64Array(leaves);
    this.joined = new Float64Array(longest);
  }

  pushLeaf(exponent: number, kept: number): void {
    this.entries[this.end++] = -kept;
    this.held[this.depth++] = 2 ** (exponent - this.unit);
  }

  join(left: number, right: number, exponent: number, allowed: boolean, kept: number, length: number, choices: Uint32Array, at: number): void {
    const { entries, joined } = this;
    const held = this.held[this.depth - 2] + this.held[--this.depth];
    this.held[this.depth - 1] = held;
    joined.fill(allowed ? (2 ** (exponent - this.unit) - held) * this.scale - kept : Infinity, 0, length);
    const rights = this.end - right;
    const lefts = rights - left;
    const first = countNever(entries, rights, right);
    for (let i = countNever(entries, lefts, left); i < left; i++) {
      const cost = entries[lefts + i];
      const end = Math.min(right, length - i - 1);
      for (let j = first; j < end; j++) {
        const sum = cost + entries[rights + j];
        if (sum < joined[i + j + 1]) {
          joined[i + j + 1] = sum;
          choices[at + i + j + 1] = i + 1;
        }
      }
    }
    for (let j = 0; j < length; j++) entries[lefts + j] = joined[j] <= this.limit ? joined[j] : Infinity;
    this.end = lefts + length;
  }

  top(length: number): (bigint | undefined)[] {
    return Array.from(this.entries.subarray(this.end - length, this.end), (cost) => {
      if (cost === Infinity) return undefined;
      const kept = (this.scale - cost % this.scale) % this.scale;
      return BigInt(cost + kept) * 2n ** BigInt(this.unit) - BigInt(kept);
    });
  }
}

/** How many entries at the start of a table are of no interest. */
function countNever(entries: Float64Array, start: number, length: number): number {
  let count = 0;
  while (count < length && entries[start + count] >= NEVER_NEARLY) count++;
  return count;
}

/** Doubles of two sums that differ by more than this factor are in the order of the sums themselves. */
const CLEARLY = 1 + 2 ** -48;

/**
 * Costs as bigint: for IPv6 sets that spread further than doubles are exact.
 *
 * Doubles decide which of two sums is less where they differ clearly, and bigint only where they do not.
 */
export class WideCosts implements CoverCosts {
  private readonly entries: bigint[];
  /** The same in doubles. */
  private readonly near: Float64Array;
  private end = 0;
  private readonly held: bigint[] = [];
  private readonly joined: bigint[] = [];
  private readonly nearJoined: Float64Array;

  constructor(private readonly scale: number, private readonly limit: bigint, leaves: number, longest: number) {
    this.entries = new Array<bigint>(leaves).fill(0n);
    this.near = new Float64Array(leaves);
    this.nearJoined = new Float64Array(longest);
  }

  pushLeaf(exponent: number, kept: number): void {
    this.entries[this.end] = BigInt(-kept);
    this.near[this.end++] = -kept;
    this.held.push(2n ** BigInt(exponent));
  }

  join(left: number, right: number, exponent: number, allowed: boolean, kept: number, length: number, choices: Uint32Array, at: number): void {
    const { entries, near, joined, nearJoined } = this;
    const held = this.held.pop()! + this.held.pop()!;
    this.held.push(held);
    const own = allowed ? (2n ** BigInt(exponent) - held) * BigInt(this.scale) - BigInt(kept) : NEVER;
    nearJoined.fill(Number(own), 0, length);
    const rights = this.end - right;
    const lefts = rights - left;
    const exact = (entry: number, choice: number) => choice === 0 ? own : entries[lefts + choice - 1] + entries[rights + entry - choice];
    const first = countNever(near, rights, right);
    for (let i = countNever(near, lefts, left); i < left; i++) {
      const end = Math.min(right, length - i - 1);
      for (let j = first; j < end; j++) {
        const entry = i + j + 1;
        const sum = near[lefts + i] + near[rights + j];
        const best = nearJoined[entry];
        if (sum >= best * CLEARLY) continue;
        if (sum * CLEARLY < best || exact(entry, i + 1) < exact(entry, choices[at + entry])) {
          nearJoined[entry] = sum;
          choices[at + entry] = i + 1;
        }
      }
    }
    for (let entry = 0; entry < length; entry++) joined[entry] = exact(entry, choices[at + entry]);
    for (let entry = 0; entry < length; entry++) {
      const cost = joined[entry] <= this.limit ? joined[entry] : NEVER;
      entries[lefts + entry] = cost;
      near[lefts + entry] = Number(cost);
    }
    this.end = lefts + length;
  }

  top(length: number): (bigint | undefined)[] {
    return this.entries.slice(this.end - length, this.end).map((cost) => cost >= NEVER ? undefined : cost);
  }
}
