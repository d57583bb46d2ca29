import { malformedTemplate } from '../../messages/errors';
import { ReadLog } from './read-log';

/**
 * A value somewhere in a JSON document, with the path that leads to it.
 *
 * Nothing is assumed of the value: every accessor checks its shape and throws
 * `MalformedTemplate` naming the path when it does not hold.
 *
 * A node remembers which values below it were looked at. A reader consumes a key with `at`,
 * declares one irrelevant with `ignore`, and accounts for a whole value with `describe` or
 * `Report.unresolve`; what is left when all readers are done is `unread`, and goes to `unresolved`.
 */
export class JsonNode {
  /** @param log what the readers of the document looked at here; a new one for the top of a document */
  constructor(readonly value: unknown, readonly path: string, private readonly log = new ReadLog(true)) {}

  /** Whether nothing was written here; Terraform JSON writes `null` for that. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The value of a key, absent when the object does not have it. */
  at(key: string): JsonNode {
    const object = this.object();
    return this.child(key, Object.hasOwn(object, key) ? object[key] : undefined);
  }

  /** Whether an object has a key, without consuming it. */
  has(key: string): boolean {
    return isObject(this.value) && Object.hasOwn(this.value, key);
  }

  /** Declares that these keys of an object, with all that they hold, do not change what is admitted. */
  ignore(...keys: string[]): this {
    for (const key of keys) this.log.at(key).isAccountedFor = true;
    return this;
  }

  /** Accounts for the whole value, so that nothing below it is unread. */
  account(): this {
    this.log.isAccountedFor = true;
    return this;
  }

  /** The same place with a part of its text, for a list that is written as one text. */
  part(text: string): JsonNode {
    return new JsonNode(text, this.path, this.log);
  }

  /** What no reader has consumed here or below, apart from comments (`//`) and what stands for nothing: `null`, and `AWS::NoValue`. */
  unread(): JsonNode[] {
    if (this.isAbsent || (isObject(this.value) && this.value.Ref === 'AWS::NoValue') || this.log.isAccountedFor) return [];
    const children = this.children();
    const left = children.flatMap((child) => child.unread());
    if (children.length === 0) return this.log.isLookedAt ? [] : [this];
    const isOpened = children.some(({ log }) => log.isLookedAt || log.isAccountedFor);
    return isOpened || left.length === 0 ? left : [this];
  }

  private children(): JsonNode[] {
    if (Array.isArray(this.value)) return this.value.map((item: unknown, index) => this.inside(index, item));
    return isObject(this.value) ? this.keys().map(([key, value]) => this.inside(key, value)) : [];
  }

  private child(key: string | number, value: unknown): JsonNode {
    const node = this.inside(key, value);
    node.log.isLookedAt = true;
    return node;
  }

  private inside(key: string | number, value: unknown): JsonNode {
    // What is not there is never unread.
    return new JsonNode(value, childPath(this.path, key), value === undefined ? new ReadLog() : this.log.at(key));
  }

  private keys(): [key: string, value: unknown][] {
    return Object.entries(this.object()).filter(([key]) => key !== '//');
  }

  /** The entries of an object, in order, without comments (`//`). */
  entries(): [key: string, value: JsonNode][] {
    return this.keys().map(([key, value]) => [key, this.child(key, value)]);
  }

  /** The items of a list. */
  items(): JsonNode[] {
    if (!Array.isArray(this.value)) throw this.malformed('a list');
    return this.value.map((item: unknown, index) => this.child(index, item));
  }

  /** The items of a list, or the value itself when it is not one; nothing when it is absent. */
  itemsOrSelf(): JsonNode[] {
    if (this.isAbsent) return [];
    return Array.isArray(this.value) ? this.items() : [this];
  }

  /** The value as text. */
  text(): string {
    if (typeof this.value !== 'string') throw this.malformed('text');
    return this.value;
  }

  /** Text, or a number or boolean written as such: both kinds of document convert them to text. */
  scalar(): string {
    return typeof this.value === 'number' || typeof this.value === 'boolean' ? `${this.value}` : this.text();
  }

  /** An integer, as a number or as text. */
  integer(): number {
    const text = this.scalar();
    if (!/^-?\d{1,9}$/.test(text)) throw this.malformed('an integer');
    return Number(text);
  }

  /** A boolean, or the text that both kinds of document convert to one. */
  boolean(): boolean {
    const text = this.scalar();
    if (text !== 'true' && text !== 'false') throw this.malformed('true or false');
    return text === 'true';
  }

  /** Throws unless the value is an object. */
  object(): Record<string, unknown> {
    if (!isObject(this.value)) throw this.malformed('an object');
    return this.value;
  }

  /** The value as one line of JSON, or as it is when it is text: a stable key for what cannot be resolved. */
  describe(): string {
    this.account();
    return typeof this.value === 'string' ? this.value : JSON.stringify(this.value) ?? 'undefined';
  }

  malformed(expected: string): Error {
    return malformedTemplate(this.path, this.value, expected);
  }
}

/** Whether a value is a JSON object, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
