import { gridRows } from './grid-rows';
import { RawRow } from './raw-row';

/** The ruler below the header of a table. */
const RULER = /^\s*\|?[-:|\s]+\|?\s*$/;

/**
 * Cuts the tables of Markdown whose numbers are not in the first column, or that have none: a row is a line between two
 * separators.
 */
export function parseGridRows(text: string): RawRow[] {
  const tables: string[][] = [];
  let isInTable = false;
  for (const line of text.split('\n')) {
    const isRow = /^\s{0,8}\|.*\|\s*$/.test(line);
    if (isRow && !isInTable) {
      tables.push([]);
    }
    isInTable = isRow;
    if (isRow) {
      tables[tables.length - 1].push(line.trim());
    }
  }
  return tables.filter((lines) => lines.length > 1 && RULER.test(lines[1])).flatMap((lines) => (
    gridRows(lines.slice(2).filter((line) => !RULER.test(line)).map((line) => ({ cells: line.slice(1, -1).split(/(?<!\\)\|/) })))
  ));
}
