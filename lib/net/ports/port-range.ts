import { invalidPort } from '../../messages/errors';
import { isIntegerWithin } from '../../messages/require-integer';

const LAST_PORT = 65535;

/** One port or several in a row, such as `443` or `50000-59999`. Immutable. */
export class PortRange {
  /**
   * The ports from `first` to `last`, both included.
   *
   * @throws EndpointError `InvalidPort` unless both are integers from 0 to 65535 in order
   * @example
   * PortRange.of(443).toString();
   * //=> '443'
   */
  static of(first: number, last: number = first): PortRange {
    for (const port of [first, last]) {
      if (!isIntegerWithin(port, 0, LAST_PORT)) {
        throw invalidPort(port, 'it is not a port', `give an integer from 0 to ${LAST_PORT}`);
      }
    }
    if (first > last) throw invalidPort(`${first}-${last}`, 'the range is reversed', `did you mean "${last}-${first}"?`);
    return new PortRange(first, last);
  }

  /**
   * Reads one port, or two joined by a hyphen.
   *
   * @throws EndpointError `InvalidPort` on anything else, such as signs, leading zeros or spaces
   * @example
   * PortRange.parse('50000-59999').size;
   * //=> 10000
   */
  static parse(text: string): PortRange {
    const match = typeof text === 'string' ? /^(0|[1-9]\d*)(?:-(0|[1-9]\d*))?$/.exec(text) : null;
    if (match === null) {
      throw invalidPort(text, 'it is neither a port nor a range of ports', 'write it like "443" or "50000-59999"');
    }
    return PortRange.of(Number(match[1]), Number(match[2] ?? match[1]));
  }

  private constructor(
    /** The lowest port. */
    readonly first: number,
    /** The highest port. */
    readonly last: number,
  ) {}

  /** The number of ports. */
  get size(): number {
    return this.last - this.first + 1;
  }

  /** Whether every port of `other` is one of this range. */
  contains(other: PortRange): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  /** Whether both are the same range. */
  equals(other: PortRange): boolean {
    return this.first === other.first && this.last === other.last;
  }

  /** The port, or the first and last one joined by a hyphen; {@link parse} reads it back. */
  toString(): string {
    return this.size === 1 ? `${this.first}` : `${this.first}-${this.last}`;
  }
}
