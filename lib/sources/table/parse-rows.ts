import { FindingCode } from '../findings/finding-code';
import { FindingList } from '../findings/finding-list';
import { parseColumnRows } from './parse-column-rows';
import { parseHtmlRows } from './parse-html-rows';
import { parsePipedRows } from './parse-piped-rows';
import { parsePlainRows } from './parse-plain-rows';
import { LONGEST_ROW, MOST_ROWS, RawRow } from './raw-row';

/**
 * Cuts a page into its rows, whatever its layout: the layout that yields the most rows is the page's.
 *
 * A layout with separators wins a draw, since it keeps cells apart.
 */
export function parseRows(text: string, findings: FindingList): RawRow[] {
  const html = parseHtmlRows(text);
  // What else an HTML page holds, such as scripts and menus, is no row, however it looks.
  const layouts = html.length > 0 && /^\s*</.test(text) ? [html] : [html, parseColumnRows(text), parsePipedRows(text), parsePlainRows(text)];
  const best = layouts.reduce((most, layout) => (layout.length > most.length ? layout : most));
  if (best.length === 0) {
    findings.error(FindingCode.NO_ROWS, 'page', 'no numbered row was found: is this the page, and is it complete?');
  }
  const rows = withinBounds(best, findings);
  for (const { number } of rows.filter(({ isCounted }) => isCounted)) {
    findings.warning(FindingCode.ROW_COUNTED, `row ${number}`, 'its first cell is no number, so it is counted on from the row above');
  }
  return rows;
}

function withinBounds(rows: readonly RawRow[], findings: FindingList): RawRow[] {
  if (rows.length > MOST_ROWS) {
    findings.error(FindingCode.TOO_MUCH, 'page', `${rows.length} rows were found; those after the first ${MOST_ROWS} were not read`);
  }
  return rows.slice(0, MOST_ROWS).map((row) => {
    if (row.cells.reduce((length, cell) => length + cell.length + 1, 0) <= LONGEST_ROW) {
      return row;
    }
    findings.error(FindingCode.TOO_MUCH, `row ${row.number}`, `the row is longer than ${LONGEST_ROW} characters; it was read up to there`);
    return { number: row.number, cells: row.cells.slice(0, 20).map((cell) => cell.slice(0, LONGEST_ROW / 4)) };
  });
}
