import { Catalog, Cloud, EndpointSet } from '../../catalog';
import { Query } from '../lookup/query';
import { AddressOwner, ownerOf } from './address-owner';
import { matchSets, SetMatch, TrafficFilter } from './match-sets';

/** The editions of one source, from old to new. */
export interface SourceEditions {
  readonly source: string;
  readonly ids: readonly string[];
}

/** A set that names what was asked about, with what other editions of its source say. */
export interface AnsweredSet extends SetMatch {
  /** Editions of its source in which the same slug names it too, in the same clouds, from old to new; the shown one included. */
  readonly publishedIn: readonly string[];

  /** Editions of its source after the last that names it. */
  readonly withdrawnIn: readonly string[];
}

/** The answer to `explain`. */
export interface Answer {
  readonly query: Query;
  readonly filter: TrafficFilter;

  /** Whether any set of the editions shown names it, whatever the traffic. */
  readonly isPublished: boolean;

  /** Whether one of `sets` holds all of it; otherwise they hold parts of it only. */
  readonly isWhole: boolean;

  /** Whether any of them has a flow for the traffic that was asked about. */
  readonly isAdmitted: boolean;

  /** The sets with a flow for that traffic or, where there is none, every set that names it. */
  readonly sets: readonly AnsweredSet[];

  /** Sets of editions that are not shown, where no shown set of that slug and cloud names it. */
  readonly inOtherEditions: readonly AnsweredSet[];

  /** Whose the addresses are, where no set of the editions shown names them. */
  readonly owner?: AddressOwner;
}

/** An edition of a source, with the sets in it that are looked at. */
interface Volume {
  readonly source: string;
  readonly id: string;
  readonly ids: readonly string[];
  readonly catalog: Catalog;
  readonly sets: readonly EndpointSet[];
}

/** All that questions are answered from: what a catalog shows, and the other editions of its sources. */
export interface Library {
  readonly catalog: Catalog;
  readonly shown: readonly EndpointSet[];
  readonly history: readonly Volume[];
  readonly cloud?: Cloud;
}

/** What `catalog` and the other editions of its sources know, of one cloud or of all. */
export function openLibrary(catalog: Catalog, sources: readonly SourceEditions[], cloud?: Cloud): Library {
  const history = sources.filter(({ ids }) => ids.length > 1).flatMap(({ source, ids }) => ids.map((id): Volume => {
    const edition = catalog.edition(id);
    return { source, id, ids, catalog: edition, sets: edition.where({ cloud, source }) };
  }));
  return { catalog, shown: catalog.where({ cloud }), history, cloud };
}

/** What a library knows about `query`. */
export function answer({ catalog, shown: sets, history: volumes, cloud }: Library, query: Query, filter: TrafficFilter): Answer {
  const shown = matchSets(catalog, sets, query, filter, cloud);
  const history = volumes.map((volume) => ({ ...volume, matches: matchSets(volume.catalog, volume.sets, query, filter, cloud) }));
  const withHistory = (match: SetMatch): AnsweredSet => {
    const editions = history.filter(({ source }) => source === match.set.publication.source);
    const publishedIn = editions.filter(({ matches }) => matches.some((other) => isSameSet(match, other))).map(({ id }) => id);
    const ids = editions[0]?.ids ?? [];
    const last = Math.max(...publishedIn.map((id) => ids.indexOf(id)));
    return publishedIn.length === 0
      ? { ...match, publishedIn: [match.set.publication.edition], withdrawnIn: [] }
      : { ...match, publishedIn, withdrawnIn: ids.slice(last + 1) };
  };
  const admitted = shown.filter(({ flows, trustedSites }) => (
    flows.some(({ isMeant }) => isMeant) || (trustedSites !== undefined && !isLimited(filter))
  ));
  const others: SetMatch[] = [];
  for (const match of [...history].reverse().flatMap(({ matches }) => matches)) {
    if (![...shown, ...others].some((known) => isSameSet(known, match))) {
      others.push(match);
    }
  }
  const told = admitted.length > 0 ? admitted : shown;
  return {
    query,
    filter,
    isPublished: shown.length > 0,
    isWhole: told.some(({ flows, trustedSites }) => (
      flows.some(({ containing }) => containing.length > 0) || (trustedSites?.containing.length ?? 0) > 0
    )),
    isAdmitted: admitted.length > 0,
    sets: told.map(withHistory),
    inOtherEditions: others.map(withHistory),
    ...shown.length > 0 ? {} : { owner: ownerOf(query) },
  };
}

/** Whether a question is limited to some traffic. */
export function isLimited({ direction, protocol, port }: TrafficFilter): boolean {
  return direction !== undefined || protocol !== undefined || port !== undefined;
}

function isSameSet(one: SetMatch, other: SetMatch): boolean {
  return one.set.slug === other.set.slug && one.set.publication.source === other.set.publication.source
    && one.clouds.some((cloud) => other.clouds.includes(cloud));
}
