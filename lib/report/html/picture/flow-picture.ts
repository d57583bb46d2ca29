import { mergedServices } from '../../model/service-text';
import type { TrafficReport } from '../../model/traffic-report';
import { type Html, html } from '../markup/html';
import { type FlowEdge, type FlowGraph, flowGraph, type FlowNode } from './flow-graph';
import { cut, drawNode, heightOf, type Placed } from './flow-node';

const GAP = 14;

/** Columns of the wide picture: who is on the other side, the filters, what they protect; and the boxes that a column has at most. */
const WIDE = { most: 7, width: 1080, left: { x: 1, width: 272 }, middle: { x: 468, width: 290 }, right: { x: 832, width: 247 } } as const;

/** How far an arrow with a label goes straight, so that no other arrow crosses the label. */
const STRAIGHT = 150;

const NARROW = { most: 3, width: 358, arrow: 40 } as const;

/** The picture of a report twice, for wide and for narrow pages, of which a page shows one; and in words for screen readers. */
export function flowPicture(report: TrafficReport): Html {
  const [wide, narrow] = [flowGraph(report, WIDE.most), flowGraph(report, NARROW.most)];
  if (wide.points.length === 0) return html``;
  return html`<figure class="flow"><div class="wide">${drawWide(wide, describe(wide))}</div><div class="narrow">${drawNarrow(narrow, describe(narrow))}</div></figure>`;
}

function describe({ edges }: FlowGraph): string {
  return `${edges.map(({ from, to, label, isInbound, isOutbound }) => (
    `${from.lines[0]} ${isInbound && isOutbound ? 'from and to' : isOutbound ? 'from' : 'to'} ${to.lines[0]}${label === '' ? '' : ` on ${label}`}`
  )).join('; ')}.`;
}

function drawWide(graph: FlowGraph, words: string): Html {
  const columns = [graph.sources, graph.points, graph.resources];
  const needed = columns.map((nodes) => nodes.reduce((sum, node) => sum + wideHeight(node, graph) + GAP, -GAP));
  const height = Math.max(...needed);
  const places = new Map([WIDE.left, WIDE.middle, WIDE.right].flatMap(({ x, width }, i) => {
    let y = 26 + (height - needed[i]) / 2;
    return columns[i].map((node): [FlowNode, Placed] => {
      const placed = { node, x, y, width, height: wideHeight(node, graph) };
      y += placed.height + GAP;
      return [node, placed];
    });
  }));
  const headings = [['Remote side', WIDE.left.x], ['Enforcement point', WIDE.middle.x], ['Attached to', WIDE.right.x]] as const;
  return html`<svg viewBox="0 0 ${WIDE.width} ${Math.ceil(height) + 28}" role="img" aria-label="${`Traffic: ${words}`}">${arrowHead('arrow-wide')}${
    headings.map(([text, x]) => html`<text class="heading" x="${x}" y="12">${text}</text>`)
  }${graph.edges.map((edge) => drawEdge(edge, graph, places))}${graph.edges.map((edge) => drawLabel(edge, graph, places))}${[...places.values()].map(drawNode)}</svg>`;
}

/** A box is at least as high as its arrows need for their labels. */
function wideHeight(node: FlowNode, { edges }: FlowGraph): number {
  const most = Math.max(edges.filter(({ from }) => from === node).length, edges.filter(({ to }) => to === node).length);
  return Math.max(heightOf(node), 20 * most + 8);
}

function drawEdge(edge: FlowEdge, { edges }: FlowGraph, places: ReadonlyMap<FlowNode, Placed>): Html {
  const { from, to } = edge;
  const [a, b] = [places.get(from)!, places.get(to)!];
  const [x1, x2] = [a.x + a.width + 2, b.x - 2];
  const y1 = anchor(a, edges.filter((one) => one.from === from), edge);
  const y2 = anchor(b, edges.filter((one) => one.to === to), edge);
  const start = edge.label === '' ? x1 : x1 + STRAIGHT;
  const bend = (x2 - start) / 2;
  return html`<path class="edge${toneOf(edge)}" d="${`M${x1} ${y1}H${start}C${start + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}"${headsOf([edge], 'arrow-wide')}/>`;
}

/** The label of an arrow, over all arrows; the same label of several arrows from one box stands once. */
function drawLabel(edge: FlowEdge, { edges }: FlowGraph, places: ReadonlyMap<FlowNode, Placed>): Html {
  const { from, label } = edge;
  const beside = edges.filter((one) => one.from === from);
  if (label === '' || beside.find((one) => one.label === label) !== edge) return html``;
  const { x, width, ...box } = places.get(from)!;
  return html`<text class="label${toneOf(edge)}" x="${x + width + 12}" y="${anchor(box, beside, edge) - 6}">${cut(label, 18)}</text>`;
}

function toneOf({ from, to }: FlowEdge): string {
  return from.kind === 'unexpected' ? ' unexpected' : to.kind === 'nothing' ? ' nothing' : '';
}

/** Arrows of one side of a box stand apart from each other. */
function anchor({ y, height }: Pick<Placed, 'y' | 'height'>, edges: readonly FlowEdge[], edge: FlowEdge): number {
  return Math.round(y + height * (edges.indexOf(edge) + 1) / (edges.length + 1));
}

/** For a narrow page: every filter with its own sources above and what it protects below. */
function drawNarrow(graph: FlowGraph, words: string): Html {
  const parts: Html[] = [];
  let y = 1;
  const box = (node: FlowNode) => {
    const placed = { node, x: 1, y, width: NARROW.width - 2, height: heightOf(node) };
    y += placed.height;
    parts.push(drawNode(placed));
  };
  const arrow = (edges: readonly FlowEdge[]) => {
    const x = 30;
    const label = mergedServices(edges.map((edge) => edge.label).filter((text) => text !== ''));
    const tone = edges.every(({ to }) => to.kind === 'nothing') ? ' nothing' : '';
    parts.push(html`<path class="edge${tone}" d="${`M${x} ${y + 2}V${y + NARROW.arrow - 2}`}"${headsOf(edges, 'arrow-narrow')}/>${
      label !== '' && html`<text class="label" x="${x + 14}" y="${y + NARROW.arrow / 2 + 4}">${cut(label, 42)}</text>`}`);
    y += NARROW.arrow;
  };
  graph.points.forEach((point, i) => {
    if (i > 0) y += 28;
    const [above, below] = [graph.edges.filter(({ to }) => to === point), graph.edges.filter(({ from }) => from === point)];
    above.forEach(({ from }, n) => {
      if (n > 0) y += 8;
      box(from);
    });
    if (above.length > 0) arrow(above);
    box(point);
    if (below.length > 0) arrow(below);
    below.forEach(({ to }, n) => {
      if (n > 0) y += 8;
      box(to);
    });
  });
  return html`<svg viewBox="0 0 ${NARROW.width} ${Math.ceil(y) + 1}" role="img" aria-label="${`Traffic: ${words}`}">${arrowHead('arrow-narrow')}${parts}</svg>`;
}

/** The head of arrows, under a name of its own in each picture: what is in a hidden picture is not drawn in the other. */
function arrowHead(id: string): Html {
  return html`<defs><marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path class="head" d="M0 0.8L9.5 5L0 9.2z"/></marker></defs>`;
}

function headsOf(edges: readonly FlowEdge[], id: string): Html {
  const url = `url(#${id})`;
  const [inbound, outbound] = [edges.some(({ isInbound }) => isInbound), edges.some(({ isOutbound }) => isOutbound)];
  return html`${inbound && html` marker-end="${url}"`}${outbound && html` marker-start="${url}"`}`;
}
