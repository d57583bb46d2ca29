import { notPublishedForCloud, unknownEdition, unknownSlug } from '../errors';
import { Direction, PrefixSet } from '../net';
import { BUNDLED_EDITIONS, EditionEntry } from './bundled';
import { Cloud } from './cloud';
import { Edition } from './edition';
import { EndpointFlow, EndpointSet } from './endpoint-set';
import { applyOverride, EndpointOverride } from './override';

/** Which endpoint sets to list; what is not given does not restrict. */
export interface EndpointFilter {
  /** @default - every cloud */
  readonly cloud?: Cloud;

  /**
   * Key of the source, such as `additional-endpoints`.
   *
   * @default - every source
   */
  readonly source?: string;

  /**
   * Service area of the web service, such as `Exchange`.
   *
   * @default - every set, of the web service or not
   */
  readonly serviceArea?: string;

  /**
   * Sets with at least one flow in this direction.
   *
   * @default - both directions
   */
  readonly direction?: Direction;
}

/** Prefixes that a later edition no longer publishes. */
export interface Withdrawal {
  /** The later edition. */
  readonly edition: string;

  /** What it dropped. */
  readonly prefixes: PrefixSet;
}

/**
 * The published endpoint sets, in one chosen edition of each source. Immutable.
 *
 * Files are read when a set is first looked up, never before, and never over the network.
 */
export class Catalog {
  private static theBundled?: Catalog;

  /** The catalog that comes with this package. */
  static bundled(): Catalog {
    return (Catalog.theBundled ??= new Catalog(BUNDLED_EDITIONS, new Map(), []));
  }

  /**
   * A catalog of these editions: for endpoint data of one's own, and for tests.
   *
   * @param editions from old to new; the first of a source is its default
   */
  static of(...editions: Edition[]): Catalog {
    return new Catalog(editions.map((edition) => ({ source: edition.source, id: edition.id, load: () => edition })), new Map(), []);
  }

  private readonly sourceSets = new Map<string, readonly EndpointSet[]>();

  private constructor(
    private readonly entries: readonly EditionEntry[],
    private readonly chosen: ReadonlyMap<string, string>,
    private readonly overrides: readonly EndpointOverride[],
  ) {}

  /**
   * This catalog, showing the edition `id` of every source that has an edition of that name.
   *
   * @throws EndpointError `UnknownEdition`
   */
  edition(id: string): Catalog {
    const sources = this.entries.filter((entry) => entry.id === id).map((entry) => entry.source);
    if (sources.length === 0) {
      throw unknownEdition(id, this.entries.map((entry) => `${entry.id} (${entry.source})`));
    }
    return new Catalog(this.entries, new Map([...this.chosen, ...sources.map((source) => [source, id] as const)]), this.overrides);
  }

  /**
   * This catalog, with one flow of one set replaced by what the app knows better.
   *
   * @throws EndpointError when there is no such set or flow, or no reason is given
   */
  withOverride(override: EndpointOverride): Catalog {
    applyOverride([this.require(override.slug, override.cloud)], override);
    return new Catalog(this.entries, this.chosen, [...this.overrides, override]);
  }

  /** The endpoint set called `slug` in `cloud`, or `undefined`. */
  find(slug: string, cloud: Cloud = Cloud.WORLDWIDE): EndpointSet | undefined {
    for (const source of this.sources()) {
      const set = this.setsOf(source).find((candidate) => candidate.slug === slug && candidate.clouds.includes(cloud));
      if (set !== undefined) {
        return set;
      }
    }
    return undefined;
  }

  /**
   * The endpoint set called `slug` in `cloud`.
   *
   * @throws EndpointError `NotPublishedForCloud` or `UnknownSlug`
   */
  require(slug: string, cloud: Cloud = Cloud.WORLDWIDE): EndpointSet {
    const set = this.find(slug, cloud);
    if (set !== undefined) {
      return set;
    }
    const elsewhere = this.where({}).filter((candidate) => candidate.slug === slug).flatMap((candidate) => candidate.clouds);
    throw elsewhere.length > 0
      ? notPublishedForCloud(slug, cloud.name, elsewhere.map((other) => other.name))
      : unknownSlug(slug, 'Catalog.where({}) lists every set');
  }

  /** The endpoint sets that pass `filter`, in the order of their sources. */
  where(filter: EndpointFilter): EndpointSet[] {
    return this.sources()
      .filter((source) => filter.source === undefined || filter.source === source)
      .flatMap((source) => this.setsOf(source))
      .filter((set) => filter.cloud === undefined || set.clouds.includes(filter.cloud))
      .filter((set) => filter.serviceArea === undefined || set.webService?.serviceArea === filter.serviceArea)
      .filter((set) => filter.direction === undefined || set.flows.some((flow) => flow.direction === filter.direction));
  }

  /**
   * What a later edition of the same source no longer publishes of `flow`.
   *
   * @returns `undefined` when nothing was withdrawn, or no later edition is known
   */
  withdrawalFrom(set: EndpointSet, flow: EndpointFlow, cloud: Cloud = Cloud.WORLDWIDE): Withdrawal | undefined {
    const { source, edition } = set.publication;
    const editions = this.entries.filter((entry) => entry.source === source);
    const later = editions.slice(editions.findIndex((entry) => entry.id === edition) + 1);
    for (const entry of later.reverse()) {
      const successor = entry.load().sets.find((candidate) => candidate.slug === set.slug && candidate.clouds.includes(cloud));
      const stillPublished = successor?.flows.find((candidate) => candidate.name === flow.name)?.prefixes;
      if (stillPublished !== undefined) {
        const prefixes = flow.prefixes.subtract(stillPublished);
        return prefixes.isEmpty ? undefined : { edition: entry.id, prefixes };
      }
    }
    return undefined;
  }

  private sources(): string[] {
    return [...new Set(this.entries.map((entry) => entry.source))];
  }

  /** The sets of the chosen edition of `source`, those it repeats from the edition it is based on included. */
  private setsOf(source: string): readonly EndpointSet[] {
    let sets = this.sourceSets.get(source);
    if (sets === undefined) {
      const editions = this.entries.filter((entry) => entry.source === source);
      sets = this.overrides.reduce(applyOverride, this.completeSets(source, this.chosen.get(source) ?? editions[0].id));
      this.sourceSets.set(source, sets);
    }
    return sets;
  }

  private completeSets(source: string, id: string): readonly EndpointSet[] {
    const entry = this.entries.find((candidate) => candidate.source === source && candidate.id === id);
    if (entry === undefined) {
      throw unknownEdition(id, this.entries.filter((candidate) => candidate.source === source).map((candidate) => candidate.id));
    }
    const edition = entry.load();
    if (edition.basedOn === undefined) {
      return edition.sets;
    }
    const key = (set: EndpointSet) => `${set.slug} ${set.clouds.join()}`;
    const own = new Map(edition.sets.map((set) => [key(set), set]));
    const base = this.completeSets(source, edition.basedOn);
    const added = edition.sets.filter((set) => !base.some((other) => key(other) === key(set)));
    return [...base.map((set) => own.get(key(set)) ?? set), ...added];
  }
}
