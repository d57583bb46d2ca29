import { RawRow } from './raw-row';

/** A row starts with its number and a separator; in Markdown with a separator, the number (in translations twice) and a separator. */
const ROW_START = /^[ \t]{0,8}(\|?)[ \t]{0,8}(?:<[^<>\n|]{1,80}>|[*(\\]){0,12}(\d{1,4})(?:<[^<>\n|]{1,80}>|[*.()\d\\-]){0,12}[ \t]{0,8}\|/;

/** Number, purpose, destination and type need three separators between them, and one more closes the row. */
const SEPARATORS = 4;

/**
 * Cuts a table whose cells stand between `|`: Markdown, or text in which a cell may span several lines.
 *
 * An escaped separator (`\|`) belongs to its cell. What is no row (header, rulers, prose
 * around the table) is left out, and prose after a closed row ends it.
 */
export function cutPipedRows(text: string): RawRow[] {
  const rows: RawRow[] = [];
  let open: { number: number; lines: string[]; separators: number; closed: boolean } | undefined;
  const finish = () => {
    if (open !== undefined) {
      rows.push({ number: open.number, cells: cellsOf(open.lines.join('\n')) });
    }
    open = undefined;
  };
  for (const line of text.split('\n')) {
    const start = ROW_START.exec(line.slice(0, 400));
    if (start !== null) {
      finish();
      open = { number: Number(start[2]), lines: [line.slice(start[0].length)], separators: 1, closed: false };
    } else if (open === undefined || /^\s*(#|\|\s*$|\|[-:|\s]+$)/.test(line.slice(0, 400)) || open.closed || (open.separators >= SEPARATORS - 1 && line.trim() === '')) {
      finish();
      continue;
    } else {
      open.lines.push(line);
    }
    open.separators += separatorsIn(open.lines[open.lines.length - 1]);
    open.closed = open.separators >= SEPARATORS && line.trimEnd().endsWith('|');
  }
  finish();
  return rows;
}

function separatorsIn(line: string): number {
  return cellsOf(line).length - 1;
}

/** The texts between separators that no backslash escapes. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  let start = 0;
  for (let at = text.indexOf('|'); at >= 0; at = text.indexOf('|', at + 1)) {
    if (text[at - 1] !== '\\') {
      cells.push(text.slice(start, at));
      start = at + 1;
    }
  }
  const last = text.slice(start);
  return last.trim() === '' && cells.length > 0 ? cells : [...cells, last];
}
