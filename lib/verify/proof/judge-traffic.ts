import { EVERY_REQUEST, type GroupReading, type Reading } from '../document/reading';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import { addedUp } from './added-up';
import { doubtsOf } from './doubts';
import type { Expectation } from './expectation';
import { parseTrafficTests, type Traffic, type TrafficTests } from './traffic-test';

/** What became of one test. */
export interface TrafficResult {
  /** What the test asks for. */
  readonly expected: 'allow' | 'deny';
  /** The traffic, as one line. */
  readonly traffic: string;
  /** `unproven` where nothing contradicts the test and something was not understood. */
  readonly verdict: 'passed' | 'failed' | 'unproven';
  /** What contradicts it, or stands in the way; empty when it passed. */
  readonly reasons: readonly string[];
}

/** Which filters are asked, and about which requests. */
export type TrafficScope = Pick<Expectation, 'groups' | 'requests'>;

/** Judges readings by accept and deny tests; see `checkTraffic`. */
export function judgeTraffic(readings: readonly Reading[], tests: TrafficTests, { groups, requests }: TrafficScope = {}): TrafficResult[] {
  const asked = parseTrafficTests(tests);
  const all = readings.flatMap((reading) => [...reading.groups.values()]);
  const filters = addedUp(all.filter(({ key }) => groups?.includes(key) ?? true));
  const doubts = [
    ...readings.flatMap(doubtsOf),
    ...(groups ?? []).filter((key) => !all.some((group) => group.key === key)).map((key) => `${key} is a group that the documents do not have`),
    ...filters.flat().flatMap((filter) => requestsOf(filter, requests)),
  ];
  return asked.map(({ isAllowed, traffic }) => {
    const against = filters.flatMap((filter) => contradictions(filter, traffic, isAllowed));
    const unknown = filters.some((filter) => knows(filter, traffic)) ? blind(filters, traffic, isAllowed) : ['no filter of the documents knows such traffic'];
    const reasons = against.length > 0 ? against : [...unknown, ...doubts];
    return {
      expected: isAllowed ? 'allow' : 'deny', traffic: traffic.text, verdict: against.length > 0 ? 'failed' : reasons.length > 0 ? 'unproven' : 'passed', reasons,
    };
  });
}

/** Why a filter of some requests says nothing of a packet, unless these are the ones that are meant. */
function requestsOf({ key, requests: restricted = [] }: GroupReading, meant: readonly string[] | undefined): string[] {
  const texts = restricted.map(({ requests }) => requests);
  if (meant === undefined) return texts.every((text) => text === EVERY_REQUEST) ? [] : [`${key} restricts some requests only, ${texts.join(', ')}: say in \`requests\` that these are meant`];
  return meant.every((text) => texts.includes(text)) || texts.length === 0 ? [] : [`${key} restricts ${texts.join(', ')}, not ${meant.join(', ')}`];
}

function knows(filter: readonly GroupReading[], { addresses }: Traffic): boolean {
  return addresses.isEmpty ? filter.some(({ names }) => names !== undefined) : filter.some(({ knowsNamesOnly }) => knowsNamesOnly !== true);
}

/** What of the traffic filters that are added up do with it, where that is not what is expected. */
function contradictions(filter: readonly GroupReading[], traffic: Traffic, isAllowed: boolean): string[] {
  if (!knows(filter, traffic)) return [];
  const keys = filter.map(({ key }) => key).join(', ');
  const admitted = AdmittedSpace.of(filter.flatMap(({ space }) => space.boxes()));
  const names = filter.reduce((union, group) => union.union(group.names ?? AdmittedNames.EMPTY), AdmittedNames.EMPTY);
  if (isAllowed) {
    return [...traffic.addresses.subtract(admitted).describe(), ...traffic.names.subtract(names).describe()].map((text) => `${keys} does not admit ${text}`);
  }
  const through = [...traffic.addresses.intersect(admitted).describe(), ...traffic.names.intersect(names).describe()];
  return through.map((text) => `${keys} admits ${text}${rulesText(filter, traffic)}`);
}

/** The rules that admit a part of the traffic, as they are written. */
function rulesText(filter: readonly GroupReading[], { addresses }: Traffic): string {
  const rules = filter.flatMap((group) => group.rules).filter(({ access, space }) => access === 'allow' && !space.intersect(addresses).isEmpty);
  return rules.length === 0 ? '' : ` by ${rules.map(({ path, description }) => [path, description && JSON.stringify(description)].filter(Boolean).join(' ')).join(', ')}`;
}

/** An address may serve a name that is admitted, so that a filter of both does not prove that it is out of reach. */
function blind(filters: readonly (readonly GroupReading[])[], { addresses, direction }: Traffic, isAllowed: boolean): string[] {
  if (isAllowed || addresses.isEmpty) return [];
  const byName = filters.flat().filter(({ names, knowsNamesOnly }) => knowsNamesOnly !== true && names?.only(direction).isEmpty === false);
  return byName.map(({ key }) => `${key} admits names, which any address may serve`);
}
