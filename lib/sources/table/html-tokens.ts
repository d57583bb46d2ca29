/** A tag of HTML. */
export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly isEnd: boolean;

  /** What stands between its name and its `>`. */
  readonly attributes: string;
}

/** Elements whose content is no text of the page. */
const UNSEEN = ['script', 'style', 'template', 'noscript', 'svg'];

/** What starts a tag, a comment or a declaration; any other such sign is text. */
const MARKUP = /<(?:[!?]|\/?[a-z][a-z0-9-]{0,30}[\s/>])/gi;

/** The name of a tag, and what ends it. */
const NAME = /\/?[a-z][a-z0-9-]{0,30}(?=[\s/>])/iy;

/**
 * The text and the tags of an HTML page, in their order. Comments, scripts and the like are left out.
 *
 * Every sign is looked at once or twice, whatever the page holds: a tag, comment or quotation that never ends is the end
 * of the page, as it is in a browser.
 */
export function* htmlTokens(html: string): Generator<string | HtmlTag> {
  let at = 0;
  for (let open = next(html, MARKUP, 0); open < html.length; open = next(html, MARKUP, at)) {
    yield html.slice(at, open);
    const end = endOfMarkup(html, open);
    const tag = tagOf(html, open, end);
    if (tag !== undefined) {
      yield tag;
    }
    const isUnseen = tag !== undefined && !tag.isEnd && UNSEEN.includes(tag.name);
    at = isUnseen ? next(html, new RegExp(`</${tag.name}[\\s>]`, 'gi'), end) : end;
  }
  yield html.slice(at);
}

/** Where the markup that starts at `open` ends. */
function endOfMarkup(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    return after(html, '-->', open + 4);
  }
  if (html[open + 1] === '!' || html[open + 1] === '?') {
    return after(html, '>', open);
  }
  for (let at = open + 2; at < html.length; at++) {
    if (html[at] === '>') {
      return at + 1;
    }
    if ((html[at] === '"' || html[at] === '\'') && /[=\s]/.test(html[at - 1])) {
      at = after(html, html[at], at + 1) - 1;
    }
  }
  return html.length;
}

function tagOf(html: string, open: number, end: number): HtmlTag | undefined {
  NAME.lastIndex = open + 1;
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined || html[end - 1] !== '>') {
    return undefined;
  }
  const isEnd = name.startsWith('/');
  return { name: isEnd ? name.slice(1) : name, isEnd, attributes: html.slice(open + 1 + name.length, end - 1) };
}

/** Where the pattern is found from `from` on; the end of the page when it is not. */
function next(html: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function after(html: string, sign: string, from: number): number {
  const at = html.indexOf(sign, from);
  return at < 0 ? html.length : at + sign.length;
}
