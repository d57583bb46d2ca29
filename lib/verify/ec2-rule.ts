import { Direction, PortRange, PrefixSet } from '../net';
import { AdmittedSpace } from './admitted-space';
import { readCidr } from './cidr';
import { isIntrinsic, isNothing } from './cloudformation-node';
import { FindingCode } from './finding';
import type { JsonNode } from './json-node';
import { ALL_PORTS } from './port-map';
import { ALL_PROTOCOLS, hasPorts, protocolName } from './protocol-name';
import type { RuleReading } from './reading';
import type { Report } from './report';

/** A security group rule, with what the checks of its group need. */
export interface Ec2Rule {
  readonly reading: RuleReading;
  /** Equal for two rules that EC2 takes for the same, whatever their descriptions. */
  readonly identity: string;
  /** The quotas it counts against. */
  readonly families: readonly ('ipv4' | 'ipv6')[];
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
const DESCRIPTION = { length: 255, characters: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]*$/ } as const;

/** What CDK writes to keep EC2 from adding its own egress rule: an ICMP type nobody sends, to an address nobody has. */
const NO_TRAFFIC = 'icmp 252-86 255.255.255.255/32';

/** The properties that name a peer which is no address range. */
const REFERENCES: Readonly<Record<Direction, readonly string[]>> = {
  [Direction.INBOUND]: ['SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'],
  [Direction.OUTBOUND]: ['DestinationSecurityGroupId', 'DestinationPrefixListId'],
};

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
}

/**
 * Reads one rule, inline or separate.
 *
 * For protocol `-1` and for protocols other than TCP, UDP and ICMP EC2 ignores ports.
 * CDK's "no traffic" rule is recorded and counted but admits nothing.
 */
export function readEc2Rule(node: JsonNode, direction: Direction, report: Report): Ec2Rule {
  const traffic = readTraffic(node, report);
  const peers = readPeers(node, direction, report);
  const identity = `${traffic.text} ${peers.texts.join(' ')}`;
  const { ports } = traffic;
  const boxes = ports === undefined || identity === NO_TRAFFIC
    ? []
    : traffic.protocols.map((protocol) => ({ direction, protocol, ports, addresses: peers.addresses }));
  return {
    reading: {
      path: node.path,
      description: readDescription(node.at('Description'), report),
      direction,
      access: 'allow',
      addresses: peers.addresses,
      local: [],
      space: AdmittedSpace.of(boxes),
    },
    identity,
    families: peers.families,
  };
}

function readTraffic(node: JsonNode, report: Report): Traffic {
  const protocolNode = node.at('IpProtocol');
  const from = node.at('FromPort');
  const to = node.at('ToPort');
  const text = [protocolNode, from, to].map((part) => isNothing(part) ? '' : part.describe()).join(' ');
  if (isIntrinsic(protocolNode)) {
    report.unresolve(protocolNode);
    return { protocols: [], text };
  }
  const written = protocolNode.scalar();
  if (written === '-1' || written.toLowerCase() === 'all') return { protocols: ALL_PROTOCOLS, ports: ALL_PORTS, text: 'all' };
  const protocol = protocolName(written);
  const isIcmp = protocol.startsWith('icmp');
  if (!hasPorts(protocol) && !isIcmp) return { protocols: [protocol], ports: ALL_PORTS, text: protocol };

  const bounds = [from, to].filter((part) => !isNothing(part));
  const unknown = bounds.filter(isIntrinsic);
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

function readPeers(node: JsonNode, direction: Direction, report: Report): Peers {
  let addresses = PrefixSet.EMPTY;
  const texts: string[] = [];
  const families = new Set<'ipv4' | 'ipv6'>();
  for (const [key, family] of [['CidrIp', 'ipv4'], ['CidrIpv6', 'ipv6']] as const) {
    const part = node.at(key);
    if (isNothing(part)) continue;
    families.add(family);
    const cidr = isIntrinsic(part) ? undefined : readCidr(part, report);
    texts.push(cidr?.text ?? part.describe());
    if (isIntrinsic(part)) report.unresolve(part);
    if (cidr === undefined) continue;
    addresses = addresses.union(cidr.addresses);
    if (cidr.family !== family) report.find(FindingCode.WRONG_FAMILY, part.path, `${cidr.text} is not ${family} and cannot stand in ${key}`);
  }
  for (const key of REFERENCES[direction]) {
    const part = node.at(key);
    if (isNothing(part)) continue;
    families.add('ipv4').add('ipv6');
    texts.push(`${key} ${part.describe()}`);
    report.unresolve(part);
  }
  if (texts.length === 0) report.find(FindingCode.PEER_MISSING, node.path, 'names no peer, EC2 requires exactly one');
  if (texts.length > 1) report.find(FindingCode.SEVERAL_PEERS, node.path, `names ${texts.length} peers, EC2 requires exactly one`);
  return { addresses, texts, families: [...families] };
}

function readDescription(node: JsonNode, report: Report): string | undefined {
  if (isNothing(node)) return undefined;
  if (isIntrinsic(node)) return node.describe();
  const text = node.text();
  if (text.length > DESCRIPTION.length) {
    report.find(FindingCode.DESCRIPTION_TOO_LONG, node.path, `has ${text.length} characters, EC2 takes ${DESCRIPTION.length}`);
  }
  if (!DESCRIPTION.characters.test(text)) {
    report.find(FindingCode.DESCRIPTION_CHARACTERS, node.path, `${JSON.stringify(text)} has characters other than a-zA-Z0-9 ._-:/()#,@[]+=;{}!$*`);
  }
  return text;
}
