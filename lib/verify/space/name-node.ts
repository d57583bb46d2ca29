/** How two sets are put together, name by name. */
export type Combination = (a: boolean, b: boolean) => boolean;

/** Labels by which a node goes on: one label (`www`), all that end in a text (`*cdn`), or all there are (`*`). */
type Edges = ReadonlyMap<string, NameNode>;

/**
 * One place in a tree of host names, read from their last label to the first. Immutable.
 *
 * ```
 * *.x, except a.x        root ── x ──┬─ *  → ALL
 *                                    └─ a  → does not end here; goes on with * → ALL
 * ```
 *
 * A label takes the edge of its own, else that of the longest ending it has, else `*`,
 * else there is nothing. No edge leads where its label would come to without it, so
 * trees of the same names are the same.
 */
export class NameNode {
  /** Nothing ends here or goes on. */
  static readonly NONE = new NameNode(false, new Map());
  /** Everything ends here and goes on, without end. */
  static readonly ALL: NameNode = NameNode.endless();

  /** A node, in the one form that nodes of the same names have. */
  static of(endsHere: boolean, edges: Edges): NameNode {
    const needed = [...edges].filter(([key, child]) => !child.equals(inherited(edges, key)));
    if (needed.length === 0 && !endsHere) return NameNode.NONE;
    if (needed.length === 1 && endsHere && needed[0][0] === '*' && needed[0][1] === NameNode.ALL) return NameNode.ALL;
    return new NameNode(endsHere, new Map(needed));
  }

  private static endless(): NameNode {
    const edges = new Map<string, NameNode>();
    const all = new NameNode(true, edges);
    edges.set('*', all);
    return all;
  }

  private constructor(
    /** Whether the name that leads here is in the set. */
    readonly endsHere: boolean,
    readonly edges: Edges,
  ) {}

  /** Where a label, or every label of an ending, leads. */
  child(key: string): NameNode {
    return this.edges.get(key) ?? inherited(this.edges, key);
  }

  combine(other: NameNode, combination: Combination): NameNode {
    const endsHere = combination(this.endsHere, other.endsHere);
    if (this.isUniform && other.isUniform) return endsHere ? NameNode.ALL : NameNode.NONE;
    const keys = new Set([...this.edges.keys(), ...other.edges.keys()]);
    return NameNode.of(endsHere, new Map([...keys].map((key) => [key, this.child(key).combine(other.child(key), combination)])));
  }

  equals(other: NameNode): boolean {
    if (this === other) return true;
    if (this.isUniform || other.isUniform || this.endsHere !== other.endsHere || this.edges.size !== other.edges.size) return false;
    return [...this.edges].every(([key, child]) => other.edges.get(key)?.equals(child) ?? false);
  }

  /** Whether everything that begins here is in the set, or nothing. */
  private get isUniform(): boolean {
    return this === NameNode.ALL || this === NameNode.NONE;
  }
}

/** Where `key` leads when it has no edge of its own. */
function inherited(edges: Edges, key: string): NameNode {
  const label = key.replace('*', '');
  for (let start = label === key ? 0 : 1; start <= label.length; start++) {
    const child = edges.get(`*${label.slice(start)}`);
    if (child !== undefined) return child;
  }
  return NameNode.NONE;
}
