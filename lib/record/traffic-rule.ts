/** What is wrong with a filter. The names are stable, for acknowledgements. */
export enum TrafficRule {
  EXTRA_ADMITTED = 'M365ExtraAdmitted',
  MISSING_ADMITTED = 'M365MissingAdmitted',
  NOT_ATTACHED = 'M365NotAttached',
  QUOTA_EXCEEDED = 'M365QuotaExceeded',
  UNPROVEN = 'M365Unproven',
}

/** Something in a synthesised document that is not as the scenarios mean it. */
export interface Violation {
  readonly rule: TrafficRule;

  /** Where: a JSON path or the key of a filter; empty for the document. */
  readonly place: string;

  /** What is wrong, by which rule, of which enforcement point. */
  readonly description: string;

  /** What mends it. */
  readonly fix: string;

  /** Whether synthesis should fail. A filter that this document attaches to nothing may be attached by another. */
  readonly isError: boolean;
}
