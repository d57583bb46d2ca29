import { PortRange } from '../../net';
import { joinSets, type PeerSet } from './peer-set';

/** Remote sides that hold on every port of a range. */
export interface PortSegment<S> {
  readonly ports: PortRange;
  readonly peers: S;
}

/** Ports as the platforms count them: 0 is a port. */
const FIRST_PORT = 0;
const LAST_PORT = 65535;

/** Every port. */
export const ALL_PORTS = PortRange.of(FIRST_PORT, LAST_PORT);

/**
 * A function from port to the set of remote sides admitted on it. Immutable.
 *
 * ```
 * pieces    80 ├───── A ─────┤ 100            segments   80 ├─ A ─┤├ A∪B ┤├── B ──┤ 110
 *                     90 ├───── B ─────┤ 110
 * ```
 */
export class PortMap<S extends PeerSet<S>> {
  /**
   * The function that admits every piece, and nothing else. Pieces may overlap and come in any order.
   *
   * @param none the empty set of remote sides
   */
  static of<S extends PeerSet<S>>(pieces: readonly PortSegment<S>[], none: S): PortMap<S> {
    if (pieces.length <= 1) return PortMap.canonical(pieces, none);
    const byRange = new Map<string, PortSegment<S>[]>();
    for (const piece of pieces) {
      const key = `${piece.ports.first}-${piece.ports.last}`;
      const same = byRange.get(key);
      if (same === undefined) byRange.set(key, [piece]);
      else same.push(piece);
    }
    const ranges = [...byRange.values()]
      .map((same) => ({ ports: same[0].ports, peers: joinSets(same.map((piece) => piece.peers), none) }))
      .sort((a, b) => a.ports.first - b.ports.first);
    const segments: PortSegment<S>[] = [];
    let active: PortSegment<S>[] = [];
    let next = 0;
    for (const ports of elementary(ranges)) {
      active = active.filter((range) => range.ports.last >= ports.first);
      while (next < ranges.length && ranges[next].ports.first <= ports.first) active.push(ranges[next++]);
      segments.push({ ports, peers: joinSets(active.map((range) => range.peers), none) });
    }
    return PortMap.canonical(segments, none);
  }

  /** Drops empty segments and joins neighbours with equal peers; `segments` is sorted and disjoint. */
  private static canonical<S extends PeerSet<S>>(segments: readonly PortSegment<S>[], none: S): PortMap<S> {
    const result: PortSegment<S>[] = [];
    for (const segment of segments) {
      if (segment.peers.isEmpty) continue;
      const previous = result.at(-1);
      if (previous !== undefined && previous.ports.last + 1 === segment.ports.first && previous.peers.equals(segment.peers)) {
        result[result.length - 1] = { ports: PortRange.of(previous.ports.first, segment.ports.last), peers: previous.peers };
      } else {
        result.push(segment);
      }
    }
    return new PortMap(result, none);
  }

  private constructor(
    /** Sorted by port, disjoint, none empty, neighbours differ: equal functions have equal segments. */
    readonly segments: readonly PortSegment<S>[],
    private readonly none: S,
  ) {}

  union(other: PortMap<S>): PortMap<S> {
    return this.combine(other, (a, b) => a.union(b));
  }

  subtract(other: PortMap<S>): PortMap<S> {
    return this.combine(other, (a, b) => a.subtract(b));
  }

  intersect(other: PortMap<S>): PortMap<S> {
    return this.combine(other, (a, b) => a.intersect(b));
  }

  equals(other: PortMap<S>): boolean {
    return this === other || (this.segments.length === other.segments.length && this.segments.every((segment, i) => {
      const { ports, peers } = other.segments[i];
      return segment.ports.first === ports.first && segment.ports.last === ports.last && segment.peers.equals(peers);
    }));
  }

  get isEmpty(): boolean {
    return this.segments.length === 0;
  }

  private combine(other: PortMap<S>, operation: (a: S, b: S) => S): PortMap<S> {
    const mine = new PortCursor(this.segments, this.none);
    const theirs = new PortCursor(other.segments, this.none);
    return PortMap.canonical(elementary([...this.segments, ...other.segments])
      .map((ports) => ({ ports, peers: operation(mine.at(ports.first), theirs.at(ports.first)) })), this.none);
  }
}

/** Looks segments up by rising port. */
class PortCursor<S> {
  private index = 0;

  constructor(private readonly segments: readonly PortSegment<S>[], private readonly none: S) {}

  at(port: number): S {
    while (this.index < this.segments.length && this.segments[this.index].ports.last < port) this.index++;
    const segment = this.segments[this.index];
    return segment !== undefined && segment.ports.first <= port ? segment.peers : this.none;
  }
}

/** The sorted, disjoint ranges cut at every bound of `segments`; each lies inside or outside of every segment. */
function elementary(segments: readonly { readonly ports: PortRange }[]): PortRange[] {
  const starts = new Set<number>();
  for (const { ports } of segments) {
    starts.add(ports.first);
    starts.add(ports.last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => PortRange.of(start, sorted[i + 1] - 1));
}
