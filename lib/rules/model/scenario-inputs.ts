/**
 * What a scenario was made from, as JSON: enough to compose its rules again, from the published data that it names.
 *
 * Only what the app chose is in it, never what follows from it. What was left at its default is absent.
 */
export interface ScenarioInputs {
  /** The cloud of the tenant, by its name in the web service. */
  readonly cloud: string;

  /** The editions that may have contributed, one of each source. */
  readonly editions: readonly RecordedEdition[];

  /** What the app knows better than the published data. */
  readonly overrides?: readonly RecordedOverride[];

  /** The flows of published sets, in the order in which the scenario composes them. */
  readonly flows: readonly RecordedFlow[];

  /** The only families that are admitted. */
  readonly addressFamilies?: readonly string[];

  /** Whether names are joined by the addresses that the web service publishes for them. */
  readonly derivePrefixes?: boolean;

  /** Remote sides that the app admits beside the published ones. */
  readonly additionalPeers?: readonly RecordedPeer[];

  /** Remote sides that the app leaves out. */
  readonly excludedPeers?: readonly RecordedPeer[];
}

/** An edition, with the digest of its sets. */
export interface RecordedEdition {
  /** Key of the source, such as `additional-endpoints`. */
  readonly source: string;

  /** Key of the edition, such as `2025-01`. */
  readonly edition: string;

  /** SHA-256 of its sets. */
  readonly sha256: string;

  /** The editions that it repeats, but for the sets that it holds itself. */
  readonly basedOn?: readonly Pick<RecordedEdition, 'edition' | 'sha256'>[];
}

/** One flow of a published set, with what the app put in place of what is published. */
export interface RecordedFlow {
  /** The set. */
  readonly slug: string;

  /** The flow within the set. */
  readonly flow: string;

  /** TCP ports in place of the published ones: `8443,9443`. */
  readonly tcpPorts?: string;

  /** How many more are known only at deployment. */
  readonly deployTimePorts?: number;

  /** Published UDP ports that are left out. */
  readonly exceptUdpPorts?: string;

  /** The remote side in place of the published one. */
  readonly peers?: readonly RecordedPeer[];

  /** Remote sides beside the published one. */
  readonly morePeers?: readonly RecordedPeer[];

  /** Names in place of published patterns and templates. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
}

/** A peer that the app added or left out, with the reason where it gave one. */
export interface RecordedPeer {
  /** Its prefixes, as canonical text. */
  readonly prefixes?: readonly string[];

  /** Its host patterns. */
  readonly hosts?: readonly string[];

  /** The families of prefixes that are known only at deployment. */
  readonly deployTime?: readonly string[];

  /** Why it is there. */
  readonly reason?: string;

  /** Who answers for it. */
  readonly owner?: string;

  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** An `EndpointOverride` as JSON. */
export interface RecordedOverride {
  /** The set. */
  readonly slug: string;

  /** The cloud, where it is not the worldwide one. */
  readonly cloud?: string;

  /** The flow within the set, where there are several. */
  readonly flow?: string;

  /** Prefixes in place of the published ones. */
  readonly prefixes?: readonly string[];

  /** Host patterns in place of the published ones. */
  readonly hosts?: readonly string[];

  /** TCP ports in place of the published ones. */
  readonly tcpPorts?: string;

  /** UDP ports in place of the published ones. */
  readonly udpPorts?: string;

  /** Why the published data is not right. */
  readonly reason: string;
}
