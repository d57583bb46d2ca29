import { resolve } from 'node:path';
import { Catalog, EditionJson, LOCK_FILE, writeLock } from '../../catalog';
import { catalogOf } from '../lookup/shown-catalog';
import { CommandHandler, Invocation } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { printable } from '../shell/style';
import { BaseContent, parseAll, readBase } from '../update/base-content';
import { Candidate } from '../update/candidate';
import { effectiveDates } from '../update/effective-dates';
import { IncomingWithFailure, readIncoming } from '../update/incoming';
import { judgeCandidates, JudgedCandidate } from '../update/judge';
import { mergeEditions, shownAfter } from '../update/merge-editions';
import { Outcome, printOutcome } from '../update/render-outcome';

/** `update`: brings the lock up to date, or with `--check` says whether it is. What fails leaves the lock as it was. */
export const update: CommandHandler = async (invocation) => {
  const { args, io } = invocation;
  const path = resolve(io.cwd, args.text('lock') ?? LOCK_FILE);
  const base = readBase(path);
  const isCheck = args.flag('check');
  const incoming = await readIncoming(invocation, base, isCheck);
  const outcome = isCheck ? check(base, incoming) : apply(invocation, path, base, incoming);
  printOutcome(invocation, outcome);
  if (incoming.pageFailure === undefined) {
    return outcome.code;
  }
  io.stderr(`m365-endpoints: ${printable(incoming.pageFailure.message)}\n`);
  return ExitCode.FAILED;
};

function check(base: BaseContent, { candidates, notes }: IncomingWithFailure): Outcome {
  const newer = candidates.filter(({ refusal }) => refusal === undefined);
  const heldBack = candidates.filter(({ refusal }) => refusal !== undefined);
  const closing = !base.isLocked ? 'there is no lock yet; update without --check writes one'
    : newer.length > 0 ? 'something newer exists; update without --check brings it'
      : heldBack.length > 0 ? 'refused: what is newer is not to be believed' : 'the lock is up to date';
  return {
    code: newer.length > 0 || !base.isLocked ? ExitCode.NEWER : heldBack.length > 0 ? ExitCode.REFUSED : ExitCode.OK,
    newer,
    heldBack,
    findings: candidates.flatMap(({ findings, refusal }) => [...findings, ...refusal === undefined ? [] : [refusal]]),
    closing: [...notes, closing],
  };
}

function apply({ args, io }: Invocation, path: string, base: BaseContent, { candidates, notes }: IncomingWithFailure): Outcome {
  const { judged, acknowledgements } = judgeCandidates(candidates, base, args);
  const accepted = judged.filter(({ code }) => code === ExitCode.OK).map(({ candidate }) => candidate);
  const held = judged.filter(({ code }) => code !== ExitCode.OK);
  const told = {
    code: held.some(({ code }) => code === ExitCode.REFUSED) ? ExitCode.REFUSED : held.length > 0 ? ExitCode.FINDINGS : ExitCode.OK,
    newer: candidates,
    heldBack: held.map(({ candidate }) => candidate),
    findings: judged.flatMap(({ findings }) => findings),
  };
  if (accepted.length === 0 && held.length > 0) {
    // What would have changed: whoever acknowledges it must see it.
    return { ...told, changes: changesBy(base, told.heldBack).changes, closing: [...notes, `${heldBackText(held)}; nothing written`] };
  }
  if (accepted.length === 0 && base.isLocked) {
    return { ...told, closing: [...notes, 'the lock is up to date'] };
  }
  const { editions, shown, changes } = changesBy(base, accepted);
  writeLock(path, { retrieved: `${io.now().toISOString().slice(0, 19)}Z`, editions, shown: Object.fromEntries(shown), acknowledgements });
  return { ...told, changes, written: path, closing: [...notes, ...held.length === 0 ? [] : [heldBackText(held)], `written: ${path}`] };
}

function changesBy(base: BaseContent, candidates: readonly Candidate[]): {
  readonly editions: readonly EditionJson[]; readonly shown: ReadonlyMap<string, string>; readonly changes: Required<Outcome>['changes'];
} {
  const editions = mergeEditions(base.editions, candidates.flatMap(({ edition }) => edition ?? []));
  const shown = shownAfter(editions, base.shown);
  const after: Catalog = catalogOf(parseAll(editions), shown);
  return { editions, shown, changes: { diff: base.catalog.diff(after), after, effective: effectiveDates(candidates, base.catalog, after) } };
}

/** What was held back, and by what. */
function heldBackText(held: readonly JudgedCandidate[]): string {
  const named = (wanted: ExitCode) => held.filter(({ code }) => code === wanted).map(({ candidate }) => candidate.source).join(', ');
  const [refused, unread] = [named(ExitCode.REFUSED), named(ExitCode.FINDINGS)];
  return [
    ...refused === '' ? [] : [`refused: ${refused}, which would open more than published data should, or lose most of it`],
    ...unread === '' ? [] : [`held back: ${unread}, since something could not be read; acknowledge it, or leave all of it out with --allow-findings`],
  ].join('; ');
}
