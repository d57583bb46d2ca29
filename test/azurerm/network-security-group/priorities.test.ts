import { TerraformStack } from 'cdktf';
import { PriorityRange } from '../../../lib/azurerm';
import { IEnforcementPoint } from '../../../lib/rules';
import { ExchangeHybridInbound, MailboxMigrationInbound, OutlookMobileAutoDetectInbound } from '../../../lib/scenarios';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { admitted, fullSynth, newGraph, newRules, newStack, priorities, RANGE, SomeService, STYLES, synth, withCode, writtenRules } from '../support';

const catalog = fixtureCatalog();

/** Scenarios of every kind, eleven rules in all. */
const MAKERS: Record<string, (stack: TerraformStack, id: string, rules: IEnforcementPoint) => unknown> = {
  Graph: newGraph,
  Admin: (stack, id, rules) => newGraph(stack, id, rules, { ports: [8443] }),
  Hybrid: (stack, id, rules) => new ExchangeHybridInbound(stack, id, { enforcedBy: [rules], catalog, mailFlow: true }),
  Migration: (stack, id, rules) => new MailboxMigrationInbound(stack, id, { enforcedBy: [rules], catalog }),
  AutoDetect: (stack, id, rules) => new OutlookMobileAutoDetectInbound(stack, id, { enforcedBy: [rules], catalog }),
};

function stackOf(ids: readonly string[], range = RANGE, newPoint = STYLES[0][1]): TerraformStack {
  const stack = newStack();
  const rules = newPoint(stack, { priorities: range });
  ids.forEach((id) => MAKERS[id](stack, id, rules));
  return stack;
}

/** `count` scenarios of one class, two rules each. */
function manyGraphs(count: number, range: PriorityRange): TerraformStack {
  const stack = newStack();
  const rules = newRules(stack, { priorities: range });
  Array.from({ length: count }, (_, i) => newGraph(stack, `Graph${i}`, rules, { catalog }));
  return stack;
}

/** The rules of `before` that have another priority in `after`. */
function moved(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.keys(before).filter((name) => after[name] !== before[name]);
}

test('every rule has a priority of its own, within the range', () => {
  const taken = Object.values(priorities(synth(stackOf(Object.keys(MAKERS)))));
  expect(taken).toHaveLength(11);
  expect(new Set(taken).size).toBe(11);
  expect(taken.filter((priority) => priority < 200 || priority > 299)).toEqual([]);
});

test('a range that is as full as it may be has no collision, though every name wants a place by chance', () => {
  const taken = Object.values(priorities(synth(manyGraphs(20, PriorityRange.of(4037, 4096)))));
  expect(taken).toHaveLength(40);
  expect(new Set(taken).size).toBe(40);
  expect(taken.filter((priority) => priority < 4037 || priority > 4096)).toEqual([]);
});

test('inbound and outbound rules number apart, as Azure does', () => {
  const stack = newStack();
  const rules = newRules(stack, { priorities: PriorityRange.of(100, 101) });
  new SomeService(stack, 'In', rules, { prefixes: ['198.51.100.0/24'] });
  new SomeService(stack, 'Out', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
  expect(writtenRules(synth(stack)).map(({ direction }) => direction)).toEqual(['Inbound', 'Outbound']);
  expect(admitted(synth(stack))).toHaveLength(2);
});

describe('the order in which scenarios are created', () => {
  const orders = [Object.keys(MAKERS), Object.keys(MAKERS).reverse(), ['Hybrid', 'Graph', 'AutoDetect', 'Admin', 'Migration']];

  test.each(STYLES)('makes no difference to a byte, with %s', (_, newPoint) => {
    const texts = orders.map((order) => fullSynth(stackOf(order, RANGE, newPoint)));
    expect(new Set(texts).size).toBe(1);
  });

  test('makes no difference either when priorities are scarce', () => {
    const tight = PriorityRange.of(100, 116);
    expect(new Set(orders.map((order) => fullSynth(stackOf(order, tight)))).size).toBe(1);
  });
});

describe('priorities stay', () => {
  const WIDE = PriorityRange.of(1000, 3999);

  test.each(Object.keys(MAKERS))('when %s is removed or added', (id) => {
    const all = priorities(synth(stackOf(Object.keys(MAKERS), WIDE)));
    const fewer = priorities(synth(stackOf(Object.keys(MAKERS).filter((other) => other !== id), WIDE)));
    expect(moved(fewer, all)).toEqual([]);
    expect(Object.keys(all).length).toBeGreaterThan(Object.keys(fewer).length);
  });

  test('but for a few, when a full range gets another scenario', () => {
    const range = PriorityRange.of(100, 159);
    const before = priorities(synth(manyGraphs(19, range)));
    expect(moved(before, priorities(synth(manyGraphs(20, range)))).length).toBeLessThanOrEqual(4);
  });

  test('when the app adds rules of its own beside ours', () => {
    const before = priorities(synth(stackOf(['Graph'])));
    const stack = stackOf(['Graph']);
    newGraph(stack, 'Other', newRules(stack, { networkSecurityGroup: { name: 'other', resourceGroupName: 'rg' } }, 'Other2'));
    expect(priorities(synth(stack))).toMatchObject(before);
  });
});

describe('fails when the range is more than two thirds full', () => {
  test('by one scenario too many, and says what would do', () => {
    const error = 'stack/FromMicrosoft has 22 inbound rules, and priorities 100-131 have room for 21 (two thirds, so that they stay stable): ' +
      'give a range of at least 33';
    expect(() => manyGraphs(11, PriorityRange.of(100, 131))).toThrow(withCode('PriorityRangeTooNarrow'));
    expect(() => manyGraphs(11, PriorityRange.of(100, 131))).toThrow(error);
    expect(writtenRules(synth(manyGraphs(11, PriorityRange.of(100, 132))))).toHaveLength(22);
    expect(writtenRules(synth(manyGraphs(10, PriorityRange.of(100, 131))))).toHaveLength(20);
  });

  test.each([[2, 3], [4, 6]])('by a first scenario of %i rules that has not even a place for each, and says that %i would do', (rules, size) => {
    const ids = rules === 2 ? ['Graph'] : ['Hybrid'];
    for (let narrow = 1; narrow < size; narrow++) {
      expect(() => stackOf(ids, PriorityRange.of(100, 99 + narrow))).toThrow(expect.objectContaining({
        code: 'PriorityRangeTooNarrow', message: expect.stringMatching(new RegExp(`give a range of at least ${size}$`)),
      }));
    }
    expect(writtenRules(synth(stackOf(ids, PriorityRange.of(100, 99 + size))))).toHaveLength(rules);
  });

  test.each(STYLES)('with %s', (_, newPoint) => {
    expect(() => stackOf(['Hybrid'], PriorityRange.of(100, 104), newPoint)).toThrow(withCode('PriorityRangeTooNarrow'));
  });
});

describe('fails when a group cannot hold', () => {
  const scattered = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);

  test('as many prefixes as there are', () => {
    const stack = newStack();
    new SomeService(stack, 'Fits', newRules(stack), { prefixes: scattered(4000) });
    const full = newRules(stack, { networkSecurityGroup: { name: 'full', resourceGroupName: 'rg' } }, 'Full');
    expect(() => new SomeService(stack, 'Full1', full, { prefixes: scattered(4001) })).toThrow(expect.objectContaining({
      code: 'NetworkSecurityGroupFull', message: expect.stringContaining('1 rule with 4001 prefixes'),
    }));
  });
});

test('fails on priorities that are no range, as code without types may give them', () => {
  expect(() => newRules(newStack(), { priorities: [200, 299] as never })).toThrow('invalid priorities [200,299]: give PriorityRange.of(1000, 1999), say');
});
