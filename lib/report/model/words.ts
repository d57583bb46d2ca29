import { groupBy } from '../../collections/group-by';
import { printable } from '../../messages/printable';
import type { Difference, Quota } from '../../verify';
import { remoteText } from './remote-side';
import { UNKNOWN_CARRIER } from './resource-words';
import { type Admission, type EditionChange, type Ground, ReportBasis, type ReportPoint, ReportVerdict, type TrafficReport } from './traffic-report';

/** Share of a limit from which it is called nearly full. */
const NEARLY_FULL = 0.9;

/** Characters of a text that a table has room for. */
const LONGEST = 240;

/** A verdict as a heading. */
export function verdictWord(verdict: ReportVerdict): string {
  return verdict === ReportVerdict.NOT_ATTACHED ? 'Equal, not attached' : verdict[0].toUpperCase() + verdict.slice(1);
}

/** Where the expectation comes from. */
export function basisSentence(basis: ReportBasis): string {
  switch (basis) {
    case ReportBasis.PUBLISHED: return 'the endpoint sets named with --allows, as published';
    case ReportBasis.RECORD: return 'the record in these documents. Anyone who can edit the documents can edit the record; --allows is a stronger check';
    case ReportBasis.NOTHING: return 'nothing';
  }
}

/** Longer texts of what is expected only count the published entries, which are listed anyway. */
const LONGEST_EXPECTED = 200;

/** So many entries are named rather than counted. */
const MOST_NAMED = 5;

/** What is expected, or how many published entries that is; the report lists them under their grounds. */
export function expectedText({ meant, grounds }: Pick<TrafficReport, 'meant' | 'grounds'>): string {
  if (meant.length <= LONGEST_EXPECTED || grounds.length < 2) return meant;
  const clouds = [...new Set(grounds.map(({ cloud }) => cloud))].join(', ');
  return `${grounds.length <= MOST_NAMED ? grounds.map(({ slug }) => slug).join(', ') : `${grounds.length} published entries`} for ${clouds}`;
}

/** An enforcement point as a heading: filters that are added up are told from others by what they are attached to. */
export function pointHeading({ name, filters, attachedTo }: ReportPoint): string {
  return filters.length > 1 && attachedTo.length === 1 && attachedTo[0].kind !== UNKNOWN_CARRIER ? `${name} on ${cutMiddle(attachedTo[0].name, 40)}` : name;
}

/** A name of at most so many characters, with its end, because generated names differ there. */
export function cutMiddle(text: string, most: number): string {
  const characters = Array.from(printable(text));
  const end = Math.floor(most / 2);
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - end - 1).join('')}…${characters.slice(-end).join('')}`;
}

/** What introduces the filters that were not compared. */
export function notComparedText({ basis }: Pick<TrafficReport, 'basis'>): string {
  return basis === ReportBasis.RECORD ? 'Filters of these documents that no record names:' : 'Filters of these documents that nobody asked to compare:';
}

/** What there is to say of traffic whose remote side the app named; undefined for any other. */
export function addedText({ isAdded, grounds }: Admission): string | undefined {
  if (!isAdded) return undefined;
  return grounds.length === 0 ? 'Added by the app' : 'remote side named by the app';
}

/** A text that somebody wrote, cut where it is long, with its length. */
export function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST).join('')}… (${characters.length} characters)`;
}

/** `52 of 60 inbound IPv4 rules`. */
export function quotaText({ name, used, limit }: Quota): string {
  return `${used} of ${limit} ${name.replace(/\bipv(?=[46]\b)/g, 'IPv')}`;
}

/** The same in a word: `52 of 60 rules`, `94 of 10000 prefixes`. */
export function shortQuotaText({ name, used, limit }: Quota): string {
  return `${used} of ${limit} ${name.replace(/ (of|in) .*$/, '').split(' ').at(-1)!}`;
}

/** What to say of how full a limit is; empty where there is room. */
export function fullness({ used, limit }: Quota): string {
  if (used >= limit) return used > limit ? 'over' : 'full';
  return used >= NEARLY_FULL * limit ? 'nearly full' : '';
}

/** The limit that is fullest, relative to what it allows. */
export function fullestOf(quotas: readonly Quota[]): Quota | undefined {
  return quotas.filter(({ limit }) => limit > 0).reduce<Quota | undefined>(
    (most, one) => (most === undefined || one.used * most.limit > most.used * one.limit ? one : most), undefined,
  );
}

/** What rows of a published entry rest on: `stated`, or `stated or derived`. */
export function basesOf({ flows }: Ground): string {
  return [...new Set(flows.map(({ basis }) => basis))].join(' or ') || 'stated';
}

/** `withdraws 90 IPv4 prefixes, 12 IPv6 prefixes`. */
export function changeText({ label, remote, text }: EditionChange['parts'][number]): string {
  return [label, ...remote === undefined ? [] : [remoteText(remote)], ...text === undefined ? [] : [text]].join(' ');
}

/** Differences of one kind that one rule makes. */
export interface DifferenceRow extends Pick<Difference, 'groups' | 'rule' | 'publishers'> {
  readonly what: string;
  readonly traffic: readonly string[];
}

/** Every difference with what kind it is; what one rule admits or refuses is one row. */
export function differenceRows({ extra, missing }: Pick<TrafficReport, 'extra' | 'missing'>): DifferenceRow[] {
  return [
    ...rowsOfRules('Admitted, not expected', extra),
    ...rowsOfRules('Expected, not admitted', missing),
  ];
}

function rowsOfRules(what: string, differences: readonly Difference[]): DifferenceRow[] {
  const rules = groupBy(differences, ({ groups, rule }) => JSON.stringify([groups, rule]));
  return [...rules.values()].map((of): DifferenceRow => ({
    what,
    groups: of[0].groups,
    ...of[0].rule && { rule: of[0].rule },
    traffic: of.map(({ traffic }) => traffic),
    publishers: [...new Set(of.flatMap(({ publishers }) => publishers))],
  }));
}

/** More publishers than this only show that a rule is wide. */
const MOST_PUBLISHERS = 10;

/** Who publishes some of the addresses, as a number where that are too many to tell anything; undefined otherwise. */
export function publisherCount({ publishers }: Pick<Difference, 'publishers'>): string | undefined {
  return publishers.length > MOST_PUBLISHERS ? `parts of it by ${publishers.length} entries` : undefined;
}
