import { Catalog, Cloud, EndpointFlow, EndpointSet, endpointNotes, Origin } from '../../catalog';
import { emptyPeers, nothingLeft, peersRequired, unknownFlow } from '../../messages/errors';
import {
  emptiedByFilter, excludedByHalf, namesInternet, olderEditionChosen, opensToInternet, retired, unusedAddition, unusedExclusion,
  Warning, withdrawnPrefixes,
} from '../../messages/warnings';
import { PrefixSet } from '../../net';
import { internetFamilies } from '../../rules/model/internet';
import { OnUnsupported } from '../../rules/model/on-unsupported';
import { mergeOrigins } from '../../rules/model/origins';
import { Peer } from '../../rules/model/peer';
import { Rule } from '../../rules/model/rule';
import { ProvenanceSet, RuleSet } from '../../rules/model/rule-set';
import { exceptionsOf } from './exceptions';
import { admitsSomething, portsOf, publishedRules, rulesOfPeers } from './flow-rules';
import { PeerFilter } from './peer-filter';
import { scenarioInputs } from './scenario-inputs';
import { ScenarioProps } from './scenario-props';
import { FlowSelection, SelectedFlow, SetSelection } from './set-selection';

/**
 * The flows that `selections` name, in their order.
 *
 * @throws EndpointError when a set is not published for the cloud, has no such flow, or the options choose none of its flows
 */
export function selectFlows(props: ScenarioProps, selections: readonly SetSelection[]): SelectedFlow[] {
  const { catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE } = props;
  return selections.flatMap(({ slug, flows, flowOptions = [] }) => {
    const set = catalog.require(slug, cloud);
    if (flows?.length === 0) {
      throw nothingLeft(slug, flowOptions.length === 0 ? 'the options of the scenario' : flowOptions.join(' and '));
    }
    return (flows ?? set.flows.map(({ name }) => ({ name }))).map((selection) => ({ set, flow: requireFlow(set, selection.name), selection }));
  });
}

function requireFlow(set: EndpointSet, name: string): EndpointFlow {
  const flow = set.flows.find((candidate) => candidate.name === name);
  if (flow === undefined) {
    throw unknownFlow(set.slug, name, set.flows.map((candidate) => candidate.name));
  }
  return flow;
}

/**
 * The rules of a scenario: what the catalog publishes for its flows, plus what
 * the app adds, minus what the app excludes or filters out.
 *
 * @param scenario class name, for the record
 * @throws EndpointError when an option is wrong or nothing is left
 */
export function composeRules(scenario: string, props: ScenarioProps, selected: readonly SelectedFlow[]): RuleSet {
  const { catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, additionalPeers = [], excludedPeers = [], derivePrefixes = false } = props;
  const sets = [...new Map(selected.map(({ set }) => [set.slug, set])).values()];
  const slugs = sets.map(({ slug }) => slug).join(', ');
  const filter = new PeerFilter(slugs, props.addressFamilies, excludedPeers);
  const filters = filterOptions(props);
  const excluded = PrefixSet.union(excludedPeers.map((peer) => peer.prefixes));

  const warnings: Warning[] = sets.flatMap((set) => (set.retired === undefined ? [] : [retired(set.slug, set.retired.date, set.retired.successor)]));
  const wantedByFlow: Rule[][] = [];
  const admittedByFlow: Rule[][] = [];
  const halves = new Map<string, Warning>();
  let isAdded = false;
  for (const { set, flow, selection } of selected) {
    requirePeers(set, flow, selection, additionalPeers);
    const ports = portsOf(flow, selection);
    const published = selection.peers === undefined
      ? publishedRules(set, flow, selection, ports, { catalog, cloud, derivePrefixes })
      : rulesOfPeers(set, flow, ports, selection.peers);
    const rules = [...published, ...rulesOfPeers(set, flow, ports, [...additionalPeers, ...selection.morePeers ?? []])];
    const filtered = rules.map((rule) => filter.apply(rule));
    const left = filtered.filter(admitsSomething);
    isAdded ||= ports.length > 0;
    wantedByFlow.push(rules);
    admittedByFlow.push(left);
    filtered.flatMap((rule, i) => halvesOf(set, rules[i], rule, excluded)).forEach((warning) => halves.set(warning.message, warning));
    warnings.push(...(left.length === 0 ? [emptiedByFilter(set.slug, flow.name, filters)] : withdrawalWarnings(set, flow, catalog, cloud, left)));
  }
  const [wanted, admitted] = [wantedByFlow.flat(), admittedByFlow.flat()];
  if (admitted.length === 0) {
    throw nothingLeft(slugs, filters);
  }
  warnings.push(
    ...internetWarnings(selected, additionalPeers),
    ...halves.values(),
    ...additionalPeers.filter((peer) => !isAdded || !admitsSomething(filter.apply(peer))).map((peer) => unusedAddition(slugs, peer.toString())),
    ...excludedPeers.filter((peer) => !excludesSomething(peer, wanted)).map((peer) => unusedExclusion(slugs, peer.toString())),
  );
  const exceptions = exceptionsOf({ additionalPeers, excludedPeers }, selected.map(({ selection }) => selection));
  const origins = mergeOrigins(admitted.flatMap((rule) => rule.origins));
  return {
    rules: admitted,
    provenance: {
      scenario,
      cloud: cloud.name,
      sets: sets.map(provenanceOf),
      origins,
      ...(exceptions.length === 0 ? {} : { exceptions }),
    },
    inputs: scenarioInputs(props, selected, sourcesOf(sets, origins)),
    warnings,
    onUnsupported: props.onUnsupported ?? OnUnsupported.FAIL,
    acknowledgedWarnings: props.acknowledgedWarnings ?? [],
    excluded,
  };
}

/** The sources of sets, and of what lent them its addresses. */
function sourcesOf(sets: readonly EndpointSet[], origins: readonly Origin[]): string[] {
  return [...sets.map(({ publication }) => publication), ...origins.flatMap(({ source, via }) => [source, via?.source])]
    .flatMap((publication) => (publication === undefined ? [] : [publication.source]));
}

/** The options by which the app leaves peers out, as a text. */
function filterOptions({ addressFamilies, excludedPeers = [] }: ScenarioProps): string {
  const given = [
    ...(addressFamilies === undefined ? [] : [`addressFamilies (${addressFamilies.join(', ')})`]),
    ...(excludedPeers.length === 0 ? [] : ['excludedPeers']),
  ];
  return given.length === 0 ? 'the options of the scenario' : given.join(' and ');
}

function provenanceOf(set: EndpointSet): ProvenanceSet {
  const notes = endpointNotes(set).map(({ label, text }) => (label === 'note' ? text : `${label}: ${text}`));
  return { slug: set.slug, title: set.title, ...(notes.length === 0 ? {} : { notes }) };
}

function requirePeers(set: EndpointSet, flow: EndpointFlow, selection: FlowSelection, additional: readonly Peer[]): void {
  const { peers, peersOption = 'additionalPeers', mayBeAnyone = false } = selection;
  if (peers?.length === 0) {
    throw emptyPeers(peersOption, mayBeAnyone);
  }
  if (flow.peersFromApp && (peers ?? additional).length === 0) {
    throw peersRequired(set.slug, flow.name, peersOption, mayBeAnyone);
  }
}

function withdrawalWarnings(set: EndpointSet, flow: EndpointFlow, catalog: Catalog, cloud: Cloud, rules: readonly Rule[]): Warning[] {
  const withdrawal = catalog.withdrawalFrom(set, flow, cloud);
  if (withdrawal === undefined) {
    return [];
  }
  const count = withdrawal.prefixes.intersect(PrefixSet.union(rules.map((rule) => rule.prefixes))).count();
  if (count === 0) {
    return [];
  }
  const { isChosen, edition } = withdrawal;
  return [isChosen ? olderEditionChosen(set.slug, set.publication.edition, count, edition) : withdrawnPrefixes(set.slug, count, edition)];
}

/** Says that only the names or only the addresses of a remote side are left out, where it has both. */
function halvesOf({ slug }: EndpointSet, before: Rule, after: Rule, excluded: PrefixSet): Warning[] {
  const hasBoth = before.hosts.length > 0 && !before.prefixes.isEmpty;
  return [
    ...(hasBoth && before.hosts.length > after.hosts.length && !after.prefixes.isEmpty ? [excludedByHalf(slug, 'names', 'addresses')] : []),
    ...(hasBoth && before.prefixes.overlaps(excluded) && after.hosts.length > 0 ? [excludedByHalf(slug, 'addresses', 'names')] : []),
  ];
}

/** Says where the app opens a flow to everyone, however it names the peers, unless the row expects everyone. */
function internetWarnings(selected: readonly SelectedFlow[], additionalPeers: readonly Peer[]): Warning[] {
  const warnings: Warning[] = [];
  for (const { set: { slug }, flow, selection } of selected) {
    const { peers = [], peersOption = 'additionalPeers', morePeers = [], mayBeAnyone = false } = selection;
    if (!mayBeAnyone && coversInternet([...peers, ...additionalPeers, ...morePeers])) {
      const isNamed = flow.peersFromApp || selection.peers !== undefined;
      warnings.push(isNamed ? namesInternet(slug, peersOption, flow.name) : opensToInternet(slug));
    }
  }
  return [...new Map(warnings.map((warning) => [warning.message, warning])).values()];
}

/** Whether the peers together admit the Internet, by measure and not by spelling. */
function coversInternet(peers: readonly Peer[]): boolean {
  return internetFamilies(PrefixSet.union(peers.map((peer) => peer.prefixes))).length > 0;
}

function excludesSomething(peer: Peer, rules: readonly Rule[]): boolean {
  return rules.some(({ prefixes, hosts }) => (
    prefixes.overlaps(peer.prefixes) || hosts.some((host) => peer.hosts.some((excluded) => excluded.contains(host)))
  ));
}
