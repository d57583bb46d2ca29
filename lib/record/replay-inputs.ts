import { Catalog, Cloud, flowId } from '../catalog';
import { unknownDigest, unusableRecord } from '../messages/errors';
import { AddressFamily, HostPattern, PortSet, PrefixSet, Protocol } from '../net';
import { Peer } from '../rules/model/peer';
import type { Rule } from '../rules/model/rule';
import type { RecordedFlow, RecordedPeer, ScenarioInputs } from '../rules/model/scenario-inputs';
import { composeRules, selectFlows } from '../scenarios/base/compose-rules';
import type { FlowSelection, SetSelection } from '../scenarios/base/set-selection';

/** Recorded inputs, composed again. */
export interface ReplayedInputs {
  /** The catalog that was used, which shows the recorded editions. */
  readonly catalog: Catalog;
  readonly cloud: Cloud;
  readonly rules: readonly Rule[];
}

/**
 * The rules that recorded inputs give, composed as a scenario composes them, using only the data of one of `catalogs`.
 *
 * @throws EndpointError `UnknownDigest` or `UnknownEdition` when no catalog has the very editions that are recorded, or about a value of the record
 */
export function replayInputs(inputs: ScenarioInputs, catalogs: readonly Catalog[]): ReplayedInputs {
  const cloud = Cloud.of(inputs.cloud);
  const catalog = withOverrides(inputs, firstWith(inputs, catalogs));
  const props = {
    enforcedBy: [],
    catalog,
    cloud,
    ...inputs.addressFamilies && { addressFamilies: inputs.addressFamilies.map(familyOf) },
    derivePrefixes: inputs.derivePrefixes,
    additionalPeers: inputs.additionalPeers?.map(peerOf),
    excludedPeers: inputs.excludedPeers?.map(peerOf),
  };
  const slugs = [...new Set(inputs.flows.map(({ slug }) => slug))];
  const sets = slugs.map((slug): SetSelection => ({ slug, flows: inputs.flows.filter((flow) => flow.slug === slug).map(selectionOf) }));
  const rules = composeRules('record', props, selectFlows(props, sets)).rules.map((rule) => withUnknownPorts(rule, inputs.flows));
  return { catalog, cloud, rules };
}

/** The first catalog that has the recorded editions, showing them. */
function firstWith(inputs: ScenarioInputs, [catalog, ...others]: readonly Catalog[]): Catalog {
  try {
    return withEditions(inputs, catalog);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstWith(inputs, others);
  }
}

/** The catalog, showing the recorded editions. */
function withEditions({ editions }: ScenarioInputs, catalog: Catalog): Catalog {
  return editions.reduce((shown, recorded) => {
    const next = shown.showing(recorded.source, recorded.edition);
    const known = next.shownOf(recorded.source);
    const digests = [known, ...known.basedOn ?? []].map(({ edition, sha256 }) => `${edition} ${sha256}`).join();
    const given = [recorded, ...recorded.basedOn ?? []].map(({ edition, sha256 }) => `${edition} ${sha256}`).join();
    if (digests !== given) throw unknownDigest(recorded.source, recorded.edition, recorded.sha256, known.sha256);
    return next;
  }, catalog);
}

function withOverrides({ overrides = [] }: ScenarioInputs, catalog: Catalog): Catalog {
  return overrides.reduce((overridden, { cloud, prefixes, hosts, ...override }) => overridden.withOverride({
    ...override, ...cloud !== undefined && { cloud: Cloud.of(cloud) }, ...prefixes && { prefixes: [...prefixes] }, ...hosts && { hosts: [...hosts] },
  }), catalog);
}

/** Stands for a port that only the deployment knows, until the rules are there. */
const NO_PORT = 0;

function selectionOf({ flow: name, tcpPorts, deployTimePorts = 0, exceptUdpPorts, peers, morePeers, hosts }: RecordedFlow): FlowSelection {
  const chosen = tcpPorts === undefined ? undefined : PortSet.parse(tcpPorts).ranges.flatMap(({ first, last }) => (
    Array.from({ length: last - first + 1 }, (_, index) => first + index)
  ));
  return {
    name,
    ...chosen !== undefined || deployTimePorts > 0 ? { tcpPorts: chosen ?? [NO_PORT] } : {},
    ...exceptUdpPorts === undefined ? {} : { exceptUdpPorts: PortSet.parse(exceptUdpPorts) },
    ...peers === undefined ? {} : { peers: peers.map(peerOf) },
    ...morePeers === undefined ? {} : { morePeers: morePeers.map(peerOf) },
    ...hosts === undefined ? {} : {
      resolveHost: (host) => (Object.hasOwn(hosts, `${host}`) ? hosts[`${host}`].map((text) => chosenName(host, text)) : [host]),
    },
  };
}

/** A name in place of a published pattern: one that the pattern covers. */
function chosenName(published: HostPattern, text: string): HostPattern {
  const chosen = HostPattern.parse(text);
  if (!published.contains(chosen) && !published.mayProduce(text.replace(/^\*\./, 'any.'))) {
    throw unusableRecord(`${text} is not among the names that ${published} stands for`);
  }
  return chosen;
}

function withUnknownPorts(rule: Rule, flows: readonly RecordedFlow[]): Rule {
  const { deployTimePorts = 0, tcpPorts } = flows.find(({ slug, flow }) => rule.flow === flowId({ slug }, { name: flow })) ?? {};
  if (deployTimePorts === 0 || rule.protocol !== Protocol.TCP) return rule;
  const unknown = Array.from({ length: deployTimePorts }, () => NO_PORT);
  return { ...rule, ports: tcpPorts === undefined ? PortSet.EMPTY : rule.ports, deployTimePorts: unknown };
}

/** A prefix that only the deployment knows. */
const UNKNOWN_PREFIX = '${Token[recorded.0]}';

function peerOf({ prefixes = [], hosts = [], deployTime = [], reason, owner, until }: RecordedPeer): Peer {
  const set = PrefixSet.of(...prefixes);
  const isInternet = set.equals(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6));
  const peers = [
    ...set.isEmpty ? [] : [isInternet ? Peer.anyInternet() : Peer.prefixes(set)],
    ...hosts.map((host) => Peer.host(host)),
    ...deployTime.map((family) => (familyOf(family) === AddressFamily.IPV4 ? Peer.ipv4(UNKNOWN_PREFIX) : Peer.ipv6(UNKNOWN_PREFIX))),
  ];
  if (peers.length !== 1) throw unusableRecord('a recorded peer is prefixes, a host or a prefix known only at deployment, and one of them');
  return reason === undefined ? peers[0] : peers[0].because(reason, { ...owner !== undefined && { owner }, ...until !== undefined && { until } });
}

function familyOf(text: string): AddressFamily {
  const family = Object.values(AddressFamily).find((known) => known === text);
  if (family === undefined) throw unusableRecord(`${JSON.stringify(text)} is not an address family`);
  return family;
}
