import { PortRange, PrefixSet } from '../net';

/** Addresses that hold on every port of a range. */
export interface PortSegment {
  readonly ports: PortRange;
  readonly addresses: PrefixSet;
}

/** Ports as the platforms count them: 0 is a port. */
const FIRST_PORT = 0;
const LAST_PORT = 65535;

/** Every port. */
export const ALL_PORTS = PortRange.of(FIRST_PORT, LAST_PORT);

/**
 * A function from port to the set of addresses admitted on it. Immutable.
 *
 * ```
 * pieces    80 ├───── A ─────┤ 100            segments   80 ├─ A ─┤├ A∪B ┤├── B ──┤ 110
 *                     90 ├───── B ─────┤ 110
 * ```
 */
export class PortMap {
  static readonly EMPTY = new PortMap([]);

  /** The function that admits every piece, and nothing else. Pieces may overlap and come in any order. */
  static of(pieces: readonly PortSegment[]): PortMap {
    const byRange = new Map<string, PortSegment[]>();
    for (const piece of pieces) {
      const key = `${piece.ports.first}-${piece.ports.last}`;
      const same = byRange.get(key);
      if (same === undefined) byRange.set(key, [piece]);
      else same.push(piece);
    }
    const ranges = [...byRange.values()]
      .map((same) => ({ ports: same[0].ports, addresses: unionOf(same.map((piece) => piece.addresses)) }))
      .sort((a, b) => a.ports.first - b.ports.first);
    const segments: PortSegment[] = [];
    let active: PortSegment[] = [];
    let next = 0;
    for (const ports of elementary(ranges)) {
      active = active.filter((range) => range.ports.last >= ports.first);
      while (next < ranges.length && ranges[next].ports.first <= ports.first) active.push(ranges[next++]);
      segments.push({ ports, addresses: unionOf(active.map((range) => range.addresses)) });
    }
    return PortMap.canonical(segments);
  }

  /** Drops empty segments and joins neighbours with equal addresses; `segments` is sorted and disjoint. */
  private static canonical(segments: readonly PortSegment[]): PortMap {
    const result: PortSegment[] = [];
    for (const segment of segments) {
      if (segment.addresses.isEmpty) continue;
      const previous = result.at(-1);
      if (previous !== undefined && previous.ports.last + 1 === segment.ports.first && previous.addresses.equals(segment.addresses)) {
        result[result.length - 1] = { ports: PortRange.of(previous.ports.first, segment.ports.last), addresses: previous.addresses };
      } else {
        result.push(segment);
      }
    }
    return result.length === 0 ? PortMap.EMPTY : new PortMap(result);
  }

  /** Sorted by port, disjoint, none empty, neighbours differ: equal functions have equal segments. */
  private constructor(readonly segments: readonly PortSegment[]) {}

  union(other: PortMap): PortMap {
    return this.combine(other, (a, b) => a.union(b));
  }

  subtract(other: PortMap): PortMap {
    return this.combine(other, (a, b) => a.subtract(b));
  }

  intersect(other: PortMap): PortMap {
    return this.combine(other, (a, b) => a.intersect(b));
  }

  equals(other: PortMap): boolean {
    return this === other || (this.segments.length === other.segments.length && this.segments.every((segment, i) => {
      const { ports, addresses } = other.segments[i];
      return segment.ports.first === ports.first && segment.ports.last === ports.last && segment.addresses.equals(addresses);
    }));
  }

  get isEmpty(): boolean {
    return this.segments.length === 0;
  }

  private combine(other: PortMap, operation: (a: PrefixSet, b: PrefixSet) => PrefixSet): PortMap {
    const mine = new PortCursor(this.segments);
    const theirs = new PortCursor(other.segments);
    return PortMap.canonical(elementary([...this.segments, ...other.segments])
      .map((ports) => ({ ports, addresses: operation(mine.at(ports.first), theirs.at(ports.first)) })));
  }
}

/** Looks segments up by rising port. */
class PortCursor {
  private index = 0;

  constructor(private readonly segments: readonly PortSegment[]) {}

  at(port: number): PrefixSet {
    while (this.index < this.segments.length && this.segments[this.index].ports.last < port) this.index++;
    const segment = this.segments[this.index];
    return segment !== undefined && segment.ports.first <= port ? segment.addresses : PrefixSet.EMPTY;
  }
}

/** The sorted, disjoint ranges cut at every bound of `segments`; each lies inside or outside of every segment. */
function elementary(segments: readonly PortSegment[]): PortRange[] {
  const starts = new Set<number>();
  for (const { ports } of segments) {
    starts.add(ports.first);
    starts.add(ports.last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => PortRange.of(start, sorted[i + 1] - 1));
}

/** The union of many sets, joined pairwise so that n sets cost n log n rather than n². */
export function unionOf(sets: readonly PrefixSet[]): PrefixSet {
  let level = sets;
  while (level.length > 1) {
    const joined: PrefixSet[] = [];
    for (let i = 0; i < level.length; i += 2) joined.push(i + 1 < level.length ? level[i].union(level[i + 1]) : level[i]);
    level = joined;
  }
  return level[0] ?? PrefixSet.EMPTY;
}
