import { Catalog, Cloud, EndpointSet } from '../../catalog';
import { HostPattern, PrefixMap } from '../../net';
import { Query } from '../lookup/query';
import { Library } from './answer';
import { prefixesOf } from './match-sets';

/**
 * Which sets of a library may name something, found without looking at all of them: for questions by the thousand.
 *
 * An address is looked up by the prefixes that hold it. A host is looked up by its last two labels, which nearly every
 * published pattern has in full.
 */
export class PublishedIndex {
  private readonly prefixes: PrefixMap<EndpointSet>;
  private readonly hosts = new Map<string, EndpointSet[]>();

  /** Sets with a pattern that has no last two labels of its own. */
  private readonly anywhere: EndpointSet[] = [];

  constructor(private readonly library: Library) {
    const prefixes = PrefixMap.builder<EndpointSet>();
    for (const { catalog, sets } of [{ catalog: library.catalog, sets: library.shown }, ...library.history]) {
      for (const set of sets) {
        for (const prefix of publishedBy(catalog, set, library.cloud)) prefixes.add(prefix, set);
        [...set.flows.flatMap(({ hosts }) => hosts), ...set.trustedSites].forEach((host) => this.addHost(host, set));
      }
    }
    this.prefixes = prefixes.build();
  }

  /** The library with nothing but the sets that may name what `query` asks about. */
  narrow(query: Query): Library {
    const candidates = new Set(query.kind === 'host' ? this.byHost(query.pattern) : this.byAddress(query));
    const among = (sets: readonly EndpointSet[]) => sets.filter((set) => candidates.has(set));
    const { shown, history } = this.library;
    return { ...this.library, shown: among(shown), history: history.map((volume) => ({ ...volume, sets: among(volume.sets) })) };
  }

  private byAddress({ prefix, addresses }: Extract<Query, { kind: 'addresses' }>): EndpointSet[] {
    const holding = this.prefixes.lookup(prefix).map(({ value }) => value);
    const isOne = prefix.size === 1n;
    const inside = isOne ? [] : [...this.prefixes].filter((entry) => addresses.contains(entry.prefix)).map(({ value }) => value);
    return [...holding, ...inside];
  }

  private byHost(pattern: HostPattern): EndpointSet[] {
    const key = lastLabels(pattern);
    return key === undefined ? [...this.hosts.values()].flat().concat(this.anywhere) : [...this.hosts.get(key) ?? [], ...this.anywhere];
  }

  private addHost(host: HostPattern, set: EndpointSet): void {
    const key = lastLabels(host);
    const sets = key === undefined ? this.anywhere : this.hosts.get(key) ?? [];
    if (key !== undefined) this.hosts.set(key, sets);
    if (sets.at(-1) !== set) sets.push(set);
  }
}

/** The prefixes that flows of a set name themselves, and those of the sets that they point at. */
function publishedBy(catalog: Catalog, set: EndpointSet, cloud?: Cloud) {
  const clouds = cloud === undefined ? set.clouds : [cloud];
  return set.flows.flatMap((flow) => [flow.prefixes, ...flow.prefixesOf.map((slug) => prefixesOf(catalog, slug, clouds))])
    .flatMap((own) => own.prefixes());
}

/** `office365.com` of `*.outlook.office365.com`; undefined where a star or a parameter is in it, or there are fewer labels. */
function lastLabels(pattern: HostPattern): string | undefined {
  const labels = `${pattern}`.toLowerCase().split('.').slice(-2);
  return labels.length < 2 || labels.some((label) => /[*<>]/.test(label)) ? undefined : labels.join('.');
}
