import { Direction, PortRange } from '../../../lib/net';
import { describeDifference, explainExtra, explainMissing, explainNames } from '../../../lib/verify/proof/difference';
import { AdmittedSpace } from '../../../lib/verify/space/admitted-space';
import { group, names, space, written } from './readings';

const nobody = () => [];
/** So many single addresses, of which no two are neighbours. */
const scattered = (count: number) => Array.from({ length: count }, (_, i) => `192.0.2.${2 * i}/32`);

describe('what is admitted and not meant', () => {
  test('is told by each rule that admits a part of it, as the rule is written', () => {
    const rules = [
      written('one', ['192.0.2.0/25'], { name: 'n', description: 'd', priority: 7 }), written('two', ['192.0.2.64/26']), written('three', ['198.51.100.0/24']),
      written('four', ['192.0.2.0/24'], { access: 'deny' }),
    ];
    const [a, b] = [group('a', rules.slice(0, 1)), group('b', rules.slice(1))];
    expect(explainExtra([a, b], space(['192.0.2.0/25']), (addresses) => [`of ${addresses}`])).toEqual([
      { groups: ['a'], rule: { path: 'one', name: 'n', description: 'd' }, traffic: 'inbound tcp 443 from 192.0.2.0/25', publishers: ['of 192.0.2.0/25'] },
      { groups: ['b'], rule: { path: 'two', name: undefined, description: undefined }, traffic: 'inbound tcp 443 from 192.0.2.64/26', publishers: ['of 192.0.2.64/26'] },
    ]);
  });

  test('is told of all groups where no rule admits it', () => {
    const implicit = space(['0.0.0.0/0'], { direction: Direction.OUTBOUND });
    const extra = space(['192.0.2.0/25']).union(implicit);
    const deny = written('no', ['0.0.0.0/0'], { access: 'deny', space: implicit });
    expect(explainExtra([group('a', [written('one', ['192.0.2.0/25'])]), group('b', [deny])], extra, (addresses) => [`of ${addresses}`])).toEqual([
      { groups: ['a'], rule: { path: 'one', name: undefined, description: undefined }, traffic: 'inbound tcp 443 from 192.0.2.0/25', publishers: ['of 192.0.2.0/25'] },
      { groups: ['a', 'b'], traffic: 'outbound tcp 443 to 0.0.0.0/0', publishers: ['of 0.0.0.0/0'] },
    ]);
  });

  test('is what the rule says, less what may be, when it would be more than ten fragments', () => {
    const traffic = (count: number) => {
      const extra = space(['192.0.2.0/24']).subtract(space(scattered(count)));
      return explainExtra([group('a', [written('one', ['192.0.2.0/24'])])], extra, nobody).map((one) => one.traffic);
    };
    const prefixes = space(['192.0.2.0/24']).subtract(space(scattered(1))).boxes()[0].addresses;
    expect([prefixes.count(), traffic(1)]).toEqual([8, [`inbound tcp 443 from ${prefixes.toStrings().join(', ')}`]]);
    expect(traffic(11)).toEqual([`inbound tcp 443 from 192.0.2.0/24, expected only from ${scattered(10).join(', ')} and 1 more`]);
    expect(traffic(10)).toEqual([`inbound tcp 443 from 192.0.2.0/24, expected only from ${scattered(10).join(', ')}`]);
  });

  test('names ten prefixes and counts the rest', () => {
    expect(explainExtra([group('a', [written('one', scattered(12))])], space(scattered(12)), nobody).map(({ traffic }) => traffic)).toEqual([
      `inbound tcp 443 from ${scattered(10).join(', ')} and 2 more`,
    ]);
  });

  test('is what is left of a rule with up to ten fragments, and of one that names no address', () => {
    const ten = scattered(10);
    expect(explainExtra([group('a', [written('one', ['192.0.2.0/24'])])], space(ten), nobody).map(({ traffic }) => traffic)).toEqual([`inbound tcp 443 from ${ten.join(', ')}`]);
    const opaque = written('one', [], { space: space(['192.0.2.0/24']) });
    expect(explainExtra([group('a', [opaque])], space(scattered(11)), nobody).map(({ traffic }) => traffic)).toEqual([`inbound tcp 443 from ${scattered(10).join(', ')} and 1 more`]);
  });
});

describe('what is meant and not admitted', () => {
  test('is told by the first rule that refuses a part of it, where one does', () => {
    const rules = [
      written('allows', ['192.0.2.0/24']), written('other', ['198.51.100.0/24'], { access: 'deny' }), written('first', ['192.0.2.0/28'], { access: 'deny', name: 'n' }), written('second', ['192.0.2.0/24'], { access: 'deny' }),
    ];
    expect(explainMissing([group('a', rules), group('b', [])], space(['192.0.2.0/25']), () => ['graph'])).toEqual([
      { groups: ['a', 'b'], rule: { path: 'first', name: 'n', description: undefined }, traffic: 'inbound tcp 443 from 192.0.2.0/25', publishers: ['graph'] },
    ]);
    expect(explainMissing([group('a', rules)], space(['203.0.113.0/25']), nobody)).toEqual([
      { groups: ['a'], rule: undefined, traffic: 'inbound tcp 443 from 203.0.113.0/25', publishers: [] },
    ]);
  });

  test('names ten prefixes and counts the rest', () => {
    expect(explainMissing([], space(scattered(11)), nobody).map(({ traffic }) => traffic)).toEqual([`inbound tcp 443 from ${scattered(10).join(', ')} and 1 more`]);
  });

  test('is a line for each range of ports', () => {
    const missing = AdmittedSpace.of([...space(['192.0.2.0/24']).boxes(), ...space(['192.0.2.0/24'], { ports: PortRange.of(25) }).boxes()]);
    expect(explainMissing([], missing, nobody).map(({ traffic }) => traffic)).toEqual(['inbound tcp 25 from 192.0.2.0/24', 'inbound tcp 443 from 192.0.2.0/24']);
  });
});

test('names are told of all groups', () => {
  expect(explainNames([group('a', []), group('b', [])], names(['www.example.com', '*.example.net']))).toEqual([
    { groups: ['a', 'b'], traffic: 'outbound tcp 443 to *.example.net, www.example.com', publishers: [] },
  ]);
});

test.each([
  [{}, 'extra: t'],
  [{ publishers: ['a', 'b'] }, 'extra: t (published by a, b)'],
  [{ publishers: Array.from({ length: 11 }, (_, i) => `p${i}`) }, 'extra: t (published by p0, p1, p2, p3, p4, p5, p6, p7, p8, p9 and 1 more)'],
  [{ publishers: Array.from({ length: 10 }, (_, i) => `p${i}`) }, 'extra: t (published by p0, p1, p2, p3, p4, p5, p6, p7, p8, p9)'],
  [{ rule: { path: 'x[0]' } }, 'extra: t by x[0]'],
  [{ rule: { path: 'x[0]', name: 'n', description: 'says "d"' } }, 'extra: t by x[0] n "says \\"d\\""'],
  [{ rule: { path: 'x[0]', description: '' } }, 'extra: t by x[0]'],
])('one line for people of %j', (rest, line) => {
  expect(describeDifference('extra', { groups: ['a'], traffic: 't', publishers: [], ...rest })).toBe(line);
});
