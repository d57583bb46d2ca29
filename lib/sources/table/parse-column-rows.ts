import { RawRow } from './raw-row';

/**
 * Cuts a table in the block syntax of Microsoft Learn: `:::row:::` and `:::column:::` on lines of their own.
 *
 * Blocks whose first column is no number (the header) are left out.
 */
export function parseColumnRows(text: string): RawRow[] {
  return !text.includes(':::row') ? [] : text.split(/^[ \t]{0,8}:::row[^\n:]{0,40}:::/m).slice(1).flatMap((block) => {
    const columns = block.split(':::row-end:::', 1)[0].split(/:::column(?:[^\n:]{0,40}|-end):::/).map((column) => column.trim());
    // Between the end of a column and the start of the next one there is nothing.
    const cells = columns.filter((_, index) => index % 2 === 1);
    const number = /^[*\s]{0,8}(\d{1,4})[*\s]{0,8}$/.exec((cells[0] ?? '').slice(0, 24));
    return number === null ? [] : [{ number: Number(number[1]), cells: cells.slice(1) }];
  });
}
