import { compareTexts } from '../../collections/by-text';
import type { Direction, PrefixSet } from '../../net';
import { type Finding, FindingCode, type Proof } from '../../verify';
import { changeOf, groundOf } from './grounds';
import type { MeantSet } from './meant-set';
import { pointsOf, reportVerdict } from './points';
import { exceptionsOf, recordsIn, type ScenarioRecord } from './records';
import { resourcesOf } from './resource-words';
import { type Remark, ReportVerdict, type TrafficReport } from './traffic-report';

/** What a report is made from: documents, what was read of them, and what was proven. */
export interface ReportInput {
  readonly title: string;

  /** `YYYY-MM-DD`; with it, exceptions that have expired are told apart. */
  readonly date?: string;
  readonly documents: readonly { readonly name: string; readonly document: unknown }[];
  readonly proof: Proof;

  /** Filters of the documents that were not compared, by key. */
  readonly notCompared: readonly string[];

  /** The published entries that what is admitted stands on. */
  readonly meant: readonly MeantSet[];

  /** Whether these were expected, rather than only recorded in the documents; then the proof is about them. */
  readonly isCompared: boolean;

  /** The only direction that was compared; both when it is not given. */
  readonly direction?: Direction;

  /** What is meant, as the verdict names it. */
  readonly meantText: string;
  publishersOf(addresses: PrefixSet): readonly string[];
}

/** A report, without a choice of how it looks. */
export function reportOf(input: ReportInput): TrafficReport {
  const { title, date, documents, proof, notCompared, meant, isCompared, direction, publishersOf } = input;
  const records = documents.flatMap(({ document }) => recordsIn(document));
  const unattached = proof.points.filter(({ isUnused }) => isUnused).map(({ reading }) => reading.key);
  const verdict = isCompared ? reportVerdict(proof.verdict, unattached.length > 0) : ReportVerdict.NOT_COMPARED;
  return {
    title,
    ...date === undefined ? {} : { date },
    verdict,
    sentence: sentenceOf(verdict, proof, unattached),
    meant: input.meantText,
    documents: documents.map(({ name }) => name),
    points: pointsOf(proof.points, { meant, direction, isCompared, publishersOf, resources: resourcesOf(documents.map(({ document }) => document)) }),
    notCompared,
    missing: isCompared ? proof.missing : [],
    extra: isCompared ? proof.extra : [],
    grounds: meant.map((one) => groundOf(one, records)),
    changes: meant.flatMap(changeOf),
    exceptions: exceptionsOf(records, date),
    ...isCompared ? remarksOf(proof, recordedBeside(records, meant)) : remarksOf({ ...proof, uncovered: proof.uncovered.filter(isAboutPlace) }, []),
  };
}

function sentenceOf(verdict: ReportVerdict, { missing, extra }: Proof, unattached: readonly string[]): string {
  switch (verdict) {
    case ReportVerdict.EQUAL: return 'The filters admit exactly what is expected, nothing more and nothing less.';
    case ReportVerdict.NOT_ATTACHED:
      return `The filters admit exactly what is expected, but nothing in the documents names ${unattached.join(', ')}, so that it may protect nothing.`;
    case ReportVerdict.DIFFERENT: return `${[
      ...extra.length === 0 ? [] : ['Something is admitted that is not expected'],
      ...missing.length === 0 ? [] : [`${extra.length === 0 ? 'Something' : 'something'} that is expected is not admitted`],
    ].join(', and ')}.`;
    case ReportVerdict.NOT_COMPARED: return 'Nothing was said about what is expected, so nothing is proven: this shows what is admitted, and what the documents record of it.';
    case ReportVerdict.UNPROVEN: return 'No difference was found, but something that could hide one was not understood. Nothing is proven.';
  }
}

/** Findings that leave a reading exact; that nothing carries a filter is part of the verdict. */
const HARMLESS: readonly FindingCode[] = [FindingCode.UNKNOWN_GROUP, FindingCode.NOT_ATTACHED];

/** Whether it is about a place in the documents, rather than about the comparison. */
function isAboutPlace({ path }: Proof['uncovered'][number]): boolean {
  return path !== '';
}

function remarksOf({ unresolved, findings, uncovered }: Pick<Proof, 'unresolved' | 'findings' | 'uncovered'>, beside: readonly Remark[]): Pick<TrafficReport, 'unread' | 'remarks'> {
  const isHarmless = ({ code }: Finding) => HARMLESS.includes(code);
  const ofFinding = ({ code, path, message }: Finding): Remark => ({ label: code, path, text: message });
  return {
    unread: [
      ...unresolved.map(({ path, text }) => ({ label: 'unresolved', path, text })),
      ...findings.filter((finding) => !isHarmless(finding)).map(ofFinding),
      ...uncovered.filter(({ preventsProof }) => preventsProof).map(({ path, reason }) => ({ label: 'uncovered', path, text: reason })),
    ],
    remarks: [
      ...findings.filter(isHarmless).map(ofFinding),
      ...uncovered.filter(({ preventsProof }) => !preventsProof).map(({ path, reason }) => ({ label: 'uncovered', path, text: reason })),
      ...beside,
    ],
  };
}

/** Scenarios that the documents record and that were not asked for: what they admit shows as a difference. */
function recordedBeside(records: readonly ScenarioRecord[], meant: readonly MeantSet[]): Remark[] {
  const isMeant = (slug: string, cloud: string) => meant.some((one) => one.set.slug === slug && one.cloud.name === cloud);
  return records.flatMap(({ path, scenario, cloud, slugs }): Remark[] => {
    const beside = [...new Set(slugs.filter((slug) => !isMeant(slug, cloud)))].sort(compareTexts);
    return beside.length === 0 ? [] : [{ label: 'recorded', path, text: `${scenario} for ${cloud} is recorded with ${beside.join(', ')}, which are not among what is expected` }];
  });
}
