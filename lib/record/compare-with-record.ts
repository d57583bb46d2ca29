import type { Catalog } from '../catalog';
import { publishersIn } from '../catalog/publishers';
import { EndpointError, unusableRecord } from '../messages/errors';
import { AddressFamily, Direction, PortSet, PrefixSet } from '../net';
import type { PointRecord, RecordedExtra } from '../rules/pool/traffic-record';
import { type AdmittingRule, type DocumentLimits, type GroupReading, type Proof, type Reading, readDocument, type Uncovered } from '../verify';
import { judge, unproven } from '../verify/proof/judge';
import { describeInputs, type Exception, exceptionsOf } from './describe-point';
import { findRecord } from './find-record';
import { parseRecord } from './parse-record';
import { type ReplayedInputs, replayInputs } from './replay-inputs';

/** Filters of a document, compared with what its record says that they were made from. */
export interface RecordedComparison {
  /** Construct paths of the enforcement points that the filters belong to. */
  readonly points: readonly string[];

  /** What is meant, in words, without what was added or excluded. */
  readonly meant: string;

  /** What the app added to what is published, and left out of it. */
  readonly exceptions: readonly Exception[];

  /** The scenarios, composed again; empty if they cannot be, so that nothing is proven. */
  readonly scenarios: readonly ReplayedScenario[];

  /** What a budget admits beyond what the scenarios mean. */
  readonly widened: readonly AdmittingRule[];
  readonly proof: Proof;
}

/** A scenario of a record, composed again from the catalog. */
export interface ReplayedScenario extends ReplayedInputs {
  /** Its construct path. */
  readonly path: string;

  /** Class name of the scenario. */
  readonly scenario: string;
}

/** What a document admits, held against its record. */
export interface RecordedComparisons {
  readonly comparisons: readonly RecordedComparison[];

  /** Filters of the document that the record does not name and that are not attached beside one that it names. */
  readonly unrecorded: readonly string[];
}

/** How a record is used. */
export interface RecordOptions {
  /** The data to recompute from: what the record says that rules were made from has to be in one of these. */
  readonly catalogs: readonly Catalog[];
  readonly limits?: DocumentLimits;

  /** Whether additions to what is published are refused. */
  readonly refusesAdditions?: boolean;
}

/**
 * Compares the filters of a document with what its record says that they were made from, computed again from `catalogs`.
 *
 * A record is what the document says of itself: that it is consistent with its record is less than that it equals the publication.
 *
 * @returns `undefined` where the document has no record
 * @throws EndpointError `UnusableRecord` for one that cannot be read, or as `prove` does
 */
export function compareWithRecord(
  document: unknown, { catalogs, limits = {}, refusesAdditions = false }: RecordOptions,
): RecordedComparisons | undefined {
  const found = findRecord(document);
  if (found === undefined) return undefined;
  const points = new Map(Object.entries(parseRecord(found).points));
  const webPorts = [...new Set([...points.values()].flatMap((point) => point.webPorts ?? []))];
  const reading = readDocument(document, webPorts.length === 0 ? limits : { ...limits, webPorts });
  const clusters = clustersOf(points, reading);
  const recorded = new Set(clusters.flatMap(({ groups }) => groups));
  const comparisons = clusters.map(({ paths, groups }): RecordedComparison => {
    const records = paths.map((path) => points.get(path)!);
    const exceptions = records.flatMap(exceptionsOf);
    const refused = exceptions.filter(({ kind }) => refusesAdditions && kind === 'added');
    const doubts = [...new Set(refused.map(({ text }) => text))].map((text) => doubt(paths, `adds ${text} to what is published`));
    const { proof, ...replayed } = compare(reading, paths, records, groups, besides(reading, groups, recorded), catalogs);
    return { points: paths, meant: [...new Set(records.map(describeInputs))].join('; '), exceptions, ...replayed, proof: proof.doubting(doubts) };
  });
  const claimed = new Set(comparisons.flatMap(({ proof }) => proof.groups));
  return { comparisons, unrecorded: [...reading.groups.keys()].filter((key) => !claimed.has(key)) };
}

/** Enforcement points that have filters in common, with these. */
interface Cluster {
  readonly paths: readonly string[];
  readonly groups: readonly GroupReading[];
}

function clustersOf(points: ReadonlyMap<string, PointRecord>, reading: Reading): Cluster[] {
  let clusters: Cluster[] = [];
  for (const [path, { filters }] of points) {
    const groups = [...reading.groups.values()].filter(({ key }) => filters.some((filter) => filter === key || reading.parts.get(key)?.has(filter)));
    const joined = clusters.filter((cluster) => cluster.groups.some((group) => groups.includes(group)));
    const all = [{ paths: [path], groups }, ...joined];
    clusters = [...clusters.filter((cluster) => !joined.includes(cluster)), {
      paths: all.flatMap(({ paths }) => paths).sort(), groups: [...new Set(all.flatMap((cluster) => cluster.groups))],
    }];
  }
  return clusters;
}

function compare(
  reading: Reading, paths: readonly string[], records: readonly PointRecord[], own: readonly GroupReading[], beside: readonly GroupReading[],
  catalogs: readonly Catalog[],
): Pick<RecordedComparison, 'scenarios' | 'widened' | 'proof'> {
  const groups = [...own, ...beside].map(({ key }) => key);
  const requests = [...new Set(records.flatMap((point) => point.requests ?? []))];
  const doubts = [
    ...own.length === 0 ? [doubt(paths, `is recorded with filters that the document does not have: ${records.flatMap(({ filters }) => filters).join(', ') || 'none'}`)] : [],
    ...records.flatMap(doubtsAbout),
  ];
  try {
    const scenarios = records.flatMap((record) => scenariosOf(record, catalogs));
    const widened = records.flatMap(({ extra = [] }) => extra.map(extraRule));
    const rules: AdmittingRule[] = [...scenarios.flatMap((scenario) => scenario.rules), ...widened];
    const [direction, ...others] = new Set(rules.map((rule) => rule.direction));
    const proof = judge([reading], {
      groups,
      rules,
      ...requests.length === 0 ? {} : { requests },
      ...others.length === 0 ? { direction } : {},
      publishersOf: (addresses) => [...new Set(catalogs.flatMap((catalog) => publishersIn(catalog)(addresses)))],
    }).doubting(doubts).remarking(rules.length === 0 || others.length > 0 ? [] : inOtherDirections(own, direction));
    return { scenarios, widened, proof };
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    return { scenarios: [], widened: [], proof: unproven([reading], groups, [...doubts, doubt(paths, error.message)]) };
  }
}

/** Filters that admit something in a direction of which their record says nothing. */
function inOtherDirections(own: readonly GroupReading[], recorded: Direction): Uncovered[] {
  return Object.values(Direction).filter((direction) => direction !== recorded).flatMap((direction) => (
    own.filter(({ space }) => !space.only(direction).isEmpty).map(({ key }) => (
      { path: key, reason: `admits ${direction} traffic too, which is not compared, since the record says nothing of it: --allows compares both directions`, preventsProof: false }
    ))
  ));
}

/** Filters that no record names and that add up with some of ours, because they are attached to the same things. */
function besides({ groups, attachments }: Reading, own: readonly GroupReading[], recorded: ReadonlySet<GroupReading>): GroupReading[] {
  const places = new Set(own.filter(({ addedUpOn }) => addedUpOn !== undefined).flatMap(({ key }) => attachments.get(key) ?? []));
  places.delete('outputs');
  return [...groups.values()].filter((group) => (
    group.addedUpOn !== undefined && !recorded.has(group) && (attachments.get(group.key) ?? []).some((place) => places.has(place))
  ));
}

function doubtsAbout({ scenarios }: PointRecord): Uncovered[] {
  return Object.entries(scenarios).flatMap(([path, { inputs, leavesOut }]) => [
    ...inputs === undefined ? [doubt([path], 'is recorded without what it was made from')] : [],
    ...leavesOut ? [doubt([path], 'leaves out what its platform cannot express (onUnsupported), which is not recorded: name what you expect with --allows')] : [],
  ]);
}

function doubt(paths: readonly string[], reason: string): Uncovered {
  return { path: paths.join(', '), reason, preventsProof: true };
}

function scenariosOf({ scenarios, unreached = [] }: PointRecord, catalogs: readonly Catalog[]): ReplayedScenario[] {
  const isReached = (direction: Direction) => (family: AddressFamily) => !unreached.includes(`${direction} ${family}`);
  return Object.entries(scenarios).flatMap(([path, { scenario, inputs }]) => {
    if (inputs === undefined) return [];
    const replayed = replayInputs(inputs, catalogs);
    const rules = replayed.rules.map((rule) => ({
      ...rule, prefixes: PrefixSet.union(Object.values(AddressFamily).filter(isReached(rule.direction)).map((family) => rule.prefixes.only(family))),
    }));
    return [{ path, scenario, ...replayed, rules }];
  });
}

function extraRule({ direction, protocol, ports, prefixes }: RecordedExtra): AdmittingRule {
  const known = Object.values(Direction).find((one) => one === direction);
  if (known === undefined) throw unusableRecord(`${JSON.stringify(direction)} is not a direction`);
  return { direction: known, protocol, ports: PortSet.parse(ports), prefixes: PrefixSet.of(...prefixes) };
}
