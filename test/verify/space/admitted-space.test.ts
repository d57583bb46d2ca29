import * as fc from 'fast-check';
import { Direction } from '../../../lib/net';
import { AdmittedSpace } from '../../../lib/verify';
import { box, hits, inbound, outbound, type Packet, protocolHolds } from './packets';

const LAST_PORT = 65535;

describe('canonical form', () => {
  test('pieces that touch become one box', () => {
    const cut = AdmittedSpace.of([
      inbound('tcp', 80, 84, '10.0.0.0/25'), inbound('tcp', 85, 90, '10.0.0.128/25'),
      inbound('tcp', 85, 90, '10.0.0.0/25'), inbound('tcp', 80, 84, '10.0.0.128/25'),
    ]);
    expect(cut.describe()).toEqual(['inbound tcp 80-90 from 10.0.0.0/24']);
    expect(cut.equals(AdmittedSpace.of([inbound('tcp', 80, 90, '10.0.0.0/24')]))).toBe(true);
  });

  test('overlapping ports are cut where the addresses change', () => {
    const space = AdmittedSpace.of([inbound('tcp', 90, 110, '10.0.1.0/24'), inbound('tcp', 80, 100, '10.0.0.0/24')]);
    expect(space.describe()).toEqual([
      'inbound tcp 80-89 from 10.0.0.0/24',
      'inbound tcp 90-100 from 10.0.0.0/23',
      'inbound tcp 101-110 from 10.0.1.0/24',
    ]);
  });

  test('the order is direction, protocol, port', () => {
    const boxes = [
      outbound('tcp', 1, 1, '::/0'), inbound('other except esp,icmp', 0, 0, '1.1.1.1/32'), inbound('icmp', 0, 0, '2.2.2.2/32'),
      inbound('esp', 0, 0, '2.2.2.2/32'), inbound('udp', 1, 1, '1.1.1.1/32'), inbound('tcp', 9, 9, '1.1.1.1/32'), inbound('tcp', 7, 7, '1.1.1.1/32'),
    ];
    expect(AdmittedSpace.of(boxes).describe()).toEqual([
      'inbound tcp 7 from 1.1.1.1/32', 'inbound tcp 9 from 1.1.1.1/32', 'inbound udp 1 from 1.1.1.1/32',
      'inbound esp from 2.2.2.2/32', 'inbound icmp from 2.2.2.2/32', 'inbound other except esp,icmp from 1.1.1.1/32',
      'outbound tcp 1 to ::/0',
    ]);
  });

  test('boxes without addresses leave no trace', () => {
    const space = AdmittedSpace.of([inbound('tcp', 1, 9), inbound('icmp', 0, 0), inbound('other', 0, 0)]);
    expect(space.isEmpty).toBe(true);
    expect(space.equals(AdmittedSpace.EMPTY)).toBe(true);
    expect(space.toString()).toBe('nothing');
  });
});

describe('protocols', () => {
  const all = AdmittedSpace.of(['tcp', 'udp', 'other'].map((protocol) => inbound(protocol, 0, LAST_PORT, '10.0.0.0/8')));

  test('all protocols are more than TCP and UDP', () => {
    const both = AdmittedSpace.of(['tcp', 'udp'].map((protocol) => inbound(protocol, 0, LAST_PORT, '10.0.0.0/8')));
    expect(all.subtract(both).describe()).toEqual(['inbound other from 10.0.0.0/8']);
    expect(both.subtract(all).isEmpty).toBe(true);
  });

  test('a named protocol is part of the others', () => {
    const icmp = AdmittedSpace.of([inbound('icmp', 0, 0, '10.0.0.0/8')]);
    expect(all.union(icmp).equals(all)).toBe(true);
    expect(icmp.subtract(all).isEmpty).toBe(true);
    expect(all.subtract(icmp).only(Direction.INBOUND).describe().at(-1)).toBe('inbound other except icmp from 10.0.0.0/8');
  });

  test('ports mean nothing for protocols without them', () => {
    expect(AdmittedSpace.of([inbound('esp', 80, 80, '10.0.0.0/8')]).equals(AdmittedSpace.of([inbound('esp', 0, 9, '10.0.0.0/8')]))).toBe(true);
  });
});

describe('description', () => {
  test('says from for inbound and to for outbound', () => {
    const space = AdmittedSpace.of([inbound('tcp', 443, 443, '52.159.23.209/32'), outbound('udp', 3478, 3481, '2603:1063::/38', '52.112.0.0/14')]);
    expect(space.toString()).toBe('inbound tcp 443 from 52.159.23.209/32\noutbound udp 3478-3481 to 52.112.0.0/14, 2603:1063::/38');
  });

  test('names all ports', () => {
    expect(AdmittedSpace.of([inbound('tcp', 0, LAST_PORT, '::/0')]).describe()).toEqual(['inbound tcp all ports from ::/0']);
  });

  test('counts the prefixes it was told not to name', () => {
    const space = AdmittedSpace.of([inbound('tcp', 1, 1, '10.0.0.0/32', '10.0.0.2/32', '10.0.0.4/32')]);
    expect(space.describe(2)).toEqual(['inbound tcp 1 from 10.0.0.0/32, 10.0.0.2/32 and 1 more']);
    expect(space.describe(3)).toEqual(['inbound tcp 1 from 10.0.0.0/32, 10.0.0.2/32, 10.0.0.4/32']);
  });
});

describe('algebra, against sets of packets', () => {
  const directions = [Direction.INBOUND, Direction.OUTBOUND];
  const protocols = ['tcp', 'udp', 'icmp', 'gre', 'protocol 132'];
  const ports = [0, 1, 2, 3, LAST_PORT];
  const addresses = ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '::', '::1'];
  // Each prefix with the addresses of the universe that it holds, by hand.
  const prefixes: Record<string, string[]> = {
    '10.0.0.0/30': ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
    '10.0.0.0/31': ['10.0.0.0', '10.0.0.1'],
    '10.0.0.2/31': ['10.0.0.2', '10.0.0.3'],
    '10.0.0.1/32': ['10.0.0.1'],
    '::/127': ['::', '::1'],
    '::1/128': ['::1'],
  };
  const universe: Packet[] = directions.flatMap((direction) => protocols.flatMap((protocol) =>
    ports.flatMap((port) => addresses.map((address) => ({ direction, protocol, port, address })))));

  const piece = fc.record({
    direction: fc.constantFrom(...directions),
    protocol: fc.constantFrom('tcp', 'udp', 'tcp', 'udp', 'icmp', 'gre', 'other', 'other except icmp', 'other except gre,icmp'),
    ports: fc.tuple(fc.constantFrom(...ports), fc.constantFrom(...ports)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    prefixes: fc.subarray(Object.keys(prefixes)),
  });
  const pieces = fc.array(piece, { maxLength: 6 });
  type Piece = typeof piece extends fc.Arbitrary<infer T> ? T : never;

  const spaceOf = (all: readonly Piece[]) =>
    AdmittedSpace.of(all.map((one) => box(one.direction, one.protocol, one.ports[0], one.ports[1], ...one.prefixes)));
  const admits = (all: readonly Piece[], packet: Packet) => all.some((one) => one.direction === packet.direction
    && protocolHolds(one.protocol, packet.protocol)
    && (!['tcp', 'udp'].includes(packet.protocol) || (one.ports[0] <= packet.port && packet.port <= one.ports[1]))
    && one.prefixes.some((prefix) => prefixes[prefix].includes(packet.address)));

  const expectPackets = (space: AdmittedSpace, expected: (packet: Packet) => boolean) =>
    expect(universe.filter((packet) => hits(space, packet) !== (expected(packet) ? 1 : 0))).toEqual([]);

  test('of admits every piece and nothing else, in disjoint boxes', () => {
    fc.assert(fc.property(pieces, (a) => expectPackets(spaceOf(a), (packet) => admits(a, packet))));
  });

  test('union, subtract and intersect', () => {
    fc.assert(fc.property(pieces, pieces, (a, b) => {
      expectPackets(spaceOf(a).union(spaceOf(b)), (packet) => admits(a, packet) || admits(b, packet));
      expectPackets(spaceOf(a).subtract(spaceOf(b)), (packet) => admits(a, packet) && !admits(b, packet));
      expectPackets(spaceOf(a).intersect(spaceOf(b)), (packet) => admits(a, packet) && admits(b, packet));
    }));
  });

  test('only keeps one direction', () => {
    fc.assert(fc.property(pieces, fc.constantFrom(...directions), (a, direction) =>
      expectPackets(spaceOf(a).only(direction), (packet) => packet.direction === direction && admits(a, packet))));
  });

  test('equals and isEmpty agree with the packets', () => {
    let equal = 0;
    // Spaces that differ outside of the universe only: ports between 3 and the last are all alike, so there are none.
    fc.assert(fc.property(pieces, pieces, (a, b) => {
      const same = universe.every((packet) => admits(a, packet) === admits(b, packet));
      const none = universe.every((packet) => !admits(a, packet));
      if (same) equal++;
      expect(spaceOf(a).isEmpty).toBe(none);
      if (same && !spansGap(a) && !spansGap(b)) expect(spaceOf(a).equals(spaceOf(b))).toBe(true);
      if (!same) expect(spaceOf(a).equals(spaceOf(b))).toBe(false);
    }), { examples: [[[], []]] });
    expect(equal).toBeGreaterThan(0);
  });

  /** Whether a piece covers the ports between 3 and the last, which no packet of the universe shows. */
  function spansGap(all: readonly Piece[]): boolean {
    return all.some((one) => one.ports[0] < LAST_PORT && one.ports[1] === LAST_PORT);
  }

  test('boxes are canonical: any order, any cut, and back again', () => {
    fc.assert(fc.property(pieces, fc.integer({ min: 0, max: 5 }), (a, turn) => {
      const turned = [...a.slice(turn), ...a.slice(0, turn)];
      const split = turned.flatMap((one) => one.prefixes.map((prefix) => ({ ...one, prefixes: [prefix] })));
      const texts = spaceOf(a).describe();
      expect(spaceOf(turned).describe()).toEqual(texts);
      expect(spaceOf(split).describe()).toEqual(texts);
      expect(spaceOf(split).equals(spaceOf(a))).toBe(true);
      expect(AdmittedSpace.of(spaceOf(a).boxes()).equals(spaceOf(a))).toBe(true);
    }));
  });
});

test('spaces do not change when others are made of them', () => {
  const space = AdmittedSpace.of([inbound('tcp', 1, 9, '10.0.0.0/24')]);
  space.union(AdmittedSpace.of([inbound('tcp', 1, 20, '10.0.0.0/8')])).subtract(space).intersect(space);
  expect(space.describe()).toEqual(['inbound tcp 1-9 from 10.0.0.0/24']);
  expect(AdmittedSpace.EMPTY.boxes()).toEqual([]);
});
