import { Acknowledgement, Finding, GuardCode, GuardFinding, guardSets, hasErrors, parseEdition } from '../../catalog';
import { FindingCode } from '../../sources';
import { Arguments } from '../shell/arguments';
import { ExitCode } from '../shell/exit-code';
import { acknowledgementsGiven, Question, questionsOf, withIds } from './acknowledge';
import { BaseContent } from './base-content';
import { Candidate } from './candidate';

/** A candidate with what was found about it. */
export interface JudgedCandidate {
  readonly candidate: Candidate;
  readonly findings: readonly Finding[];

  /** Why it is held back; `OK` when it may be written. */
  readonly code: ExitCode.OK | ExitCode.FINDINGS | ExitCode.REFUSED;
}

/** The candidates, judged, and the acknowledgements that a lock with the accepted ones has. */
export interface Judgement {
  readonly judged: readonly JudgedCandidate[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Findings of a page that put an unknown row into question, and not merely beside the known ones. */
const DOUBTFUL_ROWS: readonly string[] = [FindingCode.ROW_MISSING, FindingCode.ROW_DUPLICATE, FindingCode.ROW_AMBIGUOUS];

/**
 * Judges each candidate by itself, so that a refusal holds back its source and no other.
 *
 * @throws EndpointError `InvalidUsage` about the acknowledgements
 */
export function judgeCandidates(candidates: readonly Candidate[], base: BaseContent, args: Arguments): Judgement {
  const allowFindings = args.flag('allow-findings');
  const before = candidates.map((candidate) => evaluate(candidate, base, base.acknowledgements, allowFindings));
  const given = acknowledgementsGiven(before.flatMap(questionsAbout), args);
  const all = [...base.acknowledgements, ...given];
  const after = given.length === 0 ? before : candidates.map((candidate) => evaluate(candidate, base, all, allowFindings));
  const judged = after.map(({ candidate, found, notes, code }) => ({ candidate, code, findings: [...notes, ...withIds(found)] }));
  return { judged, acknowledgements: keptOf(all, after) };
}

interface Evaluation {
  readonly candidate: Candidate;

  /** What may be asked, and what acknowledgements answer. */
  readonly found: readonly GuardFinding[];

  /** Everything else. */
  readonly notes: readonly Finding[];
  readonly code: JudgedCandidate['code'];
}

function evaluate(candidate: Candidate, base: BaseContent, acknowledgements: readonly Acknowledgement[], allowFindings: boolean): Evaluation {
  const { source, edition, refusal, isBundled = false } = candidate;
  if (refusal !== undefined) {
    return { candidate, found: [], notes: [refusal], code: ExitCode.REFUSED };
  }
  const findings = withNewRowsTold(candidate.findings);
  const isQuestion = ({ severity }: Finding) => severity === 'error' && edition !== undefined && !allowFindings;
  const unread = findings.filter(isQuestion).map((finding) => unreadFinding(finding, acknowledgements));
  const notes = findings.filter((finding) => !isQuestion(finding));
  const guardAcknowledgements = acknowledgements.filter(({ code }) => code !== GuardCode.UNREAD);
  const previous = isBundled ? undefined : base.catalog.where({ source });
  const guarded = edition === undefined ? []
    : guardSets(parseEdition(edition).sets, { previous, acknowledgements: guardAcknowledgements })
      .filter(({ code, place }) => code !== GuardCode.ACKNOWLEDGEMENT_UNUSED || isAbout(candidate, base, place));
  const code = hasErrors(guarded) ? ExitCode.REFUSED : hasErrors(unread) || (hasErrors(notes) && !allowFindings) ? ExitCode.FINDINGS : ExitCode.OK;
  return { candidate, found: [...unread, ...guarded], notes, code };
}

/** A row that is new on a page takes nothing from the others: it is told, and does not hold them back. */
function withNewRowsTold(findings: readonly Finding[]): readonly Finding[] {
  return findings.some(({ code }) => DOUBTFUL_ROWS.includes(code)) ? findings
    : findings.map((finding) => (finding.code === FindingCode.ROW_UNKNOWN ? { ...finding, severity: 'warning' } : finding));
}

/** Something that could not be read, as something that can be acknowledged. */
function unreadFinding({ code, place, message }: Finding, acknowledgements: readonly Acknowledgement[]): GuardFinding {
  const value = `${code}: ${message}`;
  const accepted = acknowledgements.find((each) => each.code === GuardCode.UNREAD && each.place === place && each.value === value);
  return accepted === undefined ? { code: GuardCode.UNREAD, severity: 'error', place, value, message: value }
    : { code: GuardCode.UNREAD, severity: 'info', place, value, message: `${value}; acknowledged: ${accepted.reason}` };
}

function questionsAbout({ found }: Evaluation): Question[] {
  return questionsOf(found);
}

/**
 * The acknowledgements that a lock keeps: those that let something pass, and those about sources that were not judged
 * or are held back, whose old edition stays.
 */
function keptOf(all: readonly Acknowledgement[], evaluations: readonly Evaluation[]): Acknowledgement[] {
  const accepted = evaluations.filter(({ code }) => code === ExitCode.OK);
  return all.filter(({ code, place, value }) => {
    const isUsed = accepted.some(({ found }) => found.some((finding) => (
      finding.severity === 'info' && finding.code === code && finding.place === place && finding.value === value
    )));
    const isUnused = accepted.some(({ found }) => found.some((finding) => (
      finding.code === GuardCode.ACKNOWLEDGEMENT_UNUSED && finding.place === place && finding.value === value
    )));
    const isMended = code === GuardCode.UNREAD && accepted.some(({ candidate }) => place.startsWith(`${candidate.source}, `));
    return isUsed || (!isUnused && !isMended);
  });
}

/** Whether a place is one of the sets of a candidate, or of what it replaces, or its source. */
function isAbout({ source, edition }: Candidate, base: BaseContent, place: string): boolean {
  const [name] = place.split(' ');
  return name === source || [...edition?.sets ?? [], ...base.catalog.where({ source })].some(({ slug }) => slug === name);
}
