import { resolve } from 'node:path';
import { checkTraffic, type TrafficTests } from '../../verify';
import { type CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { readText } from '../shell/files';
import { compareDocuments, type Comparison, namingFiles, scopeOf } from '../verify/compare-documents';
import { openDocuments } from '../verify/open-documents';
import { parseJson } from '../verify/parse-json';
import { recordedSlugs } from '../verify/recorded-slugs';
import { renderProof, renderTests } from '../verify/render-proof';

/** `verify`: whether what documents admit is what is published, or what tests ask for. */
export const verify: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const opened = args.positionals.flatMap((operand) => openDocuments(operand, io.cwd));
  const documents = opened.map(({ document }) => document);
  const [allows, tests] = [args.texts('allows'), args.text('tests')];
  if (allows.length === 0 && tests === undefined) throw args.wrong(missing(documents));
  const results = tests === undefined ? [] : namingFiles(opened, () => (
    checkTraffic(documents, parseJson(readText(resolve(io.cwd, tests)), tests) as TrafficTests, scopeOf(invocation))
  ));
  const comparisons = allows.length === 0 ? [] : [compareDocuments(opened, invocation)];
  if (args.flag('json')) {
    printJson(io, { ...Object.assign({}, ...comparisons.map(comparisonJson)), ...tests === undefined ? {} : { tests: results } });
  } else {
    const proofs = comparisons.map(({ proof, meant }) => renderProof(proof, meant, style));
    io.stdout(`${[...proofs, ...tests === undefined ? [] : [renderTests(results, style)]].join('\n')}\n`);
  }
  if (comparisons.some(({ proof }) => !proof.isEqual) || results.some(({ verdict }) => verdict !== 'passed')) return ExitCode.FINDINGS;
  return comparisons.some(({ proof }) => proof.points.some(({ isUnused }) => isUnused)) ? ExitCode.NOT_ATTACHED : ExitCode.OK;
};

/** What to give, since what the output records does not say which flows and ports are meant. */
function missing(documents: readonly unknown[]): string {
  const slugs = recordedSlugs(documents);
  const example = slugs.length === 0 ? '--allows <slug>' : slugs.map((slug) => `--allows ${slug}`).join(' ');
  return `say what is meant with ${example}, or give --tests <file>`
    + `${slugs.length === 0 ? '' : ': the output records these sets, and not which flows and ports of them are meant'}`;
}

function comparisonJson({ meant, proof }: Comparison): object {
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
