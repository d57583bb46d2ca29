import type { Catalog } from '../../catalog';
import { compareWithRecord, type Exception, findRecord, type RecordedComparison } from '../../record';
import { readDocument } from '../../verify';
import { openCatalog } from '../lookup/open-catalog';
import type { Invocation } from '../shell/command';
import { namingFiles } from './compare-documents';
import type { OpenedDocument } from './open-documents';

/** Filters that no record names. */
export interface UnrecordedFilter {
  readonly document: string;
  readonly key: string;

  /** Whether its rules say that they come from this library: then their record is missing, and nothing is proven. */
  readonly isOurs: boolean;
}

/** Documents, held against what they record. */
export interface ComparedRecords {
  /** The data that records were composed from. */
  readonly catalog: Catalog;
  readonly comparisons: readonly (RecordedComparison & { readonly document: string })[];
  readonly unrecorded: readonly UnrecordedFilter[];
}

/** What is wrong with `--no-additions` beside `--allows`. */
export const NO_ADDITIONS = '--no-additions is about the record in the output: --allows already means no additions';

/** What only makes sense beside `--allows`, since the record says it. */
const OF_ALLOWS = ['cloud', 'direction', 'edition', 'email-domain', 'family', 'group', 'requests', 'tenant'];

/**
 * Compares the filters of documents with what the documents record of them.
 *
 * @returns `undefined` where no document has a record
 * @throws EndpointError about a document, naming its file
 */
export function compareRecords(opened: readonly OpenedDocument[], invocation: Invocation): ComparedRecords | undefined {
  if (opened.every(({ document }) => findRecord(document) === undefined)) return undefined;
  const { args } = invocation;
  const stray = OF_ALLOWS.find((option) => args.text(option) !== undefined || args.texts(option).length > 0);
  if (stray !== undefined) throw args.wrong(`--${stray} goes with --allows: without it, what the output records is compared`);
  const catalog = openCatalog(invocation);
  const options = { catalogs: [catalog], refusesAdditions: args.flag('no-additions') };
  const compared = opened.map((one) => namingFiles([one], () => {
    const { comparisons, unrecorded } = compareWithRecord(one.document, options) ?? { comparisons: [], unrecorded: undefined };
    return { comparisons: comparisons.map((comparison) => ({ ...comparison, document: one.name })), unrecorded: unrecordedIn(one, unrecorded) };
  }));
  return { catalog, comparisons: compared.flatMap(({ comparisons }) => comparisons), unrecorded: compared.flatMap(({ unrecorded }) => unrecorded) };
}

/** How this library describes a rule: `graph-change-notifications (stated)`. */
const DESCRIPTION = /(^|\s)[a-z0-9]+(-[a-z0-9]+)* \((stated|derived|vendor|user)\b/;

function unrecordedIn({ name, document }: OpenedDocument, keys: readonly string[] | undefined): UnrecordedFilter[] {
  if (keys?.length === 0) return [];
  const groups = [...readDocument(document).groups.values()];
  return groups.filter(({ key }) => keys?.includes(key) ?? true).map(({ key, rules }) => (
    { document: name, key, isOurs: rules.some(({ description = '' }) => DESCRIPTION.test(description)) }
  ));
}

/** What is meant, with where it is recorded and everything that departs from what is published. */
export function describeRecorded({ meant, points, exceptions }: RecordedComparison, now: Date): string {
  const today = now.toISOString().slice(0, 10);
  const unique = (some: readonly Exception[]) => [...new Set(some.map(({ text }) => text))];
  const of = (kind: string) => unique(exceptions.filter((exception) => exception.kind === kind));
  const expired = unique(exceptions.filter(({ until }) => until !== undefined && until < today));
  return [
    `${meant}, as ${points.join(' and ')} ${points.length === 1 ? 'records' : 'record'}`,
    ...([['added', of('added')], ['excluded', of('excluded')], ['expired', expired]] as const)
      .filter(([, texts]) => texts.length > 0).map(([label, texts]) => `${label}: ${texts.join(', ')}`),
  ].join('; ');
}
