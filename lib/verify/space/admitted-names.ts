import { Direction, type PortRange } from '../../net';
import { DirectionMap } from './direction-map';
import { NameSet } from './name-set';
import { ALL_PORTS } from './port-map';
import { ALL_PROTOCOLS, hasPorts } from './protocol-name';

/** One rectangle of traffic admitted by the name of its remote side: every name of `names` on every port of `ports`. */
export interface NameBox {
  /** Seen from the network that the filter protects. */
  readonly direction: Direction;
  /** As in `Box`. */
  readonly protocol: string;
  /** Destination ports; they count for `tcp` and `udp` only. */
  readonly ports: PortRange;
  /** Names of the remote side. */
  readonly names: NameSet;
}

/**
 * Traffic that is let through by the name of its remote side: per direction, protocol and
 * destination port, a set of host names. Immutable.
 *
 * It stands beside `AdmittedSpace`, which holds what is let through by address. Two are
 * `equals` exactly when they admit the same names, however their patterns were written.
 *
 * @example
 * AdmittedNames.of([{ direction: Direction.OUTBOUND, protocol: 'tcp', ports: PortRange.of(443, 443), names }]).describe();
 * //=> ['outbound tcp 443 to *.example.com, example.com']
 */
export class AdmittedNames {
  /** What admits nothing by name. */
  static readonly EMPTY = AdmittedNames.of([]);

  /** What holds every box, and nothing else. Boxes may overlap and come in any order. */
  static of(boxes: Iterable<NameBox>): AdmittedNames {
    return new AdmittedNames(DirectionMap.of([...boxes].map(({ names, ...rest }) => ({ ...rest, peers: names })), NameSet.EMPTY));
  }

  /**
   * What a filter admits that sees names only, such as a resolver: the names, in one
   * direction, for whatever protocol and port they are then used.
   */
  static onEveryPort(direction: Direction, names: NameSet): AdmittedNames {
    return AdmittedNames.of(ALL_PROTOCOLS.map((protocol) => ({ direction, protocol, ports: ALL_PORTS, names })));
  }

  private constructor(private readonly map: DirectionMap<NameSet>) {}

  /** What either admits. */
  union(other: AdmittedNames): AdmittedNames {
    return new AdmittedNames(this.map.union(other.map));
  }

  /** What this admits and the other does not. */
  subtract(other: AdmittedNames): AdmittedNames {
    return new AdmittedNames(this.map.subtract(other.map));
  }

  /** What both admit. */
  intersect(other: AdmittedNames): AdmittedNames {
    return new AdmittedNames(this.map.intersect(other.map));
  }

  /** The part in one direction. */
  only(direction: Direction): AdmittedNames {
    return new AdmittedNames(this.map.only(direction));
  }

  /**
   * The same names without regard to protocol and port: each as a filter that sees names only would admit it.
   *
   * This is what such a filter is to be compared with, and it says itself what is lost:
   * `compare(names.onEveryPort(), names)` has it as extra.
   */
  onEveryPort(): AdmittedNames {
    return [Direction.INBOUND, Direction.OUTBOUND]
      .map((direction) => AdmittedNames.onEveryPort(direction, this.names(direction)))
      .reduce((all, one) => all.union(one), AdmittedNames.EMPTY);
  }

  /** Every name that is admitted in a direction, on whatever protocol and port. */
  names(direction: Direction): NameSet {
    return this.only(direction).boxes().reduce((all, { names }) => all.union(names), NameSet.EMPTY);
  }

  /** Whether both admit exactly the same. */
  equals(other: AdmittedNames): boolean {
    return this.map.equals(other.map);
  }

  /** Whether nothing is admitted. */
  get isEmpty(): boolean {
    return this.map.isEmpty;
  }

  /**
   * The whole as disjoint boxes, one per stretch of ports with the same names.
   *
   * Canonical: equal ones give equal boxes in the order of `AdmittedSpace.boxes()`.
   */
  boxes(): NameBox[] {
    return this.map.segments().map(({ peers, ...rest }) => ({ ...rest, names: peers }));
  }

  /**
   * One line for each box of `boxes()`.
   *
   * @param maxPatterns patterns to name in a line before the rest is only counted; all when not given
   */
  describe(maxPatterns?: number): string[] {
    return this.boxes().map((box) => describeNameBox(box, maxPatterns));
  }

  /** The lines of `describe()`, or `nothing`. */
  toString(): string {
    return this.isEmpty ? 'nothing' : this.describe().join('\n');
  }
}

function describeNameBox({ direction, protocol, ports, names }: NameBox, maxPatterns = Infinity): string {
  const patterns = names.describe();
  const more = patterns.length > maxPatterns ? ` and ${patterns.length - maxPatterns} more` : '';
  const portText = ports.first === ALL_PORTS.first && ports.last === ALL_PORTS.last ? 'all ports' : `${ports}`;
  return [
    direction, protocol, ...hasPorts(protocol) ? [portText] : [],
    direction === Direction.INBOUND ? 'from' : 'to', patterns.slice(0, maxPatterns).join(', ') + more,
  ].join(' ');
}
