import { hash as digest } from 'node:crypto';
import { compareTexts } from '../../collections/by-text';

/**
 * Spreads keys over `shards` places of `capacity` each, so that a change of one key moves no other unless a place is full.
 *
 * Each key prefers the shards in its own order (rendezvous hashing); keys
 * take their place in hash order, and a full shard passes a key to its next
 * choice. The result depends on the set of keys alone, never on their order.
 *
 * ```
 *   preferences      capacity 2      placement
 *   a → 1 2          1: a c          1: a c
 *   b → 2 1          2: b            2: b d      d wanted 1, which was full
 *   c → 1 2
 *   d → 1 2
 * ```
 *
 * @param keys distinct; at most `shards × capacity`
 * @returns the shard, from 0, of every key
 */
export function placeInShards(keys: readonly string[], shards: number, capacity: number): Map<string, number> {
  const load = new Array<number>(shards).fill(0);
  const placement = new Map<string, number>();
  for (const key of byHash(keys)) {
    const shard = preferred(key, load, capacity);
    if (shard === undefined) {
      throw new RangeError(`${keys.length} keys do not fit into ${shards} shards of ${capacity}`);
    }
    load[shard]++;
    placement.set(key, shard);
  }
  return placement;
}

/**
 * Gives each key its own slot in `first..last`, so that a change of one key moves another only if both want the same slot.
 *
 * A key takes the slot given by its hash, or the next free one. Keys are placed in hash order, so the result depends
 * only on the set of keys.
 *
 * @param keys distinct; at most as many as there are slots
 */
export function placeInSlots(keys: readonly string[], first: number, last: number): Map<string, number> {
  const slots = last - first + 1;
  // Also when `slots` is no number, which would never be full.
  if (!(keys.length <= slots)) {
    throw new RangeError(`${keys.length} keys do not fit into ${slots} slots`);
  }
  const taken = new Set<number>();
  const placement = new Map<string, number>();
  for (const key of byHash(keys)) {
    let slot = hash(key) % slots;
    while (taken.has(slot)) {
      slot = (slot + 1) % slots;
    }
    taken.add(slot);
    placement.set(key, first + slot);
  }
  return placement;
}

/** What wants its own slot. */
export interface SlotClaim {
  /** Distinct among all claims. */
  readonly key: string;

  /** What it has in common with one other claim: the two want neighbouring slots, and are never in each other's way. */
  readonly pair: string;

  /** Whether it is the second of its pair. */
  readonly isSecond: boolean;
}

/** The slot of a claim. */
export interface ClaimedSlot {
  readonly slot: number;

  /** The slot that it has as long as nothing is in its way. */
  readonly wanted: number;

  /** The key that has the slot that it wants. */
  readonly holder?: string;
}

/**
 * As `placeInSlots` for claims that come in pairs, of which some are pinned to a slot.
 *
 * ```
 *   slot    0   1   2   3   4   5
 *   taken   a1  a2  .   .   b1  b2     pair b wanted 0 and 1 too, and pin { b1: 4, b2: 5 } keeps it where it was
 * ```
 *
 * Two pairs are in each other's way as seldom as two keys by themselves, where four keys would be twice as often. The
 * result depends on the set of claims and on the pins alone.
 *
 * @param claims at most as many as there are slots
 * @param pins slots of some keys, distinct and within the range
 */
export function claimSlots(claims: readonly SlotClaim[], first: number, last: number, pins: ReadonlyMap<string, number>): Map<string, ClaimedSlot> {
  const slots = last - first + 1;
  if (!(claims.length <= slots)) {
    throw new RangeError(`${claims.length} keys do not fit into ${slots} slots`);
  }
  const pairs = Math.max(1, Math.floor(slots / 2));
  const taken = new Map<number, string>();
  const placement = new Map<string, ClaimedSlot>();
  const byKey = new Map(claims.map((claim) => [claim.key, claim]));
  for (const key of byKey.keys()) {
    const slot = pins.get(key);
    if (slot !== undefined) {
      taken.set(slot, key);
      placement.set(key, { slot, wanted: slot });
    }
  }
  for (const key of byHash([...byKey.keys()].filter((each) => !pins.has(each)))) {
    const { pair, isSecond } = byKey.get(key)!;
    const wanted = first + ((2 * (hash(pair) % pairs) + (isSecond ? 1 : 0)) % slots);
    let slot = wanted;
    while (taken.has(slot)) {
      slot = slot === last ? first : slot + 1;
    }
    const holder = taken.get(wanted);
    taken.set(slot, key);
    placement.set(key, { slot, wanted, ...(holder === undefined ? {} : { holder }) });
  }
  return placement;
}

/** The shard that is not full and that `key` prefers to all others that are not. */
function preferred(key: string, load: readonly number[], capacity: number): number | undefined {
  const weight = load.length <= HASHED_SHARDS ? (shard: number) => hash(`${key}#${shard}`) : mixer(hash(key));
  let best: number | undefined;
  let most = -1;
  for (let shard = 0; shard < load.length; shard++) {
    if (load[shard] >= capacity) continue;
    const own = weight(shard);
    if (own > most) [best, most] = [shard, own];
  }
  return best;
}

/** Up to this many shards each has a SHA-256 of its own for every key; with more, that would take minutes for a hundred thousand keys. */
const HASHED_SHARDS = 64;

/* eslint-disable no-bitwise -- mixing bits */
/** Weights from one hash: the end of MurmurHash3, which spreads every bit over all 32. */
function mixer(seed: number): (shard: number) => number {
  return (shard) => {
    let bits = Math.imul(shard + 1, 0x9e3779b1) ^ seed;
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return (bits ^ (bits >>> 16)) >>> 0;
  };
}
/* eslint-enable no-bitwise */

function byHash(keys: readonly string[]): string[] {
  const weight = new Map(keys.map((key) => [key, hash(key)]));
  return [...keys].sort((a, b) => weight.get(a)! - weight.get(b)! || compareTexts(a, b));
}

/** The first 48 bits of SHA-256: even, the same on every machine, exact in a double. */
function hash(text: string): number {
  return digest('sha256', text, 'buffer').readUIntBE(0, 6);
}
