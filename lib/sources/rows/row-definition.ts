import { EndpointSetJson } from '../../catalog/editions/edition-json';
import { Severity } from '../../catalog/model/finding';
import { FactList, RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';

/**
 * A sign by which a row is recognised, whatever the language: text that no translation changes (a host, a prefix, a
 * product name, the target of a link), or a property of its facts. The weights of the signs that hold are added up.
 */
export interface Clue {
  readonly weight: number;
  holds(row: RowFacts): boolean;
}

/** Facts that a row is known to state from some edition on. */
export interface KnownFacts {
  /** The first edition with these facts: `YYYY-MM`. */
  readonly since: string;
  readonly hosts?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly tcpPorts?: string;
  readonly udpPorts?: string;

  /** Of the hosts and prefixes, those that stand below the name of a cloud, by the names of instances. */
  readonly byCloud?: readonly { readonly clouds: readonly string[]; readonly facts: readonly string[] }[];

  /** Product names that a row must mention, as patterns. */
  readonly names?: readonly RegExp[];
}

/** Notes something about the row that is being formed. */
export type Report = (code: FindingCode, severity: Severity, message: string, cell?: RowDefinition['cell']) => void;

/** A set without what every set of a row shares. */
export type SetDraft = Omit<EndpointSetJson, 'slug' | 'row' | 'title'> & { readonly title?: string };

/** Everything known about a row of a page, but for the facts that the page itself states. */
export interface RowDefinition {
  readonly slug: string;

  /** What it is for, in our words. */
  readonly title: string;

  /** The first edition of the page that has it, and the first one that no longer does. */
  readonly since: string;
  readonly until?: string;

  /** How it is recognised. */
  readonly clues: readonly Clue[];

  /** The cell in which its facts stand. */
  readonly cell: 'purpose' | 'destination';

  /** From old to new. */
  readonly known: readonly KnownFacts[];

  /**
   * Whether `toSets` reads the lists that the row has for single clouds.
   *
   * @default - its facts are for the clouds of its sets; a list for other clouds is kept out, with an error
   */
  readonly listsByCloud?: boolean;

  /** Forms its sets from what the page states. */
  toSets(row: RowFacts, report: Report): SetDraft[];
}

/** A sign: the row holds this text, in any letter case; a link counts as text. */
export function mentions(text: string, weight: number): Clue {
  const wanted = text.toLowerCase();
  return { weight, holds: (row) => lowerCaseOf(row).includes(wanted) || row.links.some((link) => link.includes(wanted)) };
}

/** The text of each row in lower case, which many signs look for. */
const LOWER_CASE = new WeakMap<RowFacts, string>();

function lowerCaseOf(row: RowFacts): string {
  const text = LOWER_CASE.get(row) ?? row.text.toLowerCase();
  LOWER_CASE.set(row, text);
  return text;
}

/** A sign: the text of the row matches a pattern, which must be linear. */
export function matches(pattern: RegExp, weight: number): Clue {
  return { weight, holds: (row) => pattern.test(row.text) };
}

/** A sign: a property of the row's facts. */
export function where(holds: (row: RowFacts) => boolean, weight: number): Clue {
  return { weight, holds };
}

/** Whether the row states nothing that could be part of a rule. */
export function statesNothing({ hosts, prefixes, tcp, udp }: RowFacts): boolean {
  return hosts.length === 0 && prefixes.length === 0 && tcp.isEmpty && udp.isEmpty;
}

/** The lists of a row that are for a cloud: those that no cloud is named for, and those that name it. */
export function listsFor({ lists }: RowFacts, cloud: string): FactList[] {
  return lists.filter(({ clouds }) => clouds === undefined || clouds.includes(cloud));
}
