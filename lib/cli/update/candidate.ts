import { EditionJson, Finding } from '../../catalog';
import { EndpointChange } from '../../sources';

/** Something newer of a source than the lock has. */
export interface Candidate {
  readonly source: string;

  /** The edition that is shown now. */
  readonly before?: string;

  /** The newer edition. */
  readonly after: string;

  /** The edition itself; absent where only versions were asked, and where it cannot be used at all. */
  readonly edition?: EditionJson;

  /** What its importer noticed. */
  readonly findings: readonly Finding[];

  /** Whether it comes with this package, and is itself what others are judged by. */
  readonly isBundled?: boolean;

  /** Why it is out of the question, whatever anybody acknowledges. */
  readonly refusal?: Finding;

  /** What the web service says about the changes. */
  readonly changes?: readonly EndpointChange[];
}

/** What there is besides the lock. */
export interface Incoming {
  readonly candidates: readonly Candidate[];

  /** Remarks for people. */
  readonly notes: readonly string[];
}

/** How far ahead a version may be dated: additions are published thirty days ahead. */
const LONGEST_AHEAD = 31 * 24 * 3_600_000;

/** Whether a version is dated so far ahead that every real one would seem old for a long time. */
export function isFarAhead(edition: string, now: Date): boolean {
  const [, year, month, day] = /^(\d{4})-?(\d{2})?-?(\d{2})?/.exec(edition) ?? [];
  const latest = new Date(now.getTime() + LONGEST_AHEAD).toISOString().slice(0, 10);
  return year !== undefined && `${year}-${month ?? '01'}-${day ?? '01'}` > latest;
}

/** The refusal of a version of the far future: nobody can acknowledge it, since it would stop every later update. */
export function farAhead(source: string, edition: string): Finding {
  const message = `the version ${edition} is more than a month ahead; taken once, it would make every later one seem old`;
  return { code: 'VersionAhead', severity: 'error', place: source, message };
}
