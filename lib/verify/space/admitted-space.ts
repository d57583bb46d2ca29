import { Direction, PrefixSet } from '../../net';
import type { Box } from './box';
import { describeBox } from './describe-box';
import { DirectionMap } from './direction-map';

/**
 * Traffic that is let through: per direction, protocol and destination port, a set of
 * remote addresses. Immutable.
 *
 * Two spaces are `equals` exactly when they admit the same packets, however the boxes
 * they were built from were cut.
 *
 * @example
 * const web = AdmittedSpace.of([{ direction: Direction.INBOUND, protocol: 'tcp', ports: PortRange.of(443, 443), addresses }]);
 * web.describe(); //=> ['inbound tcp 443 from 52.159.23.209/32']
 */
export class AdmittedSpace {
  /** The space that admits nothing. */
  static readonly EMPTY = AdmittedSpace.of([]);

  /** The space that holds every box, and nothing else. Boxes may overlap and come in any order. */
  static of(boxes: Iterable<Box>): AdmittedSpace {
    return new AdmittedSpace(DirectionMap.of([...boxes].map(({ addresses, ...rest }) => ({ ...rest, peers: addresses })), PrefixSet.EMPTY));
  }

  private constructor(private readonly map: DirectionMap<PrefixSet>) {}

  /** What either space admits. */
  union(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.map.union(other.map));
  }

  /** What this space admits and the other does not. */
  subtract(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.map.subtract(other.map));
  }

  /** What both spaces admit. */
  intersect(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.map.intersect(other.map));
  }

  /** The part in one direction. */
  only(direction: Direction): AdmittedSpace {
    return new AdmittedSpace(this.map.only(direction));
  }

  /** Whether both admit exactly the same packets. */
  equals(other: AdmittedSpace): boolean {
    return this.map.equals(other.map);
  }

  /** Whether nothing is admitted. */
  get isEmpty(): boolean {
    return this.map.isEmpty;
  }

  /**
   * The space as disjoint boxes, one per stretch of ports with the same addresses.
   *
   * Canonical: equal spaces give equal boxes in equal order (inbound first, then TCP, UDP,
   * other protocols by name and the rest, then by port), and `AdmittedSpace.of` gives the space back.
   */
  boxes(): Box[] {
    return this.map.segments().map(({ peers, ...rest }) => ({ ...rest, addresses: peers }));
  }

  /**
   * One line for each box of `boxes()`.
   *
   * @param maxPrefixes prefixes to name in a line before the rest is only counted; all when not given
   */
  describe(maxPrefixes?: number): string[] {
    return this.boxes().map((box) => describeBox(box, maxPrefixes));
  }

  /** The lines of `describe()`, or `nothing`. */
  toString(): string {
    return this.isEmpty ? 'nothing' : this.describe().join('\n');
  }
}
