import { NameNode } from './name-node';

/** A pattern, less the names of some others. */
interface Term {
  readonly pattern: string;
  readonly except: readonly Term[];
}

/** The names below `root` as patterns, sorted, each with what is excepted from it. */
export function describeNames(root: NameNode): string[] {
  return termsOf(root, '').map(textOf).sort();
}

function textOf({ pattern, except }: Term): string {
  const excepted = except.map((term) => term.except.length === 0 ? textOf(term) : `(${textOf(term)})`).sort();
  return excepted.length === 0 ? pattern : `${pattern} except ${excepted.join(' and ')}`;
}

/**
 * Terms that together hold exactly the names which end in `tail` and go on as `node` says.
 *
 * A wildcard is described as if it held for each of its labels. What those with edges of
 * their own lack is excepted; what they have beside it follows as further terms.
 */
function termsOf(node: NameNode, tail: string): Term[] {
  const terms: Term[] = node.endsHere ? [{ pattern: tail.replace(/^\*/, '?'), except: [] }] : [];
  const keys = [...node.edges.keys()];
  for (const key of keys.filter((one) => !keys.some((other) => holds(other, one)))) {
    const child = node.child(key);
    const below = tail === '' ? key : `${key}.${tail}`;
    const whole = key.startsWith('*') && child === NameNode.ALL ? [{ pattern: below, except: [] }] : termsOf(child, below);

    const special = keys.filter((other) => holds(key, other));
    const lacking = termsOf(minus(only(node, [key]), only(node, [key, ...special])), tail);
    terms.push(...whole.map(({ pattern, except }) => ({ pattern, except: [...except, ...lacking] })));

    const exceeding = special.filter((other) => minus(node.child(other), child) !== NameNode.NONE);
    terms.push(...termsOf(only(node, special.filter((other) => exceeding.some((one) => one === other || holds(one, other)))), tail));
  }
  return terms;
}

/** What goes on by some of the edges of `node`. */
function only(node: NameNode, keys: readonly string[]): NameNode {
  return NameNode.of(false, new Map(keys.map((key) => [key, node.child(key)])));
}

function minus(a: NameNode, b: NameNode): NameNode {
  return a.combine(b, (inA, inB) => inA && !inB);
}

/** Whether `wide` is a wildcard with every label of `key`, another edge, among its own. */
function holds(wide: string, key: string): boolean {
  return wide !== key && wide.startsWith('*') && key.replace('*', '').endsWith(wide.slice(1));
}
