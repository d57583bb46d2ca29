import { EndpointFlow } from '../model/endpoint-set';

/** Every field of a flow, as JSON; the compiler fails when a new one is missing. */
export function flowJson(flow: EndpointFlow): Record<keyof EndpointFlow, string | boolean | readonly string[] | undefined> {
  const { name, direction, basis, portsBasis, tcpPorts, udpPorts, prefixes, hosts, prefixesOf, peersFromApp, overrideReason } = flow;
  return {
    name,
    direction,
    basis,
    portsBasis,
    tcpPorts: String(tcpPorts),
    udpPorts: String(udpPorts),
    prefixes: prefixes.toStrings(),
    hosts: hosts.map(String),
    prefixesOf,
    peersFromApp,
    overrideReason,
  };
}
