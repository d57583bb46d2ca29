import { Direction } from '../net';
import type { Box } from './box';
import { describeBox } from './describe-box';
import { ProtocolMap } from './protocol-map';

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
  static readonly EMPTY = new AdmittedSpace(ProtocolMap.EMPTY, ProtocolMap.EMPTY);

  /** The space that holds every box, and nothing else. Boxes may overlap and come in any order. */
  static of(boxes: Iterable<Box>): AdmittedSpace {
    const inbound: Box[] = [];
    const outbound: Box[] = [];
    for (const box of boxes) (box.direction === Direction.INBOUND ? inbound : outbound).push(box);
    return new AdmittedSpace(ProtocolMap.of(inbound), ProtocolMap.of(outbound));
  }

  private constructor(private readonly inbound: ProtocolMap, private readonly outbound: ProtocolMap) {}

  /** What either space admits. */
  union(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.inbound.union(other.inbound), this.outbound.union(other.outbound));
  }

  /** What this space admits and the other does not. */
  subtract(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.inbound.subtract(other.inbound), this.outbound.subtract(other.outbound));
  }

  /** What both spaces admit. */
  intersect(other: AdmittedSpace): AdmittedSpace {
    return new AdmittedSpace(this.inbound.intersect(other.inbound), this.outbound.intersect(other.outbound));
  }

  /** The part in one direction. */
  only(direction: Direction): AdmittedSpace {
    return direction === Direction.INBOUND
      ? new AdmittedSpace(this.inbound, ProtocolMap.EMPTY)
      : new AdmittedSpace(ProtocolMap.EMPTY, this.outbound);
  }

  equals(other: AdmittedSpace): boolean {
    return this.inbound.equals(other.inbound) && this.outbound.equals(other.outbound);
  }

  get isEmpty(): boolean {
    return this.inbound.isEmpty && this.outbound.isEmpty;
  }

  /**
   * The space as disjoint boxes, one per stretch of ports with the same addresses.
   *
   * Canonical: equal spaces give equal boxes in equal order (inbound first, then TCP, UDP,
   * other protocols by name and the rest, then by port), and `AdmittedSpace.of` gives the space back.
   */
  boxes(): Box[] {
    return [
      ...this.inbound.segments().map((segment) => ({ direction: Direction.INBOUND, ...segment })),
      ...this.outbound.segments().map((segment) => ({ direction: Direction.OUTBOUND, ...segment })),
    ];
  }

  /**
   * One line for each box of `boxes()`.
   *
   * @param maxPrefixes prefixes to name in a line before the rest is only counted; all when not given
   */
  describe(maxPrefixes?: number): string[] {
    return this.boxes().map((box) => describeBox(box, maxPrefixes));
  }

  toString(): string {
    return this.isEmpty ? 'nothing' : this.describe().join('\n');
  }
}
