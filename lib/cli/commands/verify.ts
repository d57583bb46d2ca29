import { resolve } from 'node:path';
import { checkTraffic, readDocuments, type TrafficTests } from '../../verify';
import { type CommandHandler, type Invocation, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { readText } from '../shell/files';
import { compareDocuments, type Comparison, namingFiles, scopeOf } from '../verify/compare-documents';
import { compareRecords, type ComparedRecords, describeRecorded, NO_ADDITIONS } from '../verify/compare-records';
import { type OpenedDocument, openDocuments } from '../verify/open-documents';
import { parseJson } from '../verify/parse-json';
import { recordedSlugs } from '../verify/recorded-slugs';
import { renderProof, renderTests, renderUnrecorded } from '../verify/render-proof';

/** `verify`: whether what documents admit is what is published, what they record, or what tests ask for. */
export const verify: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const opened = args.positionals.flatMap((operand) => openDocuments(operand, io.cwd));
  const documents = opened.map(({ document }) => document);
  const [allows, tests] = [args.texts('allows'), args.text('tests')];
  if (allows.length > 0 && args.flag('no-additions')) throw args.wrong(NO_ADDITIONS);
  const records = allows.length > 0 || tests !== undefined ? undefined : recordsOf(opened, invocation);
  const results = tests === undefined ? [] : namingFiles(opened, () => (
    checkTraffic(documents, parseJson(readText(resolve(io.cwd, tests)), tests) as TrafficTests, scopeOf(invocation))
  ));
  const stated = allows.length === 0 ? [] : [compareDocuments(opened, invocation)];
  const recorded = records?.comparisons.map((one) => ({ ...one, meant: describeRecorded(one, io.now()) })) ?? [];
  const unrecorded = records?.unrecorded ?? [];
  if (args.flag('json')) {
    printJson(io, {
      ...Object.assign({}, ...stated.map(comparisonJson)),
      ...records === undefined ? {} : {
        records: recorded.map((one) => ({ document: one.document, points: one.points, exceptions: one.exceptions, ...comparisonJson(one) })),
        unrecorded,
      },
      ...tests === undefined ? {} : { tests: results },
    });
  } else {
    const proofs = [...stated, ...recorded].map(({ proof, meant }) => renderProof(proof, meant, style));
    const others = unrecorded.map((one) => renderUnrecorded(one, style));
    io.stdout(`${[...proofs, ...others, ...tests === undefined ? [] : [renderTests(results, style)]].join('\n')}\n`);
  }
  const comparisons = [...stated, ...recorded];
  const isProven = comparisons.every(({ proof }) => proof.isEqual) && !unrecorded.some(({ isOurs }) => isOurs);
  if (!isProven || results.some(({ verdict }) => verdict !== 'passed')) return ExitCode.FINDINGS;
  return comparisons.some(({ proof }) => proof.points.some(({ isUnused }) => isUnused)) ? ExitCode.NOT_ATTACHED : ExitCode.OK;
};

function recordsOf(opened: readonly OpenedDocument[], invocation: Invocation): ComparedRecords {
  const compared = compareRecords(opened, invocation);
  if (compared === undefined) {
    namingFiles(opened, () => opened.forEach(({ document }) => readDocuments([document])));
    throw invocation.args.wrong(missing(opened.map(({ document }) => document)));
  }
  return compared;
}

/** What to give, where nothing in the documents says what is meant. */
function missing(documents: readonly unknown[]): string {
  const slugs = recordedSlugs(documents);
  const example = slugs.length === 0 ? '--allows <slug>' : slugs.map((slug) => `--allows ${slug}`).join(' ');
  return `name what you expect with ${example}, or give --tests <file>: `
    + (slugs.length === 0 ? 'the documents have no record of it' : 'the output records these sets, and not which flows and ports of them are meant');
}

function comparisonJson({ meant, proof }: Pick<Comparison, 'meant' | 'proof'>): object {
  const { verdict, isEqual, points, missing: absent, extra, unresolved, findings, uncovered } = proof;
  return {
    meant,
    verdict,
    isEqual,
    groups: points.map(({ reading: { key }, verdict: one }) => ({ key, verdict: one })),
    missing: absent,
    extra,
    unresolved,
    findings,
    uncovered,
  };
}
