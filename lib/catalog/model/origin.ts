import { Basis } from './basis';

/** Where a fact comes from. It survives merging, splitting and aggregation. */
export interface Origin {
  /** Stable key of the endpoint set, the only part that stays the same from edition to edition. */
  readonly slug: string;

  /** What the fact rests on. */
  readonly basis: Basis;

  /** What the ports beside it rest on, where that is something else. */
  readonly portsBasis?: Basis;

  /** The published source: absent when the app itself is the origin. */
  readonly source?: Publication;

  /** Why the app overrides what was published, where it does. */
  readonly reason?: string;

  /** The other published set that supplied the addresses, when the row only points at it. */
  readonly via?: Origin;
}

/** One entry of one edition of one published source. These change with every edition; a slug does not. */
export interface Publication {
  /** Key of the source, such as `additional-endpoints`. */
  readonly source: string;

  /** The edition in which the entry was read, such as `2025-01`. */
  readonly edition: string;

  /** When the edition was published, as far as known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly published: string;

  /** The entry as its source numbers it: `row 23` of a page, `id 56` of the web service. */
  readonly entry: string;

  /** Where a human can read the source. */
  readonly url: string;
}

/** `stated`, or `stated, ports vendor`. */
export function basisText({ basis, portsBasis }: { readonly basis: Basis; readonly portsBasis?: Basis }): string {
  return portsBasis === undefined || portsBasis === basis ? basis : `${basis}, ports ${portsBasis}`;
}

/** A short stable text for rule descriptions: slug and basis, neither of which changes with a new edition. */
export function describeOrigin(origin: Origin): string {
  return `${origin.slug} (${basisText(origin)})`;
}
