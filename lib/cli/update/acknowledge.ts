import { createHash } from 'node:crypto';
import { Acknowledgement, GuardFinding } from '../../catalog';
import { Arguments } from '../shell/arguments';

/** What must be acknowledged at one place, in one go. */
export interface Question {
  /** A short name, the same in every run for the same values. */
  readonly id: string;
  readonly findings: readonly GuardFinding[];
}

/** The questions that refusals ask: one for each check and place, however many values it is about. */
export function questionsOf(findings: readonly GuardFinding[]): Question[] {
  const groups = new Map<string, GuardFinding[]>();
  for (const finding of findings.filter(({ severity }) => severity === 'error')) {
    const key = JSON.stringify([finding.code, finding.place]);
    groups.set(key, [...groups.get(key) ?? [], finding]);
  }
  return [...groups.values()].map((group) => ({ id: idOf(group), findings: group }));
}

function idOf(findings: readonly GuardFinding[]): string {
  const text = JSON.stringify(findings.map(({ code, place, value }) => [code, place, value]));
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * The acknowledgements that were just given.
 *
 * @throws EndpointError `InvalidUsage` when an id is not that of a question, or the reason is missing
 */
export function acknowledgementsGiven(questions: readonly Question[], args: Arguments): Acknowledgement[] {
  const ids = args.texts('acknowledge');
  const reason = args.text('reason')?.trim() ?? '';
  const unknown = ids.find((id) => !questions.some((question) => question.id === id));
  if (unknown !== undefined) {
    throw args.wrong(`--acknowledge ${JSON.stringify(unknown)} is none of what the guard refuses: ${questions.map(({ id }) => id).join(', ') || 'nothing'}`);
  }
  if (ids.length > 0 && reason === '') {
    throw args.wrong('--acknowledge needs a --reason, which is recorded in the lock');
  }
  return questions.filter(({ id }) => ids.includes(id)).flatMap(({ findings }) => (
    findings.map(({ code, place, value }) => ({ code, place, value, reason }))
  ));
}

/** Refusals with the option that would let them pass. */
export function withIds(findings: readonly GuardFinding[]): GuardFinding[] {
  const questions = questionsOf(findings);
  return findings.map((finding) => {
    const question = questions.find((each) => each.findings.includes(finding));
    return question === undefined ? finding : { ...finding, message: `${finding.message} (--acknowledge ${question.id} --reason …)` };
  });
}
