import { Origin } from '../../catalog';
import { Warning } from '../../messages/warnings';
import { PrefixSet } from '../../net';
import { OnUnsupported } from './on-unsupported';
import { PeerException } from './peer-exception';
import { Rule } from './rule';
import { ScenarioInputs } from './scenario-inputs';

/** What one scenario admits, before any platform had its say. Immutable. */
export interface RuleSet {
  /** The rules, each with what it rests on. At least one. */
  readonly rules: readonly Rule[];

  /** Which scenario this is and what it was made from. */
  readonly provenance: Provenance;

  /**
   * What it was made from, to be recorded in the output.
   *
   * @default - nothing is recorded, and what the output admits cannot be proven from the output alone
   */
  readonly inputs?: ScenarioInputs;

  /** What the user should know; not yet shown. */
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

/** Which scenario a rule set comes from, down to the edition and row. */
export interface Provenance {
  /** Class name of the scenario. */
  readonly scenario: string;

  /** Name of the cloud. */
  readonly cloud: string;

  /** The endpoint sets it was made from. */
  readonly sets: readonly ProvenanceSet[];

  /** Every published entry that contributed, without repetition. */
  readonly origins: readonly Origin[];

  /** The peers that the app added or left out, as far as it said why. Absent when it did not. */
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

  /** What to know of it: that it is retired or corrected, and its caveats, such as a URL that was reduced to its host. Absent when there is nothing. */
  readonly notes?: readonly string[];
}

/** The endpoint sets behind rule sets, each once, for messages. */
export function slugsOf(ruleSets: readonly RuleSet[]): string[] {
  return [...new Set(ruleSets.flatMap(({ provenance }) => provenance.sets.map(({ slug }) => slug)))];
}
