import { groupBy } from '../../collections/group-by';
import type { Direction, PrefixSet } from '../../net';
import { admittedByRules, type AdmittedNames, AdmittedSpace, type GroupReading } from '../../verify';
import type { MeantSet } from './meant-set';
import { remoteAddresses, remoteNames } from './remote-side';
import { serviceText } from './service-text';
import type { Admission } from './traffic-report';

/** What admissions are judged by. */
export interface AdmissionContext {
  readonly meant: readonly MeantSet[];

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

/** A part of a space, and the grounds that all of it stands on. */
interface Part<S> {
  readonly grounds: readonly number[];
  readonly space: S;
}

/**
 * What filters that are added up admit, as rows: each remote side once, with the ports it reaches and the published
 * entries that mean exactly that. What no entry means has no grounds.
 */
export function admissionsOf(groups: readonly GroupReading[], { meant, isCompared, direction, publishersOf }: AdmissionContext): Admission[] {
  const rowsOf = { isCompared: (of: Direction) => isCompared && (direction === undefined || direction === of), publishersOf };
  const models = meant.map(({ rules }) => admittedByRules(rules));
  const spaces = models.map(({ admitted }) => admitted);
  const byAddress = (space: AdmittedSpace, requests?: string) => addressRows(attribute(space, spaces), rowsOf, requests);
  const filters = groups.filter(({ requests }) => requests !== undefined);
  const others = groups.filter(({ requests }) => requests === undefined);
  const rows = [
    ...byAddress(AdmittedSpace.of(others.flatMap(({ space }) => space.boxes()))),
    ...filters.flatMap(({ requests = [], space }) => (
      requests.length === 0 ? byAddress(space, 'every request') : requests.flatMap((one) => byAddress(one.space, one.requests))
    )),
    ...groups.flatMap(({ names, knowsNamesOnly }) => {
      if (names === undefined) return [];
      return nameRows(attribute(names, models.map((model) => (knowsNamesOnly === true ? model.names.onEveryPort() : model.names))), rowsOf);
    }),
  ];
  const rank = (row: Admission) => (isUnexpected(row) ? 0 : row.grounds.length > 0 ? 1 : 2);
  return rows.sort((a, b) => rank(a) - rank(b));
}

/** Whether nobody expects it, though it was asked for: a reader looks for that first. */
export function isUnexpected({ grounds, isCompared }: Admission): boolean {
  return grounds.length === 0 && isCompared;
}

/** A space, taken apart by what each entry claims of it. */
function attribute<S extends Space<S>>(space: S, claims: readonly S[]): Part<S>[] {
  const whole: readonly Part<S>[] = [{ grounds: [], space }];
  return claims.reduce((parts, claim, ground) => parts.flatMap((part) => [
    { grounds: [...part.grounds, ground], space: part.space.intersect(claim) },
    { grounds: part.grounds, space: part.space.subtract(claim) },
  ]).filter((part) => !part.space.isEmpty), whole.filter((part) => !part.space.isEmpty)).sort((a, b) => (a.grounds[0] ?? 0) - (b.grounds[0] ?? 0));
}

function addressRows(parts: readonly Part<AdmittedSpace>[], { isCompared, publishersOf }: RowContext, requests?: string): Admission[] {
  return parts.flatMap(({ grounds, space }) => (
    [...groupBy(space.boxes(), ({ direction, addresses }) => `${direction} ${addresses}`).values()].map((boxes): Admission => ({
      direction: boxes[0].direction,
      services: serviceText(boxes),
      requests,
      remote: remoteAddresses(boxes[0].addresses),
      grounds,
      isCompared: isCompared(boxes[0].direction),
      publishers: grounds.length === 0 ? publishersOf(boxes[0].addresses) : [],
    }))
  ));
}

function nameRows(parts: readonly Part<AdmittedNames>[], { isCompared }: RowContext): Admission[] {
  return parts.flatMap(({ grounds, space }) => (
    [...groupBy(space.boxes(), ({ direction, names }) => `${direction} ${names}`).values()].map((boxes): Admission => ({
      direction: boxes[0].direction,
      services: serviceText(boxes),
      remote: remoteNames(boxes[0].names),
      grounds,
      isCompared: isCompared(boxes[0].direction),
      publishers: [],
    }))
  ));
}
