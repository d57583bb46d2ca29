import type { Direction, PrefixSet } from '../../net';
import type { AdmittedNames } from '../space/admitted-names';
import type { AdmittedSpace } from '../space/admitted-space';
import type { FilterKind } from './filter-kind';
import type { Finding, Uncovered, Unresolved } from './finding';
import type { Quota } from './quota';

/** Rules of one direction, counted as the platform's quota counts them. */
export interface FamilyCounts {
  /** How many of the rules are for IPv4. */
  readonly ipv4: number;
  /** How many of the rules are for IPv6. */
  readonly ipv6: number;
}

/** One written rule, for tracing what is admitted back to where it is written. */
export interface RuleReading {
  /** Where in the document, as a JSON path. */
  readonly path: string;
  /** The name of the rule, where the platform gives rules names. */
  readonly name?: string;
  /** Its description as written, where it has one. */
  readonly description?: string;
  /** Seen from the network that the filter protects. */
  readonly direction: Direction;
  /** What it does with the traffic that it matches. */
  readonly access: 'allow' | 'deny';
  /** The order in which it is tried, where the platform has one; lower is earlier. */
  readonly priority?: number;
  /** The remote addresses that are known. */
  readonly addresses: PrefixSet;
  /** The local side as written, for a filter of web requests the path; not part of any space. Empty when it is not limited. */
  readonly local: readonly string[];
  /** What the rule matches when taken alone, whatever its access and other rules. */
  readonly space: AdmittedSpace;
}

/** Stands for all requests in `RestrictedRequests.requests`. */
export const EVERY_REQUEST = 'every request';

/** Requests that a filter of web requests keeps for some sources. */
export interface RestrictedRequests {
  /**
   * Which requests: `EVERY_REQUEST`, a path and everything below it (`/api/notifications`), or the condition as it is
   * written where it is in no form that is known to hold against every spelling of a path.
   */
  readonly requests: string;
  /** Who reaches them. */
  readonly space: AdmittedSpace;
}

/** One security group, network security group, firewall policy or filter of web requests. */
export interface GroupReading {
  /** Logical id, resource id, literal id or name, or the text of the reference. */
  readonly key: string;
  /** What kind of filter it is. */
  readonly kind: FilterKind;
  /** Whether the document declares the group, rather than only naming it. */
  readonly declared: boolean;
  /** What the group admits, all its rules taken together. */
  readonly space: AdmittedSpace;
  /** What it admits by host name; undefined where it knows addresses only. */
  readonly names?: AdmittedNames;
  /** Whether it knows names only, and admits them for whatever protocol and port. */
  readonly knowsNamesOnly?: boolean;
  /** Where groups are added up: security groups on an interface, rule groups in a policy. Undefined for one that decides alone. */
  readonly addedUpOn?: 'interface' | 'policy';
  /**
   * Whether `space` includes EC2's own egress rule, which no line of the document states:
   * everything to all IPv4 addresses. In a VPC with IPv6, EC2 adds all of IPv6 as well,
   * which a template does not tell and the space does not hold.
   */
  readonly implicitEgress: boolean;
  /**
   * Azure only: whether a rule of the document refuses outbound traffic to the Internet that no
   * rule admits. Where none does, Azure's rule 65001 lets it out, which the space does not hold.
   */
  readonly otherOutboundDenied?: boolean;
  /** Azure security admin rules only: the same for inbound traffic from the Internet, to the local sides that rules admit to. */
  readonly otherInboundDenied?: boolean;
  /** Azure security admin rules only: what is delivered whatever network security groups say (`AlwaysAllow`). */
  readonly delivered?: AdmittedSpace;
  /**
   * Written rules by direction and family; a prefix list counts as its MaxEntries. A rule without a known family, such as
   * one that names another group, counts in both. For a filter of web requests: the prefixes that its rules name.
   */
  readonly counts: Readonly<Record<Direction, FamilyCounts>>;
  /** What of the platform's limits it takes, as far as they are known. */
  readonly quotas: readonly Quota[];
  /** Every written rule, in document order. */
  readonly rules: readonly RuleReading[];
  /** Filters of web requests only: what each restricts. Requests that are in none of these are open to everyone. */
  readonly requests?: readonly RestrictedRequests[];
}

/**
 * What a synthesised document admits.
 *
 * With neither `unresolved` nor `findings`, `admitted` and `names` are exact. What is under
 * `unresolved` is in neither, so the truth may differ either way. Approximations
 * under `findings` err on one side: the truth is never more than what is read.
 */
export interface Reading {
  /** By `GroupReading.key`, in document order. */
  readonly groups: ReadonlyMap<string, GroupReading>;
  /** What any group admits. Groups on one EC2 network interface are added up by EC2 in the same way. */
  readonly admitted: AdmittedSpace;
  /** What is admitted by host name. Empty where the document has no resource that knows names. */
  readonly names: AdmittedNames;
  /** Values that are known only at deployment, or are not sets of addresses. */
  readonly unresolved: readonly Unresolved[];
  /** What a platform would reject, and what is read approximately. */
  readonly findings: readonly Finding[];
  /** What decides on traffic beside or before the groups: other filters, and ways past one that is read. */
  readonly uncovered: readonly Uncovered[];
  /** What names the groups: network interfaces, associations, outputs; by the key of the group. A group without an entry is named by nothing. */
  readonly attachments: ReadonlyMap<string, readonly string[]>;
  /** The resources that each group is made of, by its key: the filter itself, its rules, and the lists that they name. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
}
