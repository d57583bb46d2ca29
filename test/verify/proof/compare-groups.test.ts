import { EVERY_REQUEST } from '../../../lib/verify/document/reading';
import { addedUp } from '../../../lib/verify/proof/added-up';
import { compareLocalSides } from '../../../lib/verify/proof/compare-local-sides';
import { compareRequests } from '../../../lib/verify/proof/compare-requests';
import { group, space, written } from './readings';

test('groups on one interface or in one policy are added up, each kind apart, and others decide alone', () => {
  const [a, b, c, d, e] = [group('a', [], { addedUpOn: 'interface' }), group('b', []), group('c', [], { addedUpOn: 'policy' }), group('d', [], { addedUpOn: 'interface' }), group('e', [])];
  expect(addedUp([a, b, c, d, e]).map((groups) => groups.map(({ key }) => key))).toEqual([['a', 'd'], ['c'], ['b'], ['e']]);
});

describe('local sides', () => {
  const [web, mail, any] = [
    written('web', ['192.0.2.0/24'], { local: ['10.0.0.4', '10.0.0.5'], name: 'w', description: 'd' }), written('mail', ['192.0.2.0/24'], { local: ['10.0.0.4'] }), written('any', ['192.0.2.0/24']),
  ];
  const deny = written('deny', ['192.0.2.0/24'], { access: 'deny', local: ['10.9.9.9'] });

  test('that are not meant are listed with how many rules admit to each', () => {
    expect(compareLocalSides(group('a', [web, mail, any, deny]), undefined)).toEqual({
      missing: [],
      extra: [],
      found: ['10.0.0.4', '10.0.0.5', '*'],
      left: [{
        path: 'a',
        reason: 'local sides are listed, not compared: 10.0.0.4 (2 rules), 10.0.0.5 (1 rule), * (1 rule); prove() compares them with `local`',
        preventsProof: false,
      }],
    });
    expect(compareLocalSides(group('a', [deny]), undefined)).toEqual({ missing: [], extra: [], left: [], found: [] });
  });

  test('are missing by themselves, and extra by the rule that admits to them', () => {
    expect(compareLocalSides(group('a', [web, mail]), ['10.0.0.5', '10.0.0.6'])).toEqual({
      missing: [{ groups: ['a'], traffic: 'anything to the local side 10.0.0.6', publishers: [] }],
      extra: [
        { groups: ['a'], traffic: 'traffic of the local side 10.0.0.4', publishers: [], rule: { path: 'web', name: 'w', description: 'd' } },
        { groups: ['a'], traffic: 'traffic of the local side 10.0.0.4', publishers: [], rule: { path: 'mail', name: undefined, description: undefined } },
      ],
      left: [],
      found: ['10.0.0.4', '10.0.0.5'],
    });
  });

  test('to which different traffic is admitted are named, since which to which is not compared', () => {
    const other = written('other', ['198.51.100.0/24'], { local: ['10.0.0.6'] });
    expect(compareLocalSides(group('a', [mail, other]), ['10.0.0.4', '10.0.0.6']).left).toEqual([
      { path: 'a', reason: 'rules admit different traffic to 10.0.0.4, 10.0.0.6; which to which is not compared', preventsProof: false },
    ]);
    expect(compareLocalSides(group('a', [mail, { ...web, local: ['10.0.0.6'] }]), ['10.0.0.4', '10.0.0.6']).left).toEqual([]);
  });

  test.each([
    ['a security group', { addedUpOn: 'interface' }],
    ['a filter of names', { knowsNamesOnly: true }],
    ['a filter of web requests', { requests: [] }],
  ] as const)('are nothing that %s knows', (_, rest) => {
    expect(compareLocalSides(group('a', [web], rest), undefined)).toEqual({ missing: [], extra: [], left: [], found: [] });
    expect(compareLocalSides(group('a', [web], rest), ['10.0.0.9'])).toEqual({ missing: [], extra: [], left: [], found: [] });
  });

  test('are known to a rule group in a policy', () => {
    expect(compareLocalSides(group('a', [mail], { addedUpOn: 'policy' }), undefined).found).toEqual(['10.0.0.4']);
  });
});

describe('requests', () => {
  const target = space(['192.0.2.0/24']);
  const filter = (requests: Record<string, string[]>, admitted = target) => (
    group('waf', [], { space: admitted, requests: Object.entries(requests).map(([text, prefixes]) => ({ requests: text, space: space(prefixes) })) })
  );
  const compared = (one: ReturnType<typeof filter>, expected?: string[]) => {
    const { missing, extra, left } = compareRequests(one, expected, target, () => ['graph']);
    return { missing: missing.map(({ traffic }) => traffic), extra: extra.map(({ traffic }) => traffic), left: left.map(({ path, reason, preventsProof }) => `${path} ${reason} ${preventsProof}`) };
  };
  const NONE = { missing: [], extra: [], left: [] };
  const MEANT = ['192.0.2.0/24'];

  test('are every request unless some are meant', () => {
    expect(compared(filter({ [EVERY_REQUEST]: MEANT }))).toEqual(NONE);
    expect(compared(filter({ '/a': MEANT }, space(['0.0.0.0/0'])))).toEqual({
      ...NONE, left: ['waf restricts some requests only: say in `requests` that these are meant, /a true'],
    });
    expect(compared(filter({ [EVERY_REQUEST]: MEANT, '/a': MEANT })).left).toEqual([`waf restricts some requests only: say in \`requests\` that these are meant, ${EVERY_REQUEST}, /a true`]);
  });

  test('that are meant must be restricted, and no others', () => {
    expect(compared(filter({ '/a': MEANT }), ['/a'])).toEqual(NONE);
    expect(compared(filter({ '/a': MEANT }), ['/b'])).toEqual({
      missing: ['requests that are not meant to be restricted, /a'], extra: ['/b from everyone: no rule restricts such requests'], left: [],
    });
    expect(compared(filter({ '/a': MEANT }), ['/a', '/b'])).toEqual({ ...NONE, extra: ['/b from everyone: no rule restricts such requests'] });
  });

  test('that nothing restricts are open, unless everyone is meant', () => {
    expect(compared(filter({}, space(['0.0.0.0/0'])))).toEqual({ ...NONE, extra: [`${EVERY_REQUEST} from everyone: no rule restricts such requests`] });
    expect(compared(filter({}))).toEqual(NONE);
    expect(compareRequests(group('waf', [], { space: space(['0.0.0.0/0']) }), undefined, target, () => []).extra).toHaveLength(1);
  });

  test('of several paths are each compared with whom they are to admit', () => {
    expect(compared(filter({ '/a': MEANT, '/b': ['192.0.2.0/25'] }), ['/a', '/b'])).toEqual({ ...NONE, missing: ['inbound tcp 443 from 192.0.2.128/25'] });
    expect(compared(filter({ '/a': MEANT, '/b': ['192.0.2.0/23'] }), ['/a', '/b'])).toEqual({ ...NONE, extra: ['inbound tcp 443 from 192.0.3.0/24'] });
    expect(compared(filter({ '/a': MEANT, '/c': ['192.0.2.0/25'] }), ['/a'])).toEqual({ ...NONE, missing: ['requests that are not meant to be restricted, /c'] });
    // One path alone is compared with everything that the filter admits.
    expect(compared(filter({ '/b': ['192.0.2.0/25'] }), ['/b'])).toEqual(NONE);
  });

  test('are told by the key of the filter and by who publishes what is different', () => {
    const { missing, extra } = compareRequests(filter({ '/a': MEANT, '/b': ['192.0.2.0/25'] }), ['/a', '/b', '/c'], target, () => ['graph']);
    expect(missing).toEqual([{ groups: ['waf'], rule: undefined, traffic: 'inbound tcp 443 from 192.0.2.128/25', publishers: ['graph'] }]);
    expect(extra).toEqual([{ groups: ['waf'], traffic: '/c from everyone: no rule restricts such requests', publishers: [] }]);
    expect(compareRequests(filter({ '/a': MEANT, '/b': ['192.0.2.0/23'] }), ['/a', '/b'], target, () => ['graph']).extra).toEqual([
      { groups: ['waf'], traffic: 'inbound tcp 443 from 192.0.3.0/24', publishers: ['graph'] },
    ]);
  });
});

