import { PortSet } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { asciiSigns } from '../table/page-text';
import { RawRow } from '../table/raw-row';
import { cloudsMentioned } from './cloud-label';
import { Heading, headingsOf } from './headings';
import { readAddresses } from './read-addresses';
import { HostFact, readHosts } from './read-hosts';
import { PortStatement, readPorts } from './read-ports';
import { repairCell } from './repair-cell';
import { stripMarkup } from './strip-markup';
import { reportUnread } from './unread-facts';
import { reportUnsaid } from './unsaid-facts';
import { reportWordedPorts } from './worded-ports';

/** Facts that stand together: below one heading, or in front of the first one. */
export interface FactList {
  /** The words that head them, if any do. */
  readonly label?: string;

  /** The clouds that the words name; undefined where there are none, or where they are not known exactly. */
  readonly clouds?: readonly string[];
  readonly prefixes: readonly string[];
  readonly hosts: readonly HostFact[];
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

/** What a row says, in no language: addresses, names and ports, and the text they were read from. */
export interface RowFacts {
  readonly number: number;

  /** All cells, mended and without markup. */
  readonly text: string;

  /** Where its links lead. */
  readonly links: readonly string[];

  /** Every fact once, in the lists that headings make: first what none heads, and last the ports below all lists, which belong to each. */
  readonly lists: readonly FactList[];

  /** Clouds that any word of it names. */
  readonly mentioned: readonly string[];

  /** Every prefix of `lists`, sorted and once. */
  readonly prefixes: readonly string[];

  /** Every host of `lists`, once for each port and path it has. */
  readonly hosts: readonly HostFact[];
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

/** A fact where it stands. */
type Placed = { readonly at: number; readonly end: number }
  & ({ readonly prefix: string } | { readonly host: HostFact } | { readonly ports: PortStatement });

/** A related link at the foot of a page, which the text of the page has in its last row: `Azure IP Ranges and Service Tags – China Cloud`. */
const RELATED_LINK = /^(?=[^\n]{0,120}\bAzure\b)(?=[^\n]{0,120}\bIP\b)[^\n]{0,160}$/gm;

const CELL_NAMES = ['purpose', 'destination'];

/** Reads a row as the page has it; what was mended on the way is noted with its cell where cells are apart. */
export function rowFacts(row: RawRow, findings: FindingList): RowFacts {
  const place = `row ${row.number}`;
  const cells = row.cells.map((cell, index) => {
    const { text, links } = stripMarkup(cell);
    // What an entity of HTML stands for is known only here.
    const mended = repairCell(asciiSigns(text), cellPlace(place, index, row.cells.length), findings);
    return { links, text: mended.replace(/[\u00a0\u202f]/g, ' ') };
  });
  const text = cells.map((cell) => cell.text).join('\n');
  const { addresses, rest: withoutAddresses } = readAddresses(text, place, findings);
  const { hosts, rest: withoutHosts } = readHosts(withoutAddresses, place, findings);
  const { statements, rest } = readPorts(reportWordedPorts(withoutHosts, place, findings), place, findings);
  reportUnread(rest, place, findings);
  reportUnsaid(rest, text, place, findings);
  const headings = headingsOf(rest);
  const facts: Placed[] = [
    ...addresses.flatMap(({ at, end, prefixes }) => prefixes.map((prefix) => ({ at, end, prefix }))),
    ...hosts.map(({ at, end, ...host }) => ({ at, end, host })),
    ...statements.map((ports) => ({ at: ports.at, end: ports.end, ports })),
  ].sort((a, b) => a.at - b.at);
  let end = 0;
  const cellEnds = cells.map((cell) => (end += cell.text.length + 1));
  const lists = listsOf(facts, headings, { cellEnds, place, findings });
  return { number: row.number, text, links: cells.flatMap((cell) => cell.links), mentioned: cloudsMentioned(rest.replace(RELATED_LINK, '')), ...withLists(lists) };
}

/** The lists of a row, and what is in any of them. */
export function withLists(lists: readonly FactList[]): Pick<RowFacts, 'lists' | 'prefixes' | 'hosts' | 'tcp' | 'udp'> {
  const hosts = new Map(lists.flatMap((list) => list.hosts).map((fact) => [keyOf(fact), fact]));
  return {
    lists,
    prefixes: [...new Set(lists.flatMap(({ prefixes }) => prefixes))].sort(),
    hosts: [...hosts.values()],
    tcp: unionOf(lists.map(({ tcp }) => tcp)),
    udp: unionOf(lists.map(({ udp }) => udp)),
  };
}

function unionOf(sets: readonly PortSet[]): PortSet {
  return sets.reduce((all, set) => (set.isEmpty ? all : all.union(set)), PortSet.EMPTY);
}

function keyOf({ host, port, path }: HostFact): string {
  return `${host} ${port} ${path}`;
}

/** Where each cell of a row ends in its text, and where its findings go. */
interface RowContext {
  readonly cellEnds: readonly number[];
  readonly place: string;
  readonly findings: FindingList;
}

/** The facts below each heading, and first of all those that none heads. What cannot be told is kept out with an error. */
function listsOf(facts: readonly Placed[], headings: readonly Heading[], { cellEnds, place, findings }: RowContext): FactList[] {
  const { common, stray } = placePorts(facts, headings, cellEnds);
  const leaveOut = (left: readonly Placed[], reason: string) => {
    findings.error(FindingCode.CLOUD_UNKNOWN, place, left.length === 0 ? reason : `${left.map(textOf).join(', ')} left out: ${reason}`);
  };
  const below = [...common].filter(({ at }) => at >= (headings[0]?.at ?? Infinity));
  const lists = [-1, ...headings.keys()].map((index): FactList => {
    const heading: Heading | undefined = headings[index];
    const next: Heading | undefined = headings[index + 1];
    const own = facts.filter((fact) => fact.at >= (heading?.at ?? 0) && fact.at < (next?.at ?? Infinity) && !common.has(fact));
    const doubted = own.filter((fact) => isDoubted(fact, next));
    const unknown = heading !== undefined && heading.clouds === undefined ? own : [];
    const strayed = unknown.length > 0 ? [] : own.filter((fact) => stray.has(fact));
    const outside = unknown.length > 0 ? [] : own.filter(({ at }) => at > (heading?.closes ?? Infinity));
    if (outside.length > 0) {
      leaveOut(outside, `it cannot be told whether ${quote(heading!.label)}, in parentheses in front, is for it too`);
    }
    if (doubted.length > 0) {
      leaveOut(doubted, `it cannot be told whether ${quote(next!.label)} behind it belongs to it`);
    }
    if (unknown.length > 0) {
      leaveOut(unknown, `${quote(heading!.label)} in front does not name a known cloud exactly`);
    }
    if (strayed.length > 0) {
      leaveOut(strayed, `the row has ports in several places, and it cannot be told whether these are only for ${quote(heading!.label)}`);
    }
    if (heading !== undefined && own.length === 0 && !facts.some((fact) => isDoubted(fact, heading))) {
      leaveOut([], `${quote(heading.label)} heads nothing: is something missing below it?`);
    }
    const lost = new Set([...doubted, ...unknown, ...strayed, ...outside]);
    const kept = own.filter((fact) => !lost.has(fact));
    return {
      ...(heading === undefined ? {} : { label: heading.label }),
      ...(heading?.clouds === undefined ? {} : { clouds: heading.clouds }),
      ...collected(index < 0 ? [...kept, ...[...common].filter((fact) => !below.includes(fact))] : kept, place, findings),
    };
  });
  return below.length === 0 ? lists : [...lists, collected(below, place, findings)];
}

/** Whether the words of a heading stand right behind a fact, and may be meant for it. */
function isDoubted(fact: Placed, heading: Heading | undefined): boolean {
  return isPeer(fact) && heading?.doubts !== undefined && fact.at <= heading.doubts && heading.doubts < fact.end;
}

function isPeer(fact: Placed): boolean {
  return !('ports' in fact);
}

/**
 * Which ports belong to all lists: those in front of the first heading, and those below all of a cell, unless each list
 * has its own. Ports in the middle of one list that are not its own alone have strayed.
 *
 * @param facts in the order of the text, as are the headings
 */
function placePorts(
  facts: readonly Placed[], headings: readonly Heading[], cellEnds: readonly number[],
): { readonly common: ReadonlySet<Placed>; readonly stray: ReadonlySet<Placed> } {
  const ports: { readonly fact: Placed; readonly head?: Heading; readonly cell: number }[] = [];
  const firstPeerBelow = new Map<Heading | undefined, number>();
  const lastPeerIn = new Map<number, number>();
  let [passed, cell] = [0, 0];
  for (const fact of facts) {
    while (passed < headings.length && headings[passed].at <= fact.at) passed++;
    while (cellEnds[cell] <= fact.at) cell++;
    const head = headings[passed - 1] as Heading | undefined;
    if (isPeer(fact)) {
      firstPeerBelow.set(head, firstPeerBelow.get(head) ?? fact.at);
      lastPeerIn.set(cell, fact.at);
    } else {
      ports.push({ fact, head, cell });
    }
  }
  const lists = headings.filter((heading) => firstPeerBelow.has(heading));
  if (lists.length > 1 && lists.every((heading) => ports.some(({ head }) => head === heading))) {
    return { common: new Set(), stray: new Set() };
  }
  // Right below a heading, with neither address nor host between, they are what it heads.
  const free = ports.filter(({ fact, head }) => head === undefined || (firstPeerBelow.get(head) ?? Infinity) < fact.at);
  const isCommon = ({ fact, head, cell: own }: typeof ports[number]) => head === undefined || (lastPeerIn.get(own) ?? -1) <= fact.at;
  return {
    common: new Set(free.filter(isCommon).map(({ fact }) => fact)),
    stray: new Set(free.filter((port) => !isCommon(port)).map(({ fact }) => fact)),
  };
}

function collected(facts: readonly Placed[], place: string, findings: FindingList): Pick<FactList, 'prefixes' | 'hosts' | 'tcp' | 'udp'> {
  const prefixes = new Set<string>();
  const hosts = new Map<string, HostFact>();
  const once = (isThere: boolean, text: string) => {
    if (isThere) {
      findings.info(FindingCode.FACT_REPEATED, place, `${text} is there twice`);
    }
  };
  for (const fact of facts) {
    if ('prefix' in fact) {
      once(prefixes.has(fact.prefix), fact.prefix);
      prefixes.add(fact.prefix);
    } else if ('host' in fact) {
      once(hosts.has(keyOf(fact.host)), fact.host.host);
      hosts.set(keyOf(fact.host), fact.host);
    }
  }
  const portsOf = (wanted: string) => unionOf(facts.flatMap((fact) => ('ports' in fact && fact.ports.protocol === wanted ? [fact.ports.ports] : [])));
  return { prefixes: [...prefixes], hosts: [...hosts.values()], tcp: portsOf('TCP'), udp: portsOf('UDP') };
}

function textOf(fact: Placed): string {
  return 'prefix' in fact ? fact.prefix : 'host' in fact ? fact.host.host : `${fact.ports.protocol} ${fact.ports.ports}`;
}

/** A row of a page has purpose, destination and type; a separator inside of the destination makes more cells of it. */
function cellPlace(place: string, index: number, cells: number): string {
  if (cells === 1) {
    return place;
  }
  return `${place}, ${index === cells - 1 && cells > 2 ? 'type' : CELL_NAMES[Math.min(index, 1)]}`;
}
