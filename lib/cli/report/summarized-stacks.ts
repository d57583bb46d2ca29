import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { recordsIn, ReportBasis, reportOf, type SummarizedStack } from '../../report';
import { prove } from '../../verify';
import { readText } from '../shell/files';
import { everythingIn, namingFiles } from '../verify/compare-documents';
import { type OpenedDocument, openDocuments } from '../verify/open-documents';
import { parseJson } from '../verify/parse-json';

/** How our warnings end, wherever a framework notes them for its command line. */
const OURS = /\[ack: cdk-m365-endpoints:\w+\]/;

/**
 * The stacks in the output folder of CDK or CDKTF, or whatever else `openDocuments` reads as one.
 *
 * @throws EndpointError as `openDocuments` and `prove` do
 */
export function summarizedStacks(operand: string, cwd: string): SummarizedStack[] {
  const opened = openDocuments(operand, cwd);
  const path = resolve(cwd, operand);
  if (!existsSync(join(path, 'manifest.json'))) return [stackOf(basename(operand), opened, [])];
  const [first, ...rest] = opened.map((one) => stackOf(stackName(one.name), [one], []));
  return [{ ...first, warnings: warningsIn(path) }, ...rest];
}

function stackOf(name: string, opened: readonly OpenedDocument[], warnings: readonly string[]): SummarizedStack {
  const documents = opened.map(({ document }) => document);
  const report = reportOf({
    title: name,
    documents: opened,
    basis: ReportBasis.NOTHING,
    parts: [{ proof: namingFiles(opened, () => prove(documents, everythingIn(documents))), meant: [], added: [] }],
    notCompared: [],
    meantText: '',
    publishersOf: () => [],
  });
  return { name, report, records: documents.flatMap(recordsIn), warnings };
}

/** `Web.template.json` of CDK → `Web`, `stacks/web/cdk.tf.json` of CDKTF → `web`. */
function stackName(file: string): string {
  return basename(file) === 'cdk.tf.json' ? basename(dirname(file)) : basename(file).replace(/(\.nested)?\.template\.json$/, '');
}

/** Our warnings in the files beside the stacks, and in those of stages. */
function warningsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^manifest\.json$|\.metadata\.json$/.test(entry.name)).map(({ name }) => name).sort();
  const stages = entries.filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'manifest.json'))).map(({ name }) => name).sort();
  return [...new Set([
    ...files.flatMap((file) => textsIn(parseJson(readText(join(folder, file)), file)).filter((text) => OURS.test(text))),
    ...stages.flatMap((stage) => warningsIn(join(folder, stage))),
  ])];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
