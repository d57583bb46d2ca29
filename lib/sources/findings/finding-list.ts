import { Finding, Severity } from '../../catalog/model/finding';

/** How many findings of severity `info` a list names; hostile input could cause millions, and nobody reads so many. */
const NAMED_INFOS = 1000;

/** Longest piece of foreign text in a message. */
const SHOWN_LENGTH = 80;

/**
 * Collects the findings of one pass over one document.
 *
 * Errors and warnings are all named, since each may change a rule. Of the others, which change none, the first thousand
 * are, and one more finding counts the rest.
 */
export class FindingList {
  private readonly named: Finding[];
  private infos: number;
  private unnamed = 0;

  /** @param findings what was noted before */
  constructor(findings: readonly Finding[] = []) {
    this.named = [...findings];
    this.infos = findings.filter(({ severity }) => severity === 'info').length;
  }

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

  /** The findings in the order they were made. */
  toArray(): Finding[] {
    return this.unnamed === 0 ? [...this.named] : [
      ...this.named, { code: 'FindingsOmitted', severity: 'info', place: 'the document', message: `${this.unnamed} more findings that change nothing are not named` },
    ];
  }

  private add(severity: Severity, code: string, place: string, message: string): void {
    if (severity === 'info' && this.infos >= NAMED_INFOS) {
      this.unnamed++;
      return;
    }
    this.infos += severity === 'info' ? 1 : 0;
    this.named.push({ code, severity, place, message });
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
