import { HostPattern, HostPatternKind } from '../../net';
import { describeNames } from './describe-names';
import { type Combination, NameNode } from './name-node';
import { joinSets } from './peer-set';

/**
 * A set of host names, known by what it holds and not by the patterns it was made from. Immutable.
 *
 * The names are those of all patterns together: `a.x` vanishes beside `*.x`, and `x`
 * with `*.x` is what some platforms write `.x`. Two sets are `equals` exactly when they
 * hold the same names.
 *
 * @example
 * NameSet.parse('*.example.com', 'a.example.com').subtract(NameSet.parse('b.example.com')).toString();
 * //=> '*.example.com except b.example.com'
 */
export class NameSet {
  /** No name. */
  static readonly EMPTY = new NameSet(NameNode.NONE);

  /** Every name. */
  static readonly ALL = new NameSet(NameNode.of(false, new Map([['*', NameNode.ALL]])));

  /** What any of the patterns matches; a template matches nothing before it is resolved. */
  static of(...patterns: HostPattern[]): NameSet {
    return joinSets(patterns.map((pattern) => new NameSet(nodeOf(pattern))), NameSet.EMPTY);
  }

  /**
   * What any of the patterns, given as text, matches.
   *
   * @throws EndpointError `InvalidHostPattern`
   */
  static parse(...patterns: string[]): NameSet {
    return NameSet.of(...patterns.map((pattern) => HostPattern.parse(pattern)));
  }

  private constructor(private readonly root: NameNode) {}

  /** The names of either set. */
  union(other: NameSet): NameSet {
    return this.combine(other, (a, b) => a || b);
  }

  /** The names of this set that the other does not have. */
  subtract(other: NameSet): NameSet {
    return this.combine(other, (a, b) => a && !b);
  }

  /** The names of both sets. */
  intersect(other: NameSet): NameSet {
    return this.combine(other, (a, b) => a && b);
  }

  /** Whether both hold exactly the same names. */
  equals(other: NameSet): boolean {
    return this.root.equals(other.root);
  }

  /** Whether it holds no name. */
  get isEmpty(): boolean {
    return this.root === NameNode.NONE;
  }

  /** Whether it holds a host name, given in lower case. */
  has(name: string): boolean {
    return name.split('.').reduceRight((node, label) => node.child(label), this.root).endsHere;
  }

  /**
   * The set as patterns, sorted, each with what is excepted from it, if anything is.
   *
   * A star in front stands for one or more labels (with a dot after it) or for any
   * beginning, a star further on for one label, and `?` in front, which no published
   * pattern has, for one label or the beginning of one.
   */
  describe(): string[] {
    return describeNames(this.root);
  }

  /** The patterns of `describe()`, or `nothing`. */
  toString(): string {
    return this.isEmpty ? 'nothing' : this.describe().join(', ');
  }

  private combine(other: NameSet, combination: Combination): NameSet {
    const root = this.root.combine(other.root, combination);
    return root === NameNode.NONE ? NameSet.EMPTY : new NameSet(root);
  }
}

/** The names of one pattern, by its kind; see {@link HostPatternKind}. */
function nodeOf(pattern: HostPattern): NameNode {
  const labels = `${pattern}`.split('.');
  switch (pattern.kind) {
    case HostPatternKind.TEMPLATE: return NameNode.NONE;
    case HostPatternKind.LEADING_WILDCARD:
    case HostPatternKind.DOTLESS_WILDCARD: return below(labels.slice(1), NameNode.of(false, new Map([[labels[0], NameNode.ALL]])));
    case HostPatternKind.EXACT:
    case HostPatternKind.MID_LABEL_WILDCARD: return below(labels, NameNode.of(true, new Map()));
  }
}

/** The names that end in these labels and go on as `node` says. */
function below(labels: readonly string[], node: NameNode): NameNode {
  return labels.reduce((inner, label) => NameNode.of(false, new Map([[label, inner]])), node);
}
