import { groupBy } from '../../collections/group-by';
import { Cloud } from '../model/cloud';
import { EndpointFlow, EndpointSet, WebServiceFacts } from '../model/endpoint-set';
import { compareAddresses, compareFields, compareLists, comparePorts, compareValues, FieldChange, FieldComparers, notCompared } from './diff-fields';

/** The differences between the endpoint sets of two editions or catalogs. */
export interface EndpointDiff {
  /** Added sets, each with the clouds in which it is new. */
  readonly added: readonly PresentSet[];

  /** Removed sets, each with the clouds from which it was removed. */
  readonly removed: readonly PresentSet[];

  /** Sets that are in both but differ. */
  readonly changed: readonly SetChange[];
}

/** The differences between two catalogs, and the editions that they show. */
export interface CatalogDiff extends EndpointDiff {
  /** Every source of either catalog. */
  readonly editions: readonly EditionChange[];
}

/** The editions of one source that two catalogs show; absent where a catalog has none. */
export interface EditionChange {
  /** Key of the source, such as `additional-endpoints`. */
  readonly source: string;

  /** Key of the edition that the first catalog shows. */
  readonly before?: string;

  /** Key of the edition that the second catalog shows. */
  readonly after?: string;
}

/** A set and some of its clouds. */
export interface PresentSet {
  /** The set as it is in its catalog. */
  readonly set: EndpointSet;

  /** The clouds in which only this catalog has it. */
  readonly clouds: readonly Cloud[];
}

/** A set that differs in these clouds. */
export interface SetChange {
  /** Key of the set, the same on both sides. */
  readonly slug: string;

  /** The clouds in which it differs. */
  readonly clouds: readonly Cloud[];

  /** The set as it was. */
  readonly before: EndpointSet;

  /** The set as it is. */
  readonly after: EndpointSet;

  /** Differences other than those of flows. */
  readonly fields: readonly FieldChange[];

  /** Differences between the flows. */
  readonly flows: FlowsDiff;
}

/** The differences between the flows of a set. Flows are matched by name. */
export interface FlowsDiff {
  /** Flows that only the second set has. */
  readonly added: readonly EndpointFlow[];

  /** Flows that only the first set has. */
  readonly removed: readonly EndpointFlow[];

  /** Flows that are in both but differ. */
  readonly changed: readonly FlowChange[];
}

/** A flow that differs. */
export interface FlowChange {
  /** Name of the flow within its set, the same on both sides. */
  readonly name: string;

  /** The flow as it was. */
  readonly before: EndpointFlow;

  /** The flow as it is. */
  readonly after: EndpointFlow;

  /** The fields that differ; at least one. */
  readonly fields: readonly FieldChange[];
}

const FLOW_FIELDS: FieldComparers<EndpointFlow> = {
  name: notCompared, // the key
  direction: compareValues,
  basis: compareValues,
  portsBasis: compareValues,
  tcpPorts: comparePorts,
  udpPorts: comparePorts,
  prefixes: compareAddresses,
  hosts: compareLists,
  prefixesOf: compareLists,
  peersFromApp: compareValues,
  overrideReason: compareValues,
};

const SET_FIELDS: FieldComparers<Omit<EndpointSet, 'flows' | 'webService'>> = {
  slug: notCompared, // the key, with the cloud
  clouds: notCompared, // a set that comes to a cloud is added there
  publication: notCompared, // edition and row number change by themselves, and say nothing about traffic
  title: compareValues,
  required: compareValues,
  usedBy: compareLists,
  neededWhen: compareValues,
  cloudsReason: compareValues,
  caveats: compareLists,
  retired: (before, after) => compareValues(before && `${before.date}: ${before.successor}`, after && `${after.date}: ${after.successor}`),
  inexpressible: (before = [], after = []) => compareLists(...both(before, after, ({ what, reason }) => `${what}: ${reason}`)),
  trustedSites: compareLists,
  corrections: (before = [], after = []) => (
    compareLists(...both(before, after, ({ field, published, reason }) => `${field}, published as ${published}: ${reason}`))
  ),
};

const WEB_SERVICE_FIELDS: FieldComparers<WebServiceFacts> = {
  id: notCompared, // immutable, and a part of the slug
  serviceArea: compareValues,
  category: compareValues,
  expressRoute: compareValues,
  notes: compareValues,
};

/**
 * The differences between `before` and `after`.
 *
 * Sets are compared cloud by cloud, so that it makes no difference whether one set
 * covers two clouds or two sets cover one each. Results that are the same in several clouds are reported once. Nothing
 * else depends on the order of sets, flows or members.
 */
export function diffSets(before: readonly EndpointSet[], after: readonly EndpointSet[]): EndpointDiff {
  const inSource = matchSets(perCloud(before), perCloud(after), ({ set, cloud }) => `${set.publication.source} ${set.slug} ${cloud}`);
  // A set may move to another source, as when one file is divided into two.
  const anywhere = matchSets(inSource.onlyBefore, inSource.onlyAfter, ({ set, cloud }) => `${set.slug} ${cloud}`);
  return {
    added: groupByClouds(anywhere.onlyAfter, ({ set }) => [set]).map(([{ set }, clouds]) => ({ set, clouds })),
    removed: groupByClouds(anywhere.onlyBefore, ({ set }) => [set]).map(([{ set }, clouds]) => ({ set, clouds })),
    changed: groupByClouds([...inSource.pairs, ...anywhere.pairs], (pair) => [pair.before, pair.after])
      .flatMap(([pair, clouds]) => compareSets(pair.before, pair.after, clouds) ?? []),
  };
}

function compareSets(before: EndpointSet, after: EndpointSet, clouds: readonly Cloud[]): SetChange | undefined {
  const fields = [
    ...compareFields(SET_FIELDS, before, after),
    ...compareFields(WEB_SERVICE_FIELDS, before.webService, after.webService),
  ];
  const flows = compareFlows(before.flows, after.flows);
  const isSame = fields.length + flows.added.length + flows.removed.length + flows.changed.length === 0;
  return isSame ? undefined : { slug: after.slug, clouds, before, after, fields, flows };
}

function compareFlows(before: readonly EndpointFlow[], after: readonly EndpointFlow[]): FlowsDiff {
  const named = (flows: readonly EndpointFlow[], name: string) => flows.find((flow) => flow.name === name);
  return {
    added: after.filter(({ name }) => named(before, name) === undefined),
    removed: before.filter(({ name }) => named(after, name) === undefined),
    changed: after.flatMap((flow) => {
      const old = named(before, flow.name);
      const fields = old === undefined ? [] : compareFields(FLOW_FIELDS, old, flow);
      return old === undefined || fields.length === 0 ? [] : [{ name: flow.name, before: old, after: flow, fields }];
    }),
  };
}

interface SetInCloud {
  readonly set: EndpointSet;
  readonly cloud: Cloud;
}

interface Pair {
  readonly before: EndpointSet;
  readonly after: EndpointSet;
  readonly cloud: Cloud;
}

function perCloud(sets: readonly EndpointSet[]): SetInCloud[] {
  return sets.flatMap((set) => set.clouds.map((cloud) => ({ set, cloud })));
}

/** Pairs items with the same key, in order. */
function matchSets(before: readonly SetInCloud[], after: readonly SetInCloud[], keyOf: (one: SetInCloud) => string) {
  const waiting = groupBy(before, keyOf);
  const pairs: Pair[] = [];
  const onlyAfter: SetInCloud[] = [];
  for (const one of after) {
    const old = waiting.get(keyOf(one))?.shift();
    if (old === undefined) {
      onlyAfter.push(one);
    } else {
      pairs.push({ before: old.set, after: one.set, cloud: one.cloud });
    }
  }
  const unmatched = new Set([...waiting.values()].flat());
  return { pairs, onlyAfter, onlyBefore: before.filter((one) => unmatched.has(one)) };
}

/** The first of each group of items about the same sets, with the clouds of the whole group. */
function groupByClouds<T extends { readonly cloud: Cloud }>(items: readonly T[], setsOf: (item: T) => readonly EndpointSet[]): [T, Cloud[]][] {
  const numbers = new Map<EndpointSet, number>();
  const groups = groupBy(items, (item) => setsOf(item).map((set) => numbers.get(set) ?? numbers.set(set, numbers.size).get(set)).join());
  return [...groups.values()].map((group) => [group[0], group.map(({ cloud }) => cloud)]);
}

function both<T>(before: readonly T[], after: readonly T[], describe: (item: T) => string): [string[], string[]] {
  return [before.map(describe), after.map(describe)];
}
