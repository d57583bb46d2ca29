import type { DefaultTreeAdapterMap } from 'parse5';
import { FindingCode } from '../findings/finding-code';
import { FindingList } from '../findings/finding-list';
import { gridRows } from './grid-rows';
import { nestingProblem } from './html-nesting';
import { INVISIBLE } from './page-text';
import { holdsFact, LONGEST_TABLE, RawRow } from './raw-row';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

/** Elements that stand on lines of their own. */
const BLOCKS = new Set([
  'br', 'p', 'div', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'pre', 'hr', 'section', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr', 'td', 'th',
]);

/** Elements that are part of the text around them. Any other name in angle brackets is a parameter, such as `<tenant>`. */
const INLINES = new Set([
  'a', 'abbr', 'b', 'bdi', 'bdo', 'button', 'caption', 'cite', 'code', 'col', 'colgroup', 'data', 'del', 'dfn', 'em', 'font', 'i', 'img', 'ins', 'kbd',
  'label', 'mark', 'nobr', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tbody', 'tfoot', 'thead', 'time', 'tt', 'u', 'var', 'wbr',
]);

/** Elements whose content is not text of the page. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'math', 'head', 'title', 'noframes', 'iframe']);

/**
 * Cuts the tables of an HTML page, such as one saved from a browser.
 *
 * The page is read as browsers read it (parse5), so that what a browser does not show is not there, and what it shows is.
 * A table inside of a cell of a row is text of that row. What is in no table is left out.
 *
 * @param lost takes each text that is in no row and holds a fact
 */
export function parseHtmlRows(html: string, findings: FindingList, lost: string[] = []): RawRow[] {
  if (!/<(?:table|tr|td|th)[\s>/]/i.test(html)) {
    return [];
  }
  const problem = nestingProblem(html);
  if (problem !== undefined) {
    findings.error(FindingCode.TOO_MUCH, 'page', `${problem}, so its HTML was not read: is it the page?`);
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only pages of HTML need it, and importers are synchronous
  const { parse } = require('parse5') as typeof import('parse5');
  const rows = rowsIn(parse(mended(html)).childNodes, lost);
  const numbered = rows.filter(({ isCounted }) => isCounted !== true);
  return numbered.length > 0 && rows.some(({ isCounted, number }) => isCounted === true && number === 1) ? numbered : rows;
}

/** A page with spaces in its tags, and with a `<table>` around cells that were copied without one, which a browser drops. */
function mended(html: string): string {
  const spaced = html.replace(/<\/?[a-z][^<>]{0,2000}>/gi, (tag) => tag.replace(/\u00a0/g, ' '));
  return /<table[\s>/]/i.test(spaced) ? spaced : `<table>${spaced}`;
}

/** The rows of every table that is not in a row of another one. */
function rowsIn(nodes: readonly Node[], lost: string[]): RawRow[] {
  const rows: RawRow[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!('tagName' in node) || UNSEEN.has(node.tagName)) {
      if ('value' in node && holdsFact(node.value)) {
        lost.push(node.value);
      }
      continue;
    }
    const own = node.tagName === 'table' ? gridRows(gridOf(node)) : [];
    rows.push(...own);
    if (own.length === 0) {
      open.push(...[...node.childNodes].reverse());
    }
  }
  return rows;
}

/** The cells of the rows of a table, with the number of rows that its first cell spans. */
function gridOf(table: Element): { readonly cells: string[]; readonly span: number }[] {
  const sections = elementsOf(table).flatMap((child) => (child.tagName === 'tr' ? [child] : ['tbody', 'thead', 'tfoot'].includes(child.tagName) ? elementsOf(child) : []));
  return sections.filter(({ tagName }) => tagName === 'tr').map((row) => elementsOf(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th')).filter((cells) => (
    cells.some(({ tagName }) => tagName === 'td') // a row of headers only names the columns
  )).map((cells) => {
    return { cells: cells.map((cell) => textOf(cell.childNodes)), span: Number(/^\d{1,3}$/.exec(attribute(cells[0], 'rowspan'))?.[0] ?? 1) };
  });
}

function elementsOf({ childNodes }: Element): Element[] {
  return childNodes.filter((node): node is Element => 'tagName' in node);
}

/** What a browser shows of these nodes, in the form in which cells keep it: lines, links, and signs that are not markup. */
function textOf(nodes: readonly Node[]): string {
  const pieces: string[] = [];
  // A text stands for the end of an element.
  const open: (Node | string)[] = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') {
      pieces.push(node);
    } else if ('tagName' in node && !UNSEEN.has(node.tagName)) {
      const [start, end] = written(node);
      pieces.push(start);
      open.push(end, ...[...node.childNodes].reverse());
    } else if ('value' in node) {
      pieces.push(escaped(node.value.replace(/[ \t\r\n\f]+/g, ' ')));
    }
  }
  return pieces.join('');
}

/** What an element is in a cell: what stands in front of its content, and what behind. */
function written(element: Element): readonly [start: string, end: string] {
  const { tagName } = element;
  if (BLOCKS.has(tagName)) {
    return tagName === 'br' || tagName === 'hr' ? ['\n', ''] : ['\n', '\n'];
  }
  switch (tagName) {
    case 'a':
      return [`](${attribute(element, 'href').slice(0, 500).replace(/[()\\\s]/g, '')})`, ''];
    case 'sup':
      // A mark of a footnote, which must not become a digit of what it stands at.
      return ['(', ')'];
    case 'span':
      // A sentence of a translation and its original, side by side.
      return [attribute(element, 'class').includes('sxs-lookup') ? ' ' : '', ''];
    default:
      return [INLINES.has(tagName) ? '' : parameter(element), ''];
  }
}

/** What looks like an element and is not one of HTML: a parameter, or a name between angle brackets. */
function parameter({ tagName, attrs }: Element): string {
  const names = [tagName, ...attrs.map(({ name }) => name)].filter((name) => name.includes('.'));
  return escaped(attrs.length === 0 && names.length === 0 ? `<${tagName}>` : names.join(' '));
}

function attribute(element: Element | undefined, name: string): string {
  return element?.attrs.find((attr) => attr.name === name)?.value ?? '';
}

/** Text in which no character is markup; what is longer than any table is cut, and refused as too long by whoever reads it. */
function escaped(text: string): string {
  return text.replace(INVISIBLE, '').slice(0, LONGEST_TABLE + 1).replace(/[\\*<>_[\]`|&]/g, '\\$&');
}
