import { LONGEST_TABLE } from './raw-row';

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

/** More tags, or entities, than a page has that was saved with all that surrounds its text. */
const MOST_TAGS = 20_000;
const MOST_ENTITIES = 20_000;

/** Why reading a page as HTML would take long, if it would; a quick look at its tags. */
export function nestingProblem(html: string): string | undefined {
  if (isMoreThan(MOST_TAGS, '<', html) || isMoreThan(MOST_ENTITIES, '&', html)) {
    return `it has more than ${MOST_TAGS} tags or entities`;
  }
  const text = html.replace(RAW, ' ');
  const open = new Map<string, number>();
  let depth = 0;
  let unmatched = 0;
  let end = 0;
  for (const { 1: slash, 2: written, index: at } of text.matchAll(TAG)) {
    if (at - end > LONGEST_TABLE) {
      break;
    }
    if (end <= at) {
      end = text.indexOf('>', at);
      end = end < 0 ? text.length : end;
    }
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
    if (depth > DEEPEST) {
      return `it has more than ${DEEPEST} elements inside of each other`;
    }
    if (unmatched > MOST_UNMATCHED) {
      return `it has more than ${MOST_UNMATCHED} end tags without a start`;
    }
    if ((open.get('table') ?? 0) > DEEPEST_TABLE) {
      return `it has more than ${DEEPEST_TABLE} tables inside of each other`;
    }
  }
  return text.length - end > LONGEST_TABLE && open.size > 0 ? `it has more than ${LONGEST_TABLE} characters without a tag` : undefined;
}

function isMoreThan(most: number, sign: string, text: string): boolean {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0 && count <= most; at = text.indexOf(sign, at + 1)) {
    count++;
  }
  return count > most;
}
