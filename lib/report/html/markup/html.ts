import { printable } from '../../../messages/printable';

/** What may stand in a template: markup, text that is escaped, or nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * Markup that is safe to print: made by the `html` tag only, whose own text is trusted and whose values are escaped.
 *
 * A text can therefore reach a page only as text. The one place where escaping would not be enough, an attribute without
 * quotes, is refused.
 */
export class Html {
  /** @internal by `html` only */
  static trusted(text: string): Html {
    return new Html(text);
  }

  private constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/**
 * Markup with values in it.
 *
 * @example
 * html`<p title="${name}">${text}</p>`;
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  const [first, ...rest] = parts.raw;
  return Html.trusted(rest.reduce((text, part, i) => {
    if (text.endsWith('=')) throw new Error(`an attribute needs quotes: ${text.slice(-40)}`);
    return text + render(values[i]) + part;
  }, first));
}

/** A link where the address is one of the web, else its text. */
export function link(url: string, text: Content): Html {
  return /^https:\/\/[^\s]+$/.test(url) ? html`<a href="${url}">${text}</a>` : html`${text}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '`': '&#96;' };

function render(content: Content): string {
  if (content instanceof Html) return content.toString();
  if (content === undefined || content === false) return '';
  if (typeof content === 'object') return content.map(render).join('');
  return printable(`${content}`).replace(/[&<>"'`]/g, (character) => ENTITIES[character]);
}
