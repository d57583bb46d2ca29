import * as fc from 'fast-check';
import { Prefix, PrefixSet } from '../../../lib/net';
import { PrefixTree } from '../../../lib/net/cover/prefix-tree';
import { Block, blocksIn, windows } from '../addresses/model';

const setOf = (blocks: readonly Block[]) => PrefixSet.of(...blocks.map(({ text }) => text));
const blocksOf = (set: PrefixSet) => set.toStrings().map(Block.read);
const end = ({ first, exponent }: Block) => first + 2n ** BigInt(exponent);
const holds = (outer: Block, inner: Block) => outer.first <= inner.first && end(inner) <= end(outer);
const meet = (a: Block, b: Block) => a.first < end(b) && b.first < end(a);

/** The smallest block that holds both: larger and larger ones are tried. */
function around(a: Block, b: Block): Block {
  for (let exponent = a.exponent; ; exponent++) {
    const block = new Block(a.bits, a.first - a.first % 2n ** BigInt(exponent), exponent);
    if (holds(block, b)) return block;
  }
}

function treeOf(set: PrefixSet): PrefixTree {
  return new PrefixTree(set.boundaries(set.families()[0]));
}

/** The prefix of each node, as the tree has it. */
function nodesOf(tree: PrefixTree): Block[] {
  return Array.from(tree.lengths, (length, node) => {
    const row = new Uint32Array(tree.words);
    tree.copyAddress(node, row);
    return Block.read(`${Prefix.ofRow(row, length)}`);
  });
}

/** The numbers of the nodes that are marked. */
const marked = (marks: Uint8Array) => [...marks.keys()].filter((node) => marks[node] === 1);
const where = (nodes: readonly Block[], accepts: (block: Block) => boolean) => [...nodes.keys()].filter((node) => accepts(nodes[node]));

describe.each(windows(5))('a tree of prefixes %s', (_, window) => {
  const some = blocksIn(window).filter((blocks) => blocks.length > 0);

  test('has every smallest block around two of them, parents behind their two children', () => {
    fc.assert(fc.property(some, (blocks) => {
      const leaves = blocksOf(setOf(blocks));
      const tree = treeOf(setOf(blocks));
      const nodes = nodesOf(tree);
      const pairs = leaves.flatMap((a, i) => leaves.slice(i + 1).map((b) => around(a, b).text));
      expect(nodes.slice(0, tree.size).map(({ text }) => text)).toEqual(leaves.map(({ text }) => text));
      expect(nodes.slice(tree.size).map(({ text }) => text).sort()).toEqual([...new Set(pairs)].sort());
      expect([...tree.leaves]).toEqual(nodes.map((node) => leaves.filter((leaf) => holds(node, leaf)).length));

      const done = new Set(leaves.keys());
      for (const node of tree.inner) {
        const [left, right] = [tree.left[node - tree.size], tree.right[node - tree.size]];
        expect([done.has(left), done.has(right), nodes[left].first < nodes[right].first]).toEqual([true, true, true]);
        expect(around(nodes[left], nodes[right]).text).toBe(nodes[node].text);
        done.add(node);
      }
      expect([done.size, nodes[tree.root].text]).toEqual([2 * tree.size - 1, around(leaves[0], leaves.at(-1)!).text]);
    }), { numRuns: 15 });
  });

  test('knows which of its nodes are prefixes of another set, and which inner ones meet it', () => {
    fc.assert(fc.property(some, some, fc.nat(), (blocks, others, kept) => {
      const tree = treeOf(setOf(blocks));
      const nodes = nodesOf(tree);
      // A node that is sure to be one of the prefixes, unless it is a part of one.
      const other = setOf([...others, nodes[kept % nodes.length]]);
      const prefixes = blocksOf(other);
      const boundaries = other.boundaries(other.families()[0]);
      expect(marked(tree.matching(boundaries))).toEqual(where(nodes, ({ text }) => prefixes.some((prefix) => prefix.text === text)));
      const meeting = where(nodes, (block) => prefixes.some((prefix) => meet(prefix, block)));
      expect(marked(tree.overlapping(boundaries))).toEqual(meeting.filter((node) => node >= tree.size));
    }), { numRuns: 25 });
  });
});
