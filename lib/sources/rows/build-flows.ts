import { EndpointFlowJson, EndpointSetJson } from '../../catalog/editions/edition-json';
import { PortSet, Prefix } from '../../net';
import { HostFact } from '../cells/read-hosts';
import { FindingCode } from '../findings/finding-code';
import { Report, SetDraft } from './row-definition';

/** A flow before it is known whether the page says enough for it. */
export interface FlowDraft extends Pick<EndpointFlowJson, 'name' | 'direction' | 'basis' | 'portsBasis'> {
  readonly tcp?: PortSet | string;
  readonly udp?: PortSet | string;
  readonly prefixes?: readonly string[];

  /** Names, and hosts as the row writes them: one with a port is in the flow only where that is the port of the flow. */
  readonly hosts?: readonly (string | HostFact)[];
  readonly prefixesOf?: readonly string[];
  readonly peersFromApp?: boolean;
}

/**
 * A set with those of its flows that have a port and a peer.
 *
 * A flow that lacks one is reported and left out: an empty list never means any. A set that is left without flows says so.
 */
export function buildSet(draft: Omit<SetDraft, 'flows'> & { readonly flows: readonly FlowDraft[] }, report: Report): SetDraft {
  const flows = draft.flows.flatMap((flow) => formFlow(flow, report));
  const lost = flows.length === 0 && (draft.inexpressible ?? []).length === 0;
  return { ...draft, flows, ...(lost ? { inexpressible: [LOST] } : {}) };
}

const LOST: NonNullable<EndpointSetJson['inexpressible']>[number] = {
  what: 'what the row is for',
  reason: 'the page as imported lacks the hosts, prefixes or ports; import another edition or language',
};

function formFlow(draft: FlowDraft, report: Report): EndpointFlowJson[] {
  const { name, direction, basis, portsBasis, tcp, udp, prefixes = [], prefixesOf = [], peersFromApp } = draft;
  const [tcpPorts, udpPorts] = [String(tcp ?? ''), String(udp ?? '')];
  const hosts = (draft.hosts ?? []).flatMap((host) => (typeof host === 'string' ? [host] : (host.port ?? tcpPorts).toString() === tcpPorts ? [host.host] : []));
  const lacking = [
    ...(tcpPorts === '' && udpPorts === '' ? ['port'] : []),
    ...(prefixes.length + hosts.length + prefixesOf.length === 0 && peersFromApp !== true ? ['host or prefix'] : []),
  ];
  if (lacking.length > 0) {
    report(FindingCode.FLOW_LOST, 'error', `the flow ${name} is left out, since no ${lacking.join(' and no ')} could be read`);
    return [];
  }
  return [{
    name,
    direction,
    basis,
    ...(portsBasis === undefined || portsBasis === basis ? {} : { portsBasis }),
    ...(tcpPorts === '' ? {} : { tcpPorts }),
    ...(udpPorts === '' ? {} : { udpPorts }),
    ...(prefixes.length === 0 ? {} : { prefixes: sortedPrefixes(prefixes) }),
    ...(hosts.length === 0 ? {} : { hosts: [...new Set(hosts)].sort() }),
    ...(prefixesOf.length === 0 ? {} : { prefixesOf }),
    ...(peersFromApp === true ? { peersFromApp } : {}),
  }];
}

function sortedPrefixes(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes)].map((text) => Prefix.parse(text)).sort((a, b) => Prefix.compare(a, b)).map(String);
}
