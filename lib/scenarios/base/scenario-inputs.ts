import { Catalog, Cloud } from '../../catalog';
import { PortRange, PortSet } from '../../net';
import { Peer } from '../../rules/model/peer';
import { RecordedFlow, RecordedPeer, ScenarioInputs } from '../../rules/model/scenario-inputs';
import { isDeployTimeNumber } from '../../rules/model/token';
import { ScenarioProps } from './scenario-props';
import { SelectedFlow } from './set-selection';

/**
 * What a scenario was made from, for the record in the output.
 *
 * @param sources keys of the sources that contributed
 */
export function scenarioInputs(props: ScenarioProps, selected: readonly SelectedFlow[], sources: Iterable<string>): ScenarioInputs {
  const { catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, addressFamilies, derivePrefixes, additionalPeers = [], excludedPeers = [] } = props;
  const overrides = catalog.overridesOf(selected.map(({ set }) => set.slug), cloud);
  return {
    cloud: cloud.name,
    editions: [...new Set(sources)].sort().map((source) => catalog.shownOf(source)),
    ...overrides.length === 0 ? {} : {
      overrides: overrides.map(({ cloud: other, ...override }) => ({ ...override, ...other && { cloud: other.name } })),
    },
    flows: selected.map(recordFlow),
    ...addressFamilies === undefined ? {} : { addressFamilies: [...addressFamilies].sort() },
    ...derivePrefixes ? { derivePrefixes } : {},
    ...additionalPeers.length === 0 ? {} : { additionalPeers: additionalPeers.map(recordPeer) },
    ...excludedPeers.length === 0 ? {} : { excludedPeers: excludedPeers.map(recordPeer) },
  };
}

function recordFlow({ set: { slug }, flow, selection }: SelectedFlow): RecordedFlow {
  const { tcpPorts, exceptUdpPorts, peers, morePeers = [], resolveHost } = selection;
  const concrete = tcpPorts?.filter((port) => !isDeployTimeNumber(port)).map((port) => PortRange.of(port)) ?? [];
  const unknown = (tcpPorts?.length ?? 0) - concrete.length;
  const hosts = resolveHost === undefined ? [] : flow.hosts.map((host) => [`${host}`, resolveHost(host).map(String)] as const)
    .filter(([published, chosen]) => chosen.join() !== published);
  return {
    slug,
    flow: flow.name,
    ...concrete.length === 0 ? {} : { tcpPorts: `${PortSet.of(...concrete)}` },
    ...unknown === 0 ? {} : { deployTimePorts: unknown },
    ...exceptUdpPorts === undefined || exceptUdpPorts.isEmpty ? {} : { exceptUdpPorts: `${exceptUdpPorts}` },
    ...peers === undefined ? {} : { peers: peers.map(recordPeer) },
    ...morePeers.length === 0 ? {} : { morePeers: morePeers.map(recordPeer) },
    ...hosts.length === 0 ? {} : { hosts: Object.fromEntries(hosts) },
  };
}

function recordPeer({ prefixes, hosts, deployTimePrefixes, exception }: Peer): RecordedPeer {
  return {
    ...prefixes.isEmpty ? {} : { prefixes: prefixes.toStrings() },
    ...hosts.length === 0 ? {} : { hosts: hosts.map(String) },
    ...deployTimePrefixes.length === 0 ? {} : { deployTime: deployTimePrefixes.map(({ family }) => family) },
    ...exception,
  };
}
