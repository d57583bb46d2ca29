import { AddressFamily, PrefixSet } from '../../net';
import { Cloud } from '../model/cloud';
import { EndpointFlow, EndpointSet } from '../model/endpoint-set';
import { CatalogDiff, EndpointDiff, FlowChange, FlowsDiff, PresentSet, SetChange } from './diff';
import { FieldChange } from './diff-fields';

/** What happened to an item: added, removed or changed. `·` marks a remark about it. */
type DiffMark = '+' | '-' | '~' | '·';

/** Remarks about a set that was added, removed or changed, from a caller that knows more than the diff. None by default. */
export type DescribeSet = (set: EndpointSet, clouds: readonly Cloud[]) => readonly string[];

/** One line of a change log with its details. Every renderer prints the same tree. */
export interface DiffNode {
  readonly mark: DiffMark;

  /** Our own words and keys, safe to print anywhere. */
  readonly label: string;

  /** Published values, one per line: untrusted text that has to be escaped. */
  readonly items: readonly string[];

  readonly children: readonly DiffNode[];
}

/** The change log of a diff: added sets first, then removed and changed ones. */
export function diffTree({ added, removed, changed }: EndpointDiff, describe: DescribeSet = () => []): DiffNode[] {
  const withRemarks = (node: DiffNode, set: EndpointSet, clouds: readonly Cloud[]): DiffNode => (
    { ...node, children: [...node.children, ...describe(set, clouds).map((remark) => leaf('·', remark, []))] }
  );
  return [
    ...added.map((present) => withRemarks(presentNode('+', present), present.set, present.clouds)),
    ...removed.map((present) => withRemarks(presentNode('-', present), present.set, present.clouds)),
    ...changed.map((change) => withRemarks(changeNode(change), change.after, change.clouds)),
  ];
}

/** The editions that are compared, if they are known and differ, and how many sets were added, removed and changed. */
export function summarize(diff: EndpointDiff | CatalogDiff): string[] {
  const editions = 'editions' in diff ? diff.editions.filter(({ before, after }) => before !== after) : [];
  const { added, removed, changed } = diff;
  return [
    ...editions.map(({ source, before, after }) => `${source} ${before ?? '(none)'} → ${after ?? '(none)'}`),
    `${plural(added.length, 'set', 'sets')} added, ${removed.length} removed, ${changed.length} changed`,
  ];
}

/**
 * The size of a set of addresses in words.
 *
 * IPv6 is counted in prefixes, because its number of addresses is meaningless to a reader.
 *
 * @example
 * countAddresses(PrefixSet.of('192.0.2.0/25', '192.0.2.200/32', '2001:db8::/32'));
 * //=> '129 IPv4 addresses in 2 prefixes, 1 IPv6 prefix'
 */
export function countAddresses(set: PrefixSet): string {
  const [ipv4, ipv6] = [set.count(AddressFamily.IPV4), set.count(AddressFamily.IPV6)];
  const addresses = set.size(AddressFamily.IPV4);
  return [
    ...ipv4 === 0 ? [] : [`${plural(addresses, 'IPv4 address', 'IPv4 addresses')}${addresses === BigInt(ipv4) ? '' : ` in ${plural(ipv4, 'prefix', 'prefixes')}`}`],
    ...ipv6 === 0 ? [] : [plural(ipv6, 'IPv6 prefix', 'IPv6 prefixes')],
  ].join(', ');
}

function plural(count: number | bigint, one: string, many: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${Number(count) === 1 ? one : many}`;
}

function setLabel({ slug, publication }: EndpointSet, clouds: readonly Cloud[]): string {
  return `${slug}, ${publication.entry}, in ${clouds.join(', ')}`;
}

function presentNode(mark: '+' | '-', { set, clouds }: PresentSet): DiffNode {
  return {
    mark,
    label: setLabel(set, clouds),
    items: [set.title],
    children: [
      ...factNodes(mark, set),
      ...set.flows.map((flow) => flowNode(mark, flow)),
      ...set.inexpressible.map(({ what, reason }) => leaf(mark, 'inexpressible', [`${what}: ${reason}`])),
      // Nobody should open anything for what no longer runs, or against what the page says, without knowing.
      ...set.retired === undefined ? [] : [leaf(mark, 'retired', [`${set.retired.date}: ${set.retired.successor}`])],
      ...set.corrections.map(({ field, published, reason }) => leaf(mark, 'corrections', [`${field}, published as ${published}: ${reason}`])),
    ],
  };
}

/** What decides whether an app wants a set, as the web service publishes it. */
function factNodes(mark: '+' | '-', { webService, required }: EndpointSet): DiffNode[] {
  return [
    ...webService === undefined ? [] : [leaf(mark, 'service area', [webService.serviceArea]), leaf(mark, 'category', [webService.category])],
    ...required === undefined ? [] : [leaf(mark, 'required', [required ? 'yes' : 'no'])],
  ];
}

function changeNode({ before, after, clouds, fields, flows }: SetChange): DiffNode {
  // A row that has moved keeps its slug: name both numbers, or a reader looks in the wrong row.
  const moved = before.publication.entry === after.publication.entry ? '' : ` (was ${before.publication.entry})`;
  return { mark: '~', label: `${setLabel(after, clouds)}${moved}`, items: [], children: [...flowNodes(flows), ...fields.flatMap(fieldNodes)] };
}

function flowNodes({ added, removed, changed }: FlowsDiff): DiffNode[] {
  return [...added.map((flow) => flowNode('+', flow)), ...removed.map((flow) => flowNode('-', flow)), ...changed.map(flowChangeNode)];
}

function flowNode(mark: '+' | '-', flow: EndpointFlow): DiffNode {
  return {
    mark,
    label: flowLabel(flow),
    items: [],
    children: [
      ...flow.prefixes.isEmpty ? [] : [leaf(mark, `prefixes, ${countAddresses(flow.prefixes)}`, flow.prefixes.toStrings())],
      ...flow.hosts.length === 0 ? [] : [leaf(mark, 'hosts', flow.hosts.map(String))],
      ...flow.prefixesOf.length === 0 ? [] : [leaf(mark, 'prefixes of', flow.prefixesOf)],
      ...flow.peersFromApp ? [leaf(mark, 'peers that the app names', [])] : [],
    ],
  };
}

function flowChangeNode({ after, fields }: FlowChange): DiffNode {
  return { mark: '~', label: flowLabel(after), items: [], children: fields.flatMap(fieldNodes) };
}

function flowLabel({ name, direction, basis, tcpPorts, udpPorts }: EndpointFlow): string {
  const ports = [...tcpPorts.isEmpty ? [] : [`TCP ${tcpPorts}`], ...udpPorts.isEmpty ? [] : [`UDP ${udpPorts}`]];
  return [`flow ${name}`, direction, ...ports, basis].join(', ');
}

/** Field names for readers of a change log, where they differ from those in the data. */
const WORDS: Readonly<Record<string, string>> = { tcpPorts: 'TCP ports', udpPorts: 'UDP ports', prefixesOf: 'prefixes of', trustedSites: 'trusted sites' };

/** One node for removed values and one for added values; none if there are none. */
function fieldNodes(change: FieldChange): DiffNode[] {
  const field = WORDS[change.field] ?? change.field;
  switch (change.kind) {
    case 'value':
      return [
        ...change.before === undefined ? [] : [leaf('-', field, [change.before])],
        ...change.after === undefined ? [] : [leaf('+', field, [change.after])],
      ];
    case 'list':
      return [
        ...change.removed.length === 0 ? [] : [leaf('-', field, change.removed)],
        ...change.added.length === 0 ? [] : [leaf('+', field, change.added)],
      ];
    case 'addresses':
      return ([['-', change.removed], ['+', change.added]] as const)
        .flatMap(([mark, set]) => (set.isEmpty ? [] : [leaf(mark, `${field}, ${countAddresses(set)}`, set.toStrings())]));
  }
}

function leaf(mark: DiffMark, label: string, items: readonly string[]): DiffNode {
  return { mark, label, items, children: [] };
}
