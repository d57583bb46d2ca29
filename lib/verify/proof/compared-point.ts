import type { GroupReading, Reading } from '../document/reading';
import type { Difference } from './difference';
import { type Verdict, verdictOn } from './verdict';

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

/** Each of `compared`, with those of the differences that are about it. */
export function pointsOf(
  readings: readonly Reading[], compared: readonly GroupReading[], differences: Pick<ComparedPoint, 'missing' | 'extra'>, isDoubtful: boolean,
): ComparedPoint[] {
  return readings.flatMap(({ groups, attachments }) => [...groups.values()].filter((group) => compared.includes(group)).map((reading) => {
    const isAbout = ({ groups: keys }: Difference) => keys.includes(reading.key);
    const [missing, extra] = [differences.missing.filter(isAbout), differences.extra.filter(isAbout)];
    return {
      reading,
      verdict: verdictOn(missing.length + extra.length > 0, isDoubtful),
      missing,
      extra,
      attachedTo: attachments.get(reading.key) ?? [],
      isUnused: reading.declared && !attachments.has(reading.key),
    };
  }));
}
