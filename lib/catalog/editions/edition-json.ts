import { AcknowledgedFinding } from '../model/finding';
import { hashOfSets } from './parse-edition';

/** The written form of an edition, as `docs/data.md` describes it and `parseEdition` reads it. */
export interface EditionJson {
  readonly source: string;
  readonly edition: string;
  readonly url: string;
  readonly published: string;
  readonly retrieved: string | null;
  readonly basedOn?: string;
  readonly acknowledged?: readonly AcknowledgedFinding[];
  readonly sha256: string;
  readonly sets: readonly EndpointSetJson[];
}

/** The written form of an endpoint set. What is empty or not said is left out. */
export interface EndpointSetJson {
  readonly slug: string;
  /** Number of the row, for sets of a page. */
  readonly row?: number;
  /** Id in the instance, for sets of the web service. */
  readonly id?: number;
  readonly title: string;
  readonly clouds: readonly string[];
  readonly cloudsReason?: string;
  readonly serviceArea?: string;
  readonly category?: string;
  readonly required?: boolean;
  readonly usedBy?: readonly string[];
  readonly neededWhen?: string;
  readonly expressRoute?: boolean;
  readonly notes?: string;
  readonly flows: readonly EndpointFlowJson[];
  readonly inexpressible?: readonly { readonly what: string; readonly reason: string }[];
  readonly trustedSites?: readonly string[];
  readonly caveats?: readonly string[];
  readonly retired?: { readonly date: string; readonly successor: string };
  readonly corrections?: readonly { readonly field: string; readonly published: string; readonly reason: string }[];
}

/** The written form of a flow. What is empty is left out. */
export interface EndpointFlowJson {
  readonly name: string;
  readonly direction: string;
  readonly basis: string;
  readonly portsBasis?: string;
  readonly tcpPorts?: string;
  readonly udpPorts?: string;
  readonly prefixes?: readonly string[];
  readonly hosts?: readonly string[];
  readonly prefixesOf?: readonly string[];
  readonly peersFromApp?: boolean;
}

/** What an edition says about itself, apart from its sets. */
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

/** The text of the file that holds an edition: one prefix a line, the same bytes for the same edition. */
export function renderEdition(edition: EditionJson): string {
  return `${JSON.stringify(edition, null, 2)}\n`;
}
