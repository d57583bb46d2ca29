/**
 * Stands in a text for every sign of a fact that was read, so that each reader finds what the readers before it left, at
 * its place: no reader takes a fact for a word, or joins what a fact keeps apart.
 */
export const FILL = { address: '\uf8f0', host: '\uf8f1', port: '\uf8f2', left: '\uf8f3' } as const;

/** Any of the signs that stand for a fact. */
export const FILLED = '\uf8f0-\uf8f3';

/** A piece of a text. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** The text with these pieces, in their order, filled. */
export function fill(text: string, spans: readonly Span[], kind: keyof typeof FILL): string {
  let filled = '';
  let end = 0;
  for (const span of spans) {
    filled += text.slice(end, span.at) + FILL[kind].repeat(span.end - span.at);
    end = span.end;
  }
  return filled + text.slice(end);
}
