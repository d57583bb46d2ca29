import { resolve } from 'node:path';
import { publishersIn } from '../../catalog/publishers';
import { printableJson } from '../../messages/printable';
import { renderHtml, renderMarkdown, reportOf, ReportVerdict, type TrafficReport } from '../../report';
import { readDocuments } from '../../verify';
import { meantSets } from '../report/meant-sets';
import { recordedSets } from '../report/recorded-sets';
import type { Arguments } from '../shell/arguments';
import { type CommandHandler } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { writeAtomically } from '../shell/files';
import { compareDocuments } from '../verify/compare-documents';
import { openDocuments } from '../verify/open-documents';

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
  const documents = opened.map(({ document }) => document);
  const { meant, proof, published, catalog, cloud, direction } = compareDocuments(opened, invocation);
  const isCompared = published.length > 0;
  const keys = args.texts('group').length === 0 ? [] : readDocuments(documents).flatMap(({ groups }) => [...groups.keys()]);
  const made = reportOf({
    title: args.text('title') ?? TITLE,
    date,
    documents: opened,
    proof,
    notCompared: keys.filter((key) => !proof.groups.includes(key)),
    meant: isCompared ? meantSets(published, catalog, cloud) : recordedSets(documents, catalog, args),
    isCompared,
    direction,
    meantText: isCompared ? meant : 'nothing: --allows says what is',
    publishersOf: publishersIn(catalog),
  });
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
