import { RawRow } from './raw-row';

/** A row of a table whose cells are apart. */
export interface GridRow {
  readonly cells: readonly string[];

  /** How many rows its first cell spans. */
  readonly span?: number;
}

/** A cell that is the number of a row, also when it is written twice, in bold or in parentheses. */
const NUMBER = /^[\s\\*(]{0,20}(\d{1,4})[\s\\*.()\d]{0,20}$/;

/** Purpose, destination and type. */
const FEWEST_CELLS = 3;

/** A table with fewer rows and no number is not one of endpoints. */
const FEWEST_ROWS = 4;

/** How many rows of ten must have their number in one column for it to be the column of numbers. */
const MOST = 6;

/**
 * The rows of a table, by the column that has their numbers, wherever it stands.
 *
 * A row without a number belongs to the one above where the number of that one spans it, or where its own number cell is
 * empty. A table without numbers has its rows counted, when it has enough columns to be one of endpoints.
 */
export function gridRows(table: readonly GridRow[]): RawRow[] {
  const column = numberColumn(table);
  if (column === undefined) {
    return counted(table);
  }
  const rows: { number: number; cells: string[]; left: number; isCounted?: boolean }[] = [];
  for (const { cells, span = 1 } of table) {
    const number = numberIn(cells[column]);
    const last = rows[rows.length - 1];
    if (number !== undefined) {
      rows.push({ number, cells: [...cells.slice(0, column), ...cells.slice(column + 1)], left: span - 1 });
    } else if (last !== undefined && (last.left > 0 || (cells[column] ?? '').replace(/&nbsp;/g, '').trim() === '')) {
      last.left--;
      last.cells.push(...cells);
    } else if (last !== undefined && cells.length >= FEWEST_CELLS) {
      // A number that a translator made a word of.
      rows.push({ number: last.number + 1, cells: [...cells.slice(0, column), ...cells.slice(column + 1)], left: 0, isCounted: true });
    }
  }
  return rows.map(({ number, cells, isCounted }) => ({ number, cells, ...(isCounted === true ? { isCounted } : {}) }));
}

/** The column in which most rows have a number, the first where several have. */
function numberColumn(table: readonly GridRow[]): number | undefined {
  const width = Math.min(10, table.reduce((most, { cells }) => Math.max(most, cells.length), 0));
  const counts = Array.from({ length: width }, (_, column) => table.filter(({ cells }) => numberIn(cells[column]) !== undefined).length);
  if ((counts[0] ?? 0) > 0) {
    return 0;
  }
  const best = counts.indexOf(Math.max(...counts));
  return best > 0 && counts[best] * 10 >= (table.length - 1) * MOST ? best : undefined;
}

function numberIn(cell: string | undefined): number | undefined {
  const match = cell === undefined || cell.length >= 200 ? null : NUMBER.exec(cell.replace(/&nbsp;|\u00a0/g, ' '));
  return match === null ? undefined : Number(match[1]);
}

/** The rows of a table of three columns, of purpose, destination and type, and no numbers: counted from one. */
function counted(table: readonly GridRow[]): RawRow[] {
  const rows = table.filter(({ cells }) => cells.length >= FEWEST_CELLS && cells.some((cell) => cell.trim() !== ''));
  return rows.length < FEWEST_ROWS ? [] : rows.map(({ cells }, index) => ({ number: index + 1, cells, isCounted: true }));
}

