import * as fc from 'fast-check';
import { Direction, PortRange } from '../../../lib/net';
import { AdmittedNames, compare, type NameBox, NameSet } from '../../../lib/verify';

const box = (direction: Direction, protocol: string, first: number, last: number, ...patterns: string[]): NameBox =>
  ({ direction, protocol, ports: PortRange.of(first, last), names: NameSet.parse(...patterns) });
const outbound = (protocol: string, first: number, last: number, ...patterns: string[]) =>
  box(Direction.OUTBOUND, protocol, first, last, ...patterns);

test('boxes that touch become one, and ports are cut where the names change', () => {
  const names = AdmittedNames.of([outbound('tcp', 443, 445, 'a.com'), outbound('tcp', 444, 444, '*.b.com'), outbound('tcp', 446, 447, 'a.com')]);
  expect(names.describe()).toEqual(['outbound tcp 443 to a.com', 'outbound tcp 444 to *.b.com, a.com', 'outbound tcp 445-447 to a.com']);
  expect(AdmittedNames.of(names.boxes()).equals(names)).toBe(true);
});

test('the order is inbound before outbound, TCP before UDP, then by port', () => {
  expect(AdmittedNames.of([outbound('udp', 1, 1, 'a.com'), outbound('tcp', 2, 2, 'a.com'), outbound('tcp', 1, 1, 'b.com'), box(Direction.INBOUND, 'udp', 9, 9, 'a.com')]).describe()).toEqual([
    'inbound udp 9 from a.com', 'outbound tcp 1 to b.com', 'outbound tcp 2 to a.com', 'outbound udp 1 to a.com',
  ]);
});

test('a filter of names alone admits them on every port', () => {
  const resolver = AdmittedNames.onEveryPort(Direction.OUTBOUND, NameSet.parse('a.com', '*.a.com'));
  expect(resolver.describe()).toEqual(['outbound tcp all ports to *.a.com, a.com', 'outbound udp all ports to *.a.com, a.com', 'outbound other to *.a.com, a.com']);
  const meant = AdmittedNames.of([outbound('tcp', 443, 443, 'a.com'), outbound('udp', 3478, 3481, '*.a.com')]);
  expect(compare(resolver, meant.onEveryPort()).equal).toBe(true);
  expect(compare(resolver, meant).missing.isEmpty).toBe(true);
  expect(compare(resolver, meant).extra.isEmpty).toBe(false);
  expect(AdmittedNames.EMPTY.onEveryPort().isEmpty).toBe(true);
});

test('a comparison reports names as it reports addresses', () => {
  const expected = AdmittedNames.of([outbound('tcp', 443, 443, '*.a.com', 'a.com', 'b.com')]);
  const actual = AdmittedNames.of([outbound('tcp', 443, 443, '*.a.com', '*b.com'), outbound('udp', 443, 443, 'a.com')]);
  expect(compare(expected, expected).toString()).toBe('admits exactly what was expected');
  expect(compare(actual, expected).toString()).toBe([
    'admits something else than expected',
    '  missing: outbound tcp 443 to a.com',
    '  extra: outbound tcp 443 to *b.com except b.com',
    '  extra: outbound udp 443 to a.com',
  ].join('\n'));
});

test('a long list of patterns is cut and says by how much', () => {
  const names = AdmittedNames.of([outbound('tcp', 443, 443, 'a.com', 'b.com', 'c.com')]);
  expect(names.describe(2)).toEqual(['outbound tcp 443 to a.com, b.com and 1 more']);
});

test('the algebra agrees with every name on every port', () => {
  const directions = [Direction.INBOUND, Direction.OUTBOUND];
  const ports = [0, 1, 2, 65535];
  const hosts: Record<string, string[]> = { 'a.x': ['a.x'], '*.x': ['a.x', 'b.x', 'a.a.x'], '*a.x': ['a.x', 'a.a.x'], 'x': ['x'] };
  const universe = directions.flatMap((direction) => ['tcp', 'udp', 'icmp'].flatMap((protocol) =>
    ports.flatMap((port) => ['x', 'a.x', 'b.x', 'a.a.x'].map((name) => ({ direction, protocol, port, name })))));
  const piece = fc.record({
    direction: fc.constantFrom(...directions),
    protocol: fc.constantFrom('tcp', 'udp', 'other'),
    ports: fc.tuple(fc.constantFrom(...ports), fc.constantFrom(...ports)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
    hosts: fc.subarray(Object.keys(hosts)),
  });
  type Piece = typeof piece extends fc.Arbitrary<infer T> ? T : never;
  const holds = ({ protocol, ports: [first, last] }: Piece, at: typeof universe[number]) =>
    (at.protocol === 'icmp' ? protocol === 'other' : protocol === at.protocol && first <= at.port && at.port <= last);
  const admits = (pieces: Piece[], at: typeof universe[number]) =>
    pieces.some((one) => one.direction === at.direction && holds(one, at) && one.hosts.some((pattern) => hosts[pattern].includes(at.name)));
  const namesOf = (pieces: Piece[]) =>
    AdmittedNames.of(pieces.map((one) => box(one.direction, one.protocol, one.ports[0], one.ports[1], ...one.hosts)));
  const has = (names: AdmittedNames, at: typeof universe[number]) => names.boxes().filter((one) => one.direction === at.direction
    && one.protocol === (at.protocol === 'icmp' ? 'other' : at.protocol)
    && one.ports.first <= at.port && at.port <= one.ports.last && one.names.has(at.name)).length;

  fc.assert(fc.property(fc.array(piece, { maxLength: 5 }), fc.array(piece, { maxLength: 5 }), (a, b) => {
    const [namesA, namesB] = [namesOf(a), namesOf(b)];
    for (const at of universe) {
      expect(has(namesA.union(namesB), at)).toBe(admits(a, at) || admits(b, at) ? 1 : 0);
      expect(has(namesA.subtract(namesB), at)).toBe(admits(a, at) && !admits(b, at) ? 1 : 0);
      expect(has(namesA.intersect(namesB), at)).toBe(admits(a, at) && admits(b, at) ? 1 : 0);
      expect(has(namesA.only(Direction.OUTBOUND), at)).toBe(at.direction === Direction.OUTBOUND && admits(a, at) ? 1 : 0);
    }
    expect(namesA.isEmpty).toBe(universe.every((at) => !admits(a, at)));
    expect(namesOf([...b, ...a]).equals(namesA.union(namesB))).toBe(true);
  }), { numRuns: 60 });
});
