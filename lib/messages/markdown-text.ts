import { markdownCode } from './markdown-code';

/** Words that mean nothing to Markdown and nothing to GitHub: no link, no mention, no number of an issue. */
const PLAIN = /^[\p{L}\p{N} ,.:;()+/→-]*$/u;

/** A text as it stands where it is our own words and keys; a code span where it holds what others may have written. */
export function markdownText(text: string): string {
  return PLAIN.test(text) && !/www\.|:\/\//i.test(text) ? text : markdownCode(text);
}

/** The same for a cell of a table, which a bar would end even within a code span. */
export function markdownCell(text: string): string {
  return markdownText(text).replace(/\|/g, '\\|');
}
