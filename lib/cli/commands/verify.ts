import { resolve } from 'node:path';
import { Cloud } from '../../catalog';
import { publishersIn } from '../../catalog/publishers';
import { EndpointError, inFile } from '../../messages/errors';
import { Direction } from '../../net';
import { checkTraffic, type Proof, prove, readDocuments, type TrafficTests, Verdict } from '../../verify';
import { cloudOption } from '../lookup/cloud-option';
import { openCatalog } from '../lookup/open-catalog';
import { type CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { readText } from '../shell/files';
import { type OpenedDocument, openDocuments } from '../verify/open-documents';
import { parseJson } from '../verify/parse-json';
import { publishedRules } from '../verify/published-rules';
import { recordedSlugs } from '../verify/recorded-slugs';
import { notAttached, renderProof, renderTests, verdictsOf } from '../verify/render-proof';

/** `verify`: whether what documents admit is what is published, or what tests ask for. */
export const verify: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const opened = args.positionals.flatMap((operand) => openDocuments(operand, io.cwd));
  const documents = opened.map(({ document }) => document);
  const [allows, tests] = [args.texts('allows'), args.text('tests')];
  if (allows.length === 0 && tests === undefined) throw args.wrong(missing(documents));
  const [groups, requests] = [args.texts('group'), args.texts('requests')];
  const scope = { ...groups.length === 0 ? {} : { groups }, ...requests.length === 0 ? {} : { requests } };
  const catalog = openCatalog(invocation);
  const cloud = cloudOption(args, catalog) ?? Cloud.WORLDWIDE;
  const direction = args.oneOf('direction', Object.values(Direction));
  const meant = allows.map((operand) => publishedRules(operand, catalog, cloud, args));
  const limits = [args.text('family'), direction].filter((limit) => limit !== undefined).map((limit) => `${limit.toLowerCase()} only`);
  const text = [...meant.map((one) => one.text), `${cloud}`, ...limits].join(', ');
  const results = tests === undefined
    ? []
    : read(opened, () => checkTraffic(documents, parseJson(readText(resolve(io.cwd, tests)), tests) as TrafficTests, scope));
  const proof = meant.length === 0 ? undefined : read(opened, () => prove(documents, {
    ...scope, rules: meant.flatMap(({ rules }) => rules), direction, publishersOf: publishersIn(catalog),
  }));
  meant.forEach(({ leftOut }, i) => {
    if (leftOut.length === 0) return;
    io.stderr(`m365-endpoints: ${allows[i]} does not mean ${leftOut.join(', ')}, which an option of its construct adds: --allows <slug>/<flow> does\n`);
  });
  if (args.flag('json')) {
    printJson(io, { ...proof === undefined ? {} : { meant: text, ...proofJson(proof) }, ...tests === undefined ? {} : { tests: results } });
  } else {
    const parts = [...proof === undefined ? [] : [renderProof(proof, text, style)], ...tests === undefined ? [] : [renderTests(results, style)]];
    io.stdout(`${parts.join('\n')}\n`);
  }
  if ((proof !== undefined && !proof.isEqual) || results.some(({ verdict }) => verdict !== 'passed')) return ExitCode.FINDINGS;
  return proof !== undefined && notAttached(proof).length > 0 ? ExitCode.NOT_ATTACHED : ExitCode.OK;
};

/** Reads documents; an error names the file that it is about. */
function read<T>(opened: readonly OpenedDocument[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EndpointError) || error.code === 'InvalidTrafficTest') throw error;
    for (const { name, document } of opened) {
      try {
        readDocuments([document]);
      } catch (cause) {
        throw cause instanceof EndpointError ? inFile(name, cause) : cause;
      }
    }
    throw error;
  }
}

/** What to give, since what the output records does not say which flows and ports are meant. */
function missing(documents: readonly unknown[]): string {
  const slugs = recordedSlugs(documents);
  const example = slugs.length === 0 ? '--allows <slug>' : slugs.map((slug) => `--allows ${slug}`).join(' ');
  return `say what is meant with ${example}, or give --tests <file>`
    + `${slugs.length === 0 ? '' : ': the output records these sets, and not which flows and ports of them are meant'}`;
}

function proofJson(proof: Proof): object {
  const { verdict, missing: absent, extra, unresolved, findings, uncovered } = proof;
  return {
    verdict,
    isEqual: verdict === Verdict.EQUAL,
    groups: verdictsOf(proof).map(([key, one]) => ({ key, verdict: one })),
    missing: absent,
    extra,
    unresolved,
    findings,
    uncovered,
  };
}
