import { compareTexts } from '../../collections/by-text';
import { groupBy } from '../../collections/group-by';
import type { Direction, PrefixSet } from '../../net';
import { type Finding, FindingCode, type Proof } from '../../verify';
import type { Claim } from './admissions';
import { changeOf, groundOf } from './grounds';
import type { MeantSet, ReportPart } from './meant-set';
import { pointsOf, reportVerdict, worstOf } from './points';
import { exceptionsOf, expiring, recordsIn, type ScenarioRecord } from './records';
import { resourcesOf } from './resource-words';
import { type Remark, ReportBasis, type ReportException, ReportVerdict, type TrafficReport } from './traffic-report';

/** What a report is made from: documents, what was read of them, and what was proven. */
export interface ReportInput {
  readonly title: string;

  /** `YYYY-MM-DD`; with it, exceptions that have expired are marked. */
  readonly date?: string;
  readonly documents: readonly { readonly name: string; readonly document: unknown }[];

  /** What the documents were compared with; for `NOTHING` the meant sets only explain what is admitted. */
  readonly basis: ReportBasis;

  /** One for `--allows`, and one for each comparison with a record. */
  readonly parts: readonly ReportPart[];

  /** Filters of the documents that were not compared, by key. */
  readonly notCompared: readonly string[];

  /** Filters of this library without a record, by key: nothing is proven then. */
  readonly unrecorded?: readonly string[];

  /** What the app added or left out. @default - what the documents give a reason for */
  readonly exceptions?: readonly ReportException[];

  /** The only direction that was compared; both when it is not given. */
  readonly direction?: Direction;

  /** What is meant, as the verdict names it. */
  readonly meantText: string;
  publishersOf(addresses: PrefixSet): readonly string[];
}

/** A report, without a choice of how it looks. */
export function reportOf(input: ReportInput): TrafficReport {
  const { title, date, documents, basis, parts, notCompared, unrecorded = [], direction, publishersOf } = input;
  const isCompared = basis !== ReportBasis.NOTHING;
  const records = documents.flatMap(({ document }) => recordsIn(document));
  const meant = mergedSets(parts.flatMap((part) => part.meant));
  const resources = resourcesOf(documents.map(({ document }) => document));
  const points = mergedParts(parts).flatMap((part) => (
    pointsOf(part.proofs.flatMap((proof) => proof.points), { claims: claimsOf(part, meant), direction, isCompared, publishersOf, resources })
  ));
  const unattached = parts.flatMap(({ proof }) => proof.points).filter(({ isUnused }) => isUnused).map(({ reading }) => reading.key);
  const verdicts = parts.map(({ proof }) => reportVerdict(proof.verdict, proof.points.some(({ isUnused }) => isUnused)));
  const verdict = isCompared ? worstOf([...verdicts, ...unrecorded.length === 0 ? [] : [ReportVerdict.UNPROVEN]]) : ReportVerdict.NOT_COMPARED;
  const [missing, extra] = [parts.flatMap(({ proof }) => proof.missing), parts.flatMap(({ proof }) => proof.extra)];
  return {
    title,
    ...date === undefined ? {} : { date },
    verdict,
    sentence: sentenceOf(verdict, { missing, extra }, unattached),
    basis,
    meant: input.meantText,
    documents: documents.map(({ name }) => name),
    points,
    notCompared,
    missing: isCompared ? uniqueOf(missing) : [],
    extra: isCompared ? uniqueOf(extra) : [],
    grounds: meant.map((one) => groundOf(one, records)),
    changes: meant.flatMap(changeOf),
    exceptions: (input.exceptions ?? exceptionsOf(records)).map((one) => expiring(one, date)),
    ...remarksOf(input, records, meant),
  };
}

const keyOf = ({ set, cloud }: MeantSet) => `${set.slug} ${cloud} ${set.publication.source} ${set.publication.edition}`;

/** Each published entry once, with all flows that anything means. */
function mergedSets(meant: readonly MeantSet[]): MeantSet[] {
  return [...groupBy(meant, keyOf).values()].map(([first, ...others]) => ({
    ...first, flows: [...new Map([first, ...others].flatMap(({ flows }) => flows).map((flow) => [flow.name, flow])).values()],
  }));
}

/** Comparisons that have a filter in common, such as the load balancer's own group, which is on the same interface as the filters of both. */
interface MergedPart extends Pick<ReportPart, 'meant' | 'added'> {
  readonly proofs: readonly Proof[];
}

function mergedParts(parts: readonly ReportPart[]): MergedPart[] {
  return parts.reduce<readonly MergedPart[]>((merged, { proof, meant, added }) => {
    const readings = new Set(proof.points.map(({ reading }) => reading));
    const isShared = ({ proofs }: MergedPart) => proofs.some(({ points }) => points.some(({ reading }) => readings.has(reading)));
    const shared = merged.filter(isShared);
    return [...merged.filter((part) => !isShared(part)), {
      proofs: [...shared.flatMap(({ proofs }) => proofs), proof],
      meant: [...shared.flatMap((part) => part.meant), ...meant],
      added: [...shared.flatMap((part) => part.added), ...added],
    }];
  }, []).slice();
}

function claimsOf({ meant, added }: MergedPart, all: readonly MeantSet[]): Claim[] {
  return [
    ...meant.flatMap((one) => {
      const ground = all.findIndex((other) => keyOf(other) === keyOf(one));
      return [{ ground, isAdded: false, rules: one.rules }, { ground, isAdded: true, rules: one.rulesOfPeers }];
    }),
    { isAdded: true, rules: added },
  ].filter(({ rules }) => rules.length > 0);
}

function sentenceOf(verdict: ReportVerdict, { missing, extra }: Pick<Proof, 'missing' | 'extra'>, unattached: readonly string[]): string {
  switch (verdict) {
    case ReportVerdict.EQUAL: return 'The filters admit exactly what is expected, nothing more and nothing less.';
    case ReportVerdict.NOT_ATTACHED:
      return `The filters admit exactly what is expected, but nothing in the documents refers to ${unattached.join(', ')}, so ${unattached.length === 1 ? 'it' : 'they'} may protect nothing.`;
    case ReportVerdict.DIFFERENT: return `${[
      ...extra.length === 0 ? [] : ['The filters admit traffic that is not expected'],
      ...missing.length === 0 ? [] : [extra.length === 0 ? 'The filters do not admit all of the expected traffic' : 'do not admit all of the expected traffic'],
    ].join(', and ')}.`;
    case ReportVerdict.NOT_COMPARED: return 'Nothing says what is expected, so nothing is proven. This report shows what the filters admit.';
    case ReportVerdict.UNPROVEN: return 'No difference was found, but something that could hide one was not understood. Nothing is proven.';
  }
}

/** Findings that leave a reading exact; that nothing carries a filter is part of the verdict. */
const HARMLESS: readonly FindingCode[] = [FindingCode.UNKNOWN_GROUP, FindingCode.NOT_ATTACHED];

/** Whether it is about a place in the documents, rather than about the comparison. */
function isAboutPlace({ path }: Proof['uncovered'][number]): boolean {
  return path !== '';
}

function remarksOf(
  { basis, parts, unrecorded = [] }: ReportInput, records: readonly ScenarioRecord[], meant: readonly MeantSet[],
): Pick<TrafficReport, 'unread' | 'remarks'> {
  const [unresolved, findings, all] = [
    parts.flatMap(({ proof }) => proof.unresolved), parts.flatMap(({ proof }) => proof.findings), parts.flatMap(({ proof }) => proof.uncovered),
  ];
  const uncovered = basis === ReportBasis.NOTHING ? all.filter(isAboutPlace) : all;
  const isHarmless = ({ code }: Finding) => HARMLESS.includes(code);
  const ofFinding = ({ code, path, message }: Finding): Remark => ({ label: code, path, text: message });
  return {
    unread: uniqueOf([
      ...unresolved.map(({ path, text }) => ({ label: 'unresolved', path, text })),
      ...findings.filter((finding) => !isHarmless(finding)).map(ofFinding),
      ...uncovered.filter(({ preventsProof }) => preventsProof).map(({ path, reason }) => ({ label: 'uncovered', path, text: reason })),
      ...unrecorded.map((path) => ({ label: 'unrecorded', path, text: 'has rules of this library, but no record of what they were made from' })),
    ]),
    remarks: uniqueOf([
      ...findings.filter(isHarmless).map(ofFinding),
      ...uncovered.filter(({ preventsProof }) => !preventsProof).map(({ path, reason }) => ({ label: 'uncovered', path, text: reason })),
      ...basis === ReportBasis.PUBLISHED ? recordedBeside(records, meant) : [],
    ]),
  };
}

/** Each once: comparisons of one document read all of it. */
function uniqueOf<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Scenarios that the documents record and that were not asked for: what they admit shows as a difference. */
function recordedBeside(records: readonly ScenarioRecord[], meant: readonly MeantSet[]): Remark[] {
  const isMeant = (slug: string, cloud: string) => meant.some((one) => one.set.slug === slug && one.cloud.name === cloud);
  return records.flatMap(({ path, scenario, cloud, slugs }): Remark[] => {
    const beside = [...new Set(slugs.filter((slug) => !isMeant(slug, cloud)))].sort(compareTexts);
    return beside.length === 0 ? [] : [{ label: 'recorded', path, text: `${scenario} for ${cloud} is recorded with ${beside.join(', ')}, which are not among what is expected` }];
  });
}
