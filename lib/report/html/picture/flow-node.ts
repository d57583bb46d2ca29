import { printable } from '../../../messages/printable';
import { cutMiddle, verdictWord } from '../../model/words';
import { type Html, html } from '../markup/html';
import { verdictClass, verdictShape } from '../markup/parts';
import type { FlowNode } from './flow-graph';

/** Where a box stands. */
export interface Placed {
  readonly node: FlowNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const LINE = 19;
const PADDING = 14;

/** How wide a character of the bold name, a capital in it, and a character of the other lines is at most, as a rule. */
const CHARACTER = { name: 8.8, capital: 10.6, line: 7.6 } as const;

/** The height that a box needs for its lines and bar. */
export function heightOf({ lines, verdict, fill }: FlowNode): number {
  return 2 * PADDING - 4 + LINE * (lines.length + (verdict === undefined ? 0 : 1) + (fill === undefined ? 0 : 0.65));
}

/** A box with its lines, cut to its width. The text below the picture has them in full. */
export function drawNode({ node, x, y, width, height }: Placed): Html {
  const { kind, lines, verdict, fill } = node;
  const room = width - 2 * PADDING;
  const track = Math.floor(room - CHARACTER.line * (fill?.text.length ?? 0) - 8);
  const top = y + (height - heightOf(node)) / 2;
  const at = (line: number) => Math.round(top + PADDING + 11 + LINE * line);
  const bar = at(lines.length + (verdict === undefined ? 0 : 1)) - 8;
  return html`<g class="node ${kind}${verdict !== undefined && ` ${verdictClass(verdict)}`}"><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>${
    lines.map((line, i) => html`<text class="${i === 0 ? 'name' : 'line'}" x="${x + PADDING}" y="${at(i)}">${
      i === 0 ? cutMiddle(line, Math.floor(room / widthOfName(line))) : cut(line, Math.floor(room / CHARACTER.line))
    }</text>`)
  }${
    verdict !== undefined && html`<svg class="icon" x="${x + PADDING}" y="${at(lines.length) - 12}" width="15" height="15" viewBox="0 0 24 24">${verdictShape(verdict)}</svg><text class="verdict" x="${x + PADDING + 21}" y="${at(lines.length)}">${verdictWord(verdict)}</text>`
  }${
    fill !== undefined && html`<rect class="track" x="${x + PADDING}" y="${bar}" width="${track}" height="6" rx="3"/><rect class="fill${fill.used > fill.limit && ' over'}" x="${x + PADDING}" y="${bar}" width="${Math.max(2, Math.round(track * Math.min(1, fill.used / fill.limit)))}" height="6" rx="3"/><text class="line" x="${x + width - PADDING}" y="${bar + 8}" text-anchor="end">${fill.text}</text>`
  }</g>`;
}

/** How wide a character of a bold name is on average: capitals and digits take more. */
function widthOfName(name: string): number {
  const capitals = name.match(/[A-Z0-9_]/g)?.length ?? 0;
  return CHARACTER.name + (CHARACTER.capital - CHARACTER.name) * capitals / Math.max(1, name.length);
}

/** A text of at most so many characters. */
export function cut(text: string, most: number): string {
  const characters = Array.from(printable(text));
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('').trimEnd()}…`;
}
