import { groupBy } from '../../collections/group-by';
import type { Direction, PrefixSet } from '../../net';
import { admittedByRules, type AdmittedNames, AdmittedSpace, type AdmittingRule, type GroupReading } from '../../verify';
import { remoteAddresses, remoteNames } from './remote-side';
import { serviceText } from './service-text';
import type { Admission } from './traffic-report';

/** What a published entry, or the app itself, means. */
export interface Claim {
  /** Index of the published entry; undefined for what the app added to it. */
  readonly ground?: number;

  /** Whether the app named the remote side. */
  readonly isAdded: boolean;
  readonly rules: readonly AdmittingRule[];
}

/** What admissions are judged by. */
export interface AdmissionContext {
  readonly claims: readonly Claim[];

  /** Whether anything is expected. */
  readonly isCompared: boolean;

  /** The only direction that is compared; both when it is not given. */
  readonly direction?: Direction;
  publishersOf(addresses: PrefixSet): readonly string[];
}

interface RowContext {
  isCompared(direction: Direction): boolean;
  publishersOf(addresses: PrefixSet): readonly string[];
}

/** Traffic that can be taken apart. */
interface Space<S> {
  readonly isEmpty: boolean;
  intersect(other: S): S;
  subtract(other: S): S;
}

/** A part of a space, and the claims that all of it stands on. */
interface Part<S> {
  readonly claims: readonly Omit<Claim, 'rules'>[];
  readonly space: S;
}

/**
 * What filters that are added up admit, as rows: each remote side once, with the ports it reaches and the published
 * entries that mean exactly that. What no entry means has no grounds.
 */
export function admissionsOf(groups: readonly GroupReading[], { claims, isCompared, direction, publishersOf }: AdmissionContext): Admission[] {
  const rowsOf = { isCompared: (of: Direction) => isCompared && (direction === undefined || direction === of), publishersOf };
  const models = claims.map(({ rules, ...claim }) => ({ claim, ...admittedByRules(rules) }));
  const byAddress = (space: AdmittedSpace, requests?: string) => (
    addressRows(attribute(space, models.map(({ claim, admitted }) => ({ ...claim, space: admitted }))), rowsOf, requests)
  );
  const filters = groups.filter(({ requests }) => requests !== undefined);
  const others = groups.filter(({ requests }) => requests === undefined);
  const rows = [
    ...byAddress(AdmittedSpace.of(others.flatMap(({ space }) => space.boxes()))),
    ...filters.flatMap(({ requests = [], space }) => (
      requests.length === 0 ? byAddress(space, 'every request') : requests.flatMap((one) => byAddress(one.space, one.requests))
    )),
    ...groups.flatMap(({ names, knowsNamesOnly }) => {
      if (names === undefined) return [];
      const spaces = models.map(({ claim, names: own }) => ({ ...claim, space: knowsNamesOnly === true ? own.onEveryPort() : own }));
      return nameRows(attribute(names, spaces), rowsOf);
    }),
  ];
  const rank = (row: Admission) => (isUnexpected(row) ? 0 : row.grounds.length > 0 ? 1 : row.isAdded ? 2 : 3);
  return rows.sort((a, b) => rank(a) - rank(b));
}

/** Whether nobody expects it, though it was asked for: a reader looks for that first. */
export function isUnexpected({ grounds, isAdded, isCompared }: Admission): boolean {
  return grounds.length === 0 && !isAdded && isCompared;
}

/** A space, taken apart by what each claim has of it. */
function attribute<S extends Space<S>>(space: S, claims: readonly (Omit<Claim, 'rules'> & { readonly space: S })[]): Part<S>[] {
  const whole: readonly Part<S>[] = [{ claims: [], space }];
  return claims.reduce((parts, claim) => parts.flatMap((part) => [
    { claims: [...part.claims, claim], space: part.space.intersect(claim.space) },
    { claims: part.claims, space: part.space.subtract(claim.space) },
  ]).filter((part) => !part.space.isEmpty), whole.filter((part) => !part.space.isEmpty))
    .sort((a, b) => (groundsOf(a)[0] ?? 0) - (groundsOf(b)[0] ?? 0));
}

function groundsOf<S>({ claims }: Part<S>): number[] {
  return [...new Set(claims.flatMap(({ ground }) => ground ?? []))];
}

/** Whether only the app names it. */
function isAddition<S>({ claims }: Part<S>): boolean {
  return claims.length > 0 && claims.every((claim) => claim.isAdded);
}

function addressRows(parts: readonly Part<AdmittedSpace>[], { isCompared, publishersOf }: RowContext, requests?: string): Admission[] {
  return parts.flatMap((part) => (
    [...groupBy(part.space.boxes(), ({ direction, addresses }) => `${direction} ${addresses}`).values()].map((boxes): Admission => ({
      direction: boxes[0].direction,
      services: serviceText(boxes),
      requests,
      remote: remoteAddresses(boxes[0].addresses),
      grounds: groundsOf(part),
      isAdded: isAddition(part),
      isCompared: isCompared(boxes[0].direction),
      publishers: part.claims.length === 0 ? publishersOf(boxes[0].addresses) : [],
    }))
  ));
}

function nameRows(parts: readonly Part<AdmittedNames>[], { isCompared }: RowContext): Admission[] {
  return parts.flatMap((part) => (
    [...groupBy(part.space.boxes(), ({ direction, names }) => `${direction} ${names}`).values()].map((boxes): Admission => ({
      direction: boxes[0].direction,
      services: serviceText(boxes),
      remote: remoteNames(boxes[0].names),
      grounds: groundsOf(part),
      isAdded: isAddition(part),
      isCompared: isCompared(boxes[0].direction),
      publishers: [],
    }))
  ));
}
