import { Cloud } from '../../catalog';
import { AddressFamily, HostPattern, PrefixSet } from '../../net';
import { FlowList } from './flow-list';

/** The entries of one flow of one kind. */
export interface Part {
  readonly list: FlowList;
  readonly kind: 'ipv4' | 'ipv6' | 'hosts';
  readonly entries: readonly string[];
}

/** What a flow consists of: its addresses by family, and its names; nothing that is empty. */
export function partsOf(list: FlowList): Part[] {
  const parts: Part[] = [
    { list, kind: 'ipv4', entries: list.prefixes.only(AddressFamily.IPV4).toStrings() },
    { list, kind: 'ipv6', entries: list.prefixes.only(AddressFamily.IPV6).toStrings() },
    { list, kind: 'hosts', entries: namesOf(list.hosts) },
  ];
  return parts.filter(({ entries }) => entries.length > 0);
}

/** One entry a line and nothing else; addresses in canonical order, each once, neighbours merged without loss. */
export function renderText(lists: readonly FlowList[]): string {
  return lines([...PrefixSet.union(lists.map(({ prefixes }) => prefixes)).toStrings(), ...namesOf(lists.flatMap(({ hosts }) => hosts))]);
}

/** One entry a line with what it is for, under a header (RFC 4180, with line feeds). */
export function renderCsv(lists: readonly FlowList[], cloud: Cloud): string {
  const rows = lists.flatMap(partsOf).flatMap(({ list, kind, entries }) => {
    const { set, flow, direction, tcpPorts, udpPorts, basis, hosts } = list;
    const kindOf = (entry: string) => (kind === 'hosts' ? hosts.find((host) => host.toString() === entry)!.kind : kind);
    return entries.map((entry) => [set.slug, cloud.name, flow, direction, `${tcpPorts}`, `${udpPorts}`, basis, kindOf(entry), entry]);
  });
  return lines([['slug', 'cloud', 'flow', 'direction', 'tcp_ports', 'udp_ports', 'basis', 'kind', 'entry'], ...rows].map((row) => row.map(cell).join(',')));
}

/** Everything of the flows, as `docs/export.md` describes it. */
export function renderJson(lists: readonly FlowList[], cloud: Cloud): string {
  const described = lists.map(({ set: { slug, publication }, flow, direction, tcpPorts, udpPorts, basis, prefixes, hosts }) => ({
    slug,
    flow,
    direction,
    tcpPorts: `${tcpPorts}`,
    udpPorts: `${udpPorts}`,
    basis,
    source: publication.source,
    edition: publication.edition,
    entry: publication.entry,
    ipv4: prefixes.only(AddressFamily.IPV4).toStrings(),
    ipv6: prefixes.only(AddressFamily.IPV6).toStrings(),
    hosts: hosts.map((host) => ({ pattern: host.toString(), kind: host.kind })),
  }));
  return `${JSON.stringify({ cloud: cloud.name, lists: described }, null, 2)}\n`;
}

/** Terraform variables in JSON, one for each flow and family or names: `graph_change_notifications_notifications_ipv4`. */
export function renderTfvars(lists: readonly FlowList[]): string {
  const variables = lists.flatMap(partsOf).map(({ list, kind, entries }) => [variableOf(list, kind), entries] as const);
  return `${JSON.stringify(Object.fromEntries(variables), null, 2)}\n`;
}

/** The list of one part, as a separate flow. */
export function onlyPart({ list, kind }: Part): FlowList {
  const family = { ipv4: AddressFamily.IPV4, ipv6: AddressFamily.IPV6, hosts: undefined }[kind];
  return { ...list, prefixes: family === undefined ? PrefixSet.EMPTY : list.prefixes.only(family), hosts: kind === 'hosts' ? list.hosts : [] };
}

/** Terraform's names have letters, digits and underscores, and begin with a letter. */
function variableOf({ set, flow }: FlowList, kind: Part['kind']): string {
  return `${set.slug}_${flow}_${kind}`.replace(/[^a-z0-9]+/g, '_');
}

function namesOf(hosts: readonly HostPattern[]): string[] {
  return [...new Set(hosts.map(String))].sort();
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
