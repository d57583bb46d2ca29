import { brand } from '../../collections/brand';
import { invalidPort } from '../../messages/errors';
import { BoundaryList, Operation } from '../columns/boundary-list';
import { PortRange } from './port-range';

/**
 * An immutable set of ports.
 *
 * The set is about ports, not about the ranges it was made from: it lists itself as the
 * fewest ranges, sorted, with overlapping and adjacent ones merged, and two sets of the
 * same ports are equal.
 *
 * @example
 * PortSet.parse('5061, 443, 444-450').toString();
 * //=> '443-450,5061'
 */
export class PortSet {
  static {
    brand(PortSet, 'PortSet');
  }

  /** No port. */
  static readonly EMPTY = new PortSet(new BoundaryList(1, new Uint32Array(0)));
  /** Every port, 0 to 65535. */
  static readonly ALL = PortSet.of(PortRange.of(0, 65535));

  /** The ports of some ranges, which may overlap. */
  static of(...ranges: PortRange[]): PortSet {
    const rows: number[] = [];
    for (const { first, last } of ranges.sort((a, b) => a.first - b.first)) {
      // Boundaries alternate between a first port and the port after a last one.
      if (rows.length === 0 || first > rows[rows.length - 1]) rows.push(first, last + 1);
      else rows.push(Math.max(rows.pop()!, last + 1));
    }
    return new PortSet(new BoundaryList(1, Uint32Array.from(rows)));
  }

  /**
   * Reads ports and ranges, separated by commas with or without spaces around them.
   *
   * @throws EndpointError `InvalidPort` on the first bad entry, or on empty text
   */
  static parse(text: string): PortSet {
    if (typeof text !== 'string' || text.trim() === '') {
      throw invalidPort(text, 'it names no port', 'write it like "443, 50000-59999"; for no port use PortSet.EMPTY');
    }
    return PortSet.of(...text.split(',').map((entry) => PortRange.parse(entry.trim())));
  }

  private constructor(private readonly boundaries: BoundaryList) {}

  /** Whether it holds no port. */
  get isEmpty(): boolean {
    return this.boundaries.isEmpty;
  }

  /** The fewest ranges that hold exactly its ports, sorted; no two overlap or are adjacent. */
  get ranges(): PortRange[] {
    const ranges: PortRange[] = [];
    const { rows } = this.boundaries;
    for (let i = 0; i < rows.length; i += 2) ranges.push(PortRange.of(rows[i], rows[i + 1] - 1));
    return ranges;
  }

  /** The number of ports. */
  get size(): number {
    return this.ranges.reduce((size, range) => size + range.size, 0);
  }

  /** The ports of either set. */
  union(other: PortSet): PortSet {
    return new PortSet(this.boundaries.combine(other.boundaries, Operation.UNION));
  }

  /** The ports of this set that are not in `other`. */
  subtract(other: PortSet): PortSet {
    return new PortSet(this.boundaries.combine(other.boundaries, Operation.DIFFERENCE));
  }

  /** The ports that are in both sets. */
  intersect(other: PortSet): PortSet {
    return new PortSet(this.boundaries.combine(other.boundaries, Operation.INTERSECTION));
  }

  /** Whether it holds every port of `range`. */
  contains(range: PortRange): boolean {
    return this.containsSet(PortSet.of(range));
  }

  /** Whether it holds every port of `other`. Every set contains the empty one. */
  containsSet(other: PortSet): boolean {
    return this.boundaries.covers(other.boundaries);
  }

  /** Whether the sets have a port in common. */
  overlaps(other: PortSet): boolean {
    return this.boundaries.overlaps(other.boundaries);
  }

  /** Whether both hold the same ports. */
  equals(other: PortSet): boolean {
    return this.boundaries.equals(other.boundaries);
  }

  /** The ranges joined by commas, such as `443,5061,50000-59999`; empty text for the empty set. */
  toString(): string {
    return this.ranges.join(',');
  }
}
