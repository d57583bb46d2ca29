import { Direction, PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { RuleReading } from '../document/reading';
import type { Report } from '../document/report';
import { AdmittedSpace } from '../space/admitted-space';
import { ALL_PORTS } from '../space/port-map';
import { ALL_PROTOCOLS, hasPorts, protocolName } from '../space/protocol-name';
import type { Ec2Dialect } from './ec2-dialect';
import type { Ec2PrefixList } from './ec2-prefix-list';

/** A security group rule, with what the checks of its group need. */
export interface Ec2Rule {
  readonly reading: RuleReading;
  /** Equal for two rules that EC2 takes for the same, whatever their descriptions. */
  readonly identity: string;
  /** The quotas it counts against. */
  readonly families: readonly ('ipv4' | 'ipv6')[];
  /** How many rules of each of them it counts for. */
  readonly weight: number;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
const DESCRIPTION = { length: 255, characters: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]*$/ } as const;

/** What CDK writes to keep EC2 from adding its own egress rule: an ICMP type nobody sends, to an address nobody has. */
const NO_TRAFFIC = 'icmp 252-86 255.255.255.255/32';

/** The protocol of a rule and the ports it opens; `ports` is undefined when they are not known or not valid. */
interface Traffic {
  readonly protocols: readonly string[];
  readonly ports?: PortRange;
  readonly text: string;
}

interface Peers {
  readonly addresses: PrefixSet;
  readonly texts: readonly string[];
  readonly families: readonly ('ipv4' | 'ipv6')[];
  readonly weight: number;
}

/**
 * Reads one rule, inline or separate.
 *
 * For protocol `-1` and for protocols other than TCP, UDP and ICMP EC2 ignores ports.
 * CDK's "no traffic" rule is recorded and counted but admits nothing.
 *
 * @param lists the prefix lists that the document declares, by key
 */
export function readEc2Rule(
  node: JsonNode, direction: Direction, dialect: Ec2Dialect, lists: ReadonlyMap<string, Ec2PrefixList>, report: Report,
): Ec2Rule {
  const traffic = readTraffic(node, dialect, report);
  const peers = readPeers(node, direction, dialect, lists, report);
  const identity = `${traffic.text} ${peers.texts.join(' ')}`;
  const { ports } = traffic;
  const boxes = ports === undefined || identity === NO_TRAFFIC
    ? []
    : traffic.protocols.map((protocol) => ({ direction, protocol, ports, addresses: peers.addresses }));
  return {
    reading: {
      path: node.path,
      description: readDescription(node.at(dialect.description), dialect, report),
      direction,
      access: 'allow',
      addresses: peers.addresses,
      local: [],
      space: AdmittedSpace.of(boxes),
    },
    identity,
    families: peers.families,
    weight: peers.weight,
  };
}

function readTraffic(node: JsonNode, dialect: Ec2Dialect, report: Report): Traffic {
  const { isNothing, isUnknown } = dialect;
  const [protocolNode, from, to] = [dialect.protocol, dialect.from, dialect.to].map((key) => node.at(key));
  const text = [protocolNode, from, to].map((part) => isNothing(part) ? '' : part.describe()).join(' ');
  if (isUnknown(protocolNode)) {
    report.unresolve(protocolNode);
    return { protocols: [], text };
  }
  const written = protocolNode.scalar();
  if (written === '-1' || written.toLowerCase() === 'all') return { protocols: ALL_PROTOCOLS, ports: ALL_PORTS, text: 'all' };
  const protocol = protocolName(written);
  const isIcmp = protocol.startsWith('icmp');
  if (!hasPorts(protocol) && !isIcmp) return { protocols: [protocol], ports: ALL_PORTS, text: protocol };

  const bounds = [from, to].filter((part) => !isNothing(part));
  const unknown = bounds.filter(isUnknown);
  if (unknown.length > 0) {
    unknown.forEach((part) => report.unresolve(part));
    return { protocols: [protocol], text };
  }
  const [first, last] = [from, to].map((part) => isNothing(part) ? -1 : part.integer());
  const canonical = `${protocol} ${first}-${last}`;
  if (isIcmp) {
    if ((first !== -1 || last !== -1) && !isNoTrafficType(first, last)) {
      report.find(FindingCode.ICMP_TYPE, node.path, `limited to ${protocol} type ${first} code ${last}, read as every type and code`);
    }
    return { protocols: [protocol], ports: ALL_PORTS, text: canonical };
  }
  if (first < ALL_PORTS.first || last > ALL_PORTS.last || first > last) {
    report.find(FindingCode.INVALID_PORTS, node.path, `ports ${first} to ${last} are no range within 0 to 65535`);
    return { protocols: [protocol], text: canonical };
  }
  return { protocols: [protocol], ports: PortRange.of(first, last), text: canonical };
}

function isNoTrafficType(type: number, code: number): boolean {
  return NO_TRAFFIC.startsWith(`icmp ${type}-${code} `);
}

function readPeers(node: JsonNode, direction: Direction, dialect: Ec2Dialect, lists: ReadonlyMap<string, Ec2PrefixList>, report: Report): Peers {
  const { isNothing, isUnknown } = dialect;
  let addresses = PrefixSet.EMPTY;
  let weight = 1;
  const texts: string[] = [];
  const families = new Set<'ipv4' | 'ipv6'>();
  for (const [key, family] of [[dialect.ipv4, 'ipv4'], [dialect.ipv6, 'ipv6']] as const) {
    const part = node.at(key);
    if (isNothing(part)) continue;
    families.add(family);
    const cidr = isUnknown(part) ? undefined : readCidr(part, report);
    texts.push(cidr?.text ?? part.describe());
    if (isUnknown(part)) report.unresolve(part);
    if (cidr === undefined) continue;
    addresses = addresses.union(cidr.addresses);
    if (cidr.family !== family) report.find(FindingCode.WRONG_FAMILY, part.path, `${cidr.text} is not ${family} and cannot stand in ${key}`);
  }
  for (const key of [dialect.prefixList[direction], ...dialect.references[direction]]) {
    const part = node.at(key);
    if (isNothing(part)) continue;
    const list = key === dialect.prefixList[direction] ? lists.get(dialect.listKey(part)) : undefined;
    texts.push(`${key} ${part.describe()}`);
    if (list === undefined) report.unresolve(part);
    addresses = addresses.union(list?.addresses ?? PrefixSet.EMPTY);
    weight = list?.weight ?? weight;
    (list?.family === undefined ? ['ipv4', 'ipv6'] as const : [list.family]).forEach((family) => families.add(family));
  }
  if (texts.length === 0) report.find(FindingCode.PEER_MISSING, node.path, 'names no peer, EC2 requires exactly one');
  if (texts.length > 1) report.find(FindingCode.SEVERAL_PEERS, node.path, `names ${texts.length} peers, EC2 requires exactly one`);
  return { addresses, texts, families: [...families], weight };
}

function readDescription(node: JsonNode, { isNothing, isUnknown }: Ec2Dialect, report: Report): string | undefined {
  if (isNothing(node)) return undefined;
  if (isUnknown(node)) return node.describe();
  const text = node.text();
  if (text.length > DESCRIPTION.length) {
    report.find(FindingCode.DESCRIPTION_TOO_LONG, node.path, `has ${text.length} characters, EC2 takes ${DESCRIPTION.length}`);
  }
  if (!DESCRIPTION.characters.test(text)) {
    report.find(FindingCode.DESCRIPTION_CHARACTERS, node.path, `${JSON.stringify(text)} has characters other than a-zA-Z0-9 ._-:/()#,@[]+=;{}!$*`);
  }
  return text;
}
