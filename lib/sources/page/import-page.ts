import { editionJson, EndpointSetJson } from '../../catalog/editions/edition-json';
import { Finding } from '../../catalog/model/finding';
import { invalidData } from '../../messages/errors';
import { FactList, RowFacts, rowFacts, withLists } from '../cells/row-facts';
import { RETIRED_GERMANY } from '../cells/words/cloud-words';
import { contextOf } from '../facts/row-context';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { correctSets, RowCorrection } from '../rows/row-correction';
import { Report, RowDefinition } from '../rows/row-definition';
import { pageText } from '../table/page-text';
import { parseRows } from '../table/parse-rows';
import { RawRow } from '../table/raw-row';
import { accountFacts } from './account-facts';
import { knownFactsAt, reportMissing } from './compare-facts';
import { PageImport, PageImportOptions } from './page-import';
import { definitionOf, RecognisedRow, recogniseRows } from './recognise-rows';

/** No row has been split over more rows than it has lists. */
const MOST_PIECES = 10;

/** The last day of Microsoft Cloud Germany. */
const GERMANY_ENDED = '2021-10-29';

/** A kind of page: where it stands, and which rows it is known to have had. */
export interface PageDefinition {
  readonly source: string;
  readonly url: string;
  readonly rows: readonly RowDefinition[];

  /** What it is known to have wrong. */
  readonly corrections: readonly RowCorrection[];
}

/** The rows of a page as they were read, before it is known which page it is. */
export interface PageRows {
  readonly raw: readonly RawRow[];
  readonly facts: readonly RowFacts[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the rows of a page, of whatever kind.
 *
 * @throws EndpointError `PageTooLarge`
 */
export function readPage(text: string): PageRows {
  const findings = new FindingList();
  const raw = parseRows(pageText(text, findings), findings);
  return { raw, facts: raw.map((row) => rowFacts(row, findings)), findings: findings.toArray() };
}

/** The importer of one kind of page; see its two callers. */
export function importPage(read: PageRows, page: PageDefinition, options: PageImportOptions): PageImport {
  const findings = new FindingList(read.findings);
  const recognised = recogniseRows(joinSplitRows(read, page, findings), page.rows, findings);
  const dated = /^\d{4}/.test(options.edition) ? options.edition : options.published ?? '9999';
  if (options.basedOn === undefined && read.raw.length > 0) {
    reportMissingRows(recognised, page, dated, findings);
  }
  const sets = recognised.sort((a, b) => a.row.number - b.row.number).flatMap((row) => formSets(row, page, dated, findings));
  const header = { source: page.source, url: page.url, retrieved: null, ...options, published: publishedAt(options) };
  return { edition: editionJson(header, sets), findings: distinct(findings.toArray()) };
}

/** Each finding once: a page may repeat what it has wrong, and sets of several clouds are formed from one row. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Rows one below the other with one number, of which the lower are like the first or like none: one row in several pieces. */
function joinSplitRows({ raw, facts }: PageRows, page: PageDefinition, findings: FindingList): readonly RowFacts[] {
  const groups: { readonly definition?: RowDefinition; readonly pieces: number[] }[] = [];
  raw.forEach(({ number }, index) => {
    const above = groups[groups.length - 1];
    const isBelow = above !== undefined && above.pieces.length < MOST_PIECES && raw[above.pieces[0]].number === number;
    const own = isBelow || raw[index + 1]?.number === number ? definitionOf(facts[index], page.rows) : undefined;
    if (isBelow && (own === undefined || own === above.definition)) {
      above.pieces.push(index);
    } else {
      groups.push({ definition: own, pieces: [index] });
    }
  });
  return groups.map(({ pieces }) => (
    pieces.length === 1 ? facts[pieces[0]] : rowFacts({ number: raw[pieces[0]].number, cells: pieces.flatMap((piece) => raw[piece].cells) }, findings)
  ));
}

function publishedAt({ edition, published }: PageImportOptions): string {
  const date = published ?? /^\d{4}(-\d{2}(-\d{2})?)?(?![^-])/.exec(edition)?.[0];
  if (date === undefined) {
    throw invalidData('published', `the edition ${edition} does not start with a date; say when it was published`);
  }
  return date;
}

function reportMissingRows(rows: readonly RecognisedRow[], page: PageDefinition, dated: string, findings: FindingList): void {
  for (const definition of page.rows) {
    const expected = definition.since <= dated && (definition.until === undefined || dated < definition.until);
    if (expected && !rows.some((row) => row.definition === definition)) {
      findings.error(FindingCode.ROW_MISSING, 'page', `the row ${definition.slug} is not there: is the page complete?`);
    }
  }
}

function formSets({ definition, row: read }: RecognisedRow, page: PageDefinition, dated: string, findings: FindingList): EndpointSetJson[] {
  const report: Report = (code, severity, message, cell = definition.cell) => findings[severity](code, `row ${read.number}, ${cell}`, message);
  const row = withoutForeignLists(read, definition, dated, report);
  const known = knownFactsAt(definition, dated, row);
  if (known !== undefined) {
    reportMissing(row, known, report);
  }
  const corrections = page.corrections.filter(({ slug }) => slug === definition.slug);
  const sets = correctSets(definition.toSets(row, report), corrections, { row, dated, report });
  accountFacts(row, sets, known, report);
  return sets.map((draft) => inOrder({ slug: definition.slug, row: row.number, title: definition.title, ...contextOf(definition.slug), ...draft }));
}

/** The row without lists for clouds that its sets are not for: what they hold is quoted by an error. */
function withoutForeignLists(row: RowFacts, definition: RowDefinition, dated: string, report: Report): RowFacts {
  if (row.lists.every(({ clouds: named }) => named === undefined)) {
    return row;
  }
  const clouds = definition.listsByCloud === true ? undefined : new Set(definition.toSets(row, () => undefined).flatMap((set) => set.clouds));
  const isForeign = (list: FactList) => (
    list.clouds !== undefined && clouds !== undefined && (list.clouds.length !== clouds.size || list.clouds.some((cloud) => !clouds.has(cloud)))
  );
  // The cloud that ended is not the sovereign one of today, whatever a label says.
  const isRetired = ({ clouds: named }: FactList) => named?.includes(RETIRED_GERMANY) === true && dated >= GERMANY_ENDED;
  const lost = row.lists.filter((list) => isForeign(list) || isRetired(list));
  for (const list of lost) {
    const facts = [...list.prefixes, ...list.hosts.map(({ host }) => host), ...(list.tcp.isEmpty ? [] : [`TCP ${list.tcp}`]), ...(list.udp.isEmpty ? [] : [`UDP ${list.udp}`])];
    const reason = isRetired(list) ? `Microsoft Cloud Germany ended on ${GERMANY_ENDED}, and no row is known for the sovereign cloud` : `the row is known for ${[...clouds!].join(', ')}`;
    report(FindingCode.CLOUD_UNKNOWN, 'error', `${facts.join(', ')} left out: ${quote(list.label)} in front names ${list.clouds!.join(' and ')}, and ${reason}`);
  }
  return lost.length === 0 ? row : { ...row, ...withLists(row.lists.filter((list) => !lost.includes(list))) };
}

/** The same set with its fields in the order of the bundled files, and without empty lists. */
function inOrder(set: EndpointSetJson): EndpointSetJson {
  const { slug, row, title, clouds, cloudsReason, required, usedBy, neededWhen } = set;
  const { flows, inexpressible, trustedSites, caveats, retired, corrections } = set;
  const lists = { inexpressible, trustedSites, caveats, retired, corrections };
  return { slug, row, title, clouds, ...filled({ cloudsReason, required, usedBy, neededWhen }), flows, ...filled(lists) };
}

/** The fields that say something. */
function filled<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(kept) as Partial<T>; // of the same fields, some left out
}
