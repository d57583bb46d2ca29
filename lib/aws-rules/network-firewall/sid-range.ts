import { brand } from '../../collections/brand';
import { invalidSidRange } from '../../messages/errors';

/** The highest signature id that Suricata takes. */
const HIGHEST_SID = 2 ** 32 - 1;

/**
 * Signature ids that the rules of one enforcement point may take.
 *
 * Each rule takes an id by its content, so the range should have several times as many ids as there are rules.
 */
export class SidRange {
  static {
    brand(SidRange, 'SidRange');
  }

  /** The ids that Suricata's community leaves to local rules. */
  static readonly LOCAL = SidRange.of(1_000_000, 1_999_999);

  /**
   * The ids from `first` to `last`.
   *
   * @throws EndpointError `InvalidSidRange`
   */
  static of(first: number, last: number): SidRange {
    if (!Number.isInteger(first) || !Number.isInteger(last) || first < 1 || last > HIGHEST_SID || first > last) {
      throw invalidSidRange(first, last, HIGHEST_SID);
    }
    return new SidRange(first, last);
  }

  private constructor(
    /** The lowest id. */
    readonly first: number,
    /** The highest id, which belongs to the range. */
    readonly last: number,
  ) {}

  /** The number of ids. */
  get size(): number {
    return this.last - this.first + 1;
  }

  /** As text: `1000000-1999999`. */
  toString(): string {
    return `${this.first}-${this.last}`;
  }
}
