/**
 * Foreign text as a code span of Markdown, on one line: fenced by more backticks than it has in a row, so that it can
 * neither format, link, mention nor end the span.
 */
export function markdownCode(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const fence = '`'.repeat(1 + Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return line === '' ? '(empty)' : `${fence}${pad}${line}${pad}${fence}`;
}
