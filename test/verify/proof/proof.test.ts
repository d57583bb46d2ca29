import { FindingCode } from '../../../lib/verify/document/finding';
import { pointsOf } from '../../../lib/verify/proof/compared-point';
import type { Difference } from '../../../lib/verify/proof/difference';
import { doubtsOf } from '../../../lib/verify/proof/doubts';
import { Proof } from '../../../lib/verify/proof/proof';
import { Verdict, verdictOn } from '../../../lib/verify/proof/verdict';
import { group, reading } from './readings';

const difference = (traffic: string, ...groups: string[]): Difference => ({ groups, traffic, publishers: [] });
const lines = (count: number) => Array.from({ length: count }, (_, i) => difference(`t${i}`, 'a'));
const doubt = { path: 'somewhere', reason: 'is not known', preventsProof: true };
const point = (key: string, verdict = Verdict.EQUAL) => (
  { reading: group(key, []), verdict, missing: [], extra: [], attachedTo: [], isUnused: false }
);
const proof = (verdict: Verdict, { missing = [], extra = [] }: { missing?: readonly Difference[]; extra?: readonly Difference[] } = {}) => (
  new Proof(verdict, [point('a', verdict), point('b')], missing, extra, [], [], [], new Map([['a', ['*']]]))
);

test.each([[true, true, 'different'], [true, false, 'different'], [false, true, 'unproven'], [false, false, 'equal']])('different: %s, doubtful: %s is %s', (isDifferent, isDoubtful, verdict) => {
  expect(verdictOn(isDifferent, isDoubtful)).toBe(verdict);
});

test('only equal is equal', () => {
  expect([Verdict.EQUAL, Verdict.DIFFERENT, Verdict.UNPROVEN].map((verdict) => proof(verdict).isEqual)).toEqual([true, false, false]);
});

describe('a doubt', () => {
  test('makes what is equal unproven, and leaves what is different', () => {
    const doubted = proof(Verdict.EQUAL).doubting([doubt]);
    expect([doubted.verdict, doubted.points.map(({ verdict }) => verdict), doubted.uncovered, [...doubted.local]]).toEqual(['unproven', ['unproven', 'unproven'], [doubt], [['a', ['*']]]]);
    const different = proof(Verdict.DIFFERENT, { missing: lines(1), extra: lines(2) }).doubting([doubt]);
    expect([different.verdict, different.points.map(({ verdict }) => verdict), different.missing.length, different.extra.length]).toEqual(['different', ['different', 'unproven'], 1, 2]);
  });

  test('that there is none of changes nothing', () => {
    const one = proof(Verdict.EQUAL);
    expect(one.doubting([])).toBe(one);
    expect(one.remarking([])).toBe(one);
  });

  test('comes after those there are, and a remark leaves the verdict', () => {
    const remarked = proof(Verdict.EQUAL).remarking([{ ...doubt, path: 'first' }]);
    expect([remarked.verdict, remarked.points.map(({ verdict }) => verdict), remarked.groups, [...remarked.local]]).toEqual(['equal', ['equal', 'equal'], ['a', 'b'], [['a', ['*']]]]);
    expect(remarked.doubting([doubt]).uncovered.map(({ path }) => path)).toEqual(['first', 'somewhere']);
    expect(remarked.remarking([doubt]).uncovered.map(({ path }) => path)).toEqual(['first', 'somewhere']);
  });
});

describe('as text', () => {
  const finding = { code: FindingCode.HOST_BITS, path: 'f', message: 'has bits set' };

  test('a proof says its verdict, then each kind of thing in the way', () => {
    const text = `${new Proof(Verdict.DIFFERENT, [point('a'), point('b')], lines(1), [difference('e', 'b')], [{ path: 'u', text: 'x' }], [finding], [doubt])}`;
    expect(text.split('\n  ')).toEqual(['different: a, b', 'missing: t0', 'extra: e', 'unresolved: u x', 'HostBits: f has bits set', 'uncovered: somewhere is not known']);
    expect(`${new Proof(Verdict.UNPROVEN, [], [], [], [], [], [])}`).toBe('unproven: no group');
  });

  test.each([[20, 20, 't19'], [21, 21, '… and 1 more'], [25, 21, '… and 5 more']])('%i differences are %i lines, of which the last is %s', (count, shown, last) => {
    const text = `${new Proof(Verdict.DIFFERENT, [point('a')], lines(count), [], [], [], [])}`.split('\n  ');
    expect([text.length - 1, text.at(-1)?.replace('missing: ', '')]).toEqual([shown, last]);
  });

  test.each([[200, ''], [201, '…']])('an unresolved value of %i characters is cut after 200', (length, end) => {
    const unresolved = [{ path: 'u', text: 'x'.repeat(length) }];
    expect(`${new Proof(Verdict.UNPROVEN, [], [], [], unresolved, [], [])}`).toBe(`unproven: no group\n  unresolved: u ${'x'.repeat(200)}${end}`);
    expect(doubtsOf({ unresolved, findings: [], uncovered: [] })).toEqual([`unresolved: u ${'x'.repeat(200)}${end}`]);
  });

  test('doubts are what stands in the way of a proof, and nothing harmless', () => {
    const harmless = [FindingCode.UNKNOWN_GROUP, FindingCode.NOT_ATTACHED].map((code) => ({ ...finding, code }));
    expect(doubtsOf({ unresolved: [], findings: harmless, uncovered: [{ ...doubt, preventsProof: false }] })).toEqual([]);
    expect(doubtsOf({ unresolved: [{ path: 'u', text: 'x' }], findings: [...harmless, finding], uncovered: [doubt] })).toEqual([
      'unresolved: u x', 'HostBits: f has bits set', 'uncovered: somewhere is not known',
    ]);
  });
});

test('each filter has its own verdict, with the differences that are about it', () => {
  const [a, b, c, other] = [group('a', []), group('b', []), group('c', [], { declared: false }), group('other', [])];
  const differences = { missing: [difference('m', 'a', 'b')], extra: [difference('e', 'a')] };
  const readings = [reading([a, other], { attachments: new Map([['a', ['lb']]]) }), reading([b, c], { attachments: new Map() })];
  const texts = (list: readonly Difference[]) => list.map(({ traffic }) => traffic).join();
  const points = (isDoubtful: boolean) => pointsOf(readings, [a, b, c], differences, isDoubtful).map((one) => (
    [one.reading.key, one.verdict, texts(one.missing), texts(one.extra), one.attachedTo.join(), one.isUnused]
  ));
  expect(points(false)).toEqual([['a', 'different', 'm', 'e', 'lb', false], ['b', 'different', 'm', '', '', true], ['c', 'equal', '', '', '', false]]);
  expect(points(true).map(([, verdict]) => verdict)).toEqual(['different', 'different', 'unproven']);
});
