/* eslint-disable no-bitwise -- addresses are bit patterns */
import { invalidPrefix } from '../../messages/errors';
import { compareRows, hostMask, WordCount } from '../columns/address-rows';
import { PrefixWalk } from '../columns/prefix-walk';
import { readAddress, readPrefix } from '../columns/read-address';
import { formatAddress } from '../columns/write-address';
import { AddressFamily } from './address-family';
import { prefixProblem, singleAddressProblem } from './prefix-problem';

/**
 * A block of addresses that share their leading bits, such as `10.0.0.0/8`. Immutable.
 *
 * A prefix has one canonical text, and parsing is strict: text that two tools could
 * read as two different prefixes is refused, never repaired.
 *
 * An IPv4-mapped prefix such as `::ffff:0:0/96` is IPv6 and never equals, contains or
 * overlaps an IPv4 one; {@link isIpv4Mapped} tells it apart.
 */
export class Prefix {
  /**
   * Reads a prefix in CIDR notation.
   *
   * IPv4 is four decimal numbers without leading zeros. IPv6 is any spelling of RFC
   * 4291: upper case, `::`, a dotted IPv4 tail. The length must be there, and no bit
   * may be set after it.
   *
   * @throws EndpointError `InvalidPrefix`, with the prefix that was probably meant where there is one
   * @example
   * Prefix.parse('2001:DB8::/32').toString();
   * //=> '2001:db8::/32'
   * Prefix.parse('10.1.2.3/8');
   * //=> invalid prefix "10.1.2.3/8": it has bits set after the first 8; did you mean "10.0.0.0/8"?
   */
  static parse(text: string): Prefix {
    const prefix = Prefix.find(text);
    if (prefix !== undefined) return prefix;
    const { problem, hint } = prefixProblem(text);
    throw invalidPrefix(text, problem, hint);
  }

  /**
   * Reads one address without a length, as the prefix that holds just that address.
   *
   * @throws EndpointError `InvalidPrefix` when it is not an address or has a length
   * @example
   * Prefix.parseAddress('192.0.2.1').toString();
   * //=> '192.0.2.1/32'
   */
  static parseAddress(text: string): Prefix {
    const row = new Uint32Array(4);
    if (typeof text === 'string') {
      if (readAddress(text, 1, row, 0)) return new Prefix(row.slice(0, 1), 32);
      if (readAddress(text, 4, row, 0)) return new Prefix(row, 128);
    }
    const { problem, hint } = singleAddressProblem(text);
    throw invalidPrefix(text, problem, hint);
  }

  /**
   * Canonical order, for sorting: IPv4 first, then by address, then the shorter length
   * first, so that a prefix comes right before those it contains.
   */
  static compare(a: Prefix, b: Prefix): number {
    return a.words - b.words || compareRows(a.row, 0, b.row, 0, a.words) || a.length - b.length;
  }

  /** @internal Reads like {@link parse}; undefined where that throws. */
  static find(text: unknown): Prefix | undefined {
    if (typeof text !== 'string') return undefined;
    const row = new Uint32Array(4);
    const length4 = readPrefix(text, 1, row, 0);
    if (length4 >= 0) return new Prefix(row.slice(0, 1), length4);
    const length6 = readPrefix(text, 4, row, 0);
    return length6 >= 0 ? new Prefix(row, length6) : undefined;
  }

  /** @internal */
  static ofRow(row: Uint32Array, length: number): Prefix {
    return new Prefix(row, length);
  }

  /** @internal */
  static ofWalk(walk: PrefixWalk): Prefix {
    return new Prefix(walk.row.slice(), walk.length);
  }

  /** @internal First address: one word for IPv4, four for IPv6. Never written to. */
  readonly row: Uint32Array;
  /** How many leading bits its addresses share: 0 to 32 for IPv4, 0 to 128 for IPv6. */
  readonly length: number;

  private constructor(row: Uint32Array, length: number) {
    this.row = row;
    this.length = length;
  }

  /** The family of its addresses. */
  get family(): AddressFamily {
    return this.words === 1 ? AddressFamily.IPV4 : AddressFamily.IPV6;
  }

  /** The first address, in canonical text: RFC 5952 section 4 for IPv6. */
  get address(): string {
    return formatAddress(this.row, 0, this.words);
  }

  /** The number of addresses. */
  get size(): bigint {
    return 1n << BigInt(32 * this.words - this.length);
  }

  /**
   * Whether it lies in `::ffff:0:0/96`, the IPv6 spelling of IPv4 addresses.
   *
   * Such a prefix in a firewall rule hardly ever does what its author meant, since
   * IPv4 packets do not match it: callers should report it.
   */
  get isIpv4Mapped(): boolean {
    // The lowest bit of word 2 is set, so the length is at least 96.
    return this.words === 4 && this.row[0] === 0 && this.row[1] === 0 && this.row[2] === 0xffff;
  }

  private get words(): WordCount {
    return this.row.length as WordCount;
  }

  /** Whether every address of `other` is one of this prefix. */
  contains(other: Prefix): boolean {
    return this.length <= other.length && this.overlaps(other);
  }

  /** Whether the two share an address, which means that one contains the other. */
  overlaps(other: Prefix): boolean {
    const { row, words } = this;
    if (words !== other.words) return false;
    const shared = Math.min(this.length, other.length);
    for (let w = 0; w < words; w++) {
      if (((row[w] ^ other.row[w]) & ~hostMask(shared, w)) !== 0) return false;
    }
    return true;
  }

  /** Whether both are the same prefix. */
  equals(other: Prefix): boolean {
    return this.words === other.words && Prefix.compare(this, other) === 0;
  }

  /** Canonical CIDR text. */
  toString(): string {
    return `${this.address}/${this.length}`;
  }
}
