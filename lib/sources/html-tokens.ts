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

/** A name, and what ends it. */
const NAME = /\/?[a-z][a-z0-9-]{0,30}(?=[\s/>])/iy;

/**
 * The text and the tags of an HTML page, in their order. Comments, scripts and the like are left out.
 *
 * Every sign is looked at once or twice, whatever the page holds: a tag, comment or quotation that never ends is the end
 * of the page, as it is in a browser.
 */
export function* htmlTokens(html: string): Generator<string | HtmlTag> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open !== at) {
      yield html.slice(at, open < 0 ? undefined : open);
    }
    if (open < 0) {
      return;
    }
    const end = endOfMarkup(html, open);
    const tag = tagOf(html, open, end);
    if (tag === undefined && end === open + 1) {
      yield '<';
    }
    if (tag !== undefined) {
      yield tag;
    }
    at = tag !== undefined && !tag.isEnd && UNSEEN.includes(tag.name) ? startOfEnd(html, tag.name, end) : end;
  }
}

/** Where the markup that starts at `open` ends; right after its sign when that starts none. */
function endOfMarkup(html: string, open: number): number {
  if (html.startsWith('<!--', open)) {
    return after(html, '-->', open + 4);
  }
  if (html[open + 1] === '!' || html[open + 1] === '?') {
    return after(html, '>', open);
  }
  NAME.lastIndex = open + 1;
  if (!NAME.test(html)) {
    return open + 1;
  }
  for (let at = NAME.lastIndex; at < html.length; at++) {
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

/** Where the end tag of an element without text starts. */
function startOfEnd(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s>]`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function after(html: string, sign: string, from: number): number {
  const at = html.indexOf(sign, from);
  return at < 0 ? html.length : at + sign.length;
}
