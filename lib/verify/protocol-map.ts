import { Protocol } from '../net';
import { ALL_PORTS, PortMap, type PortSegment } from './port-map';
import { exceptions, hasPorts, OTHER_PROTOCOLS } from './protocol-name';

/** A segment and the protocol it holds for. */
export interface ProtocolSegment extends PortSegment {
  readonly protocol: string;
}

/**
 * A function from protocol and port to addresses. Immutable.
 *
 * There are more protocols than have names, so it is kept as the named ones plus one
 * function for all the others: "everything but ICMP" stays exact.
 */
export class ProtocolMap {
  static readonly EMPTY = new ProtocolMap(new Map(), PortMap.EMPTY);

  /** The function that admits every piece, and nothing else. */
  static of(pieces: readonly ProtocolSegment[]): ProtocolMap {
    const direct = new Map<string, PortSegment[]>();
    const general: { readonly except: readonly string[]; readonly segment: PortSegment }[] = [];
    const at = (protocol: string): PortSegment[] => {
      const found = direct.get(protocol) ?? [];
      direct.set(protocol, found);
      return found;
    };
    for (const { protocol, ports, addresses } of pieces) {
      const except = exceptions(protocol);
      const segment = { ports: hasPorts(protocol) ? ports : ALL_PORTS, addresses };
      if (except === undefined) {
        at(protocol).push(segment);
      } else {
        except.forEach(at);
        general.push({ except, segment });
      }
    }
    const named = new Map<string, PortMap>();
    for (const [protocol, segments] of direct) {
      const inherited = hasPorts(protocol) ? [] : general.filter(({ except }) => !except.includes(protocol));
      named.set(protocol, PortMap.of([...segments, ...inherited.map(({ segment }) => segment)]));
    }
    return ProtocolMap.canonical(named, PortMap.of(general.map(({ segment }) => segment)));
  }

  private static canonical(named: ReadonlyMap<string, PortMap>, other: PortMap): ProtocolMap {
    const kept = [...named].filter(([protocol, ports]) => hasPorts(protocol) ? !ports.isEmpty : !ports.equals(other));
    return kept.length === 0 && other.isEmpty ? ProtocolMap.EMPTY : new ProtocolMap(new Map(kept), other);
  }

  /** `named` holds no empty TCP or UDP and no protocol that equals `other`: equal functions have equal parts. */
  private constructor(private readonly named: ReadonlyMap<string, PortMap>, private readonly other: PortMap) {}

  union(that: ProtocolMap): ProtocolMap {
    return this.combine(that, (a, b) => a.union(b));
  }

  subtract(that: ProtocolMap): ProtocolMap {
    return this.combine(that, (a, b) => a.subtract(b));
  }

  intersect(that: ProtocolMap): ProtocolMap {
    return this.combine(that, (a, b) => a.intersect(b));
  }

  equals(that: ProtocolMap): boolean {
    return this === that || (this.other.equals(that.other) && this.named.size === that.named.size &&
      [...this.named].every(([protocol, ports]) => that.named.get(protocol)?.equals(ports) ?? false));
  }

  get isEmpty(): boolean {
    return this.named.size === 0 && this.other.isEmpty;
  }

  /** Disjoint, canonical pieces: TCP, UDP, the other named protocols by name, then the rest. */
  segments(): ProtocolSegment[] {
    const others = [...this.named.keys()].filter((protocol) => !hasPorts(protocol)).sort();
    const rest = others.length === 0 ? OTHER_PROTOCOLS : `${OTHER_PROTOCOLS} except ${others.join(',')}`;
    return [
      ...[Protocol.TCP, Protocol.UDP, ...others].flatMap((protocol) => this.at(protocol).segments.map((segment) => ({ protocol, ...segment }))),
      ...this.other.segments.map((segment) => ({ protocol: rest, ...segment })),
    ];
  }

  private at(protocol: string): PortMap {
    return this.named.get(protocol) ?? (hasPorts(protocol) ? PortMap.EMPTY : this.other);
  }

  private combine(that: ProtocolMap, operation: (a: PortMap, b: PortMap) => PortMap): ProtocolMap {
    const named = new Map<string, PortMap>();
    for (const protocol of [...this.named.keys(), ...that.named.keys()]) {
      if (!named.has(protocol)) named.set(protocol, operation(this.at(protocol), that.at(protocol)));
    }
    return ProtocolMap.canonical(named, operation(this.other, that.other));
  }
}
