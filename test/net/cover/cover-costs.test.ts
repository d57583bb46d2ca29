import { CoverCosts, NarrowCosts, WideCosts } from '../../../lib/net/cover/cover-costs';

/**
 * The costs of covering the addresses 0, 2, 4 and 6, in whatever unit, with up to four prefixes, and how many go to the left.
 *
 * The two on the left are one prefix that was kept, if `kept` says so; all four are one if that is `allowed`.
 */
function solve(costs: CoverCosts, exponent: number, kept: number, allowed: boolean): { choices: number[]; costs: (bigint | undefined)[] } {
  const choices = new Uint32Array(8);
  costs.pushLeaf(exponent, 0);
  costs.pushLeaf(exponent, 0);
  costs.join(1, 1, exponent + 2, true, kept, 2, choices, 0);
  costs.pushLeaf(exponent, 0);
  costs.pushLeaf(exponent, 0);
  costs.join(1, 1, exponent + 2, true, 0, 2, choices, 2);
  costs.join(2, 2, exponent + 3, allowed, 0, 4, choices, 4);
  return { choices: [...choices.slice(4)], costs: costs.top(4) };
}

describe.each<[string, (scale: number, limit: number) => CoverCosts]>([
  ['in doubles', (scale, limit) => new NarrowCosts(0, scale, limit, 8, 4)],
  ['as bigint', (scale, limit) => new WideCosts(scale, BigInt(limit), 8, 4)],
])('costs %s', (_, costs) => {
  test('are extra addresses, fewest first', () => {
    expect(solve(costs(1, 100), 0, 0, true)).toEqual({ choices: [0, 0, 1, 2], costs: [4n, 4n, 2n, 0n] });
  });

  test('are undefined where nothing is allowed', () => {
    expect(solve(costs(1, 100), 0, 0, false).costs).toEqual([undefined, 4n, 2n, 0n]);
  });

  test('are undefined above the limit', () => {
    expect(solve(costs(1, 2), 0, 0, true).costs).toEqual([undefined, undefined, 2n, 0n]);
    expect(solve(costs(1, 1), 0, 0, true).costs).toEqual([undefined, undefined, undefined, 0n]);
  });

  test('are as many as asked for, and what follows is left alone', () => {
    const both = costs(5, 100);
    solve(both, 0, 0, true); // what is left of it must not be taken for a choice
    const choices = new Uint32Array(8).fill(9, 6);
    for (const at of [0, 2]) {
      both.pushLeaf(0, 1);
      both.pushLeaf(0, 1);
      both.join(1, 1, 2, true, 0, 2, choices, at);
    }
    both.join(2, 2, 3, true, 0, 2, choices, 4);
    expect([...choices.slice(4)]).toEqual([0, 0, 9, 9]);
    expect(both.top(2)).toEqual([20n, 20n]);
  });

  test('are less by what is kept', () => {
    expect(solve(costs(3, 100), 0, 1, true)).toEqual({ choices: [0, 1, 1, 2], costs: [12n, 11n, 5n, 0n] });
  });
});

test('costs in doubles are counted in the unit of the smallest leaf, and what is kept is not', () => {
  expect(solve(new NarrowCosts(8, 3, 100, 4, 4), 8, 1, true).costs).toEqual([12n * 256n, 12n * 256n - 1n, 6n * 256n - 1n, 0n]);
});
