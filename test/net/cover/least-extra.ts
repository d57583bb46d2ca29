import { PrefixSet } from '../../../lib/net';
import { Block } from '../addresses/model';

/**
 * The fewest extra addresses for at most 0, 1, …, `budget` prefixes, by halving the address space.
 *
 * Knows nothing of longest common prefixes, guards or tables that are capped.
 */
export function leastExtra(set: PrefixSet, budget: number, bits: 32 | 128): (bigint | undefined)[] {
  return halve(set.toStrings().map((text) => Block.read(text)), budget, bits, 0n, bits);
}

function halve(blocks: readonly Block[], budget: number, bits: number, first: bigint, exponent: number): (bigint | undefined)[] {
  if (blocks.length === 0) return new Array<bigint>(budget + 1).fill(0n);
  const own = 2n ** BigInt(exponent) - blocks.reduce((sum, block) => sum + 2n ** BigInt(block.exponent), 0n);
  const best: (bigint | undefined)[] = [undefined, ...new Array<bigint>(budget).fill(own)];
  if (own === 0n) return best;
  const middle = first + 2n ** BigInt(exponent - 1);
  const left = halve(blocks.filter((block) => block.first < middle), budget, bits, first, exponent - 1);
  const right = halve(blocks.filter((block) => block.first >= middle), budget, bits, middle, exponent - 1);
  left.forEach((one, i) => {
    for (let j = 0; i + j <= budget; j++) {
      const other = right[j];
      if (one !== undefined && other !== undefined && (best[i + j] === undefined || one + other < best[i + j]!)) best[i + j] = one + other;
    }
  });
  return best;
}
