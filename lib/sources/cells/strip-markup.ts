/** A cell without its markup. */
export interface StrippedMarkup {
  /** What a reader sees, with line breaks where the page has them. */
  readonly text: string;

  /** Where its links lead: never facts of the row, but good for recognising it. */
  readonly links: readonly string[];
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '\'',
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  ast: '*',
  vert: '|',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  period: '.',
  colon: ':',
  comma: ',',
  semi: ';',
  sol: '/',
  bsol: '\\',
  hyphen: '-',
  dash: '-',
  lowbar: '_',
  num: '#',
  lpar: '(',
  rpar: ')',
  zwnj: '',
  zwj: '',
  lrm: '',
  rlm: '',
};

/** Stands for an escaped sign while markup is removed, so that it is not taken for markup. */
const ESCAPED = { '*': '\ue000', '<': '\ue001', '>': '\ue002', '_': '\ue003', '[': '\ue004', ']': '\ue005', '`': '\ue006' };

/**
 * Removes Markdown and HTML from a cell: breaks become line breaks, `<https://…>` its content, a link its text.
 *
 * Parameters such as `<tenant>` are no HTML and stay, also when they are written with entities or backslashes.
 */
export function stripMarkup(source: string): StrippedMarkup {
  const links: string[] = [];
  const text = source
    .replace(/\\([*<>_[\]`])/g, (_, sign: keyof typeof ESCAPED) => ESCAPED[sign])
    .replace(/\\([|\\#.()&!~:+-])/g, '$1')
    .replace(/<(https?:\/\/[^<>\s]{1,300})>/gi, ' $1 ')
    .replace(/<a\s[^<>]{0,20}href="([^"<>]{0,500})"[^<>]{0,200}>/gi, (_, link: string) => keep(links, link, ''))
    .replace(/<\/?(?:br|p|li|ul|ol|div|tr)(?:\s[^<>]{0,200})?\s?\/?>/gi, '\n')
    .replace(/<span\s[^<>]{0,300}>/gi, ' ')
    // A mark of a footnote, which must not become a digit of what it stands at.
    .replace(/<sup>([^<>]{0,40})<\/sup>/gi, '($1)')
    .replace(/<\/?(?:span|a|b|i|em|strong|code|sub|td|th|table|tbody|thead|u|img)(?:\s[^<>]{0,300})?\/?>/gi, '')
    .replace(/<!--[^<>]{0,500}-->/g, '')
    .replace(/\]\(([^()\n]{0,800}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?)\)/g, (_, link: string) => keep(links, link, ''))
    .replace(/\]\[([^[\]\n]{0,80})\]/g, (_, link: string) => keep(links, link, ''))
    .replace(/(?<=[\w.])\[(\^?\w{1,3})\]/g, '($1)')
    // An address in brackets, whose port must not become a part of it.
    .replace(/\[([0-9a-f:.]{2,45})\](?=:\d)/gi, (_, address: string) => `${ESCAPED['[']}${address}${ESCAPED[']']}`)
    // A bracket inside a word, as in `cdn[1-4].example.com`, is not markup: without it, the word would be a different one.
    .replace(/`{1,3}|\*\*|(?<![\w*.])\[|\[(?=\.\])|(?<=\[\.)\]|\](?!\.?[\w*])/g, '')
    .replace(/&(#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});/gi, (entity, name: string) => decoded(name) ?? entity)
    .replace(/[\ue000-\ue006]/g, (sign) => Object.keys(ESCAPED)[sign.charCodeAt(0) - 0xe000]);
  return { text, links };
}

function keep(links: string[], link: string, replacement: string): string {
  links.push(link.toLowerCase());
  return replacement;
}

/** Signs that mean nothing in a list of hosts and addresses; `pageText` removes those that are written as themselves. */
function isInvisible(code: number): boolean {
  return code === 0xad || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff;
}

function decoded(name: string): string | undefined {
  const code = name[0] === '#' ? Number(name[1].toLowerCase() === 'x' ? `0${name.slice(1)}` : name.slice(1)) : NaN;
  return isInvisible(code) ? '' : (code >= 0x20 && code < 0xd800) || (code > 0xf8ff && code < 0xfff0) ? String.fromCharCode(code) : ENTITIES[name.toLowerCase()];
}
