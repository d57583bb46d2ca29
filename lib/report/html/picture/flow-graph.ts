import { Direction } from '../../../net';
import { isUnexpected } from '../../model/admissions';
import { worstOf } from '../../model/points';
import { remoteEntries, remoteLines, remoteText } from '../../model/remote-side';
import { mergedServices } from '../../model/service-text';
import type { Admission, Ground, RemoteSide, ReportPoint, ReportVerdict, TrafficReport } from '../../model/traffic-report';
import { fullestOf, shortQuotaText } from '../../model/words';

/** A box of the picture. */
export interface FlowNode {
  readonly kind: 'published' | 'added' | 'unexpected' | 'point' | 'resource' | 'nothing';

  /** Its name, then what there is to say of it. */
  readonly lines: readonly string[];
  readonly verdict?: ReportVerdict;

  /** How full its fullest limit is. */
  readonly fill?: { readonly used: number; readonly limit: number; readonly text: string };
}

/** An arrow between two boxes. */
export interface FlowEdge {
  readonly from: FlowNode;
  readonly to: FlowNode;
  readonly label: string;
  readonly isInbound: boolean;
  readonly isOutbound: boolean;
}

/** What the picture shows: from who is on the other side, through the filters, to what they protect. */
export interface FlowGraph {
  readonly sources: readonly FlowNode[];
  readonly points: readonly FlowNode[];
  readonly resources: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/**
 * The picture of a report. What it only counts, the text below it has in full.
 *
 * @param most boxes in a column; the rest is one box that counts them
 */
export function flowGraph(report: TrafficReport, most: number): FlowGraph {
  const points = folded(report.points, most, (rest) => `${rest} more enforcement points`).map(({ items, text }) => ({ items, node: pointNode(items, text) }));
  const sources = sourcesOf(report, most);
  const resources = resourcesOf(report, most);
  const edges = points.flatMap(({ items, node }): FlowEdge[] => [
    ...sources.flatMap((source) => {
      const admissions = items.flatMap((point) => point.admissions).filter(source.holds);
      if (admissions.length === 0) return [];
      return [{ from: source.node, to: node, label: mergedServices(admissions.map(({ services }) => services)), ...directionsOf(admissions) }];
    }),
    ...resources.filter(({ isOn }) => items.some(isOn)).map((resource) => (
      { from: node, to: resource.node, label: '', ...directionsOf(items.flatMap(({ admissions }) => admissions)) }
    )),
  ]);
  return { sources: sources.map(({ node }) => node), points: points.map(({ node }) => node), resources: resources.map(({ node }) => node), edges };
}

function sourcesOf({ grounds, points }: TrafficReport, most: number): { node: FlowNode; holds(admission: Admission): boolean }[] {
  const all = points.flatMap(({ admissions }) => admissions);
  const used = grounds.map((ground, index) => ({ ground, index })).filter(({ index }) => all.some((admission) => admission.grounds.includes(index)));
  const published = folded(used, most, (rest) => `${rest} more published entries`).map(({ items, text }) => {
    const holds = (admission: Admission) => items.some(({ index }) => admission.grounds.includes(index));
    if (text !== undefined) return { node: { kind: 'published', lines: [text, 'listed below'] } as const, holds };
    const [{ ground }] = items;
    return { node: { kind: 'published', lines: [ground.slug, `${ground.entry}, edition ${ground.edition}`, ...groundLines(ground)] } as const, holds };
  });
  const isBare = ({ grounds: { length } }: Admission) => length === 0;
  const others = [
    ['added', 'Added by the app', (one: Admission) => isBare(one) && one.isAdded],
    ['added', 'Not compared', (one: Admission) => isBare(one) && !one.isAdded && !one.isCompared],
    ['unexpected', 'Not expected', isUnexpected],
  ] as const;
  return [...published, ...others.flatMap(([kind, name, holds]) => (
    all.some(holds) ? [{ node: sideNode(kind, name, all.filter(holds)), holds }] : []
  ))];
}

/** Whoever is on the other side for no published entry. */
function sideNode(kind: 'added' | 'unexpected', name: string, admissions: readonly Admission[]): FlowNode {
  const sides = unique(admissions.map(({ remote }) => remoteText(remote)));
  return { kind, lines: [name, ...sides.slice(0, 2), ...sides.length > 2 ? [`and ${sides.length - 2} more`] : []] };
}

function resourcesOf({ points }: TrafficReport, most: number): { node: FlowNode; isOn(point: ReportPoint): boolean }[] {
  const keyOf = ({ name, kind }: ReportPoint['attachedTo'][number]) => `${kind} ${name}`;
  const all = [...new Map(points.flatMap(({ attachedTo }) => attachedTo).map((one) => [keyOf(one), one])).values()];
  const carried = folded(all, most, (rest) => `${rest} more resources`).map(({ items: [first, ...more], text }) => ({
    node: { kind: 'resource', lines: text === undefined ? [first.name, first.kind].filter((line) => line !== '') : [text, 'listed below'] } as const,
    isOn: ({ attachedTo }: ReportPoint) => attachedTo.some((one) => [first, ...more].some((other) => keyOf(other) === keyOf(one))),
  }));
  const isBare = ({ attachedTo }: ReportPoint) => attachedTo.length === 0;
  return points.some(isBare) ? [...carried, { node: { kind: 'nothing', lines: ['Nothing', 'in these documents'] } as const, isOn: isBare }] : carried;
}

function pointNode(points: readonly ReportPoint[], text: string | undefined): FlowNode {
  const verdict = worstOf(points.map((point) => point.verdict));
  if (text !== undefined) return { kind: 'point', lines: [text, 'listed below'], verdict };
  const [{ name, kind, filters }] = points;
  const fullest = fullestOf(filters.flatMap((filter) => filter.quotas));
  return {
    kind: 'point',
    lines: [name, ...name.endsWith(`${kind}s`) ? [] : [kind]],
    verdict,
    ...fullest === undefined ? {} : { fill: { used: fullest.used, limit: fullest.limit, text: shortQuotaText(fullest) } },
  };
}

/** The first items one by one, and one group of what is more than so many, with a text that counts it. */
function folded<T>(items: readonly T[], most: number, textOf: (rest: number) => string): { items: readonly T[]; text?: string }[] {
  const single = items.slice(0, items.length > most ? most - 1 : most);
  const rest = items.slice(single.length);
  return [...single.map((item) => ({ items: [item] })), ...rest.length === 0 ? [] : [{ items: rest, text: textOf(rest.length) }]];
}

function directionsOf(admissions: readonly Admission[]): Pick<FlowEdge, 'isInbound' | 'isOutbound'> {
  const has = (direction: Direction) => admissions.some((admission) => admission.direction === direction);
  return { isInbound: has(Direction.INBOUND), isOutbound: has(Direction.OUTBOUND) };
}

/** Who is on the other side of an entry. */
function groundLines(ground: Ground): string[] {
  const remote = wholeOf(ground);
  return remoteEntries(remote).length === 0 ? ['addresses named by the app'] : remoteLines(remote);
}

/** The remote side of all flows of an entry. */
function wholeOf({ flows }: Ground): RemoteSide {
  const all = (key: keyof RemoteSide) => unique(flows.flatMap(({ remote }) => remote[key]));
  return { ipv4: all('ipv4'), ipv6: all('ipv6'), names: all('names') };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
