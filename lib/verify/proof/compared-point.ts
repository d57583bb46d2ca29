import type { GroupReading } from '../document/reading';
import type { Difference } from './difference';
import type { Verdict } from './verdict';

/** One filter of the documents, compared with what is meant. */
export interface ComparedPoint {
  /** What it admits, by which rules, and how many of them. */
  readonly reading: GroupReading;

  /** What is not understood anywhere in the documents may be about this filter, which is `unproven` then. */
  readonly verdict: Verdict;

  /** Meant and not admitted here, or by filters that it is added up with. */
  readonly missing: readonly Difference[];

  /** Admitted here, or by filters that it is added up with, and not meant. */
  readonly extra: readonly Difference[];

  /** What names it: resources that it is attached to, and outputs. */
  readonly attachedTo: readonly string[];

  /** Whether the documents declare it and nothing in them names it: it may enforce nothing. */
  readonly isUnused: boolean;
}
