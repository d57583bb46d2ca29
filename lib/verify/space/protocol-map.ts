import { Protocol } from '../../net';
import type { PeerSet } from './peer-set';
import { ALL_PORTS, PortMap, type PortSegment } from './port-map';
import { exceptions, hasPorts, OTHER_PROTOCOLS } from './protocol-name';

/** A segment and the protocol it holds for. */
export interface ProtocolSegment<S> extends PortSegment<S> {
  readonly protocol: string;
}

/**
 * A function from protocol and port to a set of remote sides. Immutable.
 *
 * There are more protocols than have names, so it is kept as the named ones plus one
 * function for all the others: "everything but ICMP" stays exact.
 */
export class ProtocolMap<S extends PeerSet<S>> {
  /**
   * The function that admits every piece, and nothing else.
   *
   * @param none the empty set of remote sides
   */
  static of<S extends PeerSet<S>>(pieces: readonly ProtocolSegment<S>[], none: S): ProtocolMap<S> {
    if (pieces.length === 0) return new ProtocolMap(new Map(), PortMap.of([], none), none);
    const direct = new Map<string, PortSegment<S>[]>();
    const general: { readonly except: readonly string[]; readonly segment: PortSegment<S> }[] = [];
    const at = (protocol: string): PortSegment<S>[] => {
      const found = direct.get(protocol) ?? [];
      direct.set(protocol, found);
      return found;
    };
    for (const { protocol, ports, peers } of pieces) {
      const except = exceptions(protocol);
      const segment = { ports: hasPorts(protocol) ? ports : ALL_PORTS, peers };
      if (except === undefined) {
        at(protocol).push(segment);
      } else {
        except.forEach(at);
        general.push({ except, segment });
      }
    }
    const named = new Map<string, PortMap<S>>();
    for (const [protocol, segments] of direct) {
      const inherited = hasPorts(protocol) ? [] : general.filter(({ except }) => !except.includes(protocol));
      named.set(protocol, PortMap.of([...segments, ...inherited.map(({ segment }) => segment)], none));
    }
    return ProtocolMap.canonical(named, PortMap.of(general.map(({ segment }) => segment), none), none);
  }

  private static canonical<S extends PeerSet<S>>(named: ReadonlyMap<string, PortMap<S>>, other: PortMap<S>, none: S): ProtocolMap<S> {
    const kept = [...named].filter(([protocol, ports]) => hasPorts(protocol) ? !ports.isEmpty : !ports.equals(other));
    return new ProtocolMap(new Map(kept), other, none);
  }

  /** `named` holds no empty TCP or UDP and no protocol that equals `other`: equal functions have equal parts. */
  private constructor(
    private readonly named: ReadonlyMap<string, PortMap<S>>,
    private readonly other: PortMap<S>,
    private readonly none: S,
  ) {}

  union(that: ProtocolMap<S>): ProtocolMap<S> {
    return this.combine(that, (a, b) => a.union(b));
  }

  subtract(that: ProtocolMap<S>): ProtocolMap<S> {
    return this.combine(that, (a, b) => a.subtract(b));
  }

  intersect(that: ProtocolMap<S>): ProtocolMap<S> {
    return this.combine(that, (a, b) => a.intersect(b));
  }

  equals(that: ProtocolMap<S>): boolean {
    return this === that || (this.other.equals(that.other) && this.named.size === that.named.size &&
      [...this.named].every(([protocol, ports]) => that.named.get(protocol)?.equals(ports) ?? false));
  }

  get isEmpty(): boolean {
    return this.named.size === 0 && this.other.isEmpty;
  }

  /** Disjoint, canonical pieces: TCP, UDP, the other named protocols by name, then the rest. */
  segments(): ProtocolSegment<S>[] {
    const others = [...this.named.keys()].filter((protocol) => !hasPorts(protocol)).sort();
    const rest = others.length === 0 ? OTHER_PROTOCOLS : `${OTHER_PROTOCOLS} except ${others.join(',')}`;
    return [
      ...[Protocol.TCP, Protocol.UDP, ...others].flatMap((protocol) => this.at(protocol).segments.map((segment) => ({ protocol, ...segment }))),
      ...this.other.segments.map((segment) => ({ protocol: rest, ...segment })),
    ];
  }

  private at(protocol: string): PortMap<S> {
    return this.named.get(protocol) ?? (hasPorts(protocol) ? PortMap.of([], this.none) : this.other);
  }

  private combine(that: ProtocolMap<S>, operation: (a: PortMap<S>, b: PortMap<S>) => PortMap<S>): ProtocolMap<S> {
    const named = new Map<string, PortMap<S>>();
    for (const protocol of [...this.named.keys(), ...that.named.keys()]) {
      if (!named.has(protocol)) named.set(protocol, operation(this.at(protocol), that.at(protocol)));
    }
    return ProtocolMap.canonical(named, operation(this.other, that.other), this.none);
  }
}
