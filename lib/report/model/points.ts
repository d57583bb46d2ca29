import { groupBy } from '../../collections/group-by';
import { type ComparedPoint, Verdict } from '../../verify';
import { type AdmissionContext, admissionsOf } from './admissions';
import { carriersOf, describeResource, type NamedResource, OUTPUTS } from './resource-words';
import { type ReportPoint, ReportVerdict } from './traffic-report';

/** What a point is made from, beside the readings. */
export interface PointContext extends AdmissionContext {
  readonly resources: ReadonlyMap<string, NamedResource>;
}

/** The worst first: a point is as good as the worst of its filters. */
const BY_SEVERITY = [
  ReportVerdict.DIFFERENT, ReportVerdict.UNPROVEN, ReportVerdict.NOT_ATTACHED, ReportVerdict.NOT_COMPARED, ReportVerdict.EQUAL,
] as const;

/** The enforcement points of a report: filters that are added up and carried by the same things are one. */
export function pointsOf(compared: readonly ComparedPoint[], context: PointContext): ReportPoint[] {
  const placeOf = ({ reading: { key, kind, addedUpOn, declared }, attachedTo }: ComparedPoint, index: number) => (
    addedUpOn === undefined ? `alone ${index}` : `${kind} ${declared ? [...attachedTo].sort().join(' ') : `behind ${key}`}`
  );
  const places = new Map(compared.map((point, index) => [point, placeOf(point, index)]));
  return [...groupBy(compared, (point) => places.get(point)!).values()].map((filters) => pointOf(filters, context));
}

function pointOf(compared: readonly ComparedPoint[], context: PointContext): ReportPoint {
  const { resources, isCompared } = context;
  const groups = [...new Set(compared.map(({ reading }) => reading))];
  const [{ key, kind }] = groups;
  const verdicts = compared.map(({ verdict, isUnused }) => reportVerdict(verdict, isUnused));
  const named = [...new Set(compared.flatMap((one) => one.attachedTo))];
  const carrying = named.filter((text) => text !== OUTPUTS);
  return {
    name: groups.length === 1 ? describeResource(key, resources).name : `${groups.length} ${kind}s`,
    kind,
    filters: groups.map((group) => ({ key: group.key, declared: group.declared, quotas: group.quotas })),
    verdict: isCompared ? worstOf(verdicts) : ReportVerdict.NOT_COMPARED,
    attachedTo: (carrying.length === 0 ? named : carrying).flatMap((text) => carriersOf(text, resources, groups.map((group) => group.key))),
    admissions: admissionsOf(groups, context),
    local: [...new Set(groups.filter(({ requests }) => requests === undefined).flatMap(({ rules }) => (
      rules.filter(({ access }) => access === 'allow').flatMap(({ local }) => local)
    )))],
  };
}

export function worstOf(verdicts: readonly ReportVerdict[]): ReportVerdict {
  return BY_SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? ReportVerdict.EQUAL;
}

/** A verdict; "equal" is qualified where the filter is attached to nothing. */
export function reportVerdict(verdict: Verdict, isUnused: boolean): ReportVerdict {
  switch (verdict) {
    case Verdict.DIFFERENT: return ReportVerdict.DIFFERENT;
    case Verdict.UNPROVEN: return ReportVerdict.UNPROVEN;
    case Verdict.EQUAL: return isUnused ? ReportVerdict.NOT_ATTACHED : ReportVerdict.EQUAL;
  }
}

