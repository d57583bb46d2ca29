import { FindingList, quote } from '../findings/finding-list';

/** How many bad entries of one list are named. The set is left out at the first. */
const NAMED_ENTRIES = 10;

/**
 * One record of a document that somebody else defines and may extend.
 *
 * What is read is read strictly: a wrong type or value is an error finding, and `failed`
 * tells that the record must not be used. What is not read is merely noted (`noteUnread`).
 */
export class FactReader {
  private readonly unread: Set<string>;
  private hasFailed = false;

  /**
   * @param record field name → value
   * @param place how a human finds the record, such as `id 56`
   */
  constructor(private readonly record: ReadonlyMap<string, unknown>, readonly place: string, private readonly findings: FindingList) {
    this.unread = new Set(record.keys());
  }

  /** Whether anything in the record was wrong. */
  get failed(): boolean {
    return this.hasFailed;
  }

  /** The text in `field`; `undefined`, with a finding, when there is none. */
  text(field: string): string | undefined {
    return this.present(field) ? this.optionalText(field) : undefined;
  }

  /** The text in `field` without spaces around it; `undefined` where it is absent, null or blank. */
  optionalText(field: string): string | undefined {
    const value = this.take(field);
    if (value === undefined) {
      return undefined;
    }
    return typeof value === 'string' ? value.trim() || undefined : this.refuse(field, 'text', value);
  }

  /** The boolean in `field`; `undefined`, with a finding, when there is none. */
  flag(field: string): boolean | undefined {
    if (!this.present(field)) {
      return undefined;
    }
    const value = this.take(field);
    return typeof value === 'boolean' ? value : this.refuse(field, 'true or false', value);
  }

  /** The whole, non-negative number in `field`; `undefined`, with a finding, when there is none. */
  integer(field: string): number | undefined {
    if (!this.present(field)) {
      return undefined;
    }
    const value = this.take(field);
    return isId(value) ? value : this.refuse(field, 'a whole number', value);
  }

  /** The record in `field`, or `undefined` where there is none. */
  optionalRecord(field: string): ReadonlyMap<string, unknown> | undefined {
    const value = this.take(field);
    return value === undefined ? undefined : recordOf(value) ?? this.refuse(field, 'an object', value);
  }

  /**
   * The entries of the list in `field`, each read by `parse`; none where it is absent.
   *
   * A bad entry is an error finding. After ten of them the rest is not looked at.
   *
   * @param code of the finding when `parse` throws
   */
  list<T>(field: string, code: string, parse: (text: string, place: string) => T): T[] {
    const value = this.take(field) ?? [];
    if (!Array.isArray(value)) {
      this.refuse(field, 'a list', value);
      return [];
    }
    const entries: T[] = [];
    let bad = 0;
    for (let i = 0; i < value.length && bad < NAMED_ENTRIES; i++) {
      const entry: unknown = value[i];
      const parsed = typeof entry === 'string'
        ? this.attempt(`${field}[${i}]`, code, () => parse(entry.trim(), `${this.place}, ${field}[${i}]`))
        : this.refuse<T>(`${field}[${i}]`, 'text', entry);
      if (parsed === undefined) {
        bad++;
      } else {
        entries.push(parsed);
      }
    }
    return entries;
  }

  /** What `parse` gives; `undefined`, with an error finding called `code`, when it throws. */
  attempt<T>(field: string, code: string, parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      this.fail(code, field, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Notes an error in `field` of this record. */
  fail(code: string, field: string, message: string): void {
    this.hasFailed = true;
    this.findings.error(code, `${this.place}, ${field}`, message);
  }

  /** Notes every field that was not read. It changes nothing, as far as this reader knows. */
  noteUnread(): void {
    for (const field of this.unread) {
      this.findings.info('UnknownField', this.place, `the field ${quote(field)} is new and was not read; see whether it says who may connect`);
    }
  }

  private take(field: string): unknown {
    this.unread.delete(field);
    return this.record.get(field) ?? undefined;
  }

  /** Whether `field` has a value; notes an error when it has none. */
  private present(field: string): boolean {
    const value = this.record.get(field) ?? '';
    const isPresent = typeof value !== 'string' || value.trim() !== '';
    if (!isPresent) {
      this.unread.delete(field);
      this.fail('FieldMissing', field, 'the field is missing, and its value is not guessed');
    }
    return isPresent;
  }

  private refuse<T>(field: string, wanted: string, value: unknown): T | undefined {
    this.fail('FieldInvalid', field, `expected ${wanted}, found ${quote(value)}`);
    return undefined;
  }
}

/** The fields of a JSON object, or `undefined` when `value` is none. A map, so that no field name has a meaning of its own. */
export function recordOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map<string, unknown>(Object.entries(value)) : undefined;
}

/** Whether `value` can be the id of something. */
export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
