import { resolve } from 'node:path';
import {
  Acknowledgement, Catalog, CatalogDiff, EditionJson, Finding, GuardCode, guardSets, GuardFinding, hasErrors, LOCK_FILE, renderDiffJson, writeLock,
} from '../../catalog';
import { catalogOf } from '../lookup/shown-catalog';
import { CommandHandler, Invocation, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { acknowledgementsFor, withId } from '../update/acknowledge';
import { BaseContent, parseAll, readBase } from '../update/base-content';
import { Incoming, NewerEdition, readIncoming } from '../update/incoming';
import { mergeEditions, shownAfter } from '../update/merge-editions';
import { DIFF_FORMATS, renderDiff } from './diff';
import { renderFinding } from './import';

/** What an update did, or would do. */
interface Outcome {
  readonly code: ExitCode;
  readonly newer: readonly NewerEdition[];
  readonly findings: readonly Finding[];

  /** Absent where nothing was compared. */
  readonly diff?: CatalogDiff;

  /** The lock, where it was written. */
  readonly written?: string;
  readonly closing: string;
}

/** `update`: brings the lock up to date, or with `--check` says whether it is. What fails leaves the lock as it was. */
export const update: CommandHandler = async (invocation) => {
  const { args, io } = invocation;
  const path = resolve(io.cwd, args.text('lock') ?? LOCK_FILE);
  const base = readBase(path);
  const isCheck = args.flag('check');
  const incoming = await readIncoming(invocation, base, isCheck);
  const outcome = isCheck ? check(base, incoming) : apply(invocation, path, base, incoming);
  print(invocation, { ...outcome, closing: [...incoming.notes, outcome.closing].join('\n') });
  return outcome.code;
};

function check(base: BaseContent, { newer, findings }: Incoming): Outcome {
  const closing = !base.isLocked ? 'there is no lock yet; update without --check writes one'
    : newer.length > 0 ? 'something newer exists; update without --check brings it' : 'the lock is up to date';
  return { code: newer.length > 0 || !base.isLocked ? ExitCode.NEWER : ExitCode.OK, newer, findings, closing };
}

function apply({ args, io }: Invocation, path: string, base: BaseContent, { newer, editions, findings }: Incoming): Outcome {
  if (base.isLocked && editions.length === 0) {
    return { code: ExitCode.OK, newer, findings, closing: 'the lock is up to date' };
  }
  if (hasErrors(findings) && !args.flag('allow-findings')) {
    return { code: ExitCode.FINDINGS, newer, findings, closing: 'nothing written, since something could not be read; --allow-findings leaves it out' };
  }
  const next = mergeEditions(base.editions, editions);
  const shown = shownAfter(next, base.shown);
  const catalog = catalogOf(parseAll(next), shown);
  const diff = base.catalog.diff(catalog);
  const acknowledgements = acknowledgementsFor(guard(next, catalog, base.catalog, []), base.acknowledgements, args);
  const guarded = guard(next, catalog, base.catalog, acknowledgements);
  const all = [...findings, ...guarded.map(withId)];
  if (hasErrors(guarded)) {
    return { code: ExitCode.REFUSED, newer, findings: all, diff, closing: 'refused, and nothing written: it would open more than published data should' };
  }
  writeLock(path, { retrieved: `${io.now().toISOString().slice(0, 19)}Z`, editions: next, shown: Object.fromEntries(shown), acknowledgements });
  return { code: ExitCode.OK, newer, findings: all, diff, written: path, closing: `written: ${path}` };
}

/** What the guard says of every edition, and of the growth of what a catalog shows. */
function guard(editions: readonly EditionJson[], after: Catalog, before: Catalog, acknowledgements: readonly Acknowledgement[]): GuardFinding[] {
  const isGrowth = ({ code }: { code: GuardCode }) => code === GuardCode.SET_HAS_GROWN;
  return [
    ...guardSets(parseAll(editions).flatMap(({ sets }) => sets), { acknowledgements: acknowledgements.filter((each) => !isGrowth(each)) }),
    ...guardSets(after.where({}), { previous: before.where({}), acknowledgements: acknowledgements.filter(isGrowth) }).filter(isGrowth),
  ];
}

function print({ args, io, style }: Invocation, { newer, findings, diff, written, closing, code }: Outcome): void {
  const format = args.flag('json') ? 'json' : args.oneOf('format', DIFF_FORMATS) ?? 'text';
  if (format === 'json') {
    const changes: unknown = diff === undefined ? null : JSON.parse(renderDiffJson(diff));
    printJson(io, { upToDate: newer.length === 0, newer, findings, diff: changes, written: written ?? null, exitCode: code });
    return;
  }
  // Markdown is for a pull request: what is not part of it goes to standard error.
  const remark = format === 'markdown' ? io.stderr : io.stdout;
  const editions = diff === undefined ? newer.map(({ source, before, after }) => `${source} ${before ?? '(none)'} → ${after}\n`) : [];
  editions.forEach((line) => io.stdout(format === 'markdown' ? `- ${line}` : line));
  if (diff !== undefined) {
    io.stdout(`${renderDiff(diff, format, style)}${format === 'markdown' ? '' : '\n'}`);
  }
  findings.forEach((finding) => remark(`${renderFinding(finding, style)}\n`));
  remark(`${closing}\n`);
}
