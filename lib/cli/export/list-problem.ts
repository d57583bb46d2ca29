import { HostPattern, HostPatternKind, PortRange } from '../../net';
import { portsText } from '../lookup/ports-text';
import { FlowList } from './flow-list';

/** Patterns that a list of one entry a line can hold, whatever reads it. */
const LISTED_KINDS = [HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD];

/** Options that give a value to the parameters of a name. */
const PARAMETER_OPTIONS: Readonly<Record<string, string>> = { tenant: '--tenant <name>', email_domain: '--email-domain <domain>' };

/**
 * Why flows cannot stand in one list of bare entries, and what to add; `undefined` where they can.
 *
 * A firewall puts such a list into one rule: entries for other ports, another direction or the other way of naming a peer
 * would be admitted where they were not published.
 */
export function mixProblem(lists: readonly FlowList[], port: PortRange | undefined): string | undefined {
  const directions = [...new Set(lists.map(({ direction }) => direction))];
  if (directions.length > 1) {
    return `one list would mix inbound and outbound traffic of ${namesOf(lists)}: add --direction inbound or outbound, or --out <folder>`;
  }
  const traffic = new Set(lists.map((list) => (port === undefined ? portsText(list) : `${list.tcpPorts.contains(port)} ${list.udpPorts.contains(port)}`)));
  if (traffic.size > 1) {
    const ports = lists.map((list) => `${nameOf(list)} (${portsText(list)})`).join(', ');
    return `one list would mix ports: ${ports}; add ${port === undefined ? '--port <port>, ' : ''}--flow <name>, or --out <folder> for a file a flow`;
  }
  if (lists.some(({ prefixes }) => !prefixes.isEmpty) && lists.some(({ hosts }) => hosts.length > 0)) {
    return `one list would mix addresses and names of ${namesOf(lists)}: add --family ipv4 --family ipv6 for addresses, or --hosts for names`;
  }
  return undefined;
}

/** Why names cannot stand in a list of bare entries, and what to add; `undefined` where they can. */
export function hostProblem(hosts: readonly HostPattern[]): string | undefined {
  const template = hosts.find(({ kind }) => kind === HostPatternKind.TEMPLATE);
  if (template !== undefined) {
    const options = template.parameters.map((name) => PARAMETER_OPTIONS[name] ?? `a value for <${name}>`);
    return `${template} stands for a name of yours: add ${options.join(' and ')}`;
  }
  const pattern = hosts.find(({ kind }) => !LISTED_KINDS.includes(kind));
  return pattern && `${pattern} has a ${pattern.kind}, which lists of names cannot express: use --format json or csv, which say the kind of each pattern`;
}

function nameOf({ set, flow }: FlowList): string {
  return `${set.slug}/${flow}`;
}

function namesOf(lists: readonly FlowList[]): string {
  return lists.map(nameOf).join(', ');
}
