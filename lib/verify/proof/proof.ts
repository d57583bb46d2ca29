import type { Finding, Uncovered, Unresolved } from '../document/finding';
import type { ComparedPoint } from './compared-point';
import { describeDifference, type Difference } from './difference';
import { Verdict } from './verdict';

/** Lines of each kind that `toString` shows before it only counts the rest. */
const SHOWN = 20;

/** Whether documents admit exactly what is meant, with everything that stands in the way of saying so. */
export class Proof {
  constructor(
    /** What the whole comes to. */
    readonly verdict: Verdict,
    /** Each filter that was compared, with its own verdict. */
    readonly points: readonly ComparedPoint[],
    /** Meant and not admitted. */
    readonly missing: readonly Difference[],
    /** Admitted and not meant. */
    readonly extra: readonly Difference[],
    /** What was not understood; not empty only if nothing is proven. */
    readonly unresolved: readonly Unresolved[],
    /** What a platform would reject, what is read approximately, and groups that nothing names. */
    readonly findings: readonly Finding[],
    /** What decides on traffic too and was not compared, by name. */
    readonly uncovered: readonly Uncovered[],
    /** The local sides that rules admit to, as written, by group; compared only when the expectation names some. */
    readonly local: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {}

  /** The groups that were compared, by key. */
  get groups(): readonly string[] {
    return this.points.map(({ reading }) => reading.key);
  }

  /** Whether it is proven that exactly what is meant is admitted. */
  get isEqual(): boolean {
    return this.verdict === Verdict.EQUAL;
  }

  /** The same with further reasons why nothing is proven, if there are any; what is different stays so. */
  doubting(doubts: readonly Uncovered[]): Proof {
    if (doubts.length === 0) return this;
    const lowered = (verdict: Verdict) => (verdict === Verdict.EQUAL ? Verdict.UNPROVEN : verdict);
    const points = this.points.map((point) => ({ ...point, verdict: lowered(point.verdict) }));
    return new Proof(
      lowered(this.verdict), points, this.missing, this.extra, this.unresolved, this.findings, [...this.uncovered, ...doubts], this.local,
    );
  }

  /** The same with further remarks that leave the verdict as it is. */
  remarking(remarks: readonly Uncovered[]): Proof {
    return remarks.length === 0 ? this
      : new Proof(this.verdict, this.points, this.missing, this.extra, this.unresolved, this.findings, [...this.uncovered, ...remarks], this.local);
  }

  /** A report for people, the verdict first; long lists are cut, and say so. */
  toString(): string {
    return [
      `${this.verdict}: ${this.groups.length === 0 ? 'no group' : this.groups.join(', ')}`,
      ...shown(this.missing.map((one) => describeDifference('missing', one))),
      ...shown(this.extra.map((one) => describeDifference('extra', one))),
      ...shown(this.unresolved.map(({ path, text }) => `unresolved: ${path} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`)),
      ...shown(this.findings.map(({ code, path, message }) => `${code}: ${path} ${message}`)),
      ...shown(this.uncovered.map(({ path, reason }) => `uncovered: ${path} ${reason}`)),
    ].join('\n  ');
  }
}

function shown(lines: readonly string[]): string[] {
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`] : [...lines];
}
