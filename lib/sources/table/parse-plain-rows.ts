import { LETTER } from './letters';
import { holdsFact, MOST_ROWS, RawRow } from './raw-row';

/** A number at the start of a line, and then a word: `12 Skype …`; never `443`, `5061` or `52.112.0.0/14`. */
const ROW_START = new RegExp(`^(\\d{1,2})[ \\t\\u00a0]+(?=[${LETTER}*<'"«[(])`);

/** A word at the start of a line. */
const WORD_START = new RegExp(`^\\s*[${LETTER}*<]`);

/** A line that holds nothing but a small number. */
const NUMBER_ALONE = /^[ \t]*(\d{1,2})[ \t]*$/;

/**
 * Cuts the text of a page that lost its table: a row starts at a line with a number and a word, or at a line with
 * nothing but a number that is followed by a word. It ends where the next one starts, or at a heading.
 *
 * Each row has one cell, since nothing tells where a cell ended.
 *
 * @param lost takes each line that is in no row and holds a fact
 */
export function parsePlainRows(text: string, lost: string[] = []): RawRow[] {
  const lines = text.split('\n');
  const rows: { number: number; lines: string[] }[] = [];
  let ended = false;
  for (let index = 0; index < lines.length && rows.length <= MOST_ROWS; index++) {
    const line = lines[index];
    const sameLine = ROW_START.exec(line);
    const alone = sameLine === null && wordFollows(lines, index) ? NUMBER_ALONE.exec(line.slice(0, 40)) : null;
    if (sameLine !== null || alone !== null) {
      ended = false;
      rows.push({ number: Number((sameLine ?? alone)![1]), lines: [line.slice((sameLine ?? alone)![0].length)] });
    } else if (/^#{1,6} /.test(line)) {
      ended = true;
    } else if (rows.length > 0 && !ended) {
      rows[rows.length - 1].lines.push(line);
    } else if (holdsFact(line)) {
      lost.push(line);
    }
  }
  return rows.map(({ number, lines: content }) => ({ number, cells: [content.join('\n')] }));
}

/** Whether the next line that is not empty, at most three lines on, starts with a word. */
function wordFollows(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index + 1, index + 4).find((line) => line.trim() !== '');
  return next !== undefined && WORD_START.test(next.slice(0, 40));
}
