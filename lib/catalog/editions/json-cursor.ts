import { invalidData } from '../../messages/errors';

/**
 * A place in a JSON document, for reading data whose shape is not guaranteed.
 *
 * Every read checks the type, and errors name the path. A field that is never read is an error too (see `done`), so
 * that nothing is silently ignored.
 */
export class JsonCursor {
  private readonly unread: Set<string>;

  /**
   * @param value the JSON value at this place
   * @param path how to name the place in an error, such as `sets[3].flows[0]`
   */
  constructor(private readonly value: unknown, readonly path: string) {
    this.unread = new Set(isRecord(value) ? Object.keys(value) : []);
  }

  /** The text in `field`, matching `pattern`. */
  text(field: string, pattern = /\S/): string {
    const value = this.take(field);
    return typeof value === 'string' && pattern.test(value) ? value : this.fail(field, `text like ${pattern}`, value);
  }

  /** The text in `field`, or `undefined` where the field is absent or null. */
  optionalText(field: string, pattern?: RegExp): string | undefined {
    return this.has(field) ? this.text(field, pattern) : undefined;
  }

  /** The text in `field`, which is one of `values`. */
  oneOf<T extends string>(field: string, values: readonly T[]): T {
    const value = this.take(field);
    return values.find((candidate) => candidate === value) ?? this.fail(field, `one of ${values.join(', ')}`, value);
  }

  /** The whole, non-negative number in `field`. */
  integer(field: string): number {
    const value = this.take(field);
    return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : this.fail(field, 'a whole number', value);
  }

  /** The boolean in `field`. */
  flag(field: string): boolean {
    const value = this.take(field);
    return typeof value === 'boolean' ? value : this.fail(field, 'true or false', value);
  }

  /** The texts in the list in `field`; an absent field is an empty list. */
  texts(field: string): string[] {
    return this.list(field).map((value, index) => (typeof value === 'string' ? value : this.fail(`${field}[${index}]`, 'text', value)));
  }

  /** The texts in the list in `field`, each of them one of `values`; an absent field is an empty list. */
  eachOneOf<T extends string>(field: string, values: readonly T[]): T[] {
    return this.list(field).map((value, index) => (
      values.find((candidate) => candidate === value) ?? this.fail(`${field}[${index}]`, `one of ${values.join(', ')}`, value)
    ));
  }

  /** The values in the list in `field`, whatever they are; an absent field is an empty list. */
  values(field: string): readonly unknown[] {
    return this.list(field);
  }

  /** A cursor for each object in the list in `field`; an absent field is an empty list. */
  children(field: string): JsonCursor[] {
    return this.list(field).map((value, index) => new JsonCursor(value, this.at(`${field}[${index}]`)).expectObject());
  }

  /** A cursor for the object in `field`, or `undefined` where the field is absent or null. */
  optionalChild(field: string): JsonCursor | undefined {
    return this.has(field) ? new JsonCursor(this.take(field), this.at(field)).expectObject() : undefined;
  }

  /** Whether `field` is present and not null. An absent field counts as read. */
  has(field: string): boolean {
    const present = isRecord(this.value) && this.value[field] !== undefined && this.value[field] !== null;
    if (!present) {
      this.unread.delete(field);
    }
    return present;
  }

  /** Runs `parse` and names this place in the error that it may throw. */
  parse<T>(field: string, parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw invalidData(this.at(field), error instanceof Error ? error.message : String(error));
    }
  }

  /** Checks that every field was read. */
  done(): void {
    for (const field of this.unread) {
      throw invalidData(this.at(field), 'the field is unknown; remove it or correct its spelling');
    }
  }

  /** Checks that the value here is an object. */
  expectObject(): this {
    return isRecord(this.value) ? this : this.fail('', 'an object', this.value);
  }

  private list(field: string): unknown[] {
    if (!this.has(field)) {
      return [];
    }
    const value = this.take(field);
    return Array.isArray(value) ? value : this.fail(field, 'a list', value);
  }

  private take(field: string): unknown {
    this.unread.delete(field);
    return isRecord(this.value) ? this.value[field] : undefined;
  }

  private at(field: string): string {
    return [this.path, field].filter((part) => part !== '').join('.');
  }

  private fail(field: string, wanted: string, value: unknown): never {
    throw invalidData(this.at(field), `expected ${wanted}, found ${JSON.stringify(value)?.slice(0, 80) ?? 'nothing'}`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
