import { Finding, Severity } from '../../catalog/model/finding';

/** How many findings a list names; hostile input could cause millions, and nobody reads so many. */
const NAMED_FINDINGS = 1000;

/** Longest piece of foreign text in a message. */
const SHOWN_LENGTH = 80;

/** Collects the findings of one pass over one document. */
export class FindingList {
  private readonly named: Finding[] = [];
  private unnamedErrors = 0;
  private unnamed = 0;

  /** Notes something that made the reader leave data out. */
  error(code: string, place: string, message: string): void {
    this.add('error', code, place, message);
  }

  /** Notes something that a human should look at, though nothing was left out. */
  warning(code: string, place: string, message: string): void {
    this.add('warning', code, place, message);
  }

  /** Notes something that is merely new. */
  info(code: string, place: string, message: string): void {
    this.add('info', code, place, message);
  }

  /** The findings in the order they were made: the first thousand, and one that counts the others. */
  toArray(): Finding[] {
    if (this.unnamed === 0) {
      return [...this.named];
    }
    const severity = this.unnamedErrors > 0 ? 'error' : 'info';
    const message = `${this.unnamed} more findings are not named, ${this.unnamedErrors} of them errors; mend the first ones and read again`;
    return [...this.named, { code: 'FindingsOmitted', severity, place: 'the document', message }];
  }

  private add(severity: Severity, code: string, place: string, message: string): void {
    if (this.named.length < NAMED_FINDINGS) {
      this.named.push({ code, severity, place, message });
    } else {
      this.unnamed++;
      this.unnamedErrors += severity === 'error' ? 1 : 0;
    }
  }
}

/** Foreign data in a message: short and on one line, however large or deep it is. */
export function quote(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH - 1)}…` : value);
  }
  if (Array.isArray(value)) {
    return `a list of ${value.length}`;
  }
  if (value === undefined) {
    return 'nothing';
  }
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
