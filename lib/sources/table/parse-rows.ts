import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { parseColumnRows } from './parse-column-rows';
import { parseGridRows } from './parse-grid-rows';
import { parseHtmlRows } from './parse-html-rows';
import { parsePipedRows } from './parse-piped-rows';
import { parsePlainRows } from './parse-plain-rows';
import { LONGEST_ROW, LONGEST_TABLE, MOST_CELLS, MOST_ROWS, RawRow } from './raw-row';

/**
 * Cuts a page into its rows, whatever its layout: the layout that yields the most rows is the page's.
 *
 * A layout with separators wins a draw, since it keeps cells apart.
 */
export function parseRows(text: string, findings: FindingList): RawRow[] {
  const lost = new Map<readonly RawRow[], string[]>();
  const parsed = (parse: (outside: string[]) => RawRow[]) => {
    const outside: string[] = [];
    const rows = parse(outside);
    lost.set(rows, outside);
    return rows;
  };
  const html = parsed((outside) => parseHtmlRows(text, findings, outside));
  // What else an HTML page holds, such as scripts and menus, is no row, however it looks.
  const layouts = html.length > 0 && /^\s*</.test(text) ? [html] : [
    html, parseColumnRows(text), parsed((outside) => parsePipedRows(text, outside)), parseGridRows(text),
    parsed((outside) => parsePlainRows(text, outside)),
  ];
  const best = layouts.reduce((most, layout) => (layout.length > most.length ? layout : most));
  if (best.length === 0) {
    findings.error(FindingCode.NO_ROWS, 'page', 'no row was found: is this the page, and is it complete? a table needs its columns Row, Purpose, Destination and Type');
  }
  for (const line of lost.get(best)?.slice(0, MOST_ROWS) ?? []) {
    findings.error(FindingCode.ROW_UNKNOWN, 'page', `${quote(line.trim())} is kept out of the catalog: it belongs to no row`);
  }
  const rows = withinBounds(best, findings);
  for (const { number } of rows.filter(({ isCounted }) => isCounted)) {
    findings.warning(FindingCode.ROW_COUNTED, `row ${number}`, 'its first cell is no number, so it is counted on from the row above');
  }
  return rows;
}

function withinBounds(rows: readonly RawRow[], findings: FindingList): RawRow[] {
  if (rows.length > MOST_ROWS) {
    findings.error(FindingCode.TOO_MUCH, 'page', `more than ${MOST_ROWS} rows were found; those after them were not read`);
  }
  let length = 0;
  const within = rows.slice(0, MOST_ROWS).filter(({ cells }) => (length += cells.reduce((sum, cell) => sum + cell.length, 0)) <= LONGEST_TABLE);
  if (length > LONGEST_TABLE) {
    findings.error(FindingCode.TOO_MUCH, 'page', `its rows are longer than ${LONGEST_TABLE} characters; those after so many were not read`);
  }
  return within.map((row) => {
    const cells = row.cells.slice(0, MOST_CELLS);
    if (row.cells.slice(MOST_CELLS).some((cell) => cell.trim() !== '')) {
      findings.error(FindingCode.TOO_MUCH, `row ${row.number}`, `the row has ${row.cells.length} cells; those after the first ${MOST_CELLS} were not read`);
    }
    if (cells.reduce((sum, cell) => sum + cell.length + 1, 0) <= LONGEST_ROW) {
      return { ...row, cells };
    }
    findings.error(FindingCode.TOO_MUCH, `row ${row.number}`, `the row is longer than ${LONGEST_ROW} characters; it was read up to there`);
    return { number: row.number, cells: cells.slice(0, 20).map((cell) => cell.slice(0, LONGEST_ROW / 4)) };
  });
}
