import { Correction } from '../../catalog/model/endpoint-set';
import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { Report, SetDraft } from './row-definition';

/** A published error as data: where it stands, what is taken in place of it, and why. */
export interface RowCorrection extends Correction {
  /** The row that has it. */
  readonly slug: string;

  /**
   * The clouds whose sets it concerns.
   *
   * @default - every set of the row
   */
  readonly clouds?: readonly string[];

  /** The first edition that has it: `YYYY-MM`. */
  readonly since: string;

  /**
   * The direction of the flows, in place of the published one.
   *
   * @default - the flows stay as published, and the error is only marked
   */
  readonly direction?: 'inbound' | 'outbound';

  /** Whether the row as imported has the error. */
  stands(row: RowFacts): boolean;
}

/** The row whose sets are corrected. */
interface CorrectedRow {
  readonly row: RowFacts;

  /** The date that `since` is compared with. */
  readonly dated: string;
  readonly report: Report;
}

/**
 * Corrects the sets of a row, and writes down in them which errors were corrected.
 *
 * A correction that a page no longer needs is reported. What it stands for is what such a page says itself, so that it
 * changes nothing.
 */
export function correctSets(sets: readonly SetDraft[], corrections: readonly RowCorrection[], { row, dated, report }: CorrectedRow): SetDraft[] {
  for (const { field, published } of corrections.filter(({ since, stands }) => since <= dated && !stands(row))) {
    report(FindingCode.CORRECTION_UNUSED, 'warning', `the row no longer has the error that is corrected: ${field}, ${published}`);
  }
  return sets.map((set) => {
    const own = corrections.filter(({ clouds = set.clouds }) => clouds.some((cloud) => set.clouds.includes(cloud)));
    const direction = own.find((correction) => correction.direction !== undefined)?.direction;
    return {
      ...set,
      flows: set.flows.map((flow) => (direction === undefined ? flow : { ...flow, direction })),
      corrections: own.filter(({ stands }) => stands(row)).map(({ field, published, reason }) => ({ field, published, reason })),
    };
  });
}
