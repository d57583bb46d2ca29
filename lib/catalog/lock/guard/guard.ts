import { EndpointSet } from '../../model/endpoint-set';
import { Acknowledgement, GuardCode, GuardFinding } from './guard-finding';
import { judgeLimits } from './judge-limits';

export { GuardCode, type Acknowledgement, type GuardFinding } from './guard-finding';
export { GUARD_LIMITS } from './judge-limits';

/** What the guard judges by, besides its limits. */
export interface GuardProps {
  /**
   * The sets as they were, of the same sources; none where a source is new.
   *
   * @default - judged are the limits alone, and not whether what is new is known to be Microsoft's
   */
  readonly previous?: readonly EndpointSet[];

  /**
   * What may pass, and why.
   *
   * @default - nothing is let pass
   */
  readonly acknowledgements?: readonly Acknowledgement[];
}

/** Checks that need no more than the data itself. */
const LIMIT_CODES: readonly GuardCode[] = [
  GuardCode.PREFIX_TOO_WIDE, GuardCode.RESERVED_ADDRESSES, GuardCode.WILDCARD_TOO_WIDE, GuardCode.TOO_MANY_PORTS,
];

/**
 * Judges whether endpoint sets would open more than published data ever should.
 *
 * Limits are judged always: how wide prefixes, wildcards and port ranges are, merged, so that nothing passes in pieces.
 * Where `previous` is given, what is new is judged by evidence: whether addresses are Microsoft's or were published
 * before, by `previous` or by an edition of this package; whose domain a host belongs to; which ports a service is
 * known for; and whether most of what there was is gone. How much a set grows is no measure.
 *
 * What an acknowledgement lets pass becomes an `info` finding with its reason; everything else is an `error`, and the
 * data must not be used. An acknowledgement without use is a `warning`: the next wide prefix must not find it lying about.
 *
 * @see {@link GUARD_LIMITS}
 */
export function guardSets(sets: readonly EndpointSet[], { previous, acknowledgements = [] }: GuardProps = {}): GuardFinding[] {
  const found = distinct([...judgeLimits(sets), ...previous === undefined ? [] : judgeEvidence(sets, previous, acknowledgements)]);
  const isMeant = (finding: GuardFinding) => ({ code, place, value }: Acknowledgement) => (
    code === finding.code && place === finding.place && value === finding.value
  );
  const judged = found.map((finding): GuardFinding => {
    const acknowledged = acknowledgements.find(isMeant(finding));
    return acknowledged === undefined ? finding
      : { ...finding, severity: 'info', message: `${finding.message}; acknowledged: ${acknowledged.reason}` };
  });
  const unused = acknowledgements.filter((acknowledgement) => (
    (previous !== undefined || LIMIT_CODES.includes(acknowledgement.code)) && !found.some((finding) => isMeant(finding)(acknowledgement))
  ));
  return [...judged, ...unused.map(unusedFinding)];
}

/** Loaded here and not with this module: evidence brings the bundled editions and the Public Suffix List along. */
function judgeEvidence(...given: Parameters<typeof import('./judge-evidence').judgeEvidence>): GuardFinding[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./judge-evidence') as typeof import('./judge-evidence')).judgeEvidence(...given);
}

/** Each finding once: limits and evidence may say the same of a wildcard. */
function distinct(findings: readonly GuardFinding[]): GuardFinding[] {
  const keyOf = ({ code, place, value }: GuardFinding) => JSON.stringify([code, place, value]);
  return [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
}

function unusedFinding({ place, value }: Acknowledgement): GuardFinding {
  const message = `the acknowledgement of ${value} lets nothing pass; remove it`;
  return { code: GuardCode.ACKNOWLEDGEMENT_UNUSED, severity: 'warning', place, value, message };
}
