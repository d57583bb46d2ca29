import { brand } from '../../collections/brand';
import { invalidPrefix } from '../../messages/errors';
import { WordCount } from '../columns/address-rows';
import { BoundaryList, Operation } from '../columns/boundary-list';
import { PrefixRows } from '../columns/prefix-rows';
import { PrefixWalk } from '../columns/prefix-walk';
import { readAddress } from '../columns/read-address';
import { formatBlocks, formatPrefixes } from '../columns/write-address';
import { ADDRESS_FAMILIES, AddressFamily } from './address-family';
import { Prefix } from './prefix';
import { prefixProblem, singleAddressProblem } from './prefix-problem';
import { RefusedEntries } from './refused-entries';

/** Where an address is read before it is looked up; what is in it never outlives a call. */
const SCRATCH = new Uint32Array(4);

/**
 * An immutable set of IP addresses of both families, seen as prefixes.
 *
 * The set is about addresses, not about the prefixes it was made from: overlaps,
 * duplicates and order leave no trace, and two sets of the same addresses are equal.
 * It lists itself as the fewest prefixes that hold exactly those addresses, in
 * canonical order (IPv4 first, then by address); that list is unique.
 *
 * Operations are linear in the number of prefixes and create no object for each of
 * them, so that millions are cheap.
 *
 * @example
 * PrefixSet.of('10.0.0.0/25', '10.0.0.128/25', '2001:db8::/32').toStrings();
 * //=> ['10.0.0.0/24', '2001:db8::/32']
 */
export class PrefixSet implements Iterable<Prefix> {
  static {
    brand(PrefixSet, 'PrefixSet');
  }

  /** No address. */
  static readonly EMPTY = new PrefixSet(new BoundaryList(1, new Uint32Array(0)), new BoundaryList(4, new Uint32Array(0)));
  /** Every IPv4 address, `0.0.0.0/0`. */
  static readonly ALL_IPV4 = new PrefixSet(new BoundaryList(1, new Uint32Array(1)), PrefixSet.EMPTY.ipv6);
  /** Every IPv6 address, `::/0`. */
  static readonly ALL_IPV6 = new PrefixSet(PrefixSet.EMPTY.ipv4, new BoundaryList(4, new Uint32Array(4)));

  /**
   * The addresses of some prefixes in CIDR notation, read like {@link Prefix.parse}.
   *
   * For literal lists. Pass computed lists to {@link fromTexts}, because JavaScript calls fail beyond about 100,000
   * arguments.
   *
   * @throws EndpointError `InvalidPrefix`, naming the bad texts by their position
   */
  static of(...prefixes: string[]): PrefixSet {
    return PrefixSet.fromTexts(prefixes);
  }

  /**
   * The addresses of any number of prefixes in CIDR notation, read like {@link Prefix.parse}.
   *
   * @throws EndpointError `InvalidPrefix`, naming the bad texts by their position
   */
  static fromTexts(prefixes: Iterable<string>): PrefixSet {
    // Text is iterable too, character by character.
    if (typeof prefixes === 'string') throw invalidPrefix(prefixes, 'it is one text, and a list of texts is wanted', 'put it into brackets');
    const builder = new PrefixSetBuilder(Array.isArray(prefixes) ? prefixes.length : 0);
    for (const prefix of prefixes) builder.addText(prefix);
    return builder.build();
  }

  /** The addresses of some prefixes. */
  static from(prefixes: Iterable<Prefix>): PrefixSet {
    const builder = new PrefixSetBuilder();
    for (const prefix of prefixes) builder.add(prefix);
    return builder.build();
  }

  /**
   * The addresses of all of these sets together.
   *
   * Unlike a chain of {@link union}, which copies the growing result once for every set, it joins them in pairs, and the
   * results in pairs again.
   */
  static union(sets: Iterable<PrefixSet>): PrefixSet {
    const queue = [...sets];
    for (let i = 0; i + 1 < queue.length; i += 2) queue.push(queue[i].union(queue[i + 1]));
    return queue.at(-1) ?? PrefixSet.EMPTY;
  }

  /** A builder without prefixes. */
  static builder(): PrefixSetBuilder {
    return new PrefixSetBuilder();
  }

  /** @internal */
  static ofBoundaries(ipv4: BoundaryList, ipv6: BoundaryList): PrefixSet {
    return new PrefixSet(ipv4, ipv6);
  }

  private constructor(private readonly ipv4: BoundaryList, private readonly ipv6: BoundaryList) {}

  /** Whether it holds no address. */
  get isEmpty(): boolean {
    return this.ipv4.isEmpty && this.ipv6.isEmpty;
  }

  /** The addresses of either set. */
  union(other: PrefixSet): PrefixSet {
    return this.combine(other, Operation.UNION);
  }

  /**
   * The addresses of this set that are not in `other`.
   *
   * ```
   * this     ├────────────┤     ├────┤
   * other         ├──┤            ├─────┤
   * result   ├────┤  ├────┤     ├─┤
   * ```
   *
   * @example
   * PrefixSet.of('10.0.0.0/24').subtract(PrefixSet.of('10.0.0.0/26')).toStrings();
   * //=> ['10.0.0.64/26', '10.0.0.128/25']
   */
  subtract(other: PrefixSet): PrefixSet {
    return this.combine(other, Operation.DIFFERENCE);
  }

  /** The addresses that are in both sets. */
  intersect(other: PrefixSet): PrefixSet {
    return this.combine(other, Operation.INTERSECTION);
  }

  /**
   * Whether it holds every address of `prefix`, possibly through several of its own prefixes.
   *
   * @example
   * PrefixSet.of('10.0.0.0/25', '10.0.0.128/25').contains(Prefix.parse('10.0.0.0/24'));
   * //=> true
   */
  contains(prefix: Prefix): boolean {
    return this.boundaries(prefix.family).coversPrefix(prefix.row, 0, prefix.length);
  }

  /**
   * Whether it holds one address, given as text like that of {@link Prefix.parseAddress}.
   *
   * For millions of lookups: it creates no objects.
   *
   * @throws EndpointError `InvalidPrefix` when the text is not an address or has a length
   * @example
   * PrefixSet.of('10.0.0.0/8').containsAddress('10.1.2.3');
   * //=> true
   */
  containsAddress(address: string): boolean {
    if (typeof address === 'string') {
      if (readAddress(address, 1, SCRATCH, 0)) return this.ipv4.coversPrefix(SCRATCH, 0, 32);
      if (readAddress(address, 4, SCRATCH, 0)) return this.ipv6.coversPrefix(SCRATCH, 0, 128);
    }
    const { problem, hint } = singleAddressProblem(address);
    throw invalidPrefix(address, problem, hint);
  }

  /** Whether it holds every address of `other`. Every set contains the empty one. */
  containsSet(other: PrefixSet): boolean {
    return this.ipv4.covers(other.ipv4) && this.ipv6.covers(other.ipv6);
  }

  /** Whether the sets have an address in common. */
  overlaps(other: PrefixSet): boolean {
    return this.ipv4.overlaps(other.ipv4) || this.ipv6.overlaps(other.ipv6);
  }

  /** Whether both hold the same addresses. */
  equals(other: PrefixSet): boolean {
    return this.ipv4.equals(other.ipv4) && this.ipv6.equals(other.ipv6);
  }

  /** The part of one family. */
  only(family: AddressFamily): PrefixSet {
    return family === AddressFamily.IPV4 ? new PrefixSet(this.ipv4, PrefixSet.EMPTY.ipv6) : new PrefixSet(PrefixSet.EMPTY.ipv4, this.ipv6);
  }

  /** The number of minimal prefixes, of one family or of both. */
  count(family?: AddressFamily): number {
    let count = 0;
    for (const walk of this.walks(family)) {
      while (walk.next()) count++;
    }
    return count;
  }

  /** The number of addresses, of one family or of both. */
  size(family?: AddressFamily): bigint {
    let size = 0n;
    for (const walk of this.walks(family)) {
      // Counting lengths first keeps bigint arithmetic out of the walk.
      const prefixesOfSize = new Float64Array(129);
      while (walk.next()) prefixesOfSize[walk.bits - walk.length]++;
      prefixesOfSize.forEach((prefixes, exponent) => {
        if (prefixes > 0) size += BigInt(prefixes) * 2n ** BigInt(exponent);
      });
    }
    return size;
  }

  /** The minimal prefixes in canonical order, of one family or of both. */
  prefixes(family?: AddressFamily): Prefix[] {
    const prefixes: Prefix[] = [];
    for (const walk of this.walks(family)) {
      while (walk.next()) prefixes.push(Prefix.ofWalk(walk));
    }
    return prefixes;
  }

  /** The canonical text of the minimal prefixes in canonical order, of one family or of both. */
  toStrings(family?: AddressFamily): string[] {
    const texts: string[] = [];
    for (const walk of this.walks(family)) formatPrefixes(walk, texts);
    return texts;
  }

  /**
   * The text of a list file: one minimal prefix per line, in canonical order.
   *
   * Yields blocks of a few kilobytes, each of whole lines, so that a long list is never in memory as text.
   */
  * toLines(): Generator<string> {
    for (const walk of this.walks()) yield* formatBlocks(walk);
  }

  /** The minimal prefixes in canonical order, created one at a time. */
  * [Symbol.iterator](): Iterator<Prefix> {
    for (const walk of this.walks()) {
      while (walk.next()) yield Prefix.ofWalk(walk);
    }
  }

  /** The minimal prefixes, joined by commas; empty text for the empty set. */
  toString(): string {
    return this.toStrings().join(',');
  }

  /** @internal The families of which it holds an address. */
  families(): AddressFamily[] {
    return ADDRESS_FAMILIES.filter((family) => !this.boundaries(family).isEmpty);
  }

  /** @internal One walk for each family, for algorithms that must not create prefix objects. */
  walks(family?: AddressFamily): PrefixWalk[] {
    const families = family === undefined ? ADDRESS_FAMILIES : [family];
    return families.map((each) => new PrefixWalk(this.boundaries(each)));
  }

  /** @internal The addresses of one family, for algorithms that must not create prefix objects. */
  boundaries(family: AddressFamily): BoundaryList {
    return family === AddressFamily.IPV4 ? this.ipv4 : this.ipv6;
  }

  private combine(other: PrefixSet, operation: Operation): PrefixSet {
    return new PrefixSet(this.ipv4.combine(other.ipv4, operation), this.ipv6.combine(other.ipv6, operation));
  }
}

/**
 * Collects addresses for a {@link PrefixSet}.
 *
 * It only adds, so the order of calls never matters; to take addresses away, subtract
 * one set from another. Bad text does not throw where it is added: every bad entry is
 * remembered and {@link build} reports them together.
 *
 * @example
 * const builder = PrefixSet.builder();
 * builder.addText('10.0.0.0/25');
 * builder.addAddress('10.0.0.128');
 * builder.build().toStrings();
 * //=> ['10.0.0.0/25', '10.0.0.128/32']
 */
export class PrefixSetBuilder {
  private readonly ipv4: PrefixRows;
  private readonly ipv6: PrefixRows;
  private readonly refused = new RefusedEntries();
  private entries = 0;

  /** @internal @param expected an estimate of the number of entries */
  constructor(expected = 0) {
    this.ipv4 = new PrefixRows(1, expected);
    this.ipv6 = new PrefixRows(4); // for one IPv6 prefix in a long list, four times the room of all others is not made
  }

  /** Adds the addresses of a prefix. */
  add(prefix: Prefix): void {
    this.entries++;
    this.rows(prefix.row.length as WordCount).add(prefix.row, prefix.length);
  }

  /** Adds the addresses of a prefix in CIDR notation, read like {@link Prefix.parse}. */
  addText(text: string): void {
    this.entries++;
    if (typeof text === 'string' && (this.ipv4.addText(text) || this.ipv6.addText(text))) return;
    this.refused.add(this.entries, text, prefixProblem);
  }

  /** Adds one address without a length, read like {@link Prefix.parseAddress}. */
  addAddress(text: string): void {
    this.entries++;
    if (typeof text === 'string' && (this.ipv4.addAddress(text) || this.ipv6.addAddress(text))) return;
    this.refused.add(this.entries, text, singleAddressProblem);
  }

  /** Adds the addresses of a set. */
  addSet(set: PrefixSet): void {
    this.entries++;
    for (const walk of set.walks()) {
      while (walk.next()) this.rows(walk.words).add(walk.row, walk.length);
    }
  }

  /**
   * The set of all addresses added so far. More may be added and built afterwards.
   *
   * @throws EndpointError `InvalidPrefix` when any text was bad, naming the first ten by
   *   their position among the calls (from 1) and counting the rest
   */
  build(): PrefixSet {
    const error = this.refused.error(this.entries);
    if (error !== undefined) throw error;
    return PrefixSet.ofBoundaries(this.ipv4.toBoundaries(), this.ipv6.toBoundaries());
  }

  private rows(words: WordCount): PrefixRows {
    return words === 1 ? this.ipv4 : this.ipv6;
  }
}
