import { describeException } from '../rules/model/peer-exception';
import type { RecordedPeer, ScenarioInputs } from '../rules/model/scenario-inputs';
import type { PointRecord } from '../rules/pool/traffic-record';

/** What an app admits beside what is published, or leaves out of it. */
export interface Exception {
  readonly kind: 'added' | 'excluded';

  /** `203.0.113.10/32 (monitoring, until 2027-03-31)`. */
  readonly text: string;

  /** The last day on which it holds, where the app named one. */
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
  const all = Object.values(scenarios).flatMap(({ inputs }) => (inputs === undefined ? [] : [
    ...[...inputs.additionalPeers ?? [], ...inputs.flows.flatMap(({ peers = [], morePeers = [] }) => [...peers, ...morePeers])]
      .map((peer) => exceptionOf('added', peer)),
    ...(inputs.overrides ?? []).map(({ slug, flow, reason, ...values }): Exception => (
      { kind: 'added', text: `${flow === undefined ? slug : `${slug}/${flow}`} as ${Object.values(values).flat().join(' ')} (override: ${reason})` }
    )),
    ...(inputs.excludedPeers ?? []).map((peer) => exceptionOf('excluded', peer)),
    ...inputs.flows.flatMap(({ slug, exceptUdpPorts }): Exception[] => (
      exceptUdpPorts === undefined ? [] : [{ kind: 'excluded', text: `UDP ${exceptUdpPorts} of ${slug}` }]
    )),
  ]));
  const widened = extra.map(({ direction, protocol, ports, prefixes }): Exception => (
    { kind: 'added', text: `${direction} ${protocol} ${ports} ${listOf(prefixes)} (by a budget)` }
  ));
  return [...new Map([...all, ...widened].map((one) => [`${one.kind} ${one.text}`, one])).values()];
}

function exceptionOf(kind: Exception['kind'], { prefixes = [], hosts = [], deployTime = [], reason, owner, until }: RecordedPeer): Exception {
  const peer = listOf([...prefixes, ...hosts, ...deployTime.map((family) => `an ${family} prefix known at deployment`)]);
  return {
    kind,
    text: reason === undefined ? peer : `${peer} (${describeException({ reason, ...owner !== undefined && { owner }, ...until !== undefined && { until } })})`,
    ...until === undefined ? {} : { until },
  };
}

/** Prefixes that one text names before it only counts the rest. */
const NAMED = 10;

function listOf(texts: readonly string[]): string {
  return texts.length <= NAMED ? texts.join(' ') : `${texts.slice(0, NAMED).join(' ')} and ${texts.length - NAMED} more`;
}
