import { Origin } from '../../catalog';
import { ProvenanceException, ProvenanceSet } from '../model/rule-set';
import { PooledRules } from './rule-pool';

/** The key under which synthesised output says where its rules come from. */
export const PROVENANCE_KEY = 'cdk-m365-endpoints';

/**
 * Where the rules of one scenario come from, as JSON for a machine to read.
 *
 * Synthesised output holds these under `PROVENANCE_KEY`, by construct path of
 * the enforcement point and then of the scenario.
 */
export interface ProvenanceRecord {
  readonly scenario: string;
  readonly cloud: string;
  readonly sets: readonly ProvenanceSet[];
  readonly origins: readonly OriginRecord[];

  /** Exceptions from what is published, for which the app gave a reason; nothing here tells whether they have expired. */
  readonly exceptions?: readonly ProvenanceException[];
}

/** One origin, with everything that changes from edition to edition: this is the only place that has it. */
export interface OriginRecord {
  readonly basis: string;
  readonly portsBasis?: string;
  readonly source?: string;
  readonly edition?: string;
  readonly published?: string;
  readonly entry?: string;
  readonly url?: string;

  /** Why the app overrides what was published. */
  readonly reason?: string;
  readonly via?: OriginRecord;
}

/** The records of what an enforcement point enforces, by construct path of the scenario. */
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
