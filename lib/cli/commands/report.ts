import { resolve } from 'node:path';
import { publishersIn } from '../../catalog/publishers';
import { printableJson } from '../../messages/printable';
import { renderHtml, renderMarkdown, ReportBasis, type ReportInput, reportOf, ReportVerdict, type TrafficReport } from '../../report';
import { readDocuments } from '../../verify';
import { meantSets } from '../report/meant-sets';
import { recordedExceptions, recordedPart } from '../report/recorded-parts';
import { recordedSets } from '../report/recorded-sets';
import type { Arguments } from '../shell/arguments';
import type { CommandHandler, Invocation } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { writeAtomically } from '../shell/files';
import { compareDocuments } from '../verify/compare-documents';
import { type ComparedRecords, compareRecords, NO_ADDITIONS } from '../verify/compare-records';
import { type OpenedDocument, openDocuments } from '../verify/open-documents';

const FORMATS = ['html', 'markdown', 'json'] as const;

/** What a report is called when nobody says. */
const TITLE = 'Network access for Microsoft 365';

const EXIT_CODES: Readonly<Record<ReportVerdict, ExitCode>> = {
  [ReportVerdict.EQUAL]: ExitCode.OK,
  [ReportVerdict.NOT_ATTACHED]: ExitCode.NOT_ATTACHED,
  [ReportVerdict.DIFFERENT]: ExitCode.FINDINGS,
  [ReportVerdict.UNPROVEN]: ExitCode.FINDINGS,
  [ReportVerdict.NOT_COMPARED]: ExitCode.FINDINGS,
};

/** `report`: what documents admit, on what grounds, and whether that is what is expected, for people to look at. */
export const report: CommandHandler = async (invocation) => {
  const { args, io } = invocation;
  const format = args.flag('json') ? 'json' : args.oneOf('format', FORMATS) ?? 'html';
  const date = dateOf(args);
  const opened = args.positionals.flatMap((operand) => openDocuments(operand, io.cwd));
  const made = reportOf({ title: args.text('title') ?? TITLE, date, documents: opened, ...comparisonOf(opened, invocation) });
  const text = render(made, format);
  const out = args.text('out');
  if (out === undefined) {
    io.stdout(text);
  } else {
    writeAtomically(new Map([[resolve(io.cwd, out), text]]));
    io.stdout(`${made.verdict}: ${out}\n`);
  }
  return EXIT_CODES[made.verdict];
};

type Compared = Omit<ReportInput, 'title' | 'date' | 'documents'>;

/** Compares with `--allows`, else with the record in the documents, as `verify` does. */
function comparisonOf(opened: readonly OpenedDocument[], invocation: Invocation): Compared {
  const { args } = invocation;
  const isStated = args.texts('allows').length > 0;
  if (isStated && args.flag('no-additions')) throw args.wrong(NO_ADDITIONS);
  const records = isStated ? undefined : compareRecords(opened, invocation);
  return records === undefined ? statedComparison(opened, invocation) : recordedComparison(records);
}

function statedComparison(opened: readonly OpenedDocument[], invocation: Invocation): Compared {
  const { args } = invocation;
  const documents = opened.map(({ document }) => document);
  const { meant, proof, published, catalog, cloud, direction } = compareDocuments(opened, invocation);
  const isStated = published.length > 0;
  const keys = args.texts('group').length === 0 ? [] : readDocuments(documents).flatMap(({ groups }) => [...groups.keys()]);
  return {
    basis: isStated ? ReportBasis.PUBLISHED : ReportBasis.NOTHING,
    parts: [{ proof, meant: isStated ? meantSets(published, catalog, cloud) : recordedSets(documents, catalog, args), added: [] }],
    notCompared: keys.filter((key) => !proof.groups.includes(key)),
    direction,
    meantText: isStated ? meant : 'nothing: the documents have no record, and --allows was not given',
    publishersOf: publishersIn(catalog),
  };
}

function recordedComparison({ catalog, comparisons, unrecorded }: ComparedRecords): Compared {
  const keysOf = (isOurs: boolean) => unrecorded.filter((filter) => filter.isOurs === isOurs).map(({ key }) => key);
  return {
    basis: ReportBasis.RECORD,
    parts: comparisons.map(recordedPart),
    notCompared: keysOf(false),
    unrecorded: keysOf(true),
    exceptions: recordedExceptions(comparisons.flatMap(({ exceptions }) => exceptions)),
    meantText: [...new Set(comparisons.map(({ meant }) => meant))].join('; ') || 'nothing: the record names no enforcement point',
    publishersOf: publishersIn(catalog),
  };
}

function render(made: TrafficReport, format: (typeof FORMATS)[number]): string {
  switch (format) {
    case 'html': return renderHtml(made);
    case 'markdown': return renderMarkdown(made);
    case 'json': return `${printableJson(JSON.stringify(made, null, 2))}\n`;
  }
}

function dateOf(args: Arguments): string | undefined {
  const date = args.text('date');
  if (date !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(date) || new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) !== date)) {
    throw args.wrong(`--date ${JSON.stringify(date)} is not a day such as 2026-11-29`);
  }
  return date;
}
