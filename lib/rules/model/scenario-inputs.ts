/**
 * The inputs of a scenario as JSON: enough to compose its rules again from the published data.
 *
 * It contains only what the app chose, never what follows from that. Defaults are left out.
 */
export interface ScenarioInputs {
  /** The cloud of the tenant, by its name in the web service. */
  readonly cloud: string;

  /** The editions that may have contributed, one of each source. */
  readonly editions: readonly RecordedEdition[];

  /** The overrides that apply. */
  readonly overrides?: readonly RecordedOverride[];

  /** The flows of published sets, in the order in which the scenario composes them. */
  readonly flows: readonly RecordedFlow[];

  /** The only families that are admitted. */
  readonly addressFamilies?: readonly string[];

  /** Whether the addresses that the web service publishes for the names are added. */
  readonly derivePrefixes?: boolean;

  /** Remote sides that the app admits in addition to the published ones. */
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

  /** The editions whose other sets it repeats. */
  readonly basedOn?: readonly Pick<RecordedEdition, 'edition' | 'sha256'>[];
}

/** One flow of a published set, with the app's replacements for published values. */
export interface RecordedFlow {
  /** The set. */
  readonly slug: string;

  /** The flow within the set. */
  readonly flow: string;

  /** TCP ports that replace the published ones: `8443,9443`. */
  readonly tcpPorts?: string;

  /** How many more are known only at deployment. */
  readonly deployTimePorts?: number;

  /** Published UDP ports that are left out. */
  readonly exceptUdpPorts?: string;

  /** The remote side that replaces the published one. */
  readonly peers?: readonly RecordedPeer[];

  /** Remote sides in addition to the published one. */
  readonly morePeers?: readonly RecordedPeer[];

  /** Names that replace published patterns and templates. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>;
}

/** A peer that the app added or excluded, with the reason if it gave one. */
export interface RecordedPeer {
  /** Its prefixes, as canonical text. */
  readonly prefixes?: readonly string[];

  /** Its host patterns. */
  readonly hosts?: readonly string[];

  /** The families of prefixes that are known only at deployment. */
  readonly deployTime?: readonly string[];

  /** Why it is there. */
  readonly reason?: string;

  /** Who is responsible for it. */
  readonly owner?: string;

  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string;
}

/** An `EndpointOverride` as JSON. */
export interface RecordedOverride {
  /** The set. */
  readonly slug: string;

  /** The cloud, unless it is the worldwide one. */
  readonly cloud?: string;

  /** The flow within the set, if there are several. */
  readonly flow?: string;

  /** Prefixes that replace the published ones. */
  readonly prefixes?: readonly string[];

  /** Host patterns that replace the published ones. */
  readonly hosts?: readonly string[];

  /** TCP ports that replace the published ones. */
  readonly tcpPorts?: string;

  /** UDP ports that replace the published ones. */
  readonly udpPorts?: string;

  /** Why the published data is not right. */
  readonly reason: string;
}
