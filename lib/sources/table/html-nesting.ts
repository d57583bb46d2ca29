/** Elements that are closed by the next one of their kind, or have no content. */
const CLOSED_BY_THEMSELVES = new Set([
  'p', 'li', 'dt', 'dd', 'td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'option', 'html', 'head', 'body',
  'br', 'hr', 'img', 'wbr', 'col', 'colgroup', 'meta', 'link', 'input', 'area', 'base', 'embed', 'source', 'track', 'param',
]);

/** Elements whose content has no tags. */
const RAW = /<(script|style|title|textarea|xmp)[\s>][\s\S]*?(?:<\/\1[\s>]|$)|<!--[\s\S]*?(?:--!?>|$)/gi;

const TAG = /<(\/?)([a-z][^\s/>]{0,40})/gi;

/** More elements inside of each other than any page has: a reader of HTML looks at all of them at each tag. */
const DEEPEST = 250;
const DEEPEST_TABLE = 10;

/** More end tags without a start, or elements that are not closed, than any page has. */
const MOST_UNMATCHED = 1000;

/** Why a page is nested so deeply that reading it would take long, if it is; a quick look at its tags. */
export function nestingProblem(html: string): string | undefined {
  const open = new Map<string, number>();
  let depth = 0;
  let unmatched = 0;
  for (const [, slash, written] of html.replace(RAW, ' ').matchAll(TAG)) {
    const name = written.toLowerCase();
    if (CLOSED_BY_THEMSELVES.has(name)) {
      continue;
    }
    const count = open.get(name) ?? 0;
    if (slash === '') {
      open.set(name, count + 1);
      depth++;
    } else if (count > 0) {
      open.set(name, count - 1);
      depth--;
    } else {
      unmatched++;
    }
    if (depth > DEEPEST || unmatched > MOST_UNMATCHED || (open.get('table') ?? 0) > DEEPEST_TABLE) {
      return `it has more than ${depth > DEEPEST ? `${DEEPEST} elements` : unmatched > MOST_UNMATCHED ? `${MOST_UNMATCHED} end tags without a start` : `${DEEPEST_TABLE} tables inside of each other`}${depth > DEEPEST ? ' inside of each other' : ''}`;
    }
  }
  return undefined;
}
