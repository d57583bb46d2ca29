import type { Direction } from '../../net';
import type { Difference, Quota } from '../../verify';

/** What a report comes to, in one word. */
export enum ReportVerdict {
  EQUAL = 'equal',
  /** Equal, and nothing in the documents names one of the filters, so that it may protect nothing. */
  NOT_ATTACHED = 'not attached',
  DIFFERENT = 'different',
  UNPROVEN = 'unproven',
  /** Nothing was expected. */
  NOT_COMPARED = 'not compared',
}

/** What documents are compared with. */
export enum ReportBasis {
  /** Endpoint sets that were named with `--allows`. */
  PUBLISHED = 'published',
  /** The record in the documents, composed again from the catalog. Anyone who can edit the documents can edit it. */
  RECORD = 'record',
  NOTHING = 'nothing',
}

/** Everything that a report says, before anyone chose how it looks. Texts may be anybody's: renderers escape them. */
export interface TrafficReport {
  readonly title: string;

  /** The day that the app gave, since a report has no clock. */
  readonly date?: string;

  readonly verdict: ReportVerdict;

  /** The verdict in one sentence. */
  readonly sentence: string;

  readonly basis: ReportBasis;

  /** What is meant, in words: `graph-change-notifications on 8443 (additional-endpoints 2025-01), Worldwide`. */
  readonly meant: string;

  /** The files that were read. */
  readonly documents: readonly string[];

  readonly points: readonly ReportPoint[];

  /** Filters of the documents that were not compared, by key: others were asked for, or no record names them. */
  readonly notCompared: readonly string[];

  readonly missing: readonly Difference[];
  readonly extra: readonly Difference[];
  readonly grounds: readonly Ground[];
  readonly changes: readonly EditionChange[];
  readonly exceptions: readonly ReportException[];

  /** What prevents a proof, since it was not understood. */
  readonly unread: readonly Remark[];

  /** What is worth knowing and prevents no proof. */
  readonly remarks: readonly Remark[];
}

/** Filters that decide together: security groups on the same network interfaces, or any other filter alone. */
export interface ReportPoint {
  /** What it is called: its key, or how many filters it is made of. */
  readonly name: string;

  /** `EC2 security group`. */
  readonly kind: string;

  /** Its filters, each with what it takes of its limits. */
  readonly filters: readonly ReportFilter[];
  readonly verdict: ReportVerdict;

  /** What carries it. Empty where nothing in the documents does. */
  readonly attachedTo: readonly Resource[];
  readonly admissions: readonly Admission[];

  /** The local sides that its rules admit to, as they are written; empty where they are not limited or not known. */
  readonly local: readonly string[];
}

export interface ReportFilter {
  readonly key: string;

  /** Whether the documents declare it, rather than only name it. */
  readonly declared: boolean;
  readonly quotas: readonly Quota[];
}

/** A resource that carries a filter. */
export interface Resource {
  readonly name: string;

  /** Its type in words: `load balancer`; empty where it is not known. */
  readonly kind: string;
}

/** One row of what a point admits: the same remote side on the same grounds. */
export interface Admission {
  readonly direction: Direction;

  /** `TCP 80, 443`. */
  readonly services: string;

  /** The requests of a filter of web requests that it is about; undefined for any other filter. */
  readonly requests?: string;
  readonly remote: RemoteSide;

  /** Indices of `grounds`; empty for what no published entry means. */
  readonly grounds: readonly number[];

  /** Whether only the app names the remote side, as the record says. */
  readonly isAdded: boolean;

  /** Whether it was asked for: with an expectation of one direction, the other one is not compared. */
  readonly isCompared: boolean;

  /** Who publishes what nobody expects, as far as the catalog knows. */
  readonly publishers: readonly string[];
}

/** Who is on the other side. */
export interface RemoteSide {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  readonly names: readonly string[];
}

/** A published entry that something is admitted for. */
export interface Ground {
  readonly slug: string;
  readonly title: string;
  readonly cloud: string;
  readonly source: string;
  readonly edition: string;
  readonly entry: string;
  readonly url: string;
  readonly flows: readonly GroundFlow[];

  /** Its caveats, corrections and whatever else to know before relying on it, each with a label. */
  readonly notes: readonly { readonly label: string; readonly text: string }[];

  /** The scenarios of the documents that were made from it. */
  readonly scenarios: readonly string[];
}

export interface GroundFlow {
  readonly name: string;
  readonly direction: Direction;
  readonly services: string;

  /** `stated`, or `derived, ports vendor`. */
  readonly basis: string;
  readonly remote: RemoteSide;

  /** The sets whose addresses it takes, by slug. */
  readonly from: readonly string[];
}

/** What a newer edition changes of a ground. */
export interface EditionChange {
  readonly ground: number;
  readonly edition: string;

  /** One line for each change: `withdraws`, `adds`, `now on`. */
  readonly parts: readonly { readonly label: string; readonly remote?: RemoteSide; readonly text?: string }[];
}

/** A peer that the app added to what is published, or left out. */
export interface ReportException {
  readonly scenario: string;
  readonly option: string;
  readonly peer: string;
  readonly reason?: string;
  readonly owner?: string;

  /** The last day on which it holds. */
  readonly until?: string;

  /** Whether that day is before the date of the report; undefined for a report without a date. */
  readonly isExpired?: boolean;
}

/** Something that a reader said of a place in a document. */
export interface Remark {
  /** The code of a finding, `unresolved` or `uncovered`. */
  readonly label: string;
  readonly path: string;
  readonly text: string;
}
