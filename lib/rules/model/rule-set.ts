import { Origin } from '../../catalog';
import { Warning } from '../../messages/warnings';
import { PrefixSet } from '../../net';
import { OnUnsupported } from './on-unsupported';
import { PeerException } from './peer-exception';
import { Rule } from './rule';
import { ScenarioInputs } from './scenario-inputs';

/** What one scenario admits, before it is fitted to a platform. Immutable. */
export interface RuleSet {
  /** The rules with their origins; at least one. */
  readonly rules: readonly Rule[];

  /** The scenario, and the data it was made from. */
  readonly provenance: Provenance;

  /**
   * The inputs of the scenario, to be recorded in the output.
   *
   * @default - nothing is recorded, so the output cannot be verified on its own
   */
  readonly inputs?: ScenarioInputs;

  /** Warnings for the user that have not been shown yet. */
  readonly warnings: readonly Warning[];

  /** What to do with a rule that a platform cannot express. */
  readonly onUnsupported: OnUnsupported;

  /** Ids of warnings that the user has acknowledged. */
  readonly acknowledgedWarnings: readonly string[];

  /**
   * Addresses that the app excluded. No cover may admit them again.
   *
   * @default - none
   */
  readonly excluded?: PrefixSet;
}

/** The scenario that a rule set comes from, with editions and rows. */
export interface Provenance {
  /** Class name of the scenario. */
  readonly scenario: string;

  /** Name of the cloud. */
  readonly cloud: string;

  /** The endpoint sets it was made from. */
  readonly sets: readonly ProvenanceSet[];

  /** Every published entry that contributed, without repetition. */
  readonly origins: readonly Origin[];

  /** The peers that the app added or excluded with a reason. Absent if there are none. */
  readonly exceptions?: readonly ProvenanceException[];
}

/** Why an app adds a peer to what is published, or leaves one out. */
export interface ProvenanceException extends PeerException {
  /** The option that the peer was given with: `additionalPeers`, `excludedPeers`, or one of the scenario. */
  readonly option: string;

  /** The peer, as text: `203.0.113.10/32`. */
  readonly peer: string;
}

/** An endpoint set that a rule set was made from. */
export interface ProvenanceSet {
  /** Stable key of the set, such as `graph-change-notifications`. */
  readonly slug: string;

  /** What it is for. */
  readonly title: string;

  /** What to know about it: whether it is retired or corrected, and its caveats. Absent if there is nothing. */
  readonly notes?: readonly string[];
}

/** The slugs of the endpoint sets behind rule sets, once each, for messages. */
export function slugsOf(ruleSets: readonly RuleSet[]): string[] {
  return [...new Set(ruleSets.flatMap(({ provenance }) => provenance.sets.map(({ slug }) => slug)))];
}
