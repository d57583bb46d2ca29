import { Basis, Catalog, Cloud, EndpointFlow, EndpointSet } from '../../catalog';
import { HostPattern } from '../../net';
import { Rule } from '../../rules/model/rule';

/**
 * `rule`, where host names without an address are joined by the prefixes that the web service publishes for them.
 *
 * A set of the web service publishes one list of names and one of addresses for the same service, so the addresses of
 * every set whose names hold a host are where that host is found. Hosts that no such set holds stay without addresses.
 *
 * @returns one rule for each set that supplies addresses, with basis `derived`, and one for the hosts that are left
 */
export function withDerivedPrefixes(rule: Rule, catalog: Catalog, cloud: Cloud): Rule[] {
  if (rule.hosts.length === 0 || !rule.prefixes.isEmpty) {
    return [rule];
  }
  const suppliers = catalog.where({ cloud })
    .filter(({ webService }) => webService !== undefined)
    .flatMap((set) => set.flows.filter(({ prefixes }) => !prefixes.isEmpty).map((flow) => ({ set, flow, hosts: hostsIn(rule, flow) })))
    .filter(({ hosts }) => hosts.length > 0);
  const found = suppliers.flatMap(({ hosts }) => hosts);
  const left = rule.hosts.filter((host) => !found.includes(host));
  return [
    ...suppliers.map(({ set, flow, hosts }) => ({ ...rule, hosts, prefixes: flow.prefixes, origins: derivedOrigins(rule, set, flow) })),
    ...(left.length === 0 ? [] : [{ ...rule, hosts: left }]),
  ];
}

function hostsIn({ hosts }: Rule, flow: EndpointFlow): HostPattern[] {
  return hosts.filter((host) => flow.hosts.some((published) => published.contains(host)));
}

function derivedOrigins({ origins }: Rule, { slug, publication }: EndpointSet, { basis }: EndpointFlow): Rule['origins'] {
  return origins.map((origin) => ({ ...origin, basis: Basis.DERIVED, via: { slug, basis, source: publication } }));
}
