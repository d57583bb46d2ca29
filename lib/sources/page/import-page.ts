import { editionJson, EndpointSetJson } from '../../catalog/editions/edition-json';
import { Finding } from '../../catalog/model/finding';
import { invalidData } from '../../messages/errors';
import { rowFacts } from '../cells/row-facts';
import { contextOf } from '../facts/row-context';
import { FindingCode } from '../findings/finding-code';
import { FindingList } from '../findings/finding-list';
import { correctSets, RowCorrection } from '../rows/row-correction';
import { Report, RowDefinition } from '../rows/row-definition';
import { pageText } from '../table/page-text';
import { parseRows } from '../table/parse-rows';
import { compareFacts, knownFactsAt } from './compare-facts';
import { PageImport, PageImportOptions } from './page-import';
import { RecognisedRow, recogniseRows } from './recognise-rows';

/** A kind of page: where it stands, and which rows it is known to have had. */
export interface PageDefinition {
  readonly source: string;
  readonly url: string;
  readonly rows: readonly RowDefinition[];

  /** What it is known to have wrong. */
  readonly corrections: readonly RowCorrection[];
}

/** The importer of one kind of page; see its two callers. */
export function importPage(text: string, page: PageDefinition, options: PageImportOptions): PageImport {
  const findings = new FindingList();
  const rows = parseRows(pageText(text, findings), findings).map((row) => rowFacts(row, findings));
  const recognised = recogniseRows(rows, page.rows, findings);
  const dated = /^\d{4}/.test(options.edition) ? options.edition : options.published ?? '9999';
  if (options.basedOn === undefined) {
    reportMissingRows(recognised, page, dated, findings);
  }
  const sets = recognised.sort((a, b) => a.row.number - b.row.number).flatMap((row) => formSets(row, page, dated, findings));
  const header = { source: page.source, url: page.url, retrieved: null, ...options, published: publishedAt(options) };
  return { edition: editionJson(header, sets), findings: distinct(findings.toArray()) };
}

/** Each finding once: sets of several clouds are formed from the same row. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
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

function formSets({ definition, row }: RecognisedRow, page: PageDefinition, dated: string, findings: FindingList): EndpointSetJson[] {
  const report: Report = (code, severity, message, cell = definition.cell) => findings[severity](code, `row ${row.number}, ${cell}`, message);
  const known = knownFactsAt(definition, dated);
  if (known !== undefined) {
    compareFacts(row, known, report);
  }
  const corrections = page.corrections.filter(({ slug }) => slug === definition.slug);
  return correctSets(definition.toSets(row, report), corrections, { row, dated, report }).map((draft) => (
    inOrder({ slug: definition.slug, row: row.number, title: definition.title, ...contextOf(definition.slug), ...draft })
  ));
}

/** The same set with its fields in the order of the bundled files, and without empty lists. */
function inOrder(set: EndpointSetJson): EndpointSetJson {
  const { slug, row, title, clouds, cloudsReason, required, usedBy, neededWhen, flows, inexpressible, trustedSites, caveats, retired, corrections } = set;
  const lists = { inexpressible, trustedSites, caveats, retired, corrections };
  return { slug, row, title, clouds, ...filled({ cloudsReason, required, usedBy, neededWhen }), flows, ...filled(lists) };
}

/** The fields that say something. */
function filled<T extends object>(fields: T): Partial<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(kept) as Partial<T>; // of the same fields, some left out
}
