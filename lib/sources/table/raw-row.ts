/** One row as a page writes it, cut but not yet read. */
export interface RawRow {
  /** The number printed in front of it. */
  readonly number: number;

  /** Whether the page prints no number, so that it is counted on from the row above. */
  readonly isCounted?: boolean;

  /** What follows the number: the cells where the page separates them, else all in one. */
  readonly cells: readonly string[];
}

/** What is a fact wherever it stands: an address, the name of a domain with a star, a port with its protocol. */
const FACT = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)|(?<![\w:])[\da-f]{1,4}(?::[\da-f]{0,4}){2,7}\/\d|(?<![\w*])\*\.(?:[\w-]{1,63}\.){1,8}[a-z]{2}|\b(?:TCP|UDP)(?:[ -]ports?)?:? \d/i;
const LONGEST_LINE = 2000;

/** Whether a line outside of a table holds a fact. */
export function holdsFact(line: string): boolean {
  return line.length < LONGEST_LINE && FACT.test(line);
}

/** No page has had more than 25 rows. */
export const MOST_ROWS = 500;

/** Three times the longest known row, that of Graph change notifications. */
export const LONGEST_ROW = 50_000;

/** A row has four cells, and one more for each piece that it was split into. */
export const MOST_CELLS = 50;

/** Ten times the longest known table, in the form that says most beside its text. */
export const LONGEST_TABLE = 150_000;
