import type { AdmittedSpace } from './admitted-space';

/** Lines, and prefixes or patterns, that a report shows before it only counts the rest. */
const REPORT = { boxes: 20, peers: 10 } as const;

/** What can be compared: admitted addresses, or admitted names. */
export interface Admitted<T> {
  /** Whether nothing is admitted. */
  readonly isEmpty: boolean;
  /** What this admits and the other does not. */
  subtract(other: T): T;
  /** One line for each part, with at most `maxPeers` prefixes or patterns before the rest is only counted. */
  describe(maxPeers?: number): string[];
}

/** The difference between what is admitted and what was meant to be. Nothing is left out of `missing` and `extra`. */
export class Comparison<T extends Admitted<T> = AdmittedSpace> {
  constructor(
    /** Expected but not admitted. */
    readonly missing: T,
    /** Admitted but not expected. */
    readonly extra: T,
  ) {}

  /** Whether exactly the expected space is admitted. */
  get equal(): boolean {
    return this.missing.isEmpty && this.extra.isEmpty;
  }

  /** A short report for people; long differences are cut, and say so. */
  toString(): string {
    return this.equal
      ? 'admits exactly what was expected'
      : ['admits something else than expected', ...report('missing', this.missing), ...report('extra', this.extra)].join('\n');
  }
}

/**
 * Compares two spaces packet by packet, or two sets of admitted names name by name, independently of how their rules are cut.
 *
 * @example
 * compare(readCloudFormation(template).admitted, admittedByRules(rules).admitted).toString();
 * //=> admits something else than expected
 * //     extra: inbound tcp 444 from 52.159.23.209/32
 */
export function compare<T extends Admitted<T>>(actual: T, expected: T): Comparison<T> {
  return new Comparison(expected.subtract(actual), actual.subtract(expected));
}

function report<T extends Admitted<T>>(label: string, admitted: T): string[] {
  const lines = admitted.describe(REPORT.peers);
  const shown = lines.slice(0, REPORT.boxes).map((line) => `  ${label}: ${line}`);
  return lines.length > REPORT.boxes ? [...shown, `  ${label}: ${lines.length - REPORT.boxes} more boxes`] : shown;
}
