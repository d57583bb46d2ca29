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
  private readonly log: ReadLog;

  /** @param log what the readers of the document looked at; a new one for the top of a document */
  constructor(readonly value: unknown, readonly path: string, log?: ReadLog) {
    this.log = log ?? new ReadLog();
    if (log === undefined) this.log.lookAt(path);
  }

  /** Whether nothing was written here; Terraform JSON writes `null` for that. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The value of a key, absent when the object does not have it. */
  at(key: string): JsonNode {
    const object = this.object();
    return this.child(Object.hasOwn(object, key) ? object[key] : undefined, childPath(this.path, key));
  }

  /** Whether an object has a key, without consuming it. */
  has(key: string): boolean {
    return isObject(this.value) && Object.hasOwn(this.value, key);
  }

  /** Declares that these keys of an object, with all that they hold, do not change what is admitted. */
  ignore(...keys: string[]): this {
    keys.forEach((key) => this.log.account(childPath(this.path, key)));
    return this;
  }

  /** Accounts for the whole value, so that nothing below it is unread. */
  account(): this {
    this.log.account(this.path);
    return this;
  }

  /** The same place with a part of its text, for a list that is written as one text. */
  part(text: string): JsonNode {
    return new JsonNode(text, this.path, this.log);
  }

  /** What no reader has consumed here or below, apart from comments (`//`) and what stands for nothing: `null`, and `AWS::NoValue`. */
  unread(): JsonNode[] {
    if (this.isAbsent || (isObject(this.value) && this.value.Ref === 'AWS::NoValue') || this.log.accountsFor(this.path)) return [];
    const children = this.children();
    const left = children.flatMap((child) => child.unread());
    const isLookedAt = this.log.hasLookedAt(this.path);
    if (children.length === 0) return isLookedAt ? [] : [this];
    const isOpened = children.some((child) => child.isLookedAt);
    return isOpened || left.length === 0 ? left : [this];
  }

  private get isLookedAt(): boolean {
    return this.log.hasLookedAt(this.path) || this.log.accountsFor(this.path);
  }

  private children(): JsonNode[] {
    const at = (value: unknown, path: string) => new JsonNode(value, path, this.log);
    if (Array.isArray(this.value)) return this.value.map((item: unknown, index) => at(item, `${this.path}[${index}]`));
    if (!isObject(this.value)) return [];
    return Object.entries(this.value).filter(([key]) => key !== '//').map(([key, value]) => at(value, childPath(this.path, key)));
  }

  private child(value: unknown, path: string): JsonNode {
    this.log.lookAt(path);
    return new JsonNode(value, path, this.log);
  }

  /** The entries of an object, in order, without comments (`//`). */
  entries(): [key: string, value: JsonNode][] {
    return Object.entries(this.object())
      .filter(([key]) => key !== '//')
      .map(([key, value]) => [key, this.child(value, childPath(this.path, key))]);
  }

  /** The items of a list. */
  items(): JsonNode[] {
    if (!Array.isArray(this.value)) throw this.malformed('a list');
    return this.value.map((item: unknown, index) => this.child(item, `${this.path}[${index}]`));
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

function childPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
