import * as fc from 'fast-check';
import { Basis } from '../../../lib/catalog';
import { AddressFamily, Direction, PortSet, PrefixSet, Protocol } from '../../../lib/net';
import { Budget, budgetPortRanges, budgetPrefixes, budgetSources, budgetTraffic, Capabilities, extraAddresses, FittedRule, OnUnsupported, PooledRules, Rule } from '../../../lib/rules';
import { fit } from '../../../lib/rules/fit/fit';
import { admittedByRules, compare } from '../../../lib/verify';
import { origin, rule } from '../../support/rules';

const CAPABILITIES: Capabilities = {
  platform: 'a test', addressFamilies: Object.values(AddressFamily), protocols: Object.values(Protocol), hostPatterns: [], hostAlternatives: 'none',
};

/** What a scenario brings to an enforcement point. */
function scenario(path: string, rules: Rule[], excluded = PrefixSet.EMPTY): PooledRules {
  return {
    path,
    ruleSet: {
      rules,
      provenance: { scenario: 'Test', cloud: 'Worldwide', sets: [], origins: [] },
      warnings: [],
      onUnsupported: OnUnsupported.FAIL,
      acknowledgedWarnings: [],
      excluded,
    },
    rules: fit(rules, CAPABILITIES).rules,
    hostRules: [],
  };
}

/** Hosts of 20.0.0.0/24, no two of which can be merged. */
const hosts = (...bytes: number[]) => bytes.map((byte) => `20.0.0.${byte}/32`);
const texts = (rules: readonly FittedRule[]) => rules.map(({ protocol, ports, peers }) => `${protocol} ${ports}: ${peers.map(({ cidr }) => cidr).join(' ')}`);
const ports = (text: string) => ({ ports: PortSet.parse(text) });

/** What fitted rules admit, independent of how they are cut. */
const space = (rules: readonly FittedRule[]) => admittedByRules(rules.map(({ direction, protocol, ports: of, peers }) => ({
  direction, protocol, ports: of, prefixes: PrefixSet.of(...peers.filter(({ deployTime }) => !deployTime).map(({ cidr }) => cidr)),
}))).admitted;

const KINDS: [string, (pooled: readonly PooledRules[], budget: Budget) => { rules: readonly FittedRule[]; extra: readonly Rule[] }][] = [
  ['budgetPortRanges', budgetPortRanges],
  ['budgetPrefixes', (pooled, budget) => {
    const { rules, ...rest } = budgetPrefixes(pooled, budget);
    return { ...rest, rules: rules.flatMap((each) => each.rules) };
  }],
];

describe.each(KINDS)('%s', (_, budgeted) => {
  const pooled = [
    scenario('a', [rule(hosts(1, 3, 6)), rule(['2600:1::/48'])]),
    scenario('b', [rule([...hosts(3, 9), '20.0.1.0/24'], ports('25')), rule(hosts(200), { direction: Direction.OUTBOUND })]),
  ];
  const exact = pooled.flatMap(({ rules }) => rules);

  test.each([[{}], [{ maxEntries: 100 }], [{ maxExtraAddresses: 0 }], [{ maxEntries: 100, maxExtraAddresses: 5 }]])('%j changes nothing', (budget) => {
    expect(budgeted(pooled, budget)).toMatchObject({ rules: expect.arrayContaining(exact), extra: [] });
  });

  test('what is admitted is exactly what is meant and what is said to be extra', () => {
    const { rules, extra } = budgeted(pooled, { maxEntries: 4, maxExtraAddresses: 1000 });
    expect(extra.length).toBeGreaterThan(0);
    expect(compare(space(rules), space(exact).union(admittedByRules(extra).admitted)).equal).toBe(true);
    expect(compare(space(exact), admittedByRules(extra).admitted).missing.equals(admittedByRules(extra).admitted)).toBe(true);
  });

  test('the other direction is not touched', () => {
    const { rules } = budgeted(pooled, { maxEntries: 3, maxExtraAddresses: 1000 });
    expect(texts(rules.filter(({ direction }) => direction === Direction.OUTBOUND))).toEqual(['tcp 443: 20.0.0.200/32']);
  });

  test('the order of scenarios changes nothing', () => {
    const budget = { maxEntries: 4, maxExtraAddresses: 1000 };
    const [one, other] = [pooled, [...pooled].reverse()].map((list) => new Set(texts(budgeted(list, budget).rules)));
    expect(one).toEqual(other);
  });

  test('nothing that any scenario excludes is admitted again, and nothing that is reserved', () => {
    const excluding = [scenario('a', [rule(hosts(0, 2))], PrefixSet.of('20.0.0.1/32')), scenario('b', [rule(hosts(8, 10), ports('25'))])];
    const { rules } = budgeted(excluding, { maxEntries: 3, maxExtraAddresses: 1000 });
    expect(space(rules).describe()).toEqual(['inbound tcp 25 from 20.0.0.8/30', 'inbound tcp 443 from 20.0.0.0/32, 20.0.0.2/32']);
    expect(() => budgeted(excluding, { maxEntries: 2, maxExtraAddresses: 1000 })).toThrow(expect.objectContaining({ code: 'CoverTooWide' }));
    expect(() => budgeted([scenario('a', [rule(['9.255.255.255/32', '11.0.0.0/32'])])], { maxEntries: 1, maxExtraAddresses: 1000 })).toThrow(expect.objectContaining({ code: 'CoverTooWide' }));
  });

  test('a prefix of a cover has the origins of everything in it, and of nothing else', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((slug) => [origin(slug)]);
    const { rules } = budgeted([scenario('a', [
      rule(hosts(1), { origins: one }), rule(hosts(2), { origins: two }), rule(['20.9.0.0/24'], { origins: three }),
    ])], { maxEntries: 2, maxExtraAddresses: 1000 });
    expect(rules[0].peers).toEqual([
      { cidr: '20.0.0.0/30', deployTime: false, origins: [...one, ...two] }, { cidr: '20.9.0.0/24', deployTime: false, origins: three },
    ]);
  });

  test('deploy-time values stay, and count', () => {
    const token = { family: AddressFamily.IPV4, value: '${Token[a.1]}' };
    const withToken = [scenario('a', [rule(hosts(1, 3, 6), { deployTimePrefixes: [token], origins: [origin('a', Basis.USER)] })])];
    const { rules } = budgeted(withToken, { maxEntries: 3, maxExtraAddresses: 1000 });
    expect(texts(rules)).toEqual([`tcp 443: 20.0.0.0/30 20.0.0.6/32 ${token.value}`]);
    expect(() => budgeted(withToken, { maxEntries: 1, maxExtraAddresses: 1000 })).toThrow(expect.objectContaining({ code: 'CoverTooWide' }));
  });

  test('fails when both bounds cannot be obeyed', () => {
    const four = [scenario('a', [rule(hosts(1, 3, 6, 200))])];
    expect(texts(budgeted(four, { maxEntries: 3, maxExtraAddresses: 2 }).rules)).toEqual(['tcp 443: 20.0.0.0/30 20.0.0.6/32 20.0.0.200/32']);
    expect(() => budgeted(four, { maxEntries: 3, maxExtraAddresses: 1, unit: 'rules' })).toThrow(expect.objectContaining({
      code: 'CoverTooWide',
      message: expect.stringMatching(new RegExp(
        '^inbound(?: IPv4)?: an exact match needs 4 rules; with maxRules 3, at least 2 extra addresses would be admitted, but maxExtraAddresses is 1; '
        + 'set maxRules to at least 4, or review what would be admitted and set maxExtraAddresses to at least 2$',
      )),
    }));
  });

  test('fails when a maximum of entries alone cannot be met exactly, and says what would do', () => {
    const four = [scenario('a', [rule(hosts(1, 3, 6, 200))])];
    const message = (maxExtraAddresses?: number) => {
      try {
        return budgeted(four, { maxEntries: 2, maxExtraAddresses });
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(message()).toMatch(/an exact match needs 4 entries; with maxEntries 2, at least 5 extra addresses .* maxExtraAddresses is 0; set maxEntries to at least 4, .* at least 5$/);
    expect(message(4)).toMatch(/at least 5 extra addresses .* maxExtraAddresses is 4; set maxEntries to at least 3, .* at least 5$/);
    expect(message(5)).toMatchObject({ figures: [{ exact: 4, entries: 2, extraAddresses: 5n }] });
  });

  test('a bound that an error names is one that JavaScript has', () => {
    const wide = [scenario('a', [rule(['2600:1::/128', '2600:1:0:1::/128', '2600:1:0:2::/64'])])];
    const message = (maxExtraAddresses: number) => {
      try {
        return budgeted(wide, { maxEntries: 1, maxExtraAddresses });
      } catch (error) {
        return (error as Error).message;
      }
    };
    const named = Number(/at least (\d+)$/.exec(message(0) as string)![1]);
    expect(message(named)).toMatchObject({ figures: [{ entries: 1, extraAddresses: 3n * 2n ** 64n - 2n }] });
  });

  test('the bound alone takes the fewest prefixes that it allows', () => {
    expect(texts(budgeted([scenario('a', [rule(hosts(1, 3, 6, 200))])], { maxExtraAddresses: 5 }).rules)).toEqual(['tcp 443: 20.0.0.0/29 20.0.0.200/32']);
  });

  test.each([{ maxEntries: 0 }, { maxEntries: 1.5 }, { maxExtraAddresses: -1 }, { maxExtraAddresses: 0.5 }])('fails for %j', (budget) => {
    expect(() => budgeted([], budget)).toThrow(expect.objectContaining({ code: 'InvalidQuota' }));
  });
});

describe('budgetPortRanges', () => {
  test('each range of ports counts, and is covered by itself', () => {
    const { rules, figures } = budgetPortRanges([scenario('a', [rule(hosts(1, 3), ports('80,443'))])], { maxEntries: 3, maxExtraAddresses: 1000 });
    expect(texts(rules).sort()).toEqual(['tcp 443: 20.0.0.0/30', 'tcp 80: 20.0.0.1/32 20.0.0.3/32']);
    expect(figures).toEqual([{ quota: 'inbound IPv4', exact: 4, entries: 3, extraAddresses: 2n }]);
  });

  test('families have quotas of their own', () => {
    const { rules, figures } = budgetPortRanges([scenario('a', [rule([...hosts(1, 3), '2600:1::/48', '2600:2::/48'])])], { maxEntries: 2, maxExtraAddresses: 1000 });
    expect(rules.flatMap(({ peers }) => peers)).toHaveLength(4);
    expect(figures.map(({ quota, extraAddresses: extra }) => `${quota} ${extra}`)).toEqual(['inbound IPv4 0', 'inbound IPv6 0']);
  });

  test('scenarios that share a range of ports share its prefixes, which may be enough', () => {
    const shared = [scenario('a', [rule(hosts(0))]), scenario('b', [rule(hosts(1))]), scenario('c', [rule(hosts(0, 1))])];
    const { rules, extra, figures } = budgetPortRanges(shared, { maxEntries: 1, maxExtraAddresses: 1000 });
    expect(texts(rules)).toEqual(['tcp 443: 20.0.0.0/31']);
    expect(extra).toEqual([]);
    expect(figures).toEqual([{ quota: 'inbound IPv4', exact: 1, entries: 1, extraAddresses: 0n }]);
  });

  test('what two scenarios admit alike counts once', () => {
    const twice = [scenario('a', [rule(hosts(1, 3))]), scenario('b', [rule(hosts(1, 3))])];
    expect(budgetPortRanges(twice, { maxEntries: 2, maxExtraAddresses: 1000 }).rules).toEqual(twice.flatMap(({ rules }) => rules));
  });
});

describe('budgetPrefixes', () => {
  test('ports count nothing, and both families share a quota', () => {
    const pooled = [scenario('a', [rule([...hosts(1, 3), '2600:1::/48'], ports('80,443'))])];
    expect(budgetPrefixes(pooled, { maxEntries: 3, maxExtraAddresses: 1000 }).rules).toEqual(pooled);
    expect(budgetPrefixes(pooled, { maxEntries: 2, maxExtraAddresses: 1000 }).figures).toEqual([{ quota: 'inbound', exact: 3, entries: 2, extraAddresses: 2n }]);
  });

  test('a rule stays one of its scenario', () => {
    const { rules } = budgetPrefixes([scenario('a', [rule(hosts(1, 3))]), scenario('b', [rule(hosts(1, 3))])], { maxEntries: 3, maxExtraAddresses: 1000 });
    expect(rules.map(({ path, rules: of }) => [path, of[0].peers.length]).sort()).toEqual([['a', expect.any(Number)], ['b', expect.any(Number)]]);
    expect(rules.flatMap(({ rules: of }) => of[0].peers)).toHaveLength(3);
  });
});

describe('budgetSources', () => {
  test('both families share a quota, and scenarios one list', () => {
    const pooled = [scenario('a', [rule([...hosts(1, 3), '2600:1::/48'])]), scenario('b', [rule(hosts(2, 3))])];
    expect(texts(budgetSources(pooled, {}).rules)).toEqual(['tcp 443: 20.0.0.1/32 20.0.0.2/31', 'tcp 443: 2600:1::/48']);
    const { rules, figures } = budgetSources(pooled, { maxEntries: 2, maxExtraAddresses: 1 });
    expect(texts(rules)).toEqual(['tcp 443: 20.0.0.0/30', 'tcp 443: 2600:1::/48']);
    expect(figures).toEqual([{ quota: 'inbound', exact: 3, entries: 2, extraAddresses: 1n }]);
  });

  test.each([{}, { maxEntries: 1 }, { maxExtraAddresses: 5 }])('nothing stays nothing with %j', (budget) => {
    expect(budgetSources([], budget)).toMatchObject({ rules: [], extra: [] });
  });
});

describe('budgetTraffic', () => {
  test('each list has a quota of its own, and scenarios with the same traffic share one', () => {
    const pooled = [scenario('a', [rule(hosts(1, 3)), rule(hosts(1, 3), ports('25,80'))]), scenario('b', [rule(hosts(2))])];
    const { rules, figures } = budgetTraffic(pooled, { maxEntries: 2, maxExtraAddresses: 0 });
    expect(texts(rules)).toEqual(['tcp 25,80: 20.0.0.1/32 20.0.0.3/32', 'tcp 443: 20.0.0.1/32 20.0.0.2/31']);
    expect(figures.map(({ quota }) => quota)).toEqual(['inbound tcp 25,80 IPv4', 'inbound tcp 443 IPv4']);
    expect(texts(budgetTraffic(pooled, { maxEntries: 1, maxExtraAddresses: 2 }).rules)).toEqual(['tcp 25,80: 20.0.0.0/30', 'tcp 443: 20.0.0.0/30']);
  });

  test('a message says that a port is a deploy-time value', () => {
    const pooled = [scenario('a', [rule(hosts(1, 3), { ports: PortSet.EMPTY, deployTimePorts: [-1.8e308 / 2] })])];
    expect(() => budgetTraffic(pooled, { maxEntries: 1 })).toThrow(/^inbound tcp deploy-time port IPv4: an exact match needs 2 entries/);
  });
});

/** Every way to cover hosts of 20.0.0.0/29 for two ports with `budget` prefixes in all, by trying all of them. */
function fewestExtraByTrial(one: ReadonlySet<number>, two: ReadonlySet<number>, budget: number): number {
  const blocks = [8, 4, 2, 1].flatMap((size) => Array.from({ length: 8 / size }, (_, i) => Array.from({ length: size }, (__, j) => i * size + j)));
  const costs = [one, two].map((wanted) => {
    const best = new Array<number>(9).fill(Infinity);
    const choose = (from: number, chosen: number, covered: ReadonlySet<number>): void => {
      if ([...wanted].every((host) => covered.has(host))) best[chosen] = Math.min(best[chosen], covered.size - wanted.size);
      for (let i = from; chosen < 4 && i < blocks.length; i++) choose(i + 1, chosen + 1, new Set([...covered, ...blocks[i]]));
    };
    choose(0, 0, new Set());
    return best;
  });
  return Math.min(...costs[0].flatMap((a, i) => costs[1].map((b, j) => (i + j <= budget ? a + b : Infinity))));
}

test('the cover over two ports is the best that trying every one finds', () => {
  const someHosts = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(someHosts, someHosts, fc.integer({ min: 2, max: 7 }), (one, two, maxEntries) => {
    const { extra } = budgetPortRanges([scenario('a', [rule(hosts(...one)), rule(hosts(...two), ports('25'))])], { maxEntries, maxExtraAddresses: 1000 });
    const found = extra.reduce((sum, { prefixes }) => sum + prefixes.size(), 0n);
    expect(Number(found)).toBe(fewestExtraByTrial(new Set(one), new Set(two), maxEntries));
  }), { numRuns: 40 });
});

test('the extra addresses of all ports together', () => {
  const { extra } = budgetPortRanges([scenario('a', [rule(hosts(1, 3)), rule(hosts(1, 2), ports('25'))])], { maxEntries: 2, maxExtraAddresses: 1000 });
  expect(extraAddresses(extra).toString()).toBe('20.0.0.0/32,20.0.0.2/31'); // 443 admits .0 and .2 beside what is meant, 25 admits .0 and .3
});
