import { HtmlTag, htmlTokens } from './html-tokens';
import { RawRow } from './raw-row';

/** A first cell that is the number of a row, also when it is written twice or in parentheses. */
const NUMBER = /^[\s\\*(]{0,20}(\d{1,4})[\s\\*.()\d]{0,20}$/;

/** Elements that stand on lines of their own. */
const BLOCKS = [
  'br', 'p', 'div', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'pre', 'hr', 'section', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr', 'td', 'th',
];

/** Elements that are part of the text around them. Any other name in angle brackets is a parameter, such as `<tenant>`. */
const INLINES = [
  'a', 'abbr', 'b', 'bdi', 'bdo', 'button', 'caption', 'cite', 'code', 'col', 'colgroup', 'data', 'del', 'dfn', 'em', 'font', 'i', 'img', 'ins', 'kbd',
  'label', 'mark', 'nobr', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tbody', 'tfoot', 'thead', 'time', 'tt', 'u', 'var', 'wbr',
];

interface OpenRow {
  readonly cells: string[];
  number?: number;

  /** How many more rows its number stands for. */
  span: number;
}

interface OpenTable {
  /** The row that is being read. */
  row?: OpenRow;

  /** The pieces of its cell that is being read. */
  cell?: string[];

  /** The last row with a number. */
  last?: OpenRow;
}

/**
 * Cuts the tables of an HTML page, such as one saved from a browser: a row has its number in its first cell.
 *
 * A table inside of a row with a number is text of that row. A row without a number belongs to the one above where the
 * number of that one spans it, or where its own first cell is empty. What is in no table is left out.
 */
export function parseHtmlRows(html: string): RawRow[] {
  const reader = new TableReader();
  for (const token of htmlTokens(html)) {
    if (typeof token === 'string') {
      reader.text(token);
    } else {
      reader.tag(token);
    }
  }
  return reader.finish();
}

class TableReader {
  private readonly rows: OpenRow[] = [];
  private readonly tables: OpenTable[] = [];

  /** How many tables are open inside of a cell of a row with a number. */
  private inner = 0;

  text(text: string): void {
    this.tables.at(-1)?.cell?.push(escaped(text.replace(/[ \t\r\n\f]+/g, ' ')));
  }

  tag(tag: HtmlTag): void {
    const table = this.tables.at(-1);
    const isInner = this.inner > 0 || (tag.name === 'table' && !tag.isEnd && table?.cell !== undefined && table.row?.number !== undefined);
    if (tag.name === 'table' && isInner) {
      this.inner += tag.isEnd ? -1 : 1;
    } else if (tag.name === 'table' && !tag.isEnd) {
      this.tables.push({});
    }
    if (table === undefined) {
      return;
    }
    if (isInner || !['table', 'tr', 'td', 'th', 'tbody', 'thead', 'tfoot'].includes(tag.name)) {
      table.cell?.push(written(tag));
    } else if (tag.name === 'td' || tag.name === 'th') {
      this.closeCell(table);
      if (!tag.isEnd) {
        table.row ??= { cells: [], span: Number(/\browspan\s?=\s?["']?(\d{1,3})/i.exec(tag.attributes.slice(0, 1000))?.[1] ?? 1) - 1 };
        table.cell = [];
      }
    } else if (tag.name !== 'table') {
      this.closeRow(table);
    } else if (tag.isEnd) {
      this.closeRow(table);
      this.tables.pop();
    }
  }

  finish(): RawRow[] {
    this.tables.forEach((table) => this.closeRow(table));
    return this.rows.map(({ number, cells }) => ({ number: number!, cells: cells.slice(1) }));
  }

  private closeCell(table: OpenTable): void {
    if (table.row === undefined || table.cell === undefined) {
      return;
    }
    const cell = table.cell.join('').replace(/&nbsp;/g, '\u00a0');
    table.cell = undefined;
    table.row.cells.push(cell);
    const number = table.row.cells.length === 1 && cell.length < 200 ? NUMBER.exec(cell)?.[1] : undefined;
    if (number !== undefined) {
      table.row.number = Number(number);
    }
  }

  private closeRow(table: OpenTable): void {
    this.closeCell(table);
    const { row, last } = table;
    table.row = undefined;
    if (row?.number !== undefined) {
      table.last = row;
      this.rows.push(row);
    } else if (row !== undefined && last !== undefined && (last.span > 0 || row.cells[0].trim() === '')) {
      last.span--;
      last.cells.push(...row.cells);
    }
  }
}

/** A tag in the form in which cells keep it. */
function written({ name, isEnd, attributes }: HtmlTag): string {
  if (BLOCKS.includes(name)) {
    return '\n';
  }
  switch (name) {
    case 'a':
      return isEnd ? '' : `](${(/\bhref\s?=\s?["']?([^"'>\s]{1,500})/i.exec(attributes.slice(0, 2000))?.[1] ?? '').replace(/[()\\]/g, '')})`;
    case 'sup':
      // A mark of a footnote, which must not become a digit of what it stands at.
      return isEnd ? ')' : '(';
    case 'span':
      // A sentence of a translation and its original, side by side.
      return attributes.slice(0, 1000).includes('sxs-lookup') ? ' ' : '';
    default:
      return isEnd || INLINES.includes(name) || attributes.trim() !== '' ? '' : escaped(`<${name}>`);
  }
}

/** Text whose signs are no markup. */
function escaped(text: string): string {
  return text.replace(/[\\*<>_[\]`|]/g, '\\$&');
}
