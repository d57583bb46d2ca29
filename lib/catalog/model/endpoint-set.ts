import { Direction, HostPattern, PortSet, PrefixSet } from '../../net';
import { Basis } from './basis';
import { Cloud } from './cloud';
import { EndpointUser } from './endpoint-user';
import { Publication } from './origin';

/** One published entry: a row of a page or an `id` of the web service, for the clouds it applies to. */
export interface EndpointSet {
  /** Stable key, the same in every edition and cloud, such as `graph-change-notifications`. */
  readonly slug: string;

  /** What the entry is for, in our words. */
  readonly title: string;

  /** The clouds this set applies to. A row that differs by cloud is several sets with one slug. */
  readonly clouds: readonly Cloud[];

  /** Why it is for these clouds and no others; absent where the entry names its clouds. */
  readonly cloudsReason?: string;

  /** Where it was published. */
  readonly publication: Publication;

  /** Who talks to whom, on which ports. Empty if no part of the entry can become a rule; `inexpressible` then says why. */
  readonly flows: readonly EndpointFlow[];

  /** What the entry asks for that no rule can express, and why. */
  readonly inexpressible: readonly Inexpressible[];

  /** Names that a browser must treat as trusted sites: a client setting, not a network rule. */
  readonly trustedSites: readonly HostPattern[];

  /** Whether the publisher calls the entry required; absent where it does not say. */
  readonly required?: boolean;

  /** Which of your computers or people use it; empty if the publisher does not say. */
  readonly usedBy: readonly EndpointUser[];

  /** When it is needed, and until when, where the publisher limits it. */
  readonly neededWhen?: string;

  /** What a user must know before relying on it. */
  readonly caveats: readonly string[];

  /** Set if Microsoft no longer operates the service that the entry is for. */
  readonly retired?: Retirement;

  /** Published errors that are corrected here, each with its reason. */
  readonly corrections: readonly Correction[];

  /** Facts that only the web service publishes. */
  readonly webService?: WebServiceFacts;
}

/** One direction of traffic of an endpoint set: remote addresses and names, and the ports open for them. */
export interface EndpointFlow {
  /** Name within its set, such as `mail-flow`. */
  readonly name: string;

  /** Seen from the customer's network. */
  readonly direction: Direction;

  /** What the remote side rests on, and the ports too unless `portsBasis` says otherwise. */
  readonly basis: Basis;

  /** What the ports rest on, where it is not what the remote side rests on. */
  readonly portsBasis?: Basis;

  /** TCP ports, empty when the flow uses none. */
  readonly tcpPorts: PortSet;

  /** UDP ports, empty when the flow uses none. */
  readonly udpPorts: PortSet;

  /** Remote prefixes that the entry itself publishes. */
  readonly prefixes: PrefixSet;

  /** Remote host names that the entry itself publishes. */
  readonly hosts: readonly HostPattern[];

  /** Slugs of the sets whose prefixes are the remote side, where the entry points at them. */
  readonly prefixesOf: readonly string[];

  /** Why the app overrides what was published, where it does. */
  readonly overrideReason?: string;

  /** Whether the app has to name the remote side, because the entry names none. */
  readonly peersFromApp: boolean;
}

/** A part of an entry that no rule can express. */
export interface Inexpressible {
  /** What the entry asks for. */
  readonly what: string;

  /** Why no rule can express it, and what to do instead. */
  readonly reason: string;
}

/** When something published stopped being needed, and what took its place. */
export interface Retirement {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date: string;

  /** What to use instead, or why nothing is needed. */
  readonly successor: string;
}

/** A corrected error in the published data. */
export interface Correction {
  /** The field that is corrected, such as `direction`. */
  readonly field: string;

  /** What was published. */
  readonly published: string;

  /** Why the published value cannot be correct. */
  readonly reason: string;
}

/** Facts that only the web service publishes. */
export interface WebServiceFacts {
  /** Never changes within an instance. */
  readonly id: number;

  /** `Common`, `Exchange`, `SharePoint`, `Skype` (Teams) or `MEM` (Intune). */
  readonly serviceArea: string;

  /** `Optimize`, `Allow` or `Default`. */
  readonly category: string;

  /** Whether the set is routed over ExpressRoute. */
  readonly expressRoute: boolean;

  /** Microsoft's own remark, where it has one. */
  readonly notes?: string;
}
