import { Direction, HostPattern, PortSet, PrefixSet } from '../../../lib/net';
import { FindingCode } from '../../../lib/verify/document/finding';
import { EVERY_REQUEST } from '../../../lib/verify/document/reading';
import type { Expectation } from '../../../lib/verify/proof/expectation';
import { judge, unproven } from '../../../lib/verify/proof/judge';
import type { AdmittingRule } from '../../../lib/verify/space/admitted-by-rules';
import { group, names, reading, space, written } from './readings';

const rule = (prefixes: string[], rest: Partial<AdmittingRule> = {}): AdmittingRule => (
  { direction: Direction.INBOUND, protocol: 'tcp', ports: PortSet.parse('443'), prefixes: PrefixSet.of(...prefixes), ...rest }
);
const MEANT: Expectation = { rules: [rule(['192.0.2.0/24'])], local: ['*'] };
const exact = (key: string, rest = {}) => group(key, [written(`${key}[0]`, ['192.0.2.0/24'])], rest);
const traffic = (list: readonly { readonly groups: readonly string[]; readonly traffic: string }[]) => list.map((one) => `${one.groups.join()}: ${one.traffic}`);
const uncovered = (proof: ReturnType<typeof judge>) => proof.uncovered.map(({ path, reason, preventsProof }) => `${path}: ${reason}${preventsProof ? '' : ' (a remark)'}`);

test('filters that decide alone are each held to everything', () => {
  expect(judge([reading([exact('a'), exact('b')])], MEANT)).toMatchObject({ verdict: 'equal', groups: ['a', 'b'], missing: [], extra: [], uncovered: [] });
  const half = group('half', [written('half[0]', ['192.0.2.0/25'])]);
  const proof = judge([reading([exact('a'), half])], MEANT);
  expect([proof.verdict, traffic(proof.missing), proof.points.map(({ verdict }) => verdict)]).toEqual(['different', ['half: inbound tcp 443 from 192.0.2.128/25'], ['equal', 'different']]);
});

test('filters that are added up are held to it together, in one document or in several', () => {
  const [a, b] = ['192.0.2.0/25', '192.0.2.128/25'].map((prefix, i) => group(`half${i}`, [written(`${i}`, [prefix])], { addedUpOn: 'interface' as const }));
  const attachments = new Map([['half0', ['lb']], ['half1', ['lb']]]);
  expect(judge([reading([a, b], { attachments })], MEANT).verdict).toBe('equal');
  expect(judge([reading([a], { attachments }), reading([b], { attachments })], MEANT).verdict).toBe('equal');
  const apart = judge([reading([a, b])], MEANT);
  expect([apart.verdict, uncovered(apart)]).toEqual([
    'unproven', ['half0, half1: are not attached to the same resources as far as the documents show, so they may not add up: name those that do in `groups`'],
  ]);
  expect(judge([reading([a, b])], { ...MEANT, groups: ['half0', 'half1'] }).verdict).toBe('equal');
});

test('filters that are added up on different kinds of things may be attached to different ones', () => {
  const whole = [written('w', ['192.0.2.0/24'])];
  const [onInterface, inPolicy, alone] = [group('i', whole, { addedUpOn: 'interface' }), group('p', whole, { addedUpOn: 'policy' }), group('x', whole)];
  expect(judge([reading([onInterface, inPolicy, alone])], MEANT).verdict).toBe('equal');
});

test('where filters are attached is compared whatever the order of what they are attached to', () => {
  const two = (rest: object) => ['a', 'b'].map((key) => group(key, [written(key, ['192.0.2.0/24'])], { addedUpOn: 'interface' as const, ...rest }));
  expect(judge([reading(two({}), { attachments: new Map([['a', ['one', 'two']], ['b', ['two', 'one']]]) })], MEANT).verdict).toBe('equal');
  expect(judge([reading(two({}), { attachments: new Map([['a', ['one', 'two']], ['b', ['one']]]) })], MEANT).verdict).toBe('unproven');
  expect(judge([reading(two({}), { attachments: new Map() })], MEANT).verdict).toBe('equal');
  // Of groups that the documents only name, nobody knows whether they are attached together.
  expect(judge([reading(two({ declared: false }), { attachments: new Map() })], MEANT).verdict).toBe('unproven');
});

test('names are compared too, where filters know any', () => {
  const hosts = [HostPattern.parse('www.example.com')];
  const meant: Expectation = { rules: [rule(['192.0.2.0/24'], { direction: Direction.OUTBOUND, hosts })] };
  const admitted = space(['192.0.2.0/24'], { direction: Direction.OUTBOUND });
  const proof = (patterns: string[]) => judge([reading([group('a', [], { space: admitted, names: names(patterns) })])], meant);
  expect(proof(['www.example.com']).verdict).toBe('equal');
  expect(traffic(proof(['www.example.net']).missing)).toEqual(['a: outbound tcp 443 to www.example.com']);
  expect(traffic(proof(['www.example.com', '*.example.net']).extra)).toEqual(['a: outbound tcp 443 to *.example.net']);
  const byName = group('dns', [], { names: names(['x.example.com']), knowsNamesOnly: true });
  const addresses = judge([reading([byName])], { rules: [rule(['192.0.2.0/24'], { direction: Direction.OUTBOUND })] });
  expect(uncovered(addresses)).toContain('dns: addresses are meant, and only names are filtered');
  const two = ['one', 'two'].map((key) => ({ ...byName, key, addedUpOn: 'policy' as const }));
  const together = judge([reading(two, { attachments: new Map() })], { rules: [rule(['192.0.2.0/24'], { direction: Direction.OUTBOUND })] });
  expect(uncovered(together)).toContain('one, two: addresses are meant, and only names are filtered');
});

test('of one direction only, what is admitted in the other makes no difference', () => {
  const both = group('a', [written('a[0]', ['192.0.2.0/24'])], {
    space: space(['192.0.2.0/24']).union(space(['0.0.0.0/0'], { direction: Direction.OUTBOUND })), names: names(['www.example.com']),
  });
  expect(judge([reading([both])], MEANT).verdict).toBe('different');
  expect(judge([reading([both])], { ...MEANT, direction: Direction.INBOUND }).verdict).toBe('equal');
});

test('what is different is told with who publishes it', () => {
  const wide = group('a', [written('w', ['192.0.2.0/25', '198.51.100.0/24'])]);
  const proof = judge([reading([wide])], { ...MEANT, publishersOf: (addresses) => [`of ${addresses}`] });
  expect([...proof.missing, ...proof.extra].map(({ publishers }) => publishers)).toEqual([['of 192.0.2.128/25'], ['of 198.51.100.0/24']]);
  expect(judge([reading([wide])], MEANT).extra.map(({ publishers }) => publishers)).toEqual([[]]);
});

test('local sides are kept by filter, and compared where some are meant', () => {
  const a = group('a', [written('w', ['192.0.2.0/24'], { local: ['10.0.0.4'] })]);
  const listed = judge([reading([a, group('b', [], { space: space(['192.0.2.0/24']) })])], { ...MEANT, local: undefined });
  expect([listed.verdict, [...listed.local], uncovered(listed)]).toEqual([
    'equal', [['a', ['10.0.0.4']]], ['a: local sides are listed, not compared: 10.0.0.4 (1 rule); prove() compares them with `local` (a remark)'],
  ]);
  const compared = judge([reading([a])], { ...MEANT, local: ['10.0.0.5'] });
  expect([compared.verdict, traffic(compared.missing), traffic(compared.extra)]).toEqual([
    'different', ['a: anything to the local side 10.0.0.5'], ['a: traffic of the local side 10.0.0.4'],
  ]);
});

test('requests are compared for filters of web requests', () => {
  const waf = exact('waf', { requests: [{ requests: '/a', space: space(['192.0.2.0/24']) }] });
  const proof = judge([reading([waf])], MEANT);
  expect([proof.verdict, uncovered(proof)]).toEqual(['unproven', ['waf: restricts some requests only: say in `requests` that these are meant, /a']]);
  expect(judge([reading([waf])], { ...MEANT, requests: ['/a'] }).verdict).toBe('equal');
  const other = judge([reading([waf])], { ...MEANT, requests: [EVERY_REQUEST] });
  expect([traffic(other.missing), traffic(other.extra)]).toEqual([
    ['waf: requests that are not meant to be restricted, /a'], [`waf: ${EVERY_REQUEST} from everyone: no rule restricts such requests`],
  ]);
});

describe('nothing is proven', () => {
  test.each([
    ['a value that is not understood', { unresolved: [{ path: 'u', text: 'x' }] }],
    ['a finding', { findings: [{ code: FindingCode.INVALID_CIDR, path: 'f', message: 'm' }] }],
    ['a filter in front', { uncovered: [{ path: 'c', reason: 'r', preventsProof: true }] }],
  ])('with %s in the documents', (_, rest) => {
    const proof = judge([reading([exact('a')], rest)], MEANT);
    expect([proof.verdict, proof.points.map(({ verdict }) => verdict)]).toEqual(['unproven', ['unproven']]);
    const { unresolved, findings, uncovered: left } = proof;
    expect({ unresolved, findings, uncovered: left }).toEqual({ unresolved: [], findings: [], uncovered: [], ...rest });
  });

  test('with deploy-time parts of what is meant, each named', () => {
    const proof = judge([reading([exact('a')])], { ...MEANT, rules: [...MEANT.rules!, rule(['192.0.2.0/24'], { deployTimePorts: ['p', 'q'], deployTimePrefixes: ['t'] })] });
    expect([proof.verdict, uncovered(proof)]).toEqual(['unproven', [
      'rules[1].deployTimePorts: holds 2 that have no value before the deployment', 'rules[1].deployTimePrefixes: holds 1 that have no value before the deployment',
    ]]);
  });

  test('of a group that there is not, or where nothing can be compared', () => {
    const absent = judge([reading([exact('a')])], { ...MEANT, groups: ['a', 'z'] });
    expect([absent.verdict, uncovered(absent)]).toEqual(['unproven', ['z: is a group that the documents do not have']]);
    const nothing = judge([reading([])], {});
    expect([nothing.verdict, uncovered(nothing)]).toEqual(['unproven', [': the documents have no filter that can be compared']]);
  });
});

test('what is open beside the filters is a remark once groups are named', () => {
  const open = (unlessNamed?: boolean) => [reading([exact('a')], { uncovered: [{ path: 'o', reason: 'r', preventsProof: true, ...unlessNamed === undefined ? {} : { unlessNamed } }] })];
  expect([judge(open(true), MEANT).verdict, judge(open(true), { ...MEANT, groups: ['a'] }).verdict, judge(open(), { ...MEANT, groups: ['a'] }).verdict]).toEqual(['unproven', 'equal', 'unproven']);
  expect(uncovered(judge(open(true), { ...MEANT, groups: ['a'] }))).toEqual(['o: r (a remark)']);
});

test('a filter that is declared, compared and attached to nothing is found', () => {
  const attachments = new Map([['attached', ['lb']]]);
  const proof = judge([reading([exact('alone'), exact('attached'), exact('named', { declared: false }), exact('other')], { attachments })], { ...MEANT, groups: ['alone', 'attached', 'named'] });
  expect([proof.verdict, proof.findings]).toEqual(['equal', [{ code: 'NotAttached', path: 'alone', message: 'is not referred to by anything in the documents that traffic goes through' }]]);
});

test('a document that is not understood leaves its groups unproven, for the reasons given', () => {
  const reasons = [{ path: 'x', reason: 'is not known', preventsProof: true }];
  const proof = unproven([reading([exact('a'), exact('b')])], ['b'], reasons);
  expect(proof).toMatchObject({ verdict: 'unproven', groups: ['b'], missing: [], extra: [], unresolved: [], findings: [], uncovered: reasons });
  expect(proof.points.map(({ verdict }) => verdict)).toEqual(['unproven']);
});
