import { EndpointSet } from './endpoint-set';
import { AcknowledgedFinding } from './finding';

/** One dated state of one published source. Immutable. */
export interface Edition {
  /** Key of the source, such as `additional-endpoints` or `web-service-worldwide`. */
  readonly source: string;

  /** Key of the edition within its source, such as `2025-01`. */
  readonly id: string;

  /** Where a human can read the source. */
  readonly url: string;

  /** When it was published, as far as known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string;

  /** When it was read, `YYYY-MM-DD`; absent when nobody wrote it down. */
  readonly retrieved?: string;

  /** The edition of the same source that this one repeats, but for the sets that it holds itself. */
  readonly basedOn?: string;

  /** Errors found on import that were acknowledged, with the reason; empty in most editions. */
  readonly acknowledged: readonly AcknowledgedFinding[];

  /** SHA-256 of the canonical JSON of its sets, to detect manual edits. */
  readonly sha256: string;

  /** The sets read in this edition. */
  readonly sets: readonly EndpointSet[];
}
