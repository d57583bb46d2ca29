import { Prefix } from '../../net';

const WORD = 32n;

/**
 * The fewest prefixes that hold exactly the addresses from `first` to `last`, both included.
 *
 * @param first single addresses of one family, as is `last`
 * @returns undefined where `last` stands before `first`
 */
export function prefixesOfRange(first: Prefix, last: Prefix): Prefix[] | undefined {
  const words = first.row.length;
  const end = valueOf(last.row);
  let start = valueOf(first.row);
  if (start > end) {
    return undefined;
  }
  const prefixes: Prefix[] = [];
  for (let size: bigint; start <= end; start += size) {
    let free = 0;
    size = 1n;
    while (start % (size * 2n) === 0n && start + size * 2n - 1n <= end && free < words * 32) {
      size *= 2n;
      free++;
    }
    prefixes.push(Prefix.ofRow(rowOf(start, words), words * 32 - free));
  }
  return prefixes;
}

/** How many leading bits a netmask sets, or undefined where it is not one: `255.255.0.0` is 16. */
export function lengthOfMask(mask: Prefix): number | undefined {
  const bits = valueOf(mask.row).toString(2).padStart(32, '0');
  return /^1+0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

function valueOf(row: Uint32Array): bigint {
  return row.reduce((value, word) => value * 2n ** WORD + BigInt(word), 0n);
}

function rowOf(value: bigint, words: number): Uint32Array {
  return Uint32Array.from({ length: words }, (_, index) => Number(BigInt.asUintN(32, value / 2n ** (WORD * BigInt(words - 1 - index)))));
}
