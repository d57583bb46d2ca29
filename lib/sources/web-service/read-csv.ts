import { FindingList, quote } from '../findings/finding-list';

/** A row of a CSV document: column name → cell, and the line it starts on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/**
 * The rows of a CSV document (RFC 4180: quoted cells may hold commas, line breaks and doubled quotes).
 *
 * Columns are known by the name in the header, in any order. A row with too few or too
 * many cells is an error finding and left out, since its cells may have shifted. Linear.
 *
 * @returns `undefined`, with a finding, when quotes do not match or the header names a column twice
 */
export function readCsv(text: string, findings: FindingList): { columns: readonly string[]; rows: CsvRow[] } | undefined {
  const lines = splitCells(text.replace(/^\uFEFF/, ''));
  if (lines === undefined) {
    findings.error('NotCsv', 'the document', 'a quote does not match another, and nothing was read');
    return undefined;
  }
  const [header, ...body] = lines;
  const columns = header === undefined ? [] : header.cells.map((cell) => cell.trim());
  if (new Set(columns).size < columns.length) {
    findings.error('NotCsv', 'the header', 'it names a column twice, and nothing was read');
    return undefined;
  }
  const rows: CsvRow[] = [];
  for (const { line, cells } of body) {
    if (cells.length === columns.length) {
      rows.push({ line, cells: new Map(cells.map((cell, i) => [columns[i], cell])) });
    } else {
      findings.error('RowLeftOut', `line ${line}`, `it has ${cells.length} cells, and the header ${columns.length}; the row begins with ${quote(cells[0])}`);
    }
  }
  return { columns, rows };
}

interface CsvLine {
  readonly line: number;
  readonly cells: string[];
}

/** The cells of each line that is not blank, or `undefined` when quotes do not match. */
function splitCells(text: string): CsvLine[] | undefined {
  const lines: CsvLine[] = [];
  let current: CsvLine = { line: 1, cells: [] };
  let line = 1;
  let at = 0;
  while (at <= text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === undefined) {
      return undefined;
    }
    current.cells.push(cell.value);
    line += cell.value.split('\n').length - 1;
    at = cell.end + 1;
    if (text[cell.end] !== ',') {
      at += text.startsWith('\r\n', cell.end) ? 1 : 0;
      line++;
      if (current.cells.some((value) => value.trim() !== '')) {
        lines.push(current);
      }
      current = { line, cells: [] };
    }
  }
  return lines;
}

/** The value of a cell, and the index of the comma, line break or end of text after it. */
interface Cell {
  readonly value: string;
  readonly end: number;
}

function quotedCell(text: string, start: number): Cell | undefined {
  let closing = text.indexOf('"', start + 1);
  while (closing >= 0 && text[closing + 1] === '"') {
    closing = text.indexOf('"', closing + 2);
  }
  const isEnded = closing >= 0 && [',', '\r', '\n', undefined].includes(text[closing + 1]);
  return isEnded ? { value: text.slice(start + 1, closing).replaceAll('""', '"'), end: closing + 1 } : undefined;
}

function plainCell(text: string, start: number): Cell | undefined {
  const special = /[",\r\n]/g;
  special.lastIndex = start;
  const end = special.exec(text)?.index ?? text.length;
  return text[end] === '"' ? undefined : { value: text.slice(start, end), end };
}
