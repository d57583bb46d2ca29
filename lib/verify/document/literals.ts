import type { JsonNode } from './json-node';
import type { Report } from './report';

/** How a kind of document writes what is not there and what only the deployment knows. */
export interface Syntax {
  /** Whether nothing is there. */
  isNothing(node: JsonNode): boolean;

  /** Whether the value is an expression, an intrinsic function or a condition. */
  isUnknown(node: JsonNode): boolean;
}

/**
 * Reads values that must be literal to make sense of the rest.
 *
 * What only the deployment knows goes to `unresolved`, and the accessor gives undefined.
 * Booleans and numbers may be written as text, and the reverse: both platforms convert them.
 */
export class Literals {
  constructor(private readonly syntax: Syntax, private readonly report: Report) {}

  isNothing(node: JsonNode): boolean {
    return this.syntax.isNothing(node);
  }

  /** Whether the value is known; if it is not, it is under `unresolved`. */
  isKnown(node: JsonNode): boolean {
    if (!this.syntax.isUnknown(node)) return true;
    this.report.unresolve(node);
    return false;
  }

  text(node: JsonNode): string | undefined {
    return this.isKnown(node) ? node.scalar() : undefined;
  }

  /** The name of something that is named for people; undefined where only the deployment knows it, or where there is none. */
  name(node: JsonNode): string | undefined {
    const isUnknown = this.syntax.isNothing(node) || this.syntax.isUnknown(node.account());
    return isUnknown ? undefined : node.scalar();
  }

  integer(node: JsonNode): number | undefined {
    return this.isKnown(node) ? node.integer() : undefined;
  }

  /** @param otherwise what holds when nothing is written */
  boolean(node: JsonNode, otherwise: boolean): boolean | undefined {
    if (this.syntax.isNothing(node)) return otherwise;
    return this.isKnown(node) ? node.boolean() : undefined;
  }

  /**
   * One of a few words; another one is under `unresolved`, since platforms learn new ones.
   *
   * @param words what each stands for, in lower case when `lower` is set
   */
  choice<T>(node: JsonNode, words: Readonly<Record<string, T>>, { lower = false } = {}): T | undefined {
    const text = this.text(node);
    if (text === undefined) return undefined;
    const word = lower ? text.toLowerCase() : text;
    if (Object.hasOwn(words, word)) return words[word];
    this.report.unresolve(node);
    return undefined;
  }

  /** The known items of a list or block; an unknown list or item is under `unresolved`, one that is not there is left out. */
  items(node: JsonNode): JsonNode[] {
    if (this.syntax.isNothing(node) || !this.isKnown(node)) return [];
    return node.itemsOrSelf().filter((item) => !this.syntax.isNothing(item) && this.isKnown(item));
  }
}
