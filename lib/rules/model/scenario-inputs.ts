/**
 * What a scenario was made from, as JSON: enough to compose its rules again, from the published data that it names.
 *
 * Only what the app chose is in it, never what follows from it. What was left at its default is absent.
 */
export interface ScenarioInputs {
  readonly cloud: string;

  /** The editions that may have contributed, one of each source. */
  readonly editions: readonly RecordedEdition[];

  /** What the app knows better than the published data. */
  readonly overrides?: readonly RecordedOverride[];
  readonly flows: readonly RecordedFlow[];
  readonly addressFamilies?: readonly string[];
  readonly derivePrefixes?: boolean;
  readonly additionalPeers?: readonly RecordedPeer[];
  readonly excludedPeers?: readonly RecordedPeer[];
}

/** An edition, with the digest of its sets. */
export interface RecordedEdition {
  readonly source: string;
  readonly edition: string;
  readonly sha256: string;

  /** The editions that it repeats, but for the sets that it holds itself. */
  readonly basedOn?: readonly Pick<RecordedEdition, 'edition' | 'sha256'>[];
}

/** One flow of a published set, with what the app put in place of what is published. */
export interface RecordedFlow {
  readonly slug: string;
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
  readonly prefixes?: readonly string[];
  readonly hosts?: readonly string[];

  /** The families of prefixes that are known only at deployment. */
  readonly deployTime?: readonly string[];
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: string;
}

/** An `EndpointOverride` as JSON. */
export interface RecordedOverride {
  readonly slug: string;
  readonly cloud?: string;
  readonly flow?: string;
  readonly prefixes?: readonly string[];
  readonly hosts?: readonly string[];
  readonly tcpPorts?: string;
  readonly udpPorts?: string;
  readonly reason: string;
}
