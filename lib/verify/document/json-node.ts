import { malformedTemplate } from '../../messages/errors';

/**
 * A value somewhere in a JSON document, with the path that leads to it.
 *
 * Nothing is assumed of the value: every accessor checks its shape and throws
 * `MalformedTemplate` naming the path when it does not hold.
 */
export class JsonNode {
  constructor(readonly value: unknown, readonly path: string) {}

  /** Whether nothing was written here; Terraform JSON writes `null` for that. */
  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** The value of a key, absent when the object does not have it. */
  at(key: string): JsonNode {
    const object = this.object();
    return new JsonNode(Object.hasOwn(object, key) ? object[key] : undefined, childPath(this.path, key));
  }

  /** The entries of an object, in order, without comments (`//`). */
  entries(): [key: string, value: JsonNode][] {
    return Object.entries(this.object())
      .filter(([key]) => key !== '//')
      .map(([key, value]) => [key, new JsonNode(value, childPath(this.path, key))]);
  }

  /** The items of a list. */
  items(): JsonNode[] {
    if (!Array.isArray(this.value)) throw this.malformed('a list');
    return this.value.map((item: unknown, index) => new JsonNode(item, `${this.path}[${index}]`));
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

  /** Text, or a number written as a number. */
  scalar(): string {
    return typeof this.value === 'number' ? `${this.value}` : this.text();
  }

  /** An integer, as a number or as text. */
  integer(): number {
    const text = this.scalar();
    if (!/^-?\d{1,9}$/.test(text)) throw this.malformed('an integer');
    return Number(text);
  }

  /** Throws unless the value is an object. */
  object(): Record<string, unknown> {
    if (!isObject(this.value)) throw this.malformed('an object');
    return this.value;
  }

  /** The value as one line of JSON, or as it is when it is text: a stable key for what cannot be resolved. */
  describe(): string {
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
