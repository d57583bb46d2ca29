import { AcknowledgedFinding } from '../model/finding';
import { hashOfSets } from './parse-edition';

/** The written form of an edition, as `docs/data.md` describes it and `parseEdition` reads it. */
export interface EditionJson {
  /** Key of the source, such as `additional-endpoints`. */
  readonly source: string;
  /** Key of the edition within its source, such as `2025-01`. */
  readonly edition: string;
  /** Where a human can read the source. */
  readonly url: string;
  /** The date, as precisely as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string;
  /** The day it was read, `YYYY-MM-DD`, or `null` when nobody wrote it down. */
  readonly retrieved: string | null;
  /** The edition of the same source whose other sets this one repeats. */
  readonly basedOn?: string;
  /** Import errors that somebody acknowledged, each with the reason. */
  readonly acknowledged?: readonly AcknowledgedFinding[];
  /** SHA-256 of the canonical JSON of `sets`, in hexadecimal; `parseEdition` refuses another. */
  readonly sha256: string;
  /** The sets read in this edition, in the order of the source. */
  readonly sets: readonly EndpointSetJson[];
}

/** The written form of an endpoint set. Empty or unknown values are left out. */
export interface EndpointSetJson {
  /** Stable key, the same in every edition and cloud. */
  readonly slug: string;
  /** Number of the row, for sets of a page. */
  readonly row?: number;
  /** Id in the instance, for sets of the web service. */
  readonly id?: number;
  /** What the entry is for, in our words. */
  readonly title: string;
  /** Instance names of the web service, such as `Worldwide`. */
  readonly clouds: readonly string[];
  /** Why it is for these clouds and no others, where the entry does not name them. */
  readonly cloudsReason?: string;
  /** Service area of the web service, such as `Exchange`. */
  readonly serviceArea?: string;
  /** Category of the web service: `Optimize`, `Allow` or `Default`. */
  readonly category?: string;
  /** Whether the publisher calls the entry required. */
  readonly required?: boolean;
  /** Who uses it on your side: `servers`, `user-devices`, `administrators`. */
  readonly usedBy?: readonly string[];
  /** When it is needed, and until when, where the publisher limits it. */
  readonly neededWhen?: string;
  /** Whether the web service says that it is routed over ExpressRoute. */
  readonly expressRoute?: boolean;
  /** Notes of the web service. */
  readonly notes?: string;
  /** Who talks to whom, on which ports. A set without any must have `inexpressible`. */
  readonly flows: readonly EndpointFlowJson[];
  /** What the entry asks for that no rule can express, and why. */
  readonly inexpressible?: readonly { readonly what: string; readonly reason: string }[];
  /** Names for a browser's zone of trusted sites. */
  readonly trustedSites?: readonly string[];
  /** What a user must know before relying on it. */
  readonly caveats?: readonly string[];
  /** When Microsoft ended what the entry is for, and what took its place. */
  readonly retired?: { readonly date: string; readonly successor: string };
  /** Published errors that are corrected here, each with what was published and why it is wrong. */
  readonly corrections?: readonly { readonly field: string; readonly published: string; readonly reason: string }[];
}

/** The written form of a flow. What is empty is left out. */
export interface EndpointFlowJson {
  /** Name within its set, such as `mail-flow`. */
  readonly name: string;
  /** `inbound` or `outbound`, seen from your network. */
  readonly direction: string;
  /** What the remote side rests on: `stated`, `derived`, `vendor` or `user`. */
  readonly basis: string;
  /** What the ports rest on, where that is something else. */
  readonly portsBasis?: string;
  /** TCP ports with ranges, such as `443,50000-59999`. */
  readonly tcpPorts?: string;
  /** UDP ports with ranges, such as `3478-3481`. */
  readonly udpPorts?: string;
  /** As published, sorted; single addresses with `/32` or `/128`. */
  readonly prefixes?: readonly string[];
  /** Names and patterns, such as `*.example.com` or `<tenant>.example.com`. */
  readonly hosts?: readonly string[];
  /** Slugs of the sets whose prefixes are the peers. */
  readonly prefixesOf?: readonly string[];
  /** Whether the app has to name the remote side, because the entry does not. */
  readonly peersFromApp?: boolean;
}

/** Everything in an edition except its sets. */
export type EditionHeader = Omit<EditionJson, 'sha256' | 'sets'>;

/** An edition of these sets: the header in its written order, and the hash of the sets. */
export function editionJson(header: EditionHeader, sets: readonly EndpointSetJson[]): EditionJson {
  const { source, edition, url, published, retrieved, basedOn, acknowledged = [] } = header;
  return {
    source,
    edition,
    url,
    published,
    retrieved,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(acknowledged.length === 0 ? {} : { acknowledged }),
    sha256: hashOfSets({ sets }),
    sets,
  };
}

/** The text of an edition file: one prefix per line, the same bytes for the same edition. */
export function renderEdition(edition: EditionJson): string {
  return `${JSON.stringify(edition, null, 2)}\n`;
}
