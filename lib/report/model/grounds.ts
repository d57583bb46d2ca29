import { basisText, type EndpointFlow, endpointNotes } from '../../catalog';
import type { MeantSet } from './meant-set';
import type { ScenarioRecord } from './records';
import { remoteAddresses } from './remote-side';
import { flowServiceText } from './service-text';
import type { EditionChange, Ground, GroundFlow } from './traffic-report';

/** A meant set as the grounds of what is admitted for it, with the scenarios that were made from it. */
export function groundOf({ set, cloud, flows }: MeantSet, records: readonly ScenarioRecord[]): Ground {
  const { slug, title, publication: { source, edition, entry, url } } = set;
  return {
    slug,
    title,
    cloud: cloud.name,
    source,
    edition,
    entry,
    url,
    flows: flows.flatMap(({ name, prefixes }) => {
      const flow = set.flows.find((one) => one.name === name);
      return flow === undefined ? [] : [groundFlow(flow, { ...remoteAddresses(prefixes), names: flow.hosts.map(String) })];
    }),
    notes: endpointNotes(set),
    scenarios: records.filter(({ slugs, cloud: recorded }) => slugs.includes(slug) && recorded === cloud.name)
      .map(({ scenario, path }) => `${scenario} ${path}`),
  };
}

function groundFlow(flow: EndpointFlow, remote: GroundFlow['remote']): GroundFlow {
  const { name, direction, tcpPorts, udpPorts, prefixesOf } = flow;
  return { name, direction, services: flowServiceText(tcpPorts, udpPorts), basis: basisText(flow), remote, from: prefixesOf };
}

/** What the newest edition changes of a meant set; nothing where it is the one that is meant, or says the same. */
export function changeOf({ set, flows, newer }: MeantSet, ground: number): EditionChange[] {
  if (newer === undefined) return [];
  if (newer.set === undefined) return [{ ground, edition: newer.edition, parts: [{ label: 'no longer lists this entry' }] }];
  const parts = flows.flatMap(({ name, prefixes }): EditionChange['parts'] => {
    const [before, after] = [set, newer.set!].map((one) => one.flows.find((flow) => flow.name === name));
    const later = newer.flows.find((flow) => flow.name === name);
    if (before === undefined) return [];
    if (after === undefined || later === undefined) return [{ label: `no longer lists ${name}` }];
    const [withdrawn, added] = [prefixes.subtract(later.prefixes), later.prefixes.subtract(prefixes)];
    const [namesBefore, namesAfter] = [before, after].map(({ hosts }) => hosts.map(String));
    const [servicesBefore, servicesAfter] = [before, after].map(({ tcpPorts, udpPorts }) => flowServiceText(tcpPorts, udpPorts));
    const [gone, come] = [namesBefore.filter((host) => !namesAfter.includes(host)), namesAfter.filter((host) => !namesBefore.includes(host))];
    return [
      ...withdrawn.isEmpty ? [] : [{ label: 'withdraws', remote: remoteAddresses(withdrawn) }],
      ...added.isEmpty ? [] : [{ label: 'adds', remote: remoteAddresses(added) }],
      ...gone.length === 0 ? [] : [{ label: 'withdraws', remote: { ipv4: [], ipv6: [], names: gone } }],
      ...come.length === 0 ? [] : [{ label: 'adds', remote: { ipv4: [], ipv6: [], names: come } }],
      ...servicesBefore === servicesAfter ? [] : [{ label: 'changes ports', text: `${servicesBefore} to ${servicesAfter}` }],
    ];
  });
  return parts.length === 0 ? [] : [{ ground, edition: newer.edition, parts }];
}
