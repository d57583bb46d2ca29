import { Direction } from '../../net';
import type { PeerSet } from './peer-set';
import { ProtocolMap, type ProtocolSegment } from './protocol-map';

/** A segment and the direction it holds for. */
export interface DirectionSegment<S> extends ProtocolSegment<S> {
  readonly direction: Direction;
}

/** A function from direction, protocol and port to a set of remote sides. Immutable; equal functions have equal parts. */
export class DirectionMap<S extends PeerSet<S>> {
  /**
   * The function that admits every piece, and nothing else.
   *
   * @param none the empty set of remote sides
   */
  static of<S extends PeerSet<S>>(pieces: readonly DirectionSegment<S>[], none: S): DirectionMap<S> {
    const half = (direction: Direction) => ProtocolMap.of(pieces.filter((piece) => piece.direction === direction), none);
    return new DirectionMap(half(Direction.INBOUND), half(Direction.OUTBOUND), none);
  }

  private constructor(
    private readonly inbound: ProtocolMap<S>,
    private readonly outbound: ProtocolMap<S>,
    private readonly none: S,
  ) {}

  union(other: DirectionMap<S>): DirectionMap<S> {
    return new DirectionMap(this.inbound.union(other.inbound), this.outbound.union(other.outbound), this.none);
  }

  subtract(other: DirectionMap<S>): DirectionMap<S> {
    return new DirectionMap(this.inbound.subtract(other.inbound), this.outbound.subtract(other.outbound), this.none);
  }

  intersect(other: DirectionMap<S>): DirectionMap<S> {
    return new DirectionMap(this.inbound.intersect(other.inbound), this.outbound.intersect(other.outbound), this.none);
  }

  only(direction: Direction): DirectionMap<S> {
    const nothing = ProtocolMap.of([], this.none);
    return direction === Direction.INBOUND
      ? new DirectionMap(this.inbound, nothing, this.none)
      : new DirectionMap(nothing, this.outbound, this.none);
  }

  equals(other: DirectionMap<S>): boolean {
    return this.inbound.equals(other.inbound) && this.outbound.equals(other.outbound);
  }

  get isEmpty(): boolean {
    return this.inbound.isEmpty && this.outbound.isEmpty;
  }

  /** Disjoint, canonical pieces: inbound first. */
  segments(): DirectionSegment<S>[] {
    return [
      ...this.inbound.segments().map((segment) => ({ direction: Direction.INBOUND, ...segment })),
      ...this.outbound.segments().map((segment) => ({ direction: Direction.OUTBOUND, ...segment })),
    ];
  }
}
