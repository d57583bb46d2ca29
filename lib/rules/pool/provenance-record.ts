import { Origin } from '../../catalog';
import { ProvenanceException, ProvenanceSet } from '../model/rule-set';
import { PooledRules } from './rule-pool';

/** The key of the provenance of rules in synthesised output. */
export const PROVENANCE_KEY = 'cdk-m365-endpoints';

/**
 * The provenance of the rules of one scenario, as machine-readable JSON.
 *
 * Synthesised output contains these records under `PROVENANCE_KEY`, by construct path of the enforcement point and
 * then of the scenario.
 */
export interface ProvenanceRecord {
  /** The kind of scenario, such as `GraphChangeNotificationIngress`. */
  readonly scenario: string;

  /** The cloud whose endpoints it admits, by instance name. */
  readonly cloud: string;

  /** The endpoint sets that its rules were made from. */
  readonly sets: readonly ProvenanceSet[];

  /** Every published entry that contributed, once each. */
  readonly origins: readonly OriginRecord[];

  /** Exceptions to the published data for which the app gave a reason. Whether they have expired is not evaluated here. */
  readonly exceptions?: readonly ProvenanceException[];
}

/** One origin, including everything that changes from edition to edition, which is recorded only here. */
export interface OriginRecord {
  /** What the fact rests on: `stated`, `derived`, `vendor` or `user`. */
  readonly basis: string;

  /** What the ports rest on, where that is something else. */
  readonly portsBasis?: string;

  /** Key of the source. It and the next four fields are absent if the app itself is the origin. */
  readonly source?: string;

  /** Key of the edition in which the entry was read. */
  readonly edition?: string;

  /** When the edition was published, as far as known. */
  readonly published?: string;

  /** The entry as its source numbers it: `row 23`, `id 56`. */
  readonly entry?: string;

  /** Where a human can read the source. */
  readonly url?: string;

  /** Why the app overrides what was published. */
  readonly reason?: string;

  /** The other published set that supplied the addresses, if the entry only refers to it. */
  readonly via?: OriginRecord;
}

/** The provenance records of an enforcement point, by construct path of the scenario. */
export function provenanceRecords(pooled: readonly PooledRules[]): Record<string, ProvenanceRecord> {
  return Object.fromEntries(pooled.map(({ path, ruleSet: { provenance: { scenario, cloud, sets, origins, exceptions } } }) => [
    path, { scenario, cloud, sets, origins: origins.map(originRecord), ...(exceptions === undefined ? {} : { exceptions }) },
  ]));
}

function originRecord({ basis, portsBasis, source, reason, via }: Origin): OriginRecord {
  return {
    basis,
    ...(portsBasis === undefined ? {} : { portsBasis }),
    ...source,
    ...(reason === undefined ? {} : { reason }),
    ...(via === undefined ? {} : { via: originRecord(via) }),
  };
}
