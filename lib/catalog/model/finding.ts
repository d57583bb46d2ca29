/** The severity of a finding. Only an `error` means that something was left out or must not be used. */
export type Severity = 'error' | 'warning' | 'info';

/** Something that a reader or a check noticed in the data. Findings are returned, not thrown, so that one pass reports all of them. */
export interface Finding {
  /** Stable name in PascalCase, documented in `docs/findings.md`. */
  readonly code: string;

  /** What it means for the result. */
  readonly severity: Severity;

  /** Where it is, as a person would look for it: `row 23, cell 2` of a page, `id 56, ips[3]` of the web service. */
  readonly place: string;

  /** What is wrong, the value, and what was done about it. */
  readonly message: string;
}

/** Whether any of `findings` is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** A person's recorded decision to use the data despite a finding of severity `error`. */
export interface AcknowledgedFinding extends Omit<Finding, 'severity'> {
  /** Why it is right all the same. */
  readonly reason: string;
}
