import { describeException } from '../rules/model/peer-exception';
import type { RecordedPeer, ScenarioInputs } from '../rules/model/scenario-inputs';
import type { PointRecord } from '../rules/pool/traffic-record';

/** A peer that the app admits in addition to what is published, or leaves out of it. */
export interface Exception {
  readonly kind: 'added' | 'excluded';

  /** `203.0.113.10/32 (monitoring, until 2027-03-31)`. */
  readonly text: string;

  /** What is added or excluded, without the reason. */
  readonly peer: string;

  /** The option by which the app did it. */
  readonly option: string;

  /** Construct path of the scenario; absent for what a budget admits. */
  readonly scenario?: string;
  readonly reason?: string;
  readonly owner?: string;

  /** The last day on which it holds, if the app named one. */
  readonly until?: string;
}

/** The endpoint sets of a point, with what the app chose: `graph-change-notifications on 8443 (additional-endpoints 2025-01), Worldwide`. */
export function describeInputs({ scenarios, unreached = [] }: PointRecord): string {
  const texts = Object.values(scenarios).flatMap(({ scenario, inputs }) => (inputs === undefined ? [scenario] : [textOf(inputs)]));
  return [...new Set(texts), ...unreached.length === 0 ? [] : [`nothing ${unreached.join(', nothing ')}`]].join('; ');
}

function textOf({ cloud, editions, flows, addressFamilies, derivePrefixes }: ScenarioInputs): string {
  const slugs = [...new Set(flows.map(({ slug }) => slug))].map((slug) => {
    const own = flows.filter((flow) => flow.slug === slug);
    const ports = [...new Set(own.flatMap(({ tcpPorts, deployTimePorts }) => [
      ...tcpPorts === undefined ? [] : [tcpPorts], ...deployTimePorts === undefined ? [] : ['ports known at deployment'],
    ]))];
    return `${slug}/${own.map(({ flow }) => flow).join('+')}${ports.length === 0 ? '' : ` on ${ports.join(',')}`}`;
  });
  return [
    `${slugs.join(', ')} (${editions.map(({ source, edition }) => `${source} ${edition}`).join(', ')})`,
    cloud,
    ...addressFamilies === undefined ? [] : [`${addressFamilies.join(' and ')} only`],
    ...derivePrefixes ? ['with derived prefixes'] : [],
  ].join(', ');
}

/** Everything that is added to what is published or left out of it. Names that a pattern or template stands for, and ports, are neither. */
export function exceptionsOf({ scenarios, extra = [] }: PointRecord): Exception[] {
  const all = Object.entries(scenarios).flatMap(([scenario, { inputs }]): Exception[] => (inputs === undefined ? [] : [
    ...(inputs.additionalPeers ?? []).map((peer) => exceptionOf('added', peer, 'additionalPeers')),
    ...inputs.flows.flatMap(({ flow, peers = [], morePeers = [] }) => [...peers, ...morePeers].map((peer) => exceptionOf('added', peer, `peers of ${flow}`))),
    ...(inputs.overrides ?? []).map(overrideOf),
    ...(inputs.excludedPeers ?? []).map((peer) => exceptionOf('excluded', peer, 'excludedPeers')),
    ...udpExclusionsOf(inputs),
  ]).map((one) => ({ ...one, scenario })));
  const widened = extra.map(({ direction, protocol, ports, prefixes }): Exception => {
    const peer = `${direction} ${protocol} ${ports} ${listOf(prefixes)}`;
    return { kind: 'added', text: `${peer} (by a budget)`, peer, option: 'maxExtraAddresses' };
  });
  return [...new Map([...all, ...widened].map((one) => [`${one.kind} ${one.scenario} ${one.text}`, one])).values()];
}

function exceptionOf(kind: Exception['kind'], { prefixes = [], hosts = [], deployTime = [], reason, owner, until }: RecordedPeer, option: string): Exception {
  const plain = plainOf(kind, listOf([...prefixes, ...hosts, ...deployTime.map((family) => `an ${family} prefix known at deployment`)]), option);
  if (reason === undefined) return { ...plain, ...until !== undefined && { until } };
  const why = { reason, ...owner !== undefined && { owner }, ...until !== undefined && { until } };
  return { ...plain, text: `${plain.peer} (${describeException(why)})`, ...why };
}

function overrideOf({ slug, flow, reason, ...values }: NonNullable<ScenarioInputs['overrides']>[number]): Exception {
  const peer = `${flow === undefined ? slug : `${slug}/${flow}`} as ${Object.values(values).flat().join(' ')}`;
  return { kind: 'added', text: `${peer} (override: ${reason})`, peer, option: 'withOverride', reason };
}

function udpExclusionsOf({ flows }: ScenarioInputs): Exception[] {
  const ports = [...new Set(flows.flatMap(({ exceptUdpPorts }) => exceptUdpPorts ?? []))];
  return ports.map((udp) => plainOf('excluded', `UDP ${udp} of ${listOf(flows.filter(({ exceptUdpPorts }) => exceptUdpPorts === udp).map(({ slug }) => slug))}`, 'UDP ports'));
}

function plainOf(kind: Exception['kind'], peer: string, option: string): Exception {
  return { kind, text: peer, peer, option };
}

/** Prefixes that one text names before it only counts the rest. */
const NAMED = 10;

function listOf(texts: readonly string[]): string {
  return texts.length <= NAMED ? texts.join(' ') : `${texts.slice(0, NAMED).join(' ')} and ${texts.length - NAMED} more`;
}
