import { Io } from './io';

export { printable } from '../../messages/printable';

/** Colours for text, or nothing in their place. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/**
 * Colours on a terminal, and plain text everywhere else.
 *
 * @see https://no-color.org
 */
export function styleFor({ env, isTerminal }: Io): Style {
  const isColoured = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = (open: number, close: number) => (text: string) => (isColoured && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return { bold: paint(1, 22), dim: paint(2, 22), red: paint(31, 39), green: paint(32, 39), yellow: paint(33, 39) };
}
