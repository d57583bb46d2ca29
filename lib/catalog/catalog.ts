import { brand } from '../collections/brand';
import { invalidOption, notPublishedForCloud, unknownEdition, unknownSlug } from '../messages/errors';
import { Direction, PrefixSet } from '../net';
import { absenceReason } from './absence';
import { CatalogDiff, diffSets } from './diff/diff';
import { BUNDLED_EDITIONS, EditionEntry } from './editions/bundled';
import { Cloud } from './model/cloud';
import { Edition } from './model/edition';
import { EndpointFlow, EndpointSet } from './model/endpoint-set';
import { applyOverride, EndpointOverride } from './override';

/** Which endpoint sets to list. Options that are left out do not restrict the list. */
export interface EndpointFilter {
  /**
   * The cloud that a set applies to.
   *
   * @default - every cloud
   */
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
   * @default - all sets, whether or not the web service publishes them
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

  /** The prefixes that it no longer publishes. */
  readonly prefixes: PrefixSet;

  /** Whether the app chose the earlier edition itself. */
  readonly isChosen: boolean;
}

/** Which edition of a source a catalog shows. */
export interface ShownEdition {
  /** Key of the source. */
  readonly source: string;

  /** Key of the edition. */
  readonly edition: string;

  /** SHA-256 of its sets. */
  readonly sha256: string;

  /**
   * The editions whose other sets it repeats.
   *
   * @default - it is complete
   */
  readonly basedOn?: readonly { readonly edition: string; readonly sha256: string }[];
}

/**
 * The published endpoint sets, in one chosen edition of each source. Immutable.
 *
 * Files are read when a set is first looked up. Nothing is read over the network.
 */
export class Catalog {
  static {
    brand(Catalog, 'Catalog');
  }

  private static theBundled?: Catalog;

  /** The catalog that comes with this package. */
  static bundled(): Catalog {
    return (Catalog.theBundled ??= Catalog.ofEntries(BUNDLED_EDITIONS));
  }

  /**
   * A catalog of these editions: for your own endpoint data, and for tests.
   *
   * @param editions from old to new; the newest of a source is shown unless another is chosen
   * @throws EndpointError `InvalidOption` for what is not an edition
   */
  static of(...editions: Edition[]): Catalog {
    editions.forEach((edition: unknown, index) => {
      if (typeof edition !== 'object' || edition === null || !('source' in edition && 'id' in edition && 'sets' in edition)) {
        throw invalidOption(`editions[${index}]`, edition, 'give an edition, such as one of defineEdition()');
      }
    });
    return Catalog.ofEntries(editions.map((edition) => ({ source: edition.source, id: edition.id, load: () => edition })));
  }

  /**
   * The catalog pinned by the lock at `path`, and nothing else: for apps whose endpoints change only when the lock changes.
   *
   * @throws EndpointError when the lock is missing, truncated or edited by hand, or admits more than published data should
   */
  static fromLock(path: string): Catalog {
    // Loaded on demand, because a lock needs the guard and most apps have no lock.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { readLock } = require('./lock/lock-file') as typeof import('./lock/lock-file');
    const { editions, shown } = readLock(path);
    return Catalog.ofEntries(editions.map((edition): EditionEntry => ({
      source: edition.source, id: edition.id, isDefault: shown.get(edition.source) === edition.id, load: () => edition,
    })));
  }

  /** @internal A catalog that shows the default editions among `entries`. */
  static ofEntries(entries: readonly EditionEntry[]): Catalog {
    return new Catalog(entries, new Map(), []);
  }

  private readonly sourceSets = new Map<string, readonly EndpointSet[]>();

  private constructor(
    private readonly entries: readonly EditionEntry[],
    private readonly chosen: ReadonlyMap<string, string>,
    private readonly overrides: readonly EndpointOverride[],
  ) {}

  /**
   * This catalog, showing edition `id` of every source that has an edition with that id.
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

  /** The id of the edition that this catalog shows of `source`: the chosen, default or newest one. Undefined for an unknown source. */
  editionOf(source: string): string | undefined {
    const editions = this.entries.filter((entry) => entry.source === source);
    return this.chosen.get(source) ?? (editions.find(({ isDefault }) => isDefault) ?? editions.at(-1))?.id;
  }

  /** This catalog, showing the newest edition that it has of every source. */
  newest(): Catalog {
    return new Catalog(this.entries, new Map(this.entries.map(({ source, id }) => [source, id] as const)), this.overrides);
  }

  /**
   * This catalog, with one flow of one set replaced by your own values.
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
    const elsewhere = this.where({}).filter((candidate) => candidate.slug === slug);
    throw elsewhere.length > 0
      ? notPublishedForCloud(slug, cloud.name, absenceReason(elsewhere, this.where({ cloud }), cloud))
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
   * The prefixes of `flow` that a later edition of the same source no longer publishes.
   *
   * @returns `undefined` when nothing was withdrawn, or no later edition is known
   */
  withdrawalFrom(set: EndpointSet, flow: EndpointFlow, cloud: Cloud = Cloud.WORLDWIDE): Withdrawal | undefined {
    const { source, edition } = set.publication;
    const editions = this.entries.filter((entry) => entry.source === source);
    const later = editions.slice(editions.findIndex((entry) => entry.id === edition) + 1);
    for (const entry of later.reverse()) {
      const { sets, basedOn } = entry.load();
      const successor = sets.find((candidate) => candidate.slug === set.slug && candidate.clouds.includes(cloud));
      // An edition that is based on another repeats the sets that it does not contain.
      if (successor !== undefined || basedOn === undefined) {
        const stillPublished = successor?.flows.find((candidate) => candidate.name === flow.name)?.prefixes ?? PrefixSet.EMPTY;
        const prefixes = flow.prefixes.subtract(stillPublished);
        return prefixes.isEmpty ? undefined : { edition: entry.id, prefixes, isChosen: this.chosen.get(source) === edition };
      }
    }
    return undefined;
  }

  /**
   * The differences between this catalog and `other`, in the editions that each of them shows.
   *
   * Addresses are compared as addresses, and cloud by cloud; see `diffSets`.
   */
  diff(other: Catalog): CatalogDiff {
    const sources = [...new Set([...this.sources(), ...other.sources()])];
    return {
      editions: sources.map((source) => ({ source, before: this.editionOf(source), after: other.editionOf(source) })),
      ...diffSets(this.where({}), other.where({})),
    };
  }

  /**
   * The edition that this catalog shows of `source`, with the digest of its sets and the editions that it is based on.
   *
   * @throws EndpointError `UnknownEdition` when there is none
   */
  shownOf(source: string): ShownEdition {
    const [shown, ...basedOn] = this.lineageOf(source, this.editionOf(source) ?? '');
    const described = ({ id, sha256 }: Edition) => ({ edition: id, sha256 });
    return { source, ...described(shown), ...(basedOn.length === 0 ? {} : { basedOn: basedOn.map(described) }) };
  }

  /**
   * This catalog, showing edition `id` of `source` and, for every other source, the same edition as before.
   *
   * @throws EndpointError `UnknownEdition`
   */
  showing(source: string, id: string): Catalog {
    this.lineageOf(source, id);
    return new Catalog(this.entries, new Map([...this.chosen, [source, id]]), this.overrides);
  }

  /** The overrides of these sets in `cloud`, in the order in which they were added. */
  overridesOf(slugs: readonly string[], cloud: Cloud = Cloud.WORLDWIDE): EndpointOverride[] {
    return this.overrides.filter((override) => slugs.includes(override.slug) && (override.cloud ?? Cloud.WORLDWIDE) === cloud);
  }

  /** An edition, the one that it is based on, and so on. */
  private lineageOf(source: string, id: string, entries = this.entries): Edition[] {
    const index = entries.findIndex((candidate) => candidate.source === source && candidate.id === id);
    if (index < 0) {
      throw unknownEdition(id, entries.filter((candidate) => candidate.source === source).map((candidate) => candidate.id));
    }
    const edition = entries[index].load();
    return [edition, ...(edition.basedOn === undefined ? [] : this.lineageOf(source, edition.basedOn, entries.slice(0, index)))];
  }

  private sources(): string[] {
    return [...new Set(this.entries.map((entry) => entry.source))];
  }

  /** The sets of the chosen edition of `source`, including those of the edition that it is based on. */
  private setsOf(source: string): readonly EndpointSet[] {
    let sets = this.sourceSets.get(source);
    if (sets === undefined) {
      sets = this.overrides.reduce(applyOverride, this.completeSets(source, this.editionOf(source) ?? ''));
      this.sourceSets.set(source, sets);
    }
    return sets;
  }

  private completeSets(source: string, id: string): readonly EndpointSet[] {
    return this.lineageOf(source, id).reduceRight<readonly EndpointSet[]>((repeated, { sets }) => {
      const isReplaced = (slug: string, cloud: Cloud) => sets.some((set) => set.slug === slug && set.clouds.includes(cloud));
      const left = repeated.map((set) => ({ ...set, clouds: set.clouds.filter((cloud) => !isReplaced(set.slug, cloud)) }))
        .filter((set) => set.clouds.length > 0);
      return [...left, ...sets];
    }, []);
  }
}
