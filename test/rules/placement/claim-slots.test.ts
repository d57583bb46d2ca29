import * as fc from 'fast-check';
import { claimSlots, SlotClaim } from '../../../lib/rules/placement/placement';

const NO_PINS = new Map<string, number>();

/** Both rules of a flow. */
const pairOf = (pair: string): SlotClaim[] => [{ key: `${pair} 1`, pair, isSecond: false }, { key: `${pair} 2`, pair, isSecond: true }];

const claims = (count: number): SlotClaim[] => Array.from({ length: count }, (_, index) => pairOf(`flow ${index}`)).flat();

const slotsOf = (all: readonly SlotClaim[], first = 1000, last = 1999, pins = NO_PINS) => (
  new Map([...claimSlots(all, first, last, pins)].map(([key, { slot }]) => [key, slot]))
);

test('every claim has a slot of its own within the range, however full', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 3 }), (count, spare) => {
    const slots = [...slotsOf(claims(count), 100, 99 + 2 * count + spare).values()];
    expect(new Set(slots).size).toBe(2 * count);
    expect(slots.every((slot) => slot >= 100 && slot <= 99 + 2 * count + spare)).toBe(true);
  }));
});

test('the order of claims makes no difference', () => {
  const sorted = claimSlots(claims(30), 1000, 1099, NO_PINS);
  fc.assert(fc.property(fc.shuffledSubarray(claims(30), { minLength: 60 }), (shuffled) => {
    expect(new Map([...claimSlots(shuffled, 1000, 1099, NO_PINS)].sort())).toEqual(new Map([...sorted].sort()));
  }), { numRuns: 20 });
});

test('a pair has neighbouring slots', () => {
  const slots = slotsOf(pairOf('alone'));
  expect(slots.get('alone 2')).toBe(slots.get('alone 1')! + 1);
});

test('a claim that does not have the slot that it wants says who has it', () => {
  const placement = claimSlots(claims(40), 1000, 1099, NO_PINS);
  const holders = new Map([...placement].map(([key, { slot }]) => [slot, key]));
  const contested = [...placement.values()].filter(({ slot, wanted }) => slot !== wanted);
  expect(contested.length).toBeGreaterThan(0);
  contested.forEach(({ wanted, holder }) => expect(holder).toBe(holders.get(wanted)));
  [...placement.values()].filter(({ slot, wanted }) => slot === wanted).forEach(({ holder }) => expect(holder).toBeUndefined());
});

test('pins keep what was there, whatever comes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10 }), (before, more) => {
    const deployed = slotsOf(claims(before), 1000, 1099);
    const after = slotsOf(claims(before + more), 1000, 1099, deployed);
    expect([...deployed].filter(([key, slot]) => after.get(key) !== slot)).toEqual([]);
    expect(new Set(after.values()).size).toBe(2 * (before + more));
  }));
});

test('fails when the claims do not fit', () => {
  expect(() => claimSlots(claims(2), 100, 102, NO_PINS)).toThrow('4 keys do not fit into 3 slots');
});

describe('how often one more flow moves a rule that is there', () => {
  /** Of sets of random names, the share of additions that move a rule, over flows that come one after the other. */
  function shareOfMoves(flows: number, slots: number, sets: number): number {
    let moves = 0;
    for (let set = 0; set < sets; set++) {
      let before = new Map<string, number>();
      for (let flow = 1; flow <= flows; flow++) {
        const all = Array.from({ length: flow }, (_, index) => pairOf(`set ${set} scenario ${index}`)).flat();
        const after = slotsOf(all, 1000, 999 + slots);
        const earlier = before;
        if ([...earlier].some(([key, slot]) => after.get(key) !== slot)) moves++;
        before = after;
      }
    }
    return moves / (flows * sets);
  }

  test('nine in a range of a thousand: fewer than 2 %', () => {
    expect(shareOfMoves(9, 1000, 1000)).toBeLessThan(0.01);
  });

  test('nine in a range of a hundred: several times as often', () => {
    expect(shareOfMoves(9, 100, 100)).toBeGreaterThan(0.02);
  });
});
