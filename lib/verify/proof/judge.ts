import type { Direction } from '../../net';
import { type Finding, FindingCode, type Uncovered } from '../document/finding';
import type { GroupReading, Reading } from '../document/reading';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import { addedUp } from './added-up';
import { compareLocalSides } from './compare-local-sides';
import { compareRequests } from './compare-requests';
import { pointsOf } from './compared-point';
import { type Difference, explainExtra, explainMissing, explainNames } from './difference';
import { doubtsOf } from './doubts';
import { type Expectation, type Meaning, meaningOf, targetOf } from './expectation';
import { Proof } from './proof';
import { Verdict, verdictOn } from './verdict';

/** Equal sets have one text, so that no fault of the arithmetic makes two out of different ones equal. */
const FAULT: Uncovered = { path: '', reason: 'no difference was computed, and the two sides are not the same text: a fault of this library, please report it', preventsProof: true };

/** Judges readings against what is meant; see `prove`. */
export function judge(readings: readonly Reading[], expectation: Expectation): Proof {
  const meaning = meaningOf(expectation);
  const { direction } = expectation;
  const inDirection = <S extends { only(direction: Direction): S }>(space: S): S => (direction === undefined ? space : space.only(direction));
  const publishersOf = expectation.publishersOf ?? (() => []);
  const all = readings.flatMap(({ groups }) => [...groups.values()]);
  const compared = all.filter(({ key }) => expectation.groups?.includes(key) ?? true);
  const missing: Difference[] = [];
  const extra: Difference[] = [];
  const left: Uncovered[] = [];
  const local = new Map<string, readonly string[]>();
  for (const groups of addedUp(compared)) {
    const target = targetOf(groups, meaning);
    const admitted = inDirection(AdmittedSpace.of(groups.flatMap(({ space }) => space.boxes())));
    const names = inDirection(groups.reduce((union, group) => union.union(group.names ?? AdmittedNames.EMPTY), AdmittedNames.EMPTY));
    missing.push(...explainMissing(groups, target.admitted.subtract(admitted), publishersOf));
    missing.push(...explainNames(groups, target.names.subtract(names)));
    extra.push(...explainExtra(groups, admitted.subtract(target.admitted), publishersOf));
    extra.push(...explainNames(groups, names.subtract(target.allowedNames)));
    if (missing.length + extra.length === 0 && `${admitted}` !== `${target.admitted}`) left.push(FAULT);
    for (const group of groups) {
      const sides = compareLocalSides(group, expectation.local);
      missing.push(...sides.missing);
      extra.push(...sides.extra);
      left.push(...sides.left);
      if (sides.found.length > 0) local.set(group.key, sides.found);
    }
    for (const filter of groups.filter(({ requests }) => requests !== undefined)) {
      const requests = compareRequests(filter, expectation.requests, target.admitted, publishersOf);
      missing.push(...requests.missing);
      extra.push(...requests.extra);
      left.push(...requests.left);
    }
    left.push(...target.left.map((reason) => ({ path: groups.map(({ key }) => key).join(', '), reason, preventsProof: true })));
  }
  const unresolved = readings.flatMap((reading) => reading.unresolved);
  const findings = [...readings.flatMap((reading) => reading.findings), ...readings.flatMap((reading) => notAttached(reading, compared))];
  const uncovered = [
    ...readings.flatMap((reading) => reading.uncovered).map((one) => (
      one.unlessNamed === true && expectation.groups !== undefined ? { ...one, preventsProof: false } : one
    )), ...left, ...unmet(meaning), ...absent(all, compared, expectation),
    ...(expectation.groups === undefined ? apart(readings, compared) : []),
  ];
  const isDifferent = missing.length + extra.length > 0;
  const isDoubtful = doubtsOf({ unresolved, findings, uncovered }).length > 0;
  const points = pointsOf(readings, compared, { missing, extra }, isDoubtful);
  return new Proof(verdictOn(isDifferent, isDoubtful), points, missing, extra, unresolved, findings, uncovered, local);
}

/** The proof that nothing can be said of these groups, since it is not known what is meant. */
export function unproven(readings: readonly Reading[], groups: readonly string[], reasons: readonly Uncovered[]): Proof {
  const compared = readings.flatMap((reading) => [...reading.groups.values()]).filter(({ key }) => groups.includes(key));
  return new Proof(Verdict.UNPROVEN, pointsOf(readings, compared, { missing: [], extra: [] }, true), [], [], [], [], reasons);
}

/** Groups are added up only where they are attached together; a rule that moves to another group may move elsewhere. */
function apart(readings: readonly Reading[], compared: readonly GroupReading[]): Uncovered[] {
  const places = new Map<string, Map<string, string[]>>();
  for (const { groups, attachments } of readings) {
    for (const group of [...groups.values()].filter((one) => one.addedUpOn !== undefined && compared.includes(one))) {
      const place = group.declared ? placesOf(attachments.get(group.key) ?? []) : `behind ${group.key}`;
      const kind = places.get(group.addedUpOn!) ?? new Map<string, string[]>();
      places.set(group.addedUpOn!, kind.set(place, [...kind.get(place) ?? [], group.key]));
    }
  }
  return [...places.values()].filter((kind) => kind.size > 1).map((kind) => ({
    path: [...kind.values()].flat().join(', '),
    reason: 'are not attached to the same resources as far as the documents show, so they may not add up: name those that do in `groups`',
    preventsProof: true,
  }));
}

/** Where a group is attached as one text. An output is a place only if there is no other: others may attach what is handed to them anywhere. */
function placesOf(names: readonly string[]): string {
  const places = names.filter((name) => name !== 'outputs');
  return [...places.length > 0 ? places : names].sort().join(' ');
}

function notAttached({ groups, attachments }: Reading, compared: readonly GroupReading[]): Finding[] {
  return [...groups.values()].filter((group) => group.declared && compared.includes(group) && !attachments.has(group.key)).map(({ key }) => (
    { code: FindingCode.NOT_ATTACHED, path: key, message: 'is not referred to by anything in the documents that traffic goes through' }
  ));
}

/** Parts of rules that have no addresses, names or ports before the deployment. */
function unmet({ uncovered }: Meaning): Uncovered[] {
  return uncovered.map(({ rule, field, count }) => (
    { path: `rules[${rule}].${field}`, reason: `holds ${count} that have no value before the deployment`, preventsProof: true }
  ));
}

function absent(all: readonly GroupReading[], compared: readonly GroupReading[], { groups = [] }: Expectation): Uncovered[] {
  const missing = groups.filter((key) => !all.some((group) => group.key === key));
  return [
    ...missing.map((key) => ({ path: key, reason: 'is a group that the documents do not have', preventsProof: true })),
    ...(compared.length === 0 ? [{ path: '', reason: 'the documents have no filter that can be compared', preventsProof: true }] : []),
  ];
}
