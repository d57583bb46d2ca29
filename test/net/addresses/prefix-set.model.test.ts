/* eslint-disable no-bitwise -- powers of two and masks of members */
import { BlockList } from 'net';
import * as fc from 'fast-check';
import { aggregate, Prefix, PrefixSet } from '../../../lib/net';
import { Block, blocksIn, Window, windows, zip } from './model';

const setOf = (blocks: readonly Block[]) => PrefixSet.of(...blocks.map((block) => block.text));
const blocksOf = (set: PrefixSet) => set.toStrings().map(Block.read);
const texts = (blocks: readonly Block[]) => blocks.map((block) => block.text);

/** The listed prefixes of a set, in the spelling of the model. */
const listed = (set: PrefixSet) => texts(blocksOf(set));

describe.each(windows(8))('random sets %s', (_, window) => {
  const blocks = blocksIn(window);

  test('list exactly their addresses as the fewest prefixes, in order', () => {
    fc.assert(fc.property(blocks, (list) => {
      expect(listed(setOf(list))).toEqual(texts(window.minimal(window.membersOf(list))));
    }));
  });

  test('obey the truth tables of union, subtraction and intersection', () => {
    fc.assert(fc.property(blocks, blocks, (listA, listB) => {
      const [a, b] = [setOf(listA), setOf(listB)];
      const [inA, inB] = [window.membersOf(listA), window.membersOf(listB)];
      expect(window.membersOf(blocksOf(a.union(b)))).toBe(zip(inA, inB, (x, y) => x || y));
      expect(window.membersOf(blocksOf(a.subtract(b)))).toBe(zip(inA, inB, (x, y) => x && !y));
      expect(window.membersOf(blocksOf(a.intersect(b)))).toBe(zip(inA, inB, (x, y) => x && y));
    }));
  });

  test('hold together what any of them holds', () => {
    fc.assert(fc.property(fc.array(blocks, { maxLength: 9 }), (lists) => {
      const members = lists.map((list) => window.membersOf(list)).reduce((all, one) => zip(all, one, (x, y) => x || y), window.membersOf([]));
      expect(listed(PrefixSet.union(lists.map(setOf)))).toEqual(texts(window.minimal(members)));
    }));
  });

  test('answer contains, overlaps and equals address by address', () => {
    fc.assert(fc.property(blocks, blocks, (listA, listB) => {
      const [a, b] = [setOf(listA), setOf(listB)];
      const [inA, inB] = [window.membersOf(listA), window.membersOf(listB)];
      expect(a.containsSet(b)).toBe(!zip(inA, inB, (x, y) => y && !x).includes('1'));
      expect(a.overlaps(b)).toBe(zip(inA, inB, (x, y) => x && y).includes('1'));
      expect(a.equals(b)).toBe(inA === inB);
    }));
  });

  test('contain a prefix exactly when they hold all of its addresses', () => {
    fc.assert(fc.property(blocks, fc.constantFrom(...window.prefixes()), (list, block) => {
      const missing = zip(window.membersOf([block]), window.membersOf(list), (x, y) => x && !y);
      expect(setOf(list).contains(Prefix.parse(block.text))).toBe(!missing.includes('1'));
    }));
  });

  test('count their addresses and prefixes', () => {
    fc.assert(fc.property(blocks, (list) => {
      const members = window.membersOf(list);
      expect(setOf(list).size()).toBe(BigInt(members.replaceAll('0', '').length));
      expect(setOf(list).count()).toBe(window.minimal(members).length);
    }));
  });
});

/** The texts of all subsets of a window, by bit mask. */
function subsets(window: Window): string[] {
  return Array.from({ length: 2 ** window.size }, (_, mask) => {
    const members = Array.from({ length: window.size }, (__, i) => Math.floor(mask / 2 ** i) % 2);
    return texts(window.minimal(members.join(''))).join();
  });
}

describe('all subsets', () => {
  test.each(windows(3).filter(([name]) => /start of|end of|middle/.test(name)))('of eight addresses %s, combined with all others, give the expected prefixes', (_, window) => {
    const expected = subsets(window);
    const sets = expected.map((text) => text === '' ? PrefixSet.EMPTY : PrefixSet.of(...text.split(',')));
    expect(sets.map((set) => listed(set).join())).toEqual(expected);
    const wrong: string[] = []; // expect() is too slow to be called for each pair
    const check = (what: string, ok: boolean) => {
      if (!ok) wrong.push(what);
    };
    for (let i = 0; i < 256; i++) {
      for (let j = 0; j < 256; j++) {
        const [a, b] = [sets[i], sets[j]];
        check(`${i} = ${j}`, a.equals(b) === (i === j)); // the checks below rest on it
        check(`${i} | ${j}`, a.union(b).equals(sets[i | j]));
        check(`${i} - ${j}`, a.subtract(b).equals(sets[i & ~j]));
        check(`${i} & ${j}`, a.intersect(b).equals(sets[i & j]));
        check(`${i} contains ${j}`, a.containsSet(b) === ((i & j) === j));
        check(`${i} overlaps ${j}`, a.overlaps(b) === ((i & j) !== 0));
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(windows(4).filter(([name]) => /end of/.test(name)))('of sixteen addresses %s are minimal', (_, window) => {
    const singles = window.prefixes().filter((block) => block.exponent === 0).map((block) => block.text);
    const expected = subsets(window);
    const wrong = expected.filter((text, mask) => {
      const set = PrefixSet.of(...singles.filter((__, i) => Math.floor(mask / 2 ** i) % 2 === 1));
      return texts(blocksOf(set)).join() !== text;
    });
    expect(wrong).toEqual([]);
  });
});

describe('minimal lists', () => {
  const lists = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 128 })), { maxLength: 40 });

  test('hold no prefix inside another and no pair of siblings', () => {
    fc.assert(fc.property(lists, (pairs) => {
      const blocks = pairs.map(([address, exponent]) => new Block(128, address - address % (1n << BigInt(exponent)), exponent));
      const list = blocksOf(setOf(blocks));
      for (let i = 1; i < list.length; i++) {
        const [a, b] = [list[i - 1], list[i]];
        expect(a.first + (1n << BigInt(a.exponent))).toBeLessThanOrEqual(b.first);
        const parent = new Block(128, a.first, a.exponent + 1);
        const siblings = a.exponent === b.exponent && parent.isAligned && b.first === a.first + (1n << BigInt(a.exponent));
        expect(siblings).toBe(false);
      }
    }));
  });
});

describe('long lists', () => {
  test.each<[string, 32 | 128]>([['IPv4', 32], ['IPv6', 128]])('of %s in any order aggregate like merged intervals', (_, bits) => {
    const random = generator(bits);
    const blocks = Array.from({ length: 30_000 }, () => {
      const exponent = Number(random() % 12n) + (bits === 128 && random() % 2n === 0n ? 60 : 0);
      // Few distinct high parts, so that many blocks meet.
      const address = random() % (1n << 24n) + (random() % 8n << BigInt(bits - 8));
      return new Block(bits, address - address % (1n << BigInt(exponent)), exponent);
    });
    expect(texts(aggregate(texts(blocks)).map(Block.read))).toEqual(texts(mergedIntervals(bits, blocks)));
  });
});

/** Interval arithmetic: sort, merge, and cut each interval into aligned blocks from the left. */
function mergedIntervals(bits: 32 | 128, blocks: readonly Block[]): Block[] {
  const intervals: [bigint, bigint][] = [];
  const sorted = [...blocks].sort((a, b) => a.first < b.first ? -1 : Number(a.first > b.first));
  for (const { first, exponent } of sorted) {
    const end = first + (1n << BigInt(exponent));
    const last = intervals.at(-1);
    if (last === undefined || first > last[1]) intervals.push([first, end]);
    else if (end > last[1]) last[1] = end;
  }
  return intervals.flatMap(([first, end]) => {
    const cut: Block[] = [];
    for (let at = first; at < end;) {
      let exponent = 0;
      while (at % (2n << BigInt(exponent)) === 0n && at + (2n << BigInt(exponent)) <= end) exponent++;
      cut.push(new Block(bits, at, exponent));
      at += 1n << BigInt(exponent);
    }
    return cut;
  });
}

/** A small deterministic generator, so that a failure can be repeated. */
function generator(seed: number): () => bigint {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return state >> 16n;
  };
}

test('contain an address exactly when the BlockList of Node does', () => {
  const window = windows(8)[1][1];
  fc.assert(fc.property(blocksIn(window), fc.nat(255), (list, offset) => {
    const blockList = new BlockList();
    for (const { text, exponent } of list) blockList.addSubnet(text.split('/')[0], 32 - exponent, 'ipv4');
    const address = new Block(32, window.base + BigInt(offset), 0).text.split('/')[0];
    expect(setOf(list).contains(Prefix.parseAddress(address))).toBe(blockList.check(address, 'ipv4'));
  }));
});
