import { join, resolve } from 'node:path';
import { hasErrors, renderEdition } from '../../catalog';
import { importDocument, ImportedDocument } from '../../sources/import-document';
import { acknowledged, findingId, withFindingId } from '../import/acknowledge-findings';
import { renderFinding } from '../lookup/finding-text';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { readText, writeAtomically } from '../shell/files';
import { printable, Style } from '../shell/style';

/** `import`: published documents as catalog data, with a report. Nothing is written unless everything is in order. */
export const importFiles: CommandHandler = async ({ args, io, style }) => {
  const options = {
    edition: args.text('edition'),
    published: args.text('published'),
    retrieved: args.text('retrieved'),
    basedOn: args.text('based-on'),
    source: args.text('source'),
    instance: args.text('instance'),
    serviceAreas: args.texts('service-area'),
  };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value.length > 0));
  const documents = acknowledged(args.positionals.map((file) => (
    importDocument(file, readText(resolve(io.cwd, file)), given, (problem) => args.wrong(problem))
  )), args);
  const out = args.text('out');
  const hasFailed = documents.some(({ findings }) => hasErrors(findings));
  const texts = out === undefined || (hasFailed && !args.flag('allow-findings')) ? new Map<string, string>() : textsOf(documents, resolve(io.cwd, out));
  if (texts.size < documents.filter(({ edition }) => edition !== undefined).length && texts.size > 0) {
    throw args.wrong('several files would be written as one; give them different editions or sources');
  }
  if (texts.size > 0) {
    writeAtomically(texts);
  }
  const written = [...texts.keys()];
  if (args.flag('json')) {
    printJson(io, { documents: documents.map((document) => documentJson(document, out === undefined)), written });
  } else {
    io.stdout(`${documents.map((document) => renderReport(document, style)).join('\n\n')}\n\n${closingLine(written, out, hasFailed)}\n`);
  }
  return hasFailed ? ExitCode.FINDINGS : ExitCode.OK;
};

function textsOf(documents: readonly ImportedDocument[], out: string): Map<string, string> {
  return new Map(documents.flatMap(({ edition }) => (
    edition === undefined ? [] : [[join(out, `${edition.source}.${edition.edition}.json`), renderEdition(edition)] as const]
  )));
}

function documentJson({ file, kind, edition, summary, findings }: ImportedDocument, withData: boolean): object {
  return {
    file,
    kind,
    source: edition?.source ?? null,
    edition: edition?.edition ?? null,
    sets: edition?.sets.length ?? 0,
    ...summary === undefined ? {} : { summary },
    findings: findings.map((finding) => (finding.severity === 'error' ? { ...finding, id: findingId(finding) } : finding)),
    ...withData && edition !== undefined ? { data: edition } : {},
  };
}

function renderReport({ file, kind, edition, summary, findings }: ImportedDocument, style: Style): string {
  const rows = new Set(edition?.sets.map(({ row, id }) => row ?? id)).size;
  const content = edition === undefined ? summary ?? 'nothing could be read' : `${edition.source} ${edition.edition}, ${rows} entries in ${edition.sets.length} sets`;
  return [`${style.bold(printable(file))}: ${kind}, ${content}`, ...findings.map((finding) => `  ${renderFinding(withFindingId(finding), style)}`)].join('\n');
}

function closingLine(written: readonly string[], out: string | undefined, hasFailed: boolean): string {
  if (written.length > 0) {
    return `written: ${written.join(', ')}`;
  }
  if (hasFailed) {
    return 'nothing written, since there are findings of severity error; --acknowledge lets a single one pass, --allow-findings all of them';
  }
  return out === undefined ? 'nothing written; --out <folder> writes' : 'nothing to write';
}
