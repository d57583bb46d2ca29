import type { Cloud, EndpointSet } from '../../catalog';
import type { PrefixSet } from '../../net';
import type { AdmittingRule, Proof } from '../../verify';

/** An endpoint set that documents are meant to admit. */
export interface MeantSet {
  readonly set: EndpointSet;
  readonly cloud: Cloud;

  /** What of it is meant: the flows and ports that the app chose. */
  readonly rules: readonly AdmittingRule[];

  /** The same for entries that leave the remote side to the app, with the peers that it named. */
  readonly rulesOfPeers: readonly AdmittingRule[];

  /** Its flows that are meant, with the addresses of other sets that they point at. */
  readonly flows: readonly MeantFlow[];

  /** The same set in the newest edition of its source, where that is another one; without a set where it is gone. */
  readonly newer?: { readonly edition: string; readonly set?: EndpointSet; readonly flows: readonly MeantFlow[] };
}

/** What one comparison was about. */
export interface ReportPart {
  readonly proof: Proof;
  readonly meant: readonly MeantSet[];

  /** What the app added to published entries. */
  readonly added: readonly AdmittingRule[];
}

export interface MeantFlow {
  readonly name: string;
  readonly prefixes: PrefixSet;
}
