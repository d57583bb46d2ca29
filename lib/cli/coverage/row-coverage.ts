import { basisText, Catalog, Cloud, EndpointSet } from '../../catalog';
import { absenceReason } from '../../catalog/absence';
import { AddressFamily } from '../../net';
import { constructFor } from '../../scenarios/registry';
import { flowPrefixes } from '../lookup/flow-prefixes';
import { optionalFlows } from '../lookup/optional-flows';

/** What becomes of one row in one cloud. */
export interface RowCoverage {
  readonly source: string;
  readonly edition: string;

  /** As the source numbers it: `row 23`, `id 56`. */
  readonly entry: string;
  readonly slug: string;
  readonly cloud: string;

  /** The construct for it; `null` where there is none. */
  readonly construct: string | null;

  /** Its traffic; empty where `reason` says why there is none. */
  readonly flows: readonly FlowCoverage[];

  /** Why nothing can be enforced, and what to do instead; `null` where something can. */
  readonly reason: string | null;

  /** Who takes part on your side: `servers`, `user-devices`, `administrators`. */
  readonly usedBy: readonly string[];

  /** When it is needed, where the page limits it. */
  readonly neededWhen: string | null;
}

/** What a construct admits for one flow of a row. */
export interface FlowCoverage {
  readonly name: string;
  readonly direction: string;

  /** As `443,50000-59999`; empty when there is none. */
  readonly tcpPorts: string;
  readonly udpPorts: string;

  /** Minimal prefixes, those of other sets that the row points at included. */
  readonly ipv4Prefixes: number;
  readonly ipv6Prefixes: number;
  readonly hostPatterns: number;

  /** Sets whose prefixes they are. */
  readonly prefixesOf: readonly string[];
  readonly basis: string;

  /** Whether the row names no remote side, so that the app does. */
  readonly peersFromApp: boolean;

  /** Whether the construct admits it only when an option asks for it. */
  readonly isOption: boolean;
}

/**
 * What becomes of every row of `sources`, in each of `clouds`: a table to check against the published page.
 *
 * A row appears once for each cloud, in the order of its source, whether it is published there or not.
 */
export function rowCoverage(catalog: Catalog, sources: readonly string[], clouds: readonly Cloud[]): RowCoverage[] {
  const sets = sources.flatMap((source) => catalog.where({ source }));
  const rows = new Map(sets.map((set) => [`${set.publication.source} ${set.slug}`, set]));
  return [...rows.values()].flatMap((row) => clouds.map((cloud) => {
    const published = sets.filter(({ slug, publication }) => slug === row.slug && publication.source === row.publication.source);
    return coverageOf(row, published.find((set) => set.clouds.includes(cloud)), published, catalog, cloud);
  }));
}

function coverageOf(row: EndpointSet, set: EndpointSet | undefined, published: readonly EndpointSet[], catalog: Catalog, cloud: Cloud): RowCoverage {
  const { source, edition, entry } = row.publication;
  const construct = constructFor(row);
  const flows = set === undefined || construct?.create === undefined ? [] : flowsOf(set, catalog, cloud);
  return {
    source,
    edition,
    entry,
    slug: row.slug,
    cloud: cloud.name,
    construct: set === undefined ? null : construct?.name ?? null,
    flows,
    reason: flows.length > 0 ? null : set === undefined ? absenceReason(published, catalog.where({ cloud }), cloud) : inexpressibleReason(set),
    usedBy: (set ?? row).usedBy,
    neededWhen: (set ?? row).neededWhen ?? null,
  };
}

function inexpressibleReason({ inexpressible }: EndpointSet): string {
  return inexpressible.map(({ what, reason }) => `${what}: ${reason}`).join('; ');
}

function flowsOf(set: EndpointSet, catalog: Catalog, cloud: Cloud): FlowCoverage[] {
  const optional = optionalFlows(set, catalog, cloud);
  return set.flows.map((flow) => {
    const prefixes = flowPrefixes(flow, catalog, cloud);
    return {
      name: flow.name,
      direction: flow.direction,
      tcpPorts: `${flow.tcpPorts}`,
      udpPorts: `${flow.udpPorts}`,
      ipv4Prefixes: prefixes.count(AddressFamily.IPV4),
      ipv6Prefixes: prefixes.count(AddressFamily.IPV6),
      hostPatterns: flow.hosts.length,
      prefixesOf: flow.prefixesOf,
      basis: basisText(flow),
      peersFromApp: flow.peersFromApp,
      isOption: optional.includes(flow.name),
    };
  });
}
