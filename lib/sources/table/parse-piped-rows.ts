import { holdsFact, MOST_ROWS, RawRow } from './raw-row';

/** A row starts with its number and a separator; in Markdown with a separator, the number (in translations twice) and a separator. */
const ROW_START = /^[ \t\u00a0]{0,8}(\|?)[ \t\u00a0]{0,8}(?:<[^<>\n|]{1,80}>|[*(\\]){0,12}(\d{1,4})(?:<[^<>\n|]{1,80}>|[*.:()\d\\-]){0,12}[ \t\u00a0]{0,8}\|/;

/** Number, purpose, destination and type need three separators between them, and one more closes the row. */
const SEPARATORS = 4;

/** What a line that holds a fact has at least: a point or colons between two signs, or a protocol. */
const HOLDS_FACT = /[\w*>]\.\w|::|(?<![a-z])(?:tcp|udp)(?![a-z])/i;

interface OpenRow {
  readonly number: number;
  readonly isCounted: boolean;
  readonly lines: string[];
  separators: number;
  closed: boolean;
}

/**
 * Cuts a table whose cells stand between `|`: Markdown, or text in which a cell may span several lines.
 *
 * An escaped separator (`\|`) belongs to its cell. What is no row (header, rulers, prose around the table) is left out,
 * and prose after a closed row ends it. A whole row right below another one is a row of its own, also where a translator
 * made a word of its number: it is counted on from the one above.
 *
 * @param lost takes each line that is in no row and holds a fact, or in a table what may be one
 */
export function parsePipedRows(text: string, lost: string[] = []): RawRow[] {
  const rows: RawRow[] = [];
  let open: OpenRow | undefined;
  const finish = () => {
    if (open !== undefined) {
      rows.push({ number: open.number, cells: cellsOf(open.lines.join('\n')), ...(open.isCounted ? { isCounted: true } : {}) });
    }
    open = undefined;
  };
  const start = (number: number, line: string, isCounted = false) => {
    finish();
    open = { number, isCounted, lines: [line], separators: 1, closed: false };
  };
  for (const line of text.split('\n')) {
    if (rows.length > MOST_ROWS) {
      break;
    }
    const numbered = ROW_START.exec(line.slice(0, 400));
    const whole = open?.closed === true ? wholeRow(line) : undefined;
    if (numbered !== null) {
      start(Number(numbered[2]), line.slice(numbered[0].length));
    } else if (whole !== undefined && open !== undefined) {
      start(open.number + 1, whole, true);
    } else if (open?.closed === true && isContinued(line)) {
      // A cell for the number that is empty: more of the row above.
      open.lines.push(line.trim().slice(1));
      continue;
    } else if (open === undefined || isNoRow(line) || open.closed || (open.separators >= SEPARATORS - 1 && line.trim() === '')) {
      const isBelowRow = open !== undefined && line.trim() !== '';
      finish();
      const isInTable = (isBelowRow || /^[ \t]{0,8}\|/.test(line)) && !isNoRow(line);
      if (isInTable ? HOLDS_FACT.test(line) : holdsFact(line)) {
        lost.push(line);
      }
      continue;
    } else {
      open.lines.push(line);
    }
    open!.separators += separatorsIn(open!.lines[open!.lines.length - 1]);
    open!.closed = open!.separators >= SEPARATORS && line.trimEnd().endsWith('|');
  }
  finish();
  return rows;
}

/** A heading, a line without content, or the ruler below a header. */
function isNoRow(line: string): boolean {
  return /^\s*(#|\|\s*$|\|[-:|\s]+$)/.test(line.slice(0, 400));
}

/** Whether a line is a row whose first cell is empty, and another one is not. */
function isContinued(line: string): boolean {
  return /^[ \t]{0,8}\|[ \t\u00a0]{0,40}\|/.test(line.slice(0, 80)) && !isNoRow(line) && /[^|\s]/.test(line) && line.trimEnd().endsWith('|');
}

/** What follows the first cell of a line that is a row of Markdown. */
function wholeRow(line: string): string | undefined {
  const first = isNoRow(line) ? null : /^[ \t]{0,8}\|([^|]{1,400})\|/.exec(line.slice(0, 420));
  const rest = first === null || first[1].trim() === '' ? '' : line.slice(first[0].length);
  return rest.trimEnd().endsWith('|') && separatorsIn(rest) >= SEPARATORS - 1 ? rest : undefined;
}

/** How many separators a text has that no backslash escapes. */
function separatorsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '|' && text[at - 1] !== '\\') {
      count++;
    }
  }
  return count;
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
