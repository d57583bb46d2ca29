import type { PrefixSet } from '../../net';
import type { Uncovered } from '../document/finding';
import { EVERY_REQUEST, type GroupReading } from '../document/reading';
import type { AdmittedSpace } from '../space/admitted-space';
import { type Difference, explainExtra, explainMissing } from './difference';

/** What is different in which requests a filter restricts, and for whom. */
export interface RequestsComparison {
  readonly missing: readonly Difference[];
  readonly extra: readonly Difference[];
  readonly left: readonly Uncovered[];
}

/**
 * Compares the requests that a filter keeps for some sources with those that are meant.
 *
 * @param expected the requests that are meant; undefined for every request, when a restriction of some is left unproven
 * @param target whom each of them is meant to admit
 */
export function compareRequests(
  group: GroupReading, expected: readonly string[] | undefined, target: AdmittedSpace, publishersOf: (addresses: PrefixSet) => readonly string[],
): RequestsComparison {
  const { key, requests: restricted = [] } = group;
  const of = (traffic: string): Difference => ({ groups: [key], traffic, publishers: [] });
  if (expected === undefined && restricted.some(({ requests }) => requests !== EVERY_REQUEST)) {
    const texts = restricted.map(({ requests }) => requests).join(', ');
    return { missing: [], extra: [], left: [{ path: key, reason: `restricts some requests only: say in \`requests\` that these are meant, ${texts}`, preventsProof: true }] };
  }
  const meant = expected ?? [EVERY_REQUEST];
  // What restricts nothing is as it is meant where everyone is.
  const isForEveryone = restricted.length === 0 && group.space.subtract(target).isEmpty;
  const open = isForEveryone ? [] : meant.filter((text) => !restricted.some(({ requests }) => requests === text));
  const others = restricted.filter(({ requests }) => !meant.includes(requests));
  const each = restricted.length < 2 ? [] : restricted.filter(({ requests }) => meant.includes(requests));
  return {
    missing: [
      ...others.map(({ requests }) => of(`requests that are not meant to be restricted, ${requests}`)),
      ...each.flatMap(({ space }) => explainMissing([group], target.subtract(space), publishersOf)),
    ],
    extra: [
      ...open.map((text) => of(`${text} from everyone: no rule restricts such requests`)),
      ...each.flatMap(({ space }) => explainExtra([group], space.subtract(target), publishersOf)),
    ],
    left: [],
  };
}
