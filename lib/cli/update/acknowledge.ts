import { createHash } from 'node:crypto';
import { Acknowledgement, Finding, GuardFinding } from '../../catalog';
import { Arguments } from '../shell/arguments';

/** A short name for what the guard refused, the same in every run, to acknowledge it by. */
export function idOf({ code, place, value }: GuardFinding | Acknowledgement): string {
  return createHash('sha256').update(JSON.stringify([code, place, value])).digest('hex').slice(0, 8);
}

/**
 * The acknowledgements that a lock is to record: those of the old one that are still of use, and those just given.
 *
 * @param refused what the guard says without any
 * @throws EndpointError `InvalidUsage` when an id is not that of a refusal, or the reason is missing
 */
export function acknowledgementsFor(refused: readonly GuardFinding[], old: readonly Acknowledgement[], args: Arguments): Acknowledgement[] {
  const ids = args.texts('acknowledge');
  const reason = args.text('reason')?.trim() ?? '';
  const unknown = ids.find((id) => !refused.some((finding) => idOf(finding) === id));
  if (unknown !== undefined) {
    throw args.wrong(`--acknowledge ${JSON.stringify(unknown)} is none of what the guard refuses: ${refused.map(idOf).join(', ') || 'nothing'}`);
  }
  if (ids.length > 0 && reason === '') {
    throw args.wrong('--acknowledge needs a --reason, which is recorded in the lock');
  }
  const kept = old.filter((each) => refused.some((finding) => idOf(finding) === idOf(each)));
  const added = refused.filter((finding) => ids.includes(idOf(finding)) && !kept.some((each) => idOf(each) === idOf(finding)));
  return [...kept, ...added.map(({ code, place, value }) => ({ code, place, value, reason }))];
}

/** A refusal with the option that would let it pass. */
export function withId(finding: GuardFinding): Finding {
  return finding.severity !== 'error' ? finding : { ...finding, message: `${finding.message} (--acknowledge ${idOf(finding)} --reason …)` };
}
